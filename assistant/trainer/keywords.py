"""The key words of quoted law: who acts and the verb that says how strictly, as places in the text.

They are marked where the text is printed, and nothing of it is changed.
"""

import re

from assistant.trainer.excerpt import operative_verb

LONGEST_ACTOR = 8  # words: more are a clause
_PRONOUNS = frozenset({"it", "they"})
# how a sentence begins that does not begin with who acts
_INSERTED = re.compile(
    r"(?:where|when|if|in|for|to|with|at|as|upon|without|subject|pursuant|notwithstanding|unless|under|by|on)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?:^|(?<=[.;:])\s+)(?=\S)", re.M)
_NUMBER = re.compile(r"[“\"]?(?:\(?\w{1,4}[.)]\s+)*")  # of a paragraph or an item


def key_words(text: str) -> list[tuple[int, int]]:
    """Give the places, in their order and apart: the first words of a sentence where they name who acts, and
    each operative verb.
    """
    places = []
    starts = [match.end() for match in _SENTENCE.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        verbs = [match.span() for match in operative_verb().finditer(text, start, end)]
        if verbs:
            places += [*_actor(text, start, verbs[0][0]), *verbs]
    return places


def _actor(text: str, start: int, verb: int) -> list[tuple[int, int]]:
    """The words from the start of the sentence to the verb, or to the comma before what is only inserted."""
    number = _NUMBER.match(text, start, verb)
    start = number.end() if number else start
    words = text[start:verb].partition(",")[0].rstrip()
    fitting = 0 < len(words.split()) <= LONGEST_ACTOR and words.lower() not in _PRONOUNS
    named = fitting and not _INSERTED.match(words)
    return [(start, start + len(words))] if named else []


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces that make it up again, each with whether it is a key word."""
    found, at = [], 0
    for start, end in key_words(text):
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    found.append((text[at:], False))
    return [(piece, key) for piece, key in found if piece]
