"""The grammar of references: tokens become mentions, which say what is named and not yet of which document.

A mention is a head (a decision), a chain of steps ("paragraph 3 of Article 18", "Annex II, Part 1"), or both.
Parsing is one walk from left to right in which each rule looks at a bounded number of tokens, so that time is
linear in the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.locator import Locator, Step
from ingest.references.cursor import Cursor
from ingest.references.decisions import read_head
from ingest.references.numbers import LEVELS, Chain, Steps, asks_by_inversion
from ingest.references.steps import (
    extend,
    joint,
    read_bare,
    read_chain,
    read_group,
    read_section,
    read_short_target,
)
from ingest.references.tokens import ANY_FRAMEWORK, ELSEWHERE, FOREIGN

AIMS = frozenset({"goal", "target"})
ANCHORS = frozenset({"art", "annex", "preamble", "recital", "testimonium"})
DECISION = "decision"  # said of a mention that is of "this decision"
_AFTER_INSTRUMENT = frozenset({",", ":", "'", "-", ")", "(", '"', "\u201d", "»", ";"})


@dataclass(slots=True)
class Mention:
    """A place that names something: tokens[first:last].

    Either `bases` are the documents, or `instrument` is the one named beside it, or neither is said.
    """

    first: int
    last: int
    chains: tuple[Steps, ...] = ((),)
    bases: tuple[Locator, ...] = ()
    alternatives: tuple[Locator, ...] = ()
    instrument: str = ""
    this: bool = False
    here: str = ""
    above: bool = False
    quiet: bool = False

    @property
    def top(self) -> str:
        """The kind of the first step that is named."""
        return self.here or (self.chains[0][0].kind if self.chains[0] else "")


def read_mentions(c: Cursor) -> Iterator[Mention]:
    """In reading order, none overlapping another."""
    place = 0
    while place < len(c.tokens):
        mention = read_mention(c, place)
        if mention is None:
            place += 1
            continue
        if not mention.quiet:
            yield mention
        place = mention.last


def read_mention(c: Cursor, i: int) -> Mention | None:
    """What is named from that token on; None where nothing is."""
    token = c.at(i)
    if token.kind in {"opaque", "mark", "end"} and token.text != "§":
        return None
    if token.kind in {"inst", "weak"}:
        return _decided(c, i) or _instrument_first(c, i)
    return _decided(c, i) or _chained(c, i)


def _decided(c: Cursor, i: int) -> Mention | None:
    """What opens with a decision: "decision 15/8, annex II, paragraph 3"."""
    head = read_head(c, i)
    if head is None:
        return None
    mention = Mention(i, head.end, bases=head.documents, alternatives=head.alternatives)
    if head.documents[-1].steps or not head.documents[-1].is_decision:
        return mention
    chain = _below(c, head.end)
    if chain:
        mention.chains, mention.last = chain.chains, chain.end
    return mention


def _below(c: Cursor, end: int) -> Chain | None:
    """The steps after a decision: a section letter alone, then units."""
    section = c.at(end)
    letter = section.kind == "word" and len(section.text) == 1 and "a" <= section.text <= "z"
    if letter and _section_letter(c, end):
        first = Chain(((Step("sec", section.text),),), end + 1)
        return extend(c, first, head=True)
    return read_group(c, joint(c, end), head=True) or _bracketed(c, end)


def _bracketed(c: Cursor, i: int) -> Chain | None:
    """ "decision 15/8 (annex II)"."""
    inside = read_group(c, i + 1, head=True) if c.at(i).text == "(" else None
    return replace(inside, end=inside.end + 1) if inside and c.at(inside.end).text == ")" else None


def _section_letter(c: Cursor, i: int) -> bool:
    after = c.at(i + 1)
    if after.tight and (after.kind not in {"mark", "end"} or after.text in {"'", "/"}):
        return False
    if asks_by_inversion(c, i):
        return False
    if c.at(i).text in c.words.decision_paragraph and (after.kind == "num" or c.at(i + 2).kind == "num"):
        return False
    part = after.kind == "unit" and after.value in LEVELS
    closed = part or after.kind in {"end", "mark"} or after.text in c.words.and_
    return closed or (c.original(c.at(i)).isupper() and after.text in c.words.of)


def _instrument_first(c: Cursor, i: int) -> Mention | None:
    """ "Convention, Article 8(j)"; an instrument that follows the reference outranks the one before."""
    token = c.at(i)
    start = _after_instrument(c, i + 1)
    mention = _chained(c, start, led=token.value)
    if mention is None or mention.here or mention.top not in ANCHORS | AIMS:
        return None
    if mention.instrument or mention.bases:
        return mention
    if token.value in {ANY_FRAMEWORK, *c.known.frameworks} and mention.top not in AIMS:
        return mention
    if token.text in c.known.namesakes and c.at(i - 1).text in c.words.at_place:
        return mention
    mention.first, mention.instrument = i, token.value
    mention.this = c.at(i - 1).text in c.words.this
    if "(" in {c.at(k).text for k in range(i + 1, start)} and c.at(start - 1).text == "(":
        mention.last = c.skip(mention.last, ")")
    return mention


def _after_instrument(c: Cursor, i: int) -> int:
    for _ in range(6):
        token = c.at(i)
        abbreviation = token.kind == "inst" and c.at(i - 1).text == "("
        if not (abbreviation or token.text in _AFTER_INSTRUMENT or token.text in c.words.possessive):
            break
        i += 1
    return i


def _chained(c: Cursor, i: int, led: str = "") -> Mention | None:
    """What opens with a step: "paragraph 3 of Article 18 of the Convention"; `led` is the instrument that
    stands before it.
    """
    short = read_short_target(c, i) if led in c.known.frameworks else read_section(c, i) if led else None
    chain = short or read_chain(c, i) or read_bare(c, i, bool(led))
    if chain is None:
        return _unnumbered_annex(c, i, bool(led))
    mention = Mention(i, chain.end, chains=chain.chains, here=chain.here, instrument=chain.instrument)
    mention.above = c.at(chain.end).text in c.words.above or c.at(i - 1).text in c.words.above_before
    if _not_ours(c, i, chain):
        mention.quiet = True
    _attach(c, mention)
    return mention


def _not_ours(c: Cursor, i: int, chain: Chain) -> bool:
    before = c.at(i - 1)
    foreign = before.kind == "inst" and before.value in {FOREIGN, ELSEWHERE}
    return foreign or (chain.top in AIMS and before.text in c.words.not_targets)


def _unnumbered_annex(c: Cursor, i: int, led: bool) -> Mention | None:
    """ "the Annex", "the annex to decision X/15": an annex without a number is read only where something
    holds it.
    """
    token = c.at(i)
    if token.kind != "unit" or token.value != "annex" or token.count == "many":
        return None
    mention = Mention(i, i + 1, chains=((Step("annex"),),))
    _attach(c, mention)
    before = c.at(i - 1).text
    if before in c.words.not_annex:
        return None
    known = before == "'" or before in c.words.articles or before in c.words.this
    if not (led or known or mention.bases or mention.instrument):
        return None
    _narrow(c, mention)
    return mention


def _attach(c: Cursor, mention: Mention) -> None:
    """The document named right after: "of the Convention", "CBD", "to decision 15/8", "of this
    Protocol".
    """
    place, this = c.past_of(mention.last)
    token = c.at(place)
    if token.kind in {"inst", "weak"} and read_head(c, place) is None:
        if token.kind == "weak" and not _weak_holds(c, mention, place):
            return
        bracketed = "(" in {c.at(k).text for k in range(mention.last, place)}
        mention.instrument, mention.this, mention.last = token.value, this, place + 1
        if bracketed:
            mention.last = c.skip(mention.last, ")")
        _narrow(c, mention)
        return
    if mention.top in {"art", "target"}:
        return
    if this and token.kind == "unit" and token.value in {"dec", "rec"} and read_head(c, place) is None:
        mention.this, mention.instrument, mention.last = True, DECISION, place + 1
        return
    if place > mention.last or token.kind in {"unit", "loc"}:
        _attach_decision(c, mention, place)


def _narrow(c: Cursor, mention: Mention) -> None:
    """ "Article 8 of the Convention, paragraph 3"."""
    below = read_group(c, joint(c, mention.last)) if mention.chains[0] else None
    deeper = below is not None and LEVELS[below.top] > LEVELS[mention.chains[-1][-1].kind]
    if below and deeper and c.at(below.end).text not in c.words.above:
        mention.chains = mention.chains[:-1] + tuple(mention.chains[-1] + steps for steps in below.chains)
        mention.last = below.end


def _attach_decision(c: Cursor, mention: Mention, place: int) -> None:
    head = read_head(c, place)
    if head is None or not head.documents[-1].is_decision:
        return
    below = _below(c, head.end)
    top = LEVELS.get(mention.top, 0)
    if below and below.depth < top:
        mention.chains = tuple(over + under for over in below.chains for under in mention.chains)
        mention.last = below.end
    elif below and mention.top == "preamble" and below.top == "recital":
        mention.chains = tuple(over + under for over in mention.chains for under in below.chains)
        mention.last = below.end
    else:
        mention.last = head.end
    mention.bases, mention.alternatives = head.documents, head.alternatives


def _weak_holds(c: Cursor, mention: Mention, place: int) -> bool:
    """Whether a short name is that of the instrument: decisions are taken in a town, articles are not."""
    token, between = c.at(place), range(mention.last, place)
    if token.text in c.known.namesakes:
        article = mention.top == "art" and c.at(place + 1).kind != "body"
        return article or not any(c.at(k).text in c.words.at_place for k in between)
    return c.original(token).isupper() or not between or token.text == "abs"
