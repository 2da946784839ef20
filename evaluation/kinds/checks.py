"""What counts as right, one check a kind.

Each check looks at what the HTTP contract puts on the wire and at nothing else, so that any assistant that
speaks it can be measured, and gives "" where the answer is right, else in a few words what was got instead.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from evaluation.cover import fold
from evaluation.kinds.cases import Case, asked
from evaluation.kinds.wording import clauses, in_script, instruments_named, listed, numbers_in, stated
from evaluation.lookup import Lookup
from evaluation.questions import Item
from evaluation.reply import Cited, Reply
from ingest.locator import lies_in

LEAST_HELP = 3  # questions that who greets, thanks or asks for something else is offered
LEAST_READINGS = 2  # of a question that is unclear
STATING = 1_000  # characters: in a longer text a number word is seldom the number that was asked for


class Ask(Protocol):
    """Asks the system that is measured something else."""

    def __call__(self, item: Item) -> Reply:
        """Its reply. Raises whatever the system raises."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check may look up: the texts, and what the system says to another question."""

    lookup: Lookup
    ask: Ask


def whole(case: Case, reply: Reply, desk: Desk) -> str:
    """A provision asked for by name stands first, all of it: the quote holds its whole text and is not marked
    as an extract. Where a part of a named provision is asked for, the first citation is that part or stands
    in it, or is a larger provision whose quote holds all words of the part.
    """
    if not reply.citations:
        return got(reply)
    first, wanted = reply.citations[0], case.expect.provision
    held = _holds(first, wanted, desk.lookup)
    if case.expect.part:
        right = within(first.id, [wanted]) or (within(wanted, [first.id]) and held)
        return "" if right else got(reply)
    if first.id != wanted:
        return got(reply)
    if first.extract or not held:
        return f"an extract of {first.id}: {len(first.quote)} of {len(first.text)} characters"
    return ""


def concept(case: Case, reply: Reply, desk: Desk) -> str:
    """The first citation is a place that establishes, defines or explains the thing, or stands in one; where
    the question only uses the name ("who appoints the CNA"), a place that answers it.
    """
    return _first(case, reply)


def count(case: Case, reply: Reply, desk: Desk) -> str:
    """The number is told, and what was counted stands behind it. Either a statement of kind "count" says the
    number (in figures, beside those in the labels of what it cites) and cites so many things, or a provision
    quoted whole that has room for so many. Or nothing need be reckoned: so many gold places are cited, or a
    gold provision is quoted whole that says the number in a word ("three members") or lists so many things.
    Where gold is given, one of the citations is, or stands in, gold.
    """
    gold, number = case.expect.any_of, case.expect.number
    cited = [one for one in reply.citations if not gold or within(one.id, gold)]
    if not cited:
        return got(reply)
    counted = [i for i, kind in enumerate(reply.kinds) if kind == "count"]
    if any(_counts(reply, i, number) for i in counted) or any(_tells(one, number) for one in cited):
        return ""
    said = "; ".join(reply.statements[i][0] for i in counted)
    if not said and len({one.id for one in cited}) == number:
        return ""
    return f"counted “{said}”; {got(reply)}" if said else f"no number; {got(reply)}"


def pointer(case: Case, reply: Reply, desk: Desk) -> str:
    """What the texts do not hold is refused with the official page of the kind that does; what they do answer
    is answered, with a citation that is, or stands in, gold.
    """
    if case.expect.pointer:
        right = reply.refused and reply.pointer == case.expect.pointer
        return "" if right else got(reply)
    return _cites(case, reply)


def help_offered(case: Case, reply: Reply, desk: Desk) -> str:
    """Nobody is left at a dead end. A greeting, thanks and "what can you do" are taken as conversation, what
    is out of scope is refused as such; both with three questions to go on with. A near miss is refused, and
    what is named as closest is, or stands in, or holds gold. Core matter is answered, with a citation in
    gold. Each question that is offered must be answered when it is asked.
    """
    role = case.expect.role
    if role == "core":
        return _cites(case, reply)
    if not reply.refused:
        return got(reply)
    if role == "near_miss":
        gold = case.expect.any_of
        near = any(within(one, gold) or _above(one, gold) for one in reply.closest)
        return _dead_ends(case, reply, desk) if near else got(reply)
    if reply.reason != ("out_of_scope" if role == "out_of_scope" else "conversation"):
        return got(reply)
    if len(reply.help) < LEAST_HELP:
        return f"{len(reply.help)} questions are offered; {got(reply)}"
    return _dead_ends(case, reply, desk)


