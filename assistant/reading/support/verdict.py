"""The verdict on a statement and one provision: is it carried, and why not."""

from dataclasses import dataclass

from assistant.reading.quote import fold
from assistant.reading.support.compare import Compared, Prepared, compared_with, prepared
from assistant.reading.support.judge import Judge, judge_for
from assistant.reading.support.nearness import features
from assistant.reading.support.objections import FATAL, Objection, objections
from assistant.reading.support.premise import how_carried
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import Provision
from ingest.sentences import sentences

FAR = "Its words and meaning are too far from the provision."
STRANGE = "The provision does not speak of this: {terms}."
_COPIED = frozenset({"added", "lost"})  # what summaries witness says nothing against a copy


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
    compared = compared_with(prepared(statement, provision, index), encoder)
    against = list(objections(compared))
    found = features(compared, against, index, encoder)
    if verbatim or _is_summary(compared.case):
        reason = _turned(against) if _has_gap(statement) else ""
    else:
        judge = judge_for(found, encoder.name)
        carried = judge.carries(found, how_carried(compared.case.statement, provision, index, encoder))
        reason = _reason(compared, against, judge, carried)
    return Verdict(not reason, reason, found["share"], max(0.0, found["cosine"]))


def _reason(compared: Compared, against: list[Objection], judge: Judge, carried: bool) -> str:
    """Why the statement is dropped: what is fatal, else, where the judge finds that it is not carried, what
    weighs most against it; "" where it is kept.
    """
    fatal = next((one.reason for one in against if one.kind in FATAL), "")
    if fatal or carried:
        return fatal
    heaviest = min(against, key=lambda one: judge.weights[one.kind], default=None)
    if heaviest is not None and judge.weights[heaviest.kind] < 0:
        return heaviest.reason
    terms = compared.case.strange.terms
    return STRANGE.format(terms=", ".join(terms)) if terms else FAR


def _turned(against: list[Objection]) -> str:
    """What a rule says against a copy with gaps, beside the very sentences that it is about."""
    return next((one.reason for one in against if one.kind.partition("_")[0] not in _COPIED), "")


def _is_summary(case: Prepared) -> bool:
    """Whether it is the guide's summary, or whole sentences of it, in any language that it is written in."""
    guide = case.guide
    if guide is None:
        return False
    mine = {fold(sentence) for sentence in sentences(case.statement)}
    return any(
        mine <= {fold(sentence) for sentence in sentences(words.summary)}
        for words in (guide.plain(guide.language), *guide.translations)
    )


def _has_gap(statement: str) -> bool:
    return "..." in statement or "…" in statement
