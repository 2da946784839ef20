"""A question set: JSONL, one question a line, read with every mistake named by its line."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.errors import EvaluationError
from ingest.locator import Locator

CATEGORIES = (
    "lookup",
    "definition",
    "paraphrase",
    "multi",
    "list",
    "followup",
    "multilingual",
    "unanswerable",
    "adversarial",
)
HALVES = ("dev", "test")
_KNOWN = {
    "id",
    "question",
    "category",
    "lang",
    "history",
    "answerable",
    "gold",
    "half",
    "disjoint",
    "reason",
    "note",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One thing that a complete answer needs, by a provision that gives it. Without `quotes` the whole
    provision counts; with them any one of them will do. `others` are places that are equally good.
    """

    source: str
    locator: str
    quotes: tuple[str, ...] = ()
    others: tuple["Gold", ...] = ()

    @property
    def locators(self) -> tuple[str, ...]:
        """Of all places that are equally good."""
        return (self.locator, *(other.locator for other in self.others))


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a set with what a right answer cites; `line` is where it stands in its file."""

    id: str
    question: str
    category: str
    lang: str
    history: tuple[str, ...]
    answerable: bool
    gold: tuple[Gold, ...]
    half: str = ""
    disjoint: bool = False
    reason: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of one file, in its order; `digest` changes when a question does."""

    name: str
    items: tuple[Item, ...]
    digest: str

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def half(self, name: str) -> "QuestionSet":
        """Only the "dev" or only the "test" half. Raises EvaluationError when that is empty."""
        items = tuple(item for item in self.items if item.half == name)
        if not items:
            raise EvaluationError(
                f"{self.name}: no question belongs to the half '{name}'.", "Give --half all."
            )
        return QuestionSet(f"{self.name} ({name})", items, _digest(items))

    def only(self, ids: Iterable[str]) -> "QuestionSet":
        """Only the questions with these ids. Raises EvaluationError for an id that no question has."""
        wanted = dict.fromkeys(ids)
        items = tuple(item for item in self.items if item.id in wanted)
        unknown = [identity for identity in wanted if identity not in {item.id for item in items}]
        if unknown:
            raise EvaluationError(
                f"{self.name}: no question has the id {', '.join(unknown)}.", "Check --only."
            )
        return QuestionSet(self.name, items, _digest(items))


def read_questions(path: Path) -> QuestionSet:
    """Read and check a set. Raises EvaluationError that names every line which is wrong, and why."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path.name}: the file is not UTF-8 (byte {error.start}).", "Convert it to UTF-8."
        ) from error
    except OSError as error:
        raise EvaluationError(
            f"{path.name}: cannot be read ({error.strerror}).", "Check the path."
        ) from error
    items: list[Item] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            item = parse_item(json.loads(line), number)
        except json.JSONDecodeError as error:
            problems.append(f"{path.name}:{number}: not JSON ({error.msg}, column {error.colno}).")
            continue
        except ValueError as error:
            problems.append(f"{path.name}:{number}: {error}")
            continue
        if item.id in seen:
            problems.append(
                f"{path.name}:{number}: the id '{item.id}' was given before, in line {seen[item.id]}."
            )
        seen.setdefault(item.id, number)
        items.append(item)
    if problems:
        raise EvaluationError("\n".join(problems))
    if not items:
        raise EvaluationError(
            f"{path.name}: there is no question in the file.",
            "Write one JSON object a line; see evaluation/README.md.",
        )
    return QuestionSet(path.stem, tuple(items), _digest(items))


def parse_item(record: Any, line: int = 0) -> Item:
    """One question from its JSON object. Raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError("a question is a JSON object.")
    unknown = sorted(set(record) - _KNOWN)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(_KNOWN))}.")
    category = _text(record, "category")
    if category not in CATEGORIES:
        raise ValueError(f"the category '{category}' is none of {', '.join(CATEGORIES)}.")
    half = record.get("half", "")
    if half not in ("", *HALVES):
        raise ValueError(f'\'half\' is {half!r}; it is "dev" or "test".')
    answerable = record.get("answerable", True)
    if not isinstance(answerable, bool):
        raise ValueError("'answerable' is true or false.")
    gold = tuple(_gold(entry) for entry in _list(record, "gold"))
    if answerable != bool(gold):
        raise ValueError(
            "an answerable question needs gold." if answerable else "an unanswerable question has no gold."
        )
    if len({entry.locator for entry in gold if not entry.quotes}) < sum(not entry.quotes for entry in gold):
        raise ValueError("two gold entries name the same provision.")
    return Item(
        id=_text(record, "id"),
        question=_text(record, "question"),
        category=category,
        lang=_text(record, "lang", "en"),
        history=_texts(record, "history"),
        answerable=answerable,
        gold=gold,
        half=half,
        disjoint=record.get("disjoint") is True,
        reason=_text(record, "reason", ""),
        line=line,
    )


def item_record(item: Item) -> dict[str, Any]:
    """The JSON object that parse_item reads back."""
    record: dict[str, Any] = {
        "id": item.id,
        "question": item.question,
        "category": item.category,
        "lang": item.lang,
        "history": list(item.history),
        "answerable": item.answerable,
        "gold": [_gold_record(gold) for gold in item.gold],
    }
    optional = {"half": item.half, "disjoint": item.disjoint, "reason": item.reason}
    return record | {name: value for name, value in optional.items() if value}


def _gold_record(gold: Gold) -> dict[str, Any]:
    places = [
        {"source": one.source, "locator": one.locator, **({"quotes": list(one.quotes)} if one.quotes else {})}
        for one in (gold, *gold.others)
    ]
    return {"any_of": places} if gold.others else places[0]


def _gold(record: Any) -> Gold:
    if isinstance(record, str):  # one of several good places, by its locator alone
        return Gold(Locator.parse(record).document, record)
    if not isinstance(record, dict):
        raise ValueError("a gold entry is a JSON object.")
    if "any_of" in record:
        places = [_gold(place) for place in _list(record, "any_of")]
        if len(places) < 2 or len(record) > 1 or any(place.others for place in places):
            raise ValueError("any_of holds two or more places, and nothing stands beside it.")
        return replace(places[0], others=tuple(places[1:]))
    unknown = sorted(set(record) - {"source", "locator", "quotes"})
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)} in a gold entry.")
    source, locator = _text(record, "source"), _text(record, "locator")
    document = Locator.parse(locator).document
    if document != source:
        raise ValueError(
            f"the gold locator '{locator}' belongs to '{document}', not to the source '{source}'."
        )
    return Gold(source, locator, _texts(record, "quotes"))


def _text(record: dict[str, Any], name: str, default: str | None = None) -> str:
    value = record.get(name, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(
            f"'{name}' is missing." if value is None else f"'{name}' must be a text that is not empty."
        )
    return value


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"'{name}' must be a list.")
    return value


def _texts(record: dict[str, Any], name: str) -> tuple[str, ...]:
    values = _list(record, name)
    if not all(isinstance(value, str) and value.strip() for value in values):
        raise ValueError(f"'{name}' must be a list of texts that are not empty.")
    return tuple(values)


def _digest(items: Iterable[Item]) -> str:
    lines = [json.dumps(item_record(item), ensure_ascii=False, sort_keys=True) for item in items]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
