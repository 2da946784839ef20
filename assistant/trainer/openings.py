"""The operative paragraph of a decision taken apart: "Requests the Executive Secretary to report".

Who acts is who is asked; the deciding body does only what it decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.trainer.clauses import Clause, modal_clauses
from assistant.trainer.grammar import alternatives, any_of, opening_verbs, plain_verb, words
from assistant.trainer.nouns import first_known, named_in


@dataclass(frozen=True, slots=True)
class _Part:
    """A verb with which a decision, or a part of it, opens, and what follows up to the next one."""

    kind: str
    verb: str
    rest: str
    end: int


def opens(sentence: str, *, plural: bool = False) -> bool:
    """Whether the sentence opens as an operative paragraph does."""
    return _first(plural).match(sentence.strip()) is not None


def opening_clauses(sentence: str, *, plural: bool = False) -> Iterator[Clause]:
    """What the deciding body asks of others or does itself. `plural` where two bodies decide together."""
    parts = _parts(sentence, plural)
    for i, part in enumerate(parts):
        if part.kind == "requests":
            before = parts[i - 1].rest if i else ""
            yield from _asked(part, before, parts[i + 1] if i + 1 < len(parts) else None)
        elif part.kind == "decisions":
            yield from _decided(part, plural)


def _parts(sentence: str, plural: bool) -> list[_Part]:
    first = _first(plural).match(sentence)
    if first is None:
        return []
    starts = [first, *_further(plural).finditer(sentence, first.end())]
    parts = []
    for i, match in enumerate(starts):
        end = starts[i + 1].start() if i + 1 < len(starts) else len(sentence)
        verb = _lower(match["verb"])
        parts.append(_Part(_kind(verb, plural), verb, sentence[match.end() : end].strip(), end))
    return parts


def _kind(verb: str, plural: bool) -> str:
    return next(
        kind for kind in ("requests", "decisions", "idle") if verb in opening_verbs(kind, plural=plural)
    )


def _asked(part: _Part, before: str, following: _Part | None) -> Iterator[Clause]:
    """Whom somebody asks for what; where what is asked comes only with the next verb, it is asked of both.

    `before` is what stands before the verb: "thanks Parties that have paid, and urges those that have not".
    """
    found = _task(part.rest)
    if found is None and following and following.kind == "requests":
        shared = _task(following.rest)
        actors = named_in(part.rest)
        if shared and actors:
            which = tuple(filter(None, (one.which for one in actors)))
            yield Clause(part.verb, shared[1], tuple(actors), which, part.rest, asked=True, end=following.end)
            return
    those = re.match(r"(?P<asked>those\s+(?:that|which|who)\b.+?)\s(?P<task>to\s+\w.+)", part.rest, re.S)
    if found is None and those and before:
        meant = tuple(named_in(before)[:1])
        yield Clause(
            part.verb, those["task"], meant, (those["asked"],), those["asked"], asked=True, end=part.end
        )
        return
    if found is None:
        yield _asked_loosely(part)
        return
    asked, task = found
    actors = named_in(asked)
    conditions = [*(one.which for one in actors), *_between(asked)]
    named = tuple(dict.fromkeys(one.strip(" ,;:") for one in conditions if one.strip(" ,;:")))
    yield Clause(part.verb, task, tuple(actors), named, asked, asked=True, end=part.end)


def _asked_loosely(part: _Part) -> Clause:
    """A request without "to": "Recommends that Parties report", "Invites comments"."""
    that = re.match(r"that\s+(.+)", part.rest, re.S)
    inner = next((one for one in modal_clauses(that[1])), None) if that else None
    if inner and inner.actors:
        return replace(inner, verb=part.verb, asked=True, end=part.end)
    somebody = first_known(that[1]) if that and " be " not in that[1] else None
    return Clause(part.verb, part.rest, (somebody,) if somebody else (), asked=True, end=part.end)


def _task(rest: str) -> tuple[str, str] | None:
    """The words for those who are asked, and the task from its "to" on."""
    for match in _to().finditer(rest):
        asked = rest[: match.start()]
        last = re.search(r"[\w-]+(?:\s+[\w-]+)?$", asked)
        wanting = last and re.search(rf"\b{any_of('wanting')}$", last[0], re.I)
        if asked.strip() and not wanting and named_in(asked):
            return asked, rest[match.start() :].lstrip(" ,:;")
    return None


def _between(asked: str) -> list[str]:
    """What is said between those who are asked and the task: "subject to the availability of funds"."""
    pieces = re.findall(
        r",\s*((?:as|in|subject|within|where|when|if|upon|through|on|at|under|pursuant|taking)\b[^,]*)", asked
    )
    return [one for one in pieces if not re.match(r"as well as\b", one)]


def _decided(part: _Part, plural: bool) -> Iterator[Clause]:
    """What the body does, or has somebody do: "Decides that the secretariat shall report"."""
    that = re.match(r"that\s*:?\s+(.+)", part.rest, re.S)
    if that:
        inner = [one for one in modal_clauses(that[1]) if one.actors and not one.rule]
        if inner:
            yield from (replace(one, asked=True, end=part.end) for one in inner)
            return
    asking = {plain_verb(verb): verb for verb in opening_verbs("requests")}
    nested = re.match(
        rf"(?:on\s[^:]*:\s*|:\s*)?to\s+(?:also\s+)?(?P<verb>{alternatives(asking)})\s+(?P<rest>.+)",
        part.rest,
        re.I | re.S,
    )
    found = _task(nested["rest"]) if nested else None
    if nested and found:
        yield Clause(
            asking[_lower(nested["verb"])],
            found[1],
            tuple(named_in(found[0])),
            subject=found[0],
            asked=True,
            end=part.end,
        )
        return
    yield Clause(part.verb, part.rest.lstrip(" ,:"), of_body=True, end=part.end)


@cache
def _first(plural: bool) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:{_adverbs()}[\s,]+)*(?P<verb>{_verbs(plural)})\b(?:\s+{_adverbs()}\b)*,?", re.I
    )


@cache
def _further(plural: bool) -> re.Pattern[str]:
    """Where another verb opens: "..., and requests the secretariat". Two bodies that decide together use
    plain verbs, which are nouns as well: only an "and" shows one.
    """
    adverbs = _adverbs()
    if plural:
        verbs = alternatives(opening_verbs("requests", plural=True))
        joint, asked = r"(?:[,;]\s*and\s+|\s+and\s+)", r"(?:the|those|other|each|developed|[A-Z]\w*)\b"
        return re.compile(rf"{joint}(?:{adverbs}\s+)*(?P<verb>{verbs})(?=\s+{asked})")
    joint, asked = r"(?:[,;]\s*(?:and\s+)?|\s+and\s+)", rf"(?:(?i:{any_of('asked')})|[A-Z]\w*)\b"
    return re.compile(rf"{joint}(?:{adverbs}\s+)*(?P<verb>{_verbs(plural)})(?=\s+(?:{adverbs}\s+)?{asked})")


@cache
def _to() -> re.Pattern[str]:
    """A "to" with which a task may begin."""
    verb = r"(?=(?:\w+ly,?\s+)?(?:,[^,]+,\s*)?[a-z])"
    return re.compile(rf"[,:;]?\s*\bto(?:\s*:)?\s+(?!{any_of('no_verbs')}\b){verb}", re.I)


def _lower(verb: str) -> str:
    """A verb as the lists of data have it."""
    return " ".join(verb.lower().split())


def _verbs(plural: bool) -> str:
    kinds = ("requests", "decisions", "idle")
    return alternatives(verb for kind in kinds for verb in opening_verbs(kind, plural=plural))


def _adverbs() -> str:
    return alternatives(words("adverbs"))
