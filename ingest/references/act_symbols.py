"""Symbols of other bodies' decisions where a text names them: "2/CP.24", "General Assembly resolution
77/161".

A number that others print alike is read only with the name of its body, or where no other can have it.
"""

import re
from collections.abc import Iterator
from functools import cache

from ingest.acts import Act, Form, pattern_of
from ingest.locator import Locator
from ingest.names import OtherBody
from ingest.numerals import roman
from ingest.references.act_words import act_words
from ingest.spelling import normal
from ingest.vocabulary import Vocabulary, vocabulary

MOST = 199  # sessions: no body has met so often
_NUMBER_SIGN = r"(?:(?:no|n°|nº|№)\.? ?)?"


def act_pattern(known: Vocabulary) -> str:
    """What looks like such a symbol in a normalised text, with the words before it that are needed."""
    alternatives = [re.sub(r"\(\?P<\w+>", "(?:", pattern) for _, pattern in _written(known)]
    return "|".join(alternatives) or "(?!)"


def read_act(text: str) -> Locator | None:
    """The decision or resolution that a match of the pattern names."""
    found = next(_acts(text), None)
    return Locator(found.id) if found else None


def _acts(text: str) -> Iterator[Act]:
    for form, pattern in _readers(vocabulary()):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        cue = match.groupdict().get("cue") or ""
        act = form.act(match, _words_for(cue))
        if act and act.what in form.body.adopts:
            yield act


def _words_for(cue: str) -> str:
    """decision, resolution or recommendation; "" for no word."""
    cues = {normal(word): what for word, what in act_words().cues.items()}
    return cues.get(cue, "") or cues.get(cue.removesuffix("s"), "")


@cache
def _readers(known: Vocabulary) -> tuple[tuple[Form, re.Pattern[str]], ...]:
    return tuple((form, re.compile(pattern)) for form, pattern in _written(known))


@cache
def _written(known: Vocabulary) -> tuple[tuple[Form, str], ...]:
    return tuple(
        (Form(body, re.compile(pattern_of(form))), pattern)
        for body in known.other_bodies
        for form in body.forms
        for pattern in _patterns(body, form)
    )


def _patterns(body: OtherBody, form: str) -> Iterator[str]:
    """The ways in which a text can say it. "decision" alone before a symbol is a token of its own."""
    symbol = _symbol(form)
    if not body.cue or re.search(r"[A-Za-z]{3}", re.sub(r"\{\w+\}", "", form)):
        yield rf"(?:(?P<cue>{_cues('resolution', 'recommendation')}) {_NUMBER_SIGN})?{symbol}"
        return
    cue = rf"(?P<cue>{_cues('resolution', 'decision', 'recommendation')}) {_NUMBER_SIGN}"
    names = "|".join(sorted(map(_spaced, body.names), key=len, reverse=True))
    if names:
        yield rf"(?<![^\W_])(?:{names})(?:'s)? {cue}{symbol}"
    if body.alone:
        values = [str(n) if "{roman}" not in form else roman(n).lower() for n in range(body.alone, MOST)]
        sessions = "|".join(sorted(values, key=len, reverse=True))
        bounded = re.sub(r"\(\?P<(session|roman)>[^()]*\)", lambda m: rf"(?P<{m[1]}>{sessions})", symbol)
        yield rf"(?<![^\W_]){cue}{bounded}"


def _symbol(form: str) -> str:
    """The pattern of a form, for a normalised text."""
    return pattern_of(normal(form)).replace("[IVXLC]", "[ivxlc]")


def _spaced(name: str) -> str:
    return re.escape(normal(name))


@cache
def _cues(*whats: str) -> str:
    words = [normal(word) for word, what in act_words().cues.items() if what in whats]
    return "|".join(sorted({rf"{re.escape(word)}s?" for word in words}, key=lambda word: (-len(word), word)))