def ambiguous(case: Case, reply: Reply, desk: Desk) -> str:
    """Where nothing says what is meant, the assistant asks back: a refusal as "unclear" with two readings or
    more, each of them another question. Where one reading may be taken, every instrument that may be meant is
    cited, or named in the notes, the suggestions, the refusal or the questions that it offers.
    """
    if case.expect.asks:
        right = reply.refused and reply.reason == "unclear"
        readings = {fold(one) for one in reply.help} - {fold(case.question)}
        return "" if right and len(readings) >= LEAST_READINGS else got(reply)
    said = [*reply.notes, *reply.suggestions, reply.message, *reply.help]
    shown = {one.source for one in reply.citations}
    shown |= {name for text in said for name in instruments_named(text, case.lang)}
    missing = [one for one in case.expect.readings if one not in shown]
    return f"nothing on {', '.join(missing)}; {got(reply)}" if missing else ""


def typed(case: Case, reply: Reply, desk: Desk) -> str:
    """A question in bad spelling is taken as the same question written properly: the same first citation, or
    the same reason to refuse and the same official page. (Whether that is right is another kind's matter.)
    """
    clean = desk.ask(asked(case.expect.clean, case.lang, case.history))
    return "" if _outcome(reply) == _outcome(clean) else f"{got(reply)}; written properly: {got(clean)}"


def language(case: Case, reply: Reply, desk: Desk) -> str:
    """A question in another language is answered as well as in English, and in that language: the first
    citation is, or stands in, gold, the answer says that it is in the question's language, and the
    assistant's own words beside it (notes and suggestions) are written in its script. The quotes are official
    texts, which are English.
    """
    if reply.language != case.lang:
        return f"in {reply.language or 'no language'}; {got(reply)}"
    strange = [text for text in (*reply.notes, *reply.suggestions) if not in_script(text, case.lang)]
    return f"not in the script of {case.lang}: “{strange[0]}”" if strange else _first(case, reply)


def articles(case: Case, reply: Reply, desk: Desk) -> str:
    """An article asked for by its number stands first and whole, however long it is: as `whole`."""
    return whole(case, reply, desk)


def names(case: Case, reply: Reply, desk: Desk) -> str:
    """ "What is NAME?" is answered with a provision first that the concept says it is established by. This is
    a check of consistency: it shows that an answer uses what the concepts hold, not that they hold the right
    thing, which their readers have looked at.
    """
    return _first(case, reply)


Check = Callable[[Case, Reply, Desk], str]
CHECKS: Mapping[str, Check] = {
    "whole": whole,
    "concept": concept,
    "count": count,
    "pointer": pointer,
    "help": help_offered,
    "ambiguous": ambiguous,
    "typed": typed,
    "language": language,
    "articles": articles,
    "names": names,
}


def within(locator: str, places: Iterable[str]) -> bool:
    """Whether it is one of the places or stands in one."""
    return any(lies_in(locator, place) for place in places)


def got(reply: Reply) -> str:
    """What a reply was, in a few words."""
    if reply.refused:
        page = f", pointer {reply.pointer}" if reply.pointer else ""
        near = f", closest {', '.join(reply.closest)}" if reply.closest else ""
        return f"refused as {reply.reason}{page}{near}"
    cited = [one.id for one in reply.citations]
    more = f" and {len(cited) - 5} more" if len(cited) > 5 else ""
    return f"cited {', '.join(cited[:5]) or 'nothing'}{more}"


def _first(case: Case, reply: Reply) -> str:
    right = bool(reply.citations) and within(reply.citations[0].id, case.expect.any_of)
    return "" if right else got(reply)


def _cites(case: Case, reply: Reply) -> str:
    right = any(within(one.id, case.expect.any_of) for one in reply.citations)
    return "" if right else got(reply)


def _holds(citation: Cited, locator: str, lookup: Lookup) -> bool:
    known = lookup.provision(locator)
    return known is not None and fold(known.text) in fold(citation.quote)


def _above(locator: str, places: Iterable[str]) -> bool:
    """Whether one of the places stands in it. A document holds all its provisions and names none of them."""
    return "/" in locator and any(within(place, [locator]) for place in places)


def _outcome(reply: Reply) -> tuple[str, str]:
    if reply.refused:
        return reply.reason, reply.pointer
    return "cited", reply.citations[0].id if reply.citations else ""


def _counts(reply: Reply, statement: int, number: int) -> bool:
    text, cited = reply.statements[statement]
    behind = [one for one in reply.citations if one.number in cited]
    for label in sorted((one.label for one in behind), key=len, reverse=True):
        text = text.replace(label, " ")
    in_one = any(not one.extract and clauses(one.quote) >= number for one in behind)
    return number in numbers_in(text) and (len({one.id for one in behind}) == number or in_one)


def _tells(citation: Cited, number: int) -> bool:
    if citation.extract:
        return False
    in_a_word = len(citation.quote) <= STATING and stated(citation.quote, number)
    return in_a_word or number in listed(citation.quote)


def _dead_ends(case: Case, reply: Reply, desk: Desk) -> str:
    refused = [text for text in reply.help if desk.ask(asked(text, case.lang)).refused]
    return f"offers what it refuses: {'; '.join(refused)}" if refused else ""
