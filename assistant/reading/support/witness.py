"""The guide's reviewed summaries as witnesses: what the provision and its summaries all say, a statement
about it says too, and what none of them says it does not add.

A summary keeps what matters of a provision and says it in the reader's language, in words of today; so it
shows which conditions matter, and bridges the ways in which languages say who must do what.
"""

from collections.abc import Iterator, Sequence

from assistant.reading.support.claims import Claims
from assistant.reading.support.grounds import Grounds

KEPT = "It leaves out or turns round what the provision says ({what})."
ADDED = "It says what the provision does not ({what})."
# What a short statement may leave out, and what is said in so many ways that one more says little.
_MAY_BE_LOST = frozenset(
    {
        "modal.must",
        "modal.ought",
        "reversal",
        "condition.request",
        "quantity.all",
        "quantity.some",
        "quantity.both",
        "quantity.either",
    }
    | {
        f"actor.{name}"
        for name in ("party", "science_body", "clearing", "provider", "user", "public", "person")
    }
    | {f"time.{name}" for name in ("by", "after", "prompt", "always")}
)
_MAY_BE_NEW = frozenset(
    {
        "modal.should",
        "modal.ought",
        "quantity.some",
        "quantity.both",
        "quantity.either",
        "time.prompt",
        "time.after",
        "actor.subsidiary",
    }
    | {
        f"condition.{name}"
        for name in ("agreed", "subject", "appropriate", "request", "law", "possible", "hedge")
    }
)


def added(said: Claims, grounds: Grounds, summaries: Sequence[Claims]) -> Iterator[tuple[str, str]]:
    """The kind of what a statement claims and neither the provision nor its summaries do, and the reason;
    nothing where there is no summary.
    """
    if not summaries:
        return
    witnesses = [grounds.all, *summaries]
    anywhere = frozenset().union(*(one.said for one in witnesses))
    hedged = {"condition.if"} if "condition.hedge" in said.said else set[str]()  # "where possible"
    for name in sorted(said.said - anywhere - _MAY_BE_NEW - hedged):
        yield _kind(name), ADDED.format(what=_plain(name))
    counts = [one.negations for one in witnesses]
    if not min(counts) <= said.negations <= max(counts):
        more = said.negations > max(counts)
        yield "negation", (ADDED if more else KEPT).format(what="negation")


def lost(
    said: Claims, near: Sequence[Claims], grounds: Grounds, summaries: Sequence[Claims]
) -> Iterator[tuple[str, str]]:
    """The kind of what the sentences of the provision that the statement is about (`near`) and its summaries
    claim, and the statement does not, and the reason; of actors, only where another one acts instead.
    """
    if not summaries:
        return
    about = frozenset().union(*(one.said for one in near))
    acting = frozenset().union(*(one.subjects for one in (*grounds.claims, *summaries)))
    replaced = bool(said.subjects) and not said.subjects & acting
    for name in sorted(about.intersection(*(one.said for one in summaries)) - said.said - _MAY_BE_LOST):
        if replaced or not name.startswith("actor."):
            yield _kind(name), KEPT.format(what=_plain(name))


def _kind(name: str) -> str:
    return name.partition(".")[0]


def _plain(name: str) -> str:
    """ "condition.if" as "condition: if"."""
    return name.replace(".", ": ").replace("_", " ")
