"""A question set: JSONL, one question a line, read with every mistake named by its line."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evaluation.jsonl import list_field, read_records, text_field, texts_field
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
    items = read_records(path, parse_item)
    return QuestionSet(path.stem, items, _digest(items))


def parse_item(record: Any, line: int = 0) -> Item:
    """One question from its JSON object. Raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict):
        raise ValueError("a question is a JSON object.")
    unknown = sorted(set(record) - _KNOWN)
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}; known are {', '.join(sorted(_KNOWN))}.")
    category = text_field(record, "category")
    if category not in CATEGORIES:
        raise ValueError(f"the category '{category}' is none of {', '.join(CATEGORIES)}.")
    half = record.get("half", "")
    if half not in ("", *HALVES):
        raise ValueError(f'\'half\' is {half!r}; it is "dev" or "test".')
    answerable = record.get("answerable", True)
    if not isinstance(answerable, bool):
        raise ValueError("'answerable' is true or false.")
    gold = tuple(_gold(entry) for entry in list_field(record, "gold"))
    if answerable != bool(gold):
        raise ValueError(
            "an answerable question needs gold." if answerable else "an unanswerable question has no gold."
        )
    if len({entry.locator for entry in gold if not entry.quotes}) < sum(not entry.quotes for entry in gold):
        raise ValueError("two gold entries name the same provision.")
    return Item(
        id=text_field(record, "id"),
        question=text_field(record, "question"),
        category=category,
        lang=text_field(record, "lang", "en"),
        history=texts_field(record, "history"),
        answerable=answerable,
        gold=gold,
        half=half,
        disjoint=record.get("disjoint") is True,
        reason=text_field(record, "reason", ""),
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
        places = [_gold(place) for place in list_field(record, "any_of")]
        if len(places) < 2 or len(record) > 1 or any(place.others for place in places):
            raise ValueError("any_of holds two or more places, and nothing stands beside it.")
        return replace(places[0], others=tuple(places[1:]))
    unknown = sorted(set(record) - {"source", "locator", "quotes"})
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)} in a gold entry.")
    source, locator = text_field(record, "source"), text_field(record, "locator")
    document = Locator.parse(locator).document
    if document != source:
        raise ValueError(
            f"the gold locator '{locator}' belongs to '{document}', not to the source '{source}'."
        )
    return Gold(source, locator, texts_field(record, "quotes"))


def _digest(items: Iterable[Item]) -> str:
    lines = [json.dumps(item_record(item), ensure_ascii=False, sort_keys=True) for item in items]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
