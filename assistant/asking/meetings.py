"""Meetings in the place of the one last spoken of: "and the one after?", asked after COP 12, is asked of
COP 13, and so is "and COP 13?".
"""

from dataclasses import replace

from assistant.asking.language import detect
from assistant.asking.patterns import word_list
from assistant.asking.relative import is_light, shift_of, words_of
from assistant.question import Question
from ingest.references.resolve import Reference, read_references
from ingest.references.tokens import tokens
from ingest.vocabulary import COP


def spelt_out(question: Question) -> Question:
    """The question and the turns of its asker, each that moves on to another meeting in the words of the turn
    that it follows.
    """
    before = ""
    history = []
    for turn in question.history:
        if turn.role == "user":
            before = _moved(turn.content, before)
            turn = replace(turn, content=before)
        history.append(turn)
    text = _moved(question.text, before)
    changed = text != question.text or tuple(history) != question.history
    return replace(question, text=text, history=tuple(history)) if changed else question


def _moved(text: str, before: str) -> str:
    """The turn before, of the meeting that the text names or of one beside that which it names itself, where
    the text asks for nothing else.
    """
    named, now = _meetings(before), _meetings(text)
    if not named or any(piece.kind == "unit" for piece in tokens(text)):
        return text
    language, last = detect(text), named[-1]
    session = 0
    if not now:
        shift = shift_of(text, language, word_list("when_and_where"))
        session = shift and _session(last) + shift
    elif len(now) == len(named) == 1:
        rest = text[: now[0].start] + text[now[0].end :]
        session = _session(now[0]) if is_light(set(words_of(rest)), language) else 0
    return f"{before[: last.start]}COP {session}{before[last.end :]}" if session > 0 else text


def _meetings(text: str) -> list[Reference]:
    """Where a text names one meeting of the Conference of the Parties by its number."""
    return [one for one in read_references(text) if len(one.targets) == 1 and _session(one)]


def _session(reference: Reference) -> int:
    body, _, number = reference.targets[0].document.rpartition("-")
    return int(number) if body == COP and number.isdecimal() else 0
