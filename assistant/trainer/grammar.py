"""The words by which sentences are taken apart, as patterns: `data/clauses.toml` and `data/verbs.toml`, whose
heads say what each list is.
"""

import re
from collections.abc import Iterable
from functools import cache

from assistant.trainer.tables import table

_EXACT_PLURALS = ("sh", "ch", "ss")  # a verb that ends so has -es: "establishes"


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list of clauses.toml."""
    return frozenset(table("clauses")[name])


@cache
def any_of(name: str) -> str:
    """A group that matches any of the words of a list, the longest first."""
    return alternatives(table("clauses")[name])


def alternatives(spelled: Iterable[str]) -> str:
    """A group that matches any of these, the longest first; blanks match any white space."""
    escaped = (re.escape(one).replace(r"\ ", r"\s+") for one in sorted(set(spelled), key=len, reverse=True))
    return f"(?:{'|'.join(escaped)})"


@cache
def pattern(name: str, form: str) -> re.Pattern[str]:
    """`form` as a pattern, case aside, with the list in the place of `{words}`."""
    return re.compile(form.replace("{words}", any_of(name)), re.I)


@cache
def mandatory_verbs() -> frozenset[str]:
    """Verbs that bind whoever acts."""
    return frozenset(table("verbs")["mandatory"])


@cache
def idle_verbs() -> frozenset[str]:
    """Verbs by which nobody is asked for anything."""
    return frozenset(table("verbs")["idle"])


@cache
def opening_verbs(kind: str, *, plural: bool = False) -> tuple[str, ...]:
    """The verbs of one kind as a decision writes them; `plural` where two bodies decide together."""
    verbs = table("verbs")[kind]
    return tuple(map(plain_verb, verbs)) if plural else tuple(verbs)


def plain_verb(verb: str) -> str:
    """ "requests" -> "request", "calls upon" -> "call upon"."""
    first, *rest = verb.split(" ")
    stem = (
        first.removesuffix("es")
        if first.removesuffix("es").endswith(_EXACT_PLURALS)
        else first.removesuffix("s")
    )
    return " ".join([stem, *rest])
