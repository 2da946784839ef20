"""The verdict on a statement and one provision: is it carried, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.reading.quote import fold
from assistant.reading.support.claims import Claims, claims_in
from assistant.reading.support.compare import align, objection
from assistant.reading.support.grounds import Grounds, grounds_of
from assistant.reading.support.judge import judge_for
from assistant.reading.support.language import language_of
from assistant.reading.support.nearness import Compared, Prepared, features
from assistant.reading.support.terms import Text, strange_terms
from assistant.reading.support.units import sentences
from assistant.reading.support.witness import added, lost
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import GuideEntry, Provision

FAR = "Its words and meaning are too far from the provision."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the provision carries the statement; `reason` says why not. `share` and `cosine` tell how much
    of its words stands there and how near its meaning is.
    """

    supported: bool
    reason: str
    share: float
    cosine: float


def verdict(
    statement: str, provision: Provision, index: SearchIndex, encoder: Encoder, *, verbatim: bool = False
) -> Verdict:
    """Hold a statement, in any of the languages, against a provision. One that stands word for word in it
    (`verbatim`) or in its reviewed summary is supported, unless words are left out ("...") and a rule
    objects.
    """
    case = prepared(statement, provision, index)
    compared = compared_with(case, encoder)
    found = features(compared, index, encoder)
    copied = verbatim or _is_summary(case)
    if copied:
        reason = turned(compared) if _has_gap(statement) else ""
    else:
        reason = objected(compared) or ("" if judge_for(found, encoder.name).carries(found) else FAR)
    return Verdict(not reason, reason, found["share"], max(0.0, found["cosine"]))


def _summaries(case: Prepared) -> list[Claims]:
    """What the reviewed summaries claim, the English one and that in the language of the statement."""
    guide = case.guide
    words = {code: guide.plain(code) for code in ("en", case.language)} if guide else {}
    return [claims_in(plain.summary, plain.language) for plain in words.values()]


def _is_summary(case: Prepared) -> bool:
    """Whether it is the guide's summary, or whole sentences of it, in any language that it is written in."""
    guide = case.guide
    if guide is None:
        return False
    mine = [fold(sentence) for sentence in sentences(case.statement)]
    return any(
        set(mine) <= {fold(sentence) for sentence in sentences(words.summary)}
        for words in (guide.plain(guide.language), *guide.translations)
    )


def _has_gap(statement: str) -> bool:
    return "..." in statement or "…" in statement


def prepared(statement: str, provision: Provision, index: SearchIndex) -> Prepared:
    """The statement beside the provision and its guide."""
    language, grounds, guide = (
        language_of(statement),
        grounds_of(provision, index),
        index.guide(provision.locator),
    )
    strange = strange_terms(Text(statement, language), list(_texts(grounds, guide, language)))
    return Prepared(statement, language, grounds, guide, strange)


def contradicted(case: Prepared) -> str:
    """What speaks against it before meanings are compared: terms, and what the summaries bear witness to."""
    if case.strange.terms:
        return f"The provision does not speak of this: {', '.join(case.strange.terms)}."
    said = claims_in(case.statement, case.language)
    return next(added(said, case.grounds, _summaries(case)), "")


def compared_with(case: Prepared, encoder: Encoder) -> Compared:
    """The same, each sentence beside the sentences of the provision that are nearest to it."""
    return Compared(case, align(case.statement, case.language, case.grounds, encoder))


def objected(compared: Compared) -> str:
    """What a rule says against it; "" where none does."""
    case = compared.case
    said = claims_in(case.statement, case.language)
    near = [one.best for one in compared.aligned]
    dropped = next(lost(said, near, case.grounds, _summaries(case)), "")
    return contradicted(case) or dropped or turned(compared)


def turned(compared: Compared) -> str:
    """What a rule says against it beside the very sentences that it is about; "" where none does."""
    case = compared.case
    return objection(case.statement, case.language, case.grounds, compared.aligned)


def _texts(grounds: Grounds, guide: GuideEntry | None, language: str) -> Iterator[Text]:
    """The words that may be taken up: the provision's, and those of its reviewed summary and questions."""
    source = grounds.source
    yield Text("\n".join([source.whole, source.heading, source.beside]), source.language)
    if guide:
        for plain in {code: guide.plain(code) for code in ("en", language)}.values():
            yield Text("\n".join([plain.summary, *plain.questions]), plain.language)
