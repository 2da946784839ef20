"""Understanding: a question with the turns before it becomes words that stand alone, with what it names."""

import re
from collections.abc import Sequence

from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Reading, Wording
from assistant.question import Question
from index.interface import SearchIndex
from index.lexical import words
from ingest.locator import Locator
from ingest.references.resolve import Reference, read_references

SHORT = 3  # a follow-up with so few content words says too little alone
MOST_PARTS = 4
_PART = 4  # words: a shorter sentence is not searched for on its own


def understand(question: Question, wording: Wording, index: SearchIndex) -> Reading:
    """Read the references of the question, and whether it leans on the turns before."""
    context = _last_named([turn.content for turn in question.history], index)
    own = read_references(question.text)
    references = own or (read_references(question.text, context) if context else [])
    leaning = bool(wording.before) and _leans(wording, bool(own))
    before = " ".join(wording.before) if leaning else ""
    return Reading(
        text=f"{before} {wording.english}".strip() or question.text,
        parts=_parts(wording.english, leaning),
        references=tuple(references),
        own=tuple(own),
        context=context.document if context else "",
        leaning=leaning,
        focus=_focus(wording.english, references if wording.language == "en" else []),
    )


def _leans(wording: Wording, has_reference: bool) -> bool:
    """Whether a follow-up cannot be understood without what was said before it."""
    if has_reference:
        return False
    if wording.language != "en":
        return len(wording.clean.split()) < 3 * SHORT
    if pattern("anaphora").search(wording.clean):
        return True
    return len(words(wording.clean)) < SHORT and not pattern("defining").search(wording.clean)


def _last_named(turns: Sequence[str], index: SearchIndex) -> Locator | None:
    """The provision last spoken of, to which "paragraph 4" belongs."""
    for turn in reversed(turns):
        for reference in reversed(read_references(turn)):
            for target in reversed(reference.targets):
                if index.knows(str(target)):
                    return target
    return None


def _parts(text: str, leaning: bool) -> tuple[str, ...]:
    """Sentences that are long enough to be searched for on their own."""
    parts = [part for part in re.split(r"(?<=[.?!:;])\s+", text) if len(part.split()) >= _PART]
    if len(parts) > 1:
        return tuple(parts[:MOST_PARTS])
    return (text,) if leaning and text else ()


def _focus(text: str, references: Sequence[Reference]) -> str:
    """What the question asks beyond naming provisions: its other content words."""
    for reference in sorted(references, key=lambda r: -r.start):
        text = text.replace(reference.words, " ")
    asking = word_list("about_a_reference")
    rest = [word for word in words(text) if word not in asking and not word.isdigit() and len(word) > 1]
    return " ".join(rest)
