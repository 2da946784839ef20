"""Whom a noun phrase names, as those who act: "each Party requiring consent" names the Parties.

A phrase names somebody where its main noun is one of those that can act. "The decision of the tribunal" is no
tribunal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.trainer.actors import actor_called, actors
from assistant.trainer.grammar import any_of, pattern, words
from ingest.vocabulary import vocabulary

_AND = frozenset({"and", "or", "and/or", "as well as"})
_BREAK = re.compile(r"(,?\s+as well as\s+|,?\s+(?:and/or|and|or)\s+|,\s+|;\s+)")
# what may follow a name and be part of it: "Fund for Loss and Damage", "Parties to the Convention"
_NAMED_AFTER = re.compile(
    r"""\s+(?:of|on|for|to|in|from)\s+(?:the\s+|this\s+|its\s+|that\s+|each\s+)?
        (?:[A-Z][\w'’-]*|dispute\b|tribunal\b)
        (?:(?:,?\s+(?:and|on|of|for|to|the)(?:\s+the)?)*\s+[A-Z][\w'’-]*)*""",
    re.X,
)
_OWN = re.compile(  # adds nothing to a name
    r"\s+(?:to this (?:Supplementary )?|of (?:the|this) )(?:Convention|Protocol)"
)
_LONGEST_KNOWN = 12  # words of the longest name


@cache
def _count() -> re.Pattern[str]:
    """How many of them, before their noun."""
    numbers = "|".join(map(re.escape, vocabulary().cardinals("en")))
    return re.compile(rf"^(?:at least\s+)?(?:{numbers}|\d+)\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """One who acts, by the name that is printed, with the words that say which: "requiring consent"."""

    name: str
    which: str = ""


def named_in(phrase: str) -> list[Named]:
    """Those whom the phrase names, in order, each once; none where its first noun does not act."""
    found: dict[str, Named] = {}
    aside = False
    for joint, piece in _pieces(phrase):
        if aside and joint.strip() in _AND:
            continue  # "in collaboration with the Board and other institutions": still those others
        aside = is_aside(piece)
        named = None if aside else _named(piece)
        if named:
            found.setdefault(named.name, named)
        elif not aside and not found:
            return []
    return list(found.values())


def begins_with_somebody(phrase: str) -> bool:
    """Whether somebody is named at the very start."""
    first = next(_pieces(phrase), ("", ""))[1]
    return bool(first) and not is_aside(first) and _named(first) is not None


def first_known(phrase: str) -> Named | None:
    """The known actor with whose name the phrase begins, whatever follows: "a Party designates"."""
    first = bare(phrase).split()[:_LONGEST_KNOWN]
    known = (actor_called(" ".join(first[:count])) for count in range(len(first), 0, -1))
    name = next(filter(None, known), "")
    return Named(name) if name else None


def aside_in(phrase: str) -> str:
    """What is inserted after the names: "at its first meeting" of "the Conference, at its first meeting,"."""
    _, _, after = phrase.partition(",")
    return after.strip(" ,") if after and is_aside(after) else ""


def is_aside(piece: str) -> bool:
    """Whether words say only how, when or which: "as appropriate", "that provide resources"."""
    first = piece.lstrip(" ,")
    relative = pattern("relatives", r"^{words}\b").match(first) and not re.match(r"that\s+[A-Z]", first)
    participle = re.match(r"[a-z]+(?:ing|ed)\b", first) and not _describes(first)
    return bool(pattern("openers", r"^{words}\b(?!-)").match(first) or relative or participle)


def bare(phrase: str) -> str:
    """The phrase without determiners and numbers before it."""
    before, phrase = "", phrase.strip(" ,:;")
    while before != phrase:
        before = phrase
        phrase = _count().sub("", pattern("determiners", r"^{words}\s+").sub("", phrase)).strip(" ,")
    return phrase


def _pieces(phrase: str) -> Iterator[tuple[str, str]]:
    """The parts that "and", "or" and commas join, each with what joins it to the one before; names that hold
    such words stay whole, and so do "bilateral and multilateral agencies".
    """
    text = re.sub(r"\s*\([^)]*\)", "", " ".join(phrase.split())).strip(" ,:;")
    masked, names = _masked(text)
    piece, *parts = _BREAK.split(masked)
    joint = ""
    for next_joint, following in zip(parts[::2], parts[1::2], strict=True):
        if _lacks_noun(piece, following, next_joint) or _is_one_name(piece, following, next_joint):
            piece += next_joint + following
            continue
        yield joint, _unmasked(piece, names)
        joint, piece = next_joint, following
    yield joint, _unmasked(piece, names)


def _lacks_noun(piece: str, following: str, joint: str) -> bool:
    """Whether a piece only describes the noun of the next one: "bilateral" and "multilateral agencies"."""
    alone = bare(piece)
    if not alone or "\x00" in alone or is_aside(alone) or _noun_end(alone):
        return False
    joined = joint.strip(" ,") in {*_AND, ""} and joint.strip() != "as well as"
    determined = pattern("determiners", r"^{words}\s").match(following)
    return joined and not determined and len(alone.split()) <= 2 and _noun_end(bare(following)) > 0


def _is_one_name(piece: str, following: str, joint: str) -> bool:
    """Whether both parts are one name: "the Climate Technology Centre and Network"."""
    capitals = r"(?:[A-Z][\w-]+\s+)+(?:(?:of|on|for)\s+(?:[A-Z][\w-]+\s*)+)?$"
    named = re.match(r"[A-Z][a-z]\w*(?:[\s-]+[A-Z]\w*)*$", following.strip())
    new = actor_called(following) or actor_called(bare(piece))
    return joint == " and " and not new and bool(named and re.search(capitals, f"{piece} "))


def _describes(phrase: str) -> bool:
    """Whether the participle at the start describes somebody: "specialized agencies"."""
    doing = re.match(r"[a-z]+ing\b", phrase)
    return _noun_end(phrase) > 0 and (doing is None or doing[0] in words("describing"))


def _named(piece: str) -> Named | None:
    phrase = bare(pattern("assembled", r"^{words}\s+of\s+").sub("", bare(piece)))
    end = _noun_end(phrase)
    if not end:
        return None
    known = actor_called(phrase[:end])
    follows = _NAMED_AFTER.match(phrase, end)
    if follows and not (known and _OWN.fullmatch(follows[0])):
        whole = phrase[: follows.end()]
        return Named(actor_called(whole) or _capital(whole), phrase[follows.end() :].strip(" ,"))
    rest = phrase[follows.end() if follows else end :]
    return Named(known or _capital(phrase[:end]), rest.strip(" ,"))


def _noun_end(phrase: str) -> int:
    """Where the main noun of a phrase ends, if it can act, and 0 otherwise; the longest name that is known
    counts whole.
    """
    ends = [match.start() for match in _ends().finditer(phrase) if match.start()]
    known = [end for end in ends if actor_called(phrase[:end])]
    if known:
        return max(known)
    core = phrase[: min(ends, default=0)]
    last = re.search(r"(?:(?P<before>[\w’'-]+)\s+)?(?P<noun>[\w’'-]+)$", core)
    nouns = {last["noun"].lower(), f"{last['before']} {last['noun']}".lower()} if last else set()
    return len(core) if nouns & words("heads") else 0


@cache
def _ends() -> re.Pattern[str]:
    """Where a noun may end: before what says which one, and before a preposition."""
    after = rf"\s+(?:{any_of('prepositions')}|{any_of('relatives')})\s"
    return re.compile(
        rf"$|\s*[,:;]|(?i:{after})|\s+(?!united\b)(?:[a-z]{{3,}}(?:ing|ed)|{any_of('restricting')})\b"
    )


def _masked(text: str) -> tuple[str, list[str]]:
    """The text with known names that hold "and" or a comma taken out, and those names."""
    names: list[str] = []

    def take(match: re.Match[str]) -> str:
        names.append(match[0])
        return f"\x00{len(names) - 1}\x00"

    for one in _joined_names():
        text = one.sub(take, text)
    return text, names


def _unmasked(text: str, names: list[str]) -> str:
    return re.sub("\x00(\\d+)\x00", lambda match: names[int(match[1])], text)


@cache
def _joined_names() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"\b(?:{actor.called})(?!\w)", re.I)
        for actor in actors()
        if actor.called and re.search(r"\band\b|,", actor.called)
    )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
