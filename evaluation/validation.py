"""`check`: does a question set fit its corpus? Every locator is there, every gold quote verbatim, every id
unique.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from evaluation.questions import Gold, Item, QuestionSet, read_questions
from index.lexical import stems
from ingest.corpus.merge import Corpus
from ingest.model import Provenance

# Names that a question can hardly avoid.
NAMES = (
    "convention party parties protocol contracting article biological diversity biodiversity cbd cop "
    "conference cartagena nagoya kuala lumpur"
    " nagoya-kuala decision deck slide trainer training treaty annex chm clearing-house clearing house "
    "mechanism secretariat"
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: `problems` make the set unusable, `notes` are worth a look."""

    questions: QuestionSet
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    disjoint: int


def check(path: Path, corpus: Corpus) -> Checked:
    """Check a set. Raises EvaluationError when the file itself is malformed."""
    questions = read_questions(path)
    problems: list[str] = []
    notes: list[str] = []
    disjoint = 0
    names = set(stems(NAMES))
    for item in questions:
        where = f"{path.name}:{item.line}"
        problems += [
            f"{where}: {problem}"
            for gold in item.gold
            for place in (gold, *gold.others)
            if (problem := _problem(place, corpus, place is not gold))
        ]
        if not item.answerable:
            continue
        shared = sorted(
            set(stems(item.question))
            & {
                stem
                for gold in item.gold
                for place in (gold, *gold.others)
                for text in _texts(place, corpus)
                for stem in stems(text)
            }
        )
        distinctive = [stem for stem in shared if stem not in names]
        disjoint += not distinctive
        if item.disjoint and distinctive:
            notes.append(f"{where}: marked disjoint, but shares {', '.join(distinctive)} with its gold.")
    notes += _balance(questions)
    return Checked(questions, tuple(problems), tuple(notes), disjoint)


def _problem(gold: Gold, corpus: Corpus, beside: bool = False) -> str:
    """What is wrong with a gold place; `beside` another one the guide's words will do."""
    provision = corpus.provisions.get(gold.locator)
    if provision is None:
        known = gold.source in corpus.documents
        return f"the corpus has no provision '{gold.locator}'" + (
            "." if known else f", nor any document '{gold.source}'."
        )
    if not gold.quotes:
        return (
            f"the corpus has only the guide's words on '{gold.locator}'."
            if provision.provenance is Provenance.GUIDE and not beside
            else ""
        )
    text = _spaced(provision.text)
    for quote in gold.quotes:
        if _spaced(quote) not in text:
            others = (p for p in corpus.provisions.values() if p.document == gold.source and p.leaf)
            elsewhere = next((p.locator for p in others if _spaced(quote) in _spaced(p.text)), "")
            return f"the quote “{_short(quote)}” is not in '{gold.locator}'" + (
                f", but in '{elsewhere}'." if elsewhere else "."
            )
    return ""


def _texts(gold: Gold, corpus: Corpus) -> tuple[str, ...]:
    if gold.quotes:
        return gold.quotes
    provision = corpus.provisions.get(gold.locator)
    return (provision.text,) if provision else ()


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _balance(questions: QuestionSet) -> list[str]:
    notes = []
    for category, count in Counter(item.category for item in questions).items():
        halves = Counter(item.half for item in questions if item.category == category)
        if count > 1 and abs(halves["dev"] - halves["test"]) > 1:
            notes.append(
                f"{questions.name}: the halves of '{category}' are not balanced ({halves['dev']} dev, "
                f"{halves['test']} test)."
            )
    return notes


def summary(found: Checked) -> str:
    """One line a person can read."""
    items: tuple[Item, ...] = found.questions.items
    answerable = sum(item.answerable for item in items)
    share = found.disjoint / answerable if answerable else 0.0
    categories = ", ".join(
        f"{name} {count}" for name, count in Counter(item.category for item in items).most_common()
    )
    return (
        f"{found.questions.name}: {len(items)} questions ({categories}); "
        f"{found.disjoint} of {answerable} answerable ones ({share:.0%}) share no content word with "
        f"their gold; {len(found.problems)} problems."
    )
