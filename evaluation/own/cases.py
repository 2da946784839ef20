"""A question about the made documents, with what a right answer shows, read with every mistake named by its
line.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.cover import fold
from evaluation.jsonl import list_field, read_records, text_field, texts_field
from evaluation.own.documents import HOME, Made
from evaluation.questions import HALVES, Item
from ingest.errors import EvaluationError
from ingest.locator import Locator
from ingest.vocabulary import LANGUAGES

QUESTIONS = "questions.jsonl"
ABSENT, LAW = "absent", "law"
KINDS = (
    "plain", "short", "vague", "typed", "crossing", "named", "list", "parts", "table", "follow", ABSENT, LAW,
)  # fmt: skip
_FIELDS = {"id", "document", "kind", "question", "lang", "history", "half", "gold", "any_of"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that answers: of which document, the words that stand in it, and on which page (0: its file
    has none).
    """

    document: str
    words: tuple[str, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """One question: `gold` are passages, any of which may stand first, of `document` or of another that says
    the same; `any_of` are provisions of the instruments; neither where the right answer is a refusal.
    """

    id: str
    document: str
    kind: str
    question: str
    lang: str
    half: str
    history: tuple[str, ...] = ()
    gold: tuple[Passage, ...] = ()
    any_of: tuple[str, ...] = ()
    line: int = 0

    @property
    def item(self) -> Item:
        """The question as a system is asked, with no gold beside it."""
        return Item(self.id, self.question, "lookup", self.lang, self.history, True, ())


def read_cases(documents: tuple[Made, ...], half: str = "all", folder: Path = HOME) -> tuple[Case, ...]:
    """The questions of a folder, of one half, or of both ("all"), held against the words of the documents.
    Raises EvaluationError that names every line which is wrong, and why.
    """
    made, path = {one.id: one for one in documents}, folder / QUESTIONS
    cases = read_records(path, lambda record, line: parse_case(record, made, line))
    found = tuple(case for case in cases if half in ("all", case.half))
    if not found:
        raise EvaluationError(f"{path.name}: no question belongs to the half '{half}'.", "Give --half all.")
    return found


def parse_case(record: Any, documents: dict[str, Made], line: int = 0) -> Case:
    """One question from its JSON object. Raises ValueError that says what is wrong with it."""
    if not isinstance(record, dict) or set(record) - _FIELDS:
        raise ValueError(f"a question is a JSON object of {', '.join(sorted(_FIELDS))}.")
    kind, lang, half = (text_field(record, name) for name in ("kind", "lang", "half"))
    if kind not in KINDS or lang not in LANGUAGES or half not in HALVES:
        raise ValueError(f"the kind '{kind}', the language '{lang}' or the half '{half}' is not known.")
    document = text_field(record, "document", "")
    if bool(document) == (kind == LAW) or (document and document not in documents):
        raise ValueError(f"the document is {document!r}; made are {', '.join(documents)}.")
    entries, any_of = list_field(record, "gold"), texts_field(record, "any_of")
    if bool(entries) == (kind in {ABSENT, LAW}) or bool(any_of) != (kind == LAW):
        raise ValueError(f"a question of the kind '{kind}' has other gold.")
    gold = tuple(_passage(entry, document, documents) for entry in entries)
    for locator in any_of:
        Locator.parse(locator)
    history = texts_field(record, "history")
    if bool(history) != (kind == "follow"):
        raise ValueError("a follow-up has turns before it, and no other question has.")
    question = text_field(record, "question")
    return Case(text_field(record, "id"), document, kind, question, lang, half, history, gold, any_of, line)


def _passage(entry: Any, document: str, documents: dict[str, Made]) -> Passage:
    """A passage of the question's document, or of another one that says the same."""
    if not isinstance(entry, dict) or set(entry) - {"document", "words", "page"}:
        raise ValueError("a passage has words, a page where its file has pages, and a document if another's.")
    made = documents.get(text_field(entry, "document", document))
    if made is None:
        raise ValueError(f"a passage is of {entry['document']!r}; made are {', '.join(documents)}.")
    words, page = texts_field(entry, "words"), entry.get("page", 0)
    if not words or not isinstance(page, int) or bool(page) != made.paged:
        raise ValueError(f"a passage of {made.id} has words and {'a' if made.paged else 'no'} page.")
    sections = map(fold, made.sections)
    if not any(all(fold(word) in section for word in words) for section in sections):
        raise ValueError(f"{made.id} has no passage with “{'” and “'.join(words)}”.")
    return Passage(made.id, words, page)
