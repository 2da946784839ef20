"""What readers reported becomes questions of the harness: a question that was answered with a wrong
provision, and the right one as its gold. What they wrote beside it is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.asking.language import detect
from assistant.feedback.opinion import Feedback
from index.interface import SearchIndex
from ingest.locator import Locator
from ingest.model import Provenance
from ingest.vocabulary import ENGLISH

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Records of a question set, in the order of their first report, and the locators that were left out:
    an answer cannot be held against what the index lacks, or has in the guide's words alone.
    """

    records: list[Record]
    left_out: list[str]


def corrections(feedback: Iterable[Feedback], index: SearchIndex) -> Corrections:
    """The feedbacks that name the right provision; of one question that several people reported one record,
    in which each provision that they named is as good as another.
    """
    reports: dict[tuple[str, tuple[str, ...]], list[Feedback]] = {}
    left_out = []
    for one in sorted(feedback, key=lambda one: one.id):
        if one.provision and _is_held(one.provision, index):
            reports.setdefault((" ".join(one.question.split()), one.history), []).append(one)
        elif one.provision:
            left_out.append(one.provision)
    return Corrections([_record(question, found) for (question, _), found in reports.items()], left_out)


def _is_held(locator: str, index: SearchIndex) -> bool:
    provision = index.get(locator)
    return provision is not None and provision.provenance is not Provenance.GUIDE


def _record(question: str, reports: list[Feedback]) -> Record:
    """One question of a set. It needs the questions before it where there were some."""
    locators = dict.fromkeys(one.provision for one in reports)
    places = [{"source": Locator.parse(locator).document, "locator": locator} for locator in locators]
    language = detect(question)
    alone = "paraphrase" if language == ENGLISH else "multilingual"
    return {
        "id": f"feedback-{reports[0].id}",
        "question": question,
        "category": "followup" if reports[0].history else alone,
        "lang": language,
        "history": list(reports[0].history),
        "answerable": True,
        "gold": [{"any_of": places} if len(places) > 1 else places[0]],
    }
