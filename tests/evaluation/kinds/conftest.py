"""Small hand-made answers of the HTTP contract, and what a check looks things up at."""

from types import SimpleNamespace
from typing import Any

import pytest

from evaluation.kinds.cases import Case, parse_case
from evaluation.kinds.checks import CHECKS, Desk
from evaluation.lookup import Known
from evaluation.questions import Item
from evaluation.reply import Reply, read_reply

CONSENT = "Access shall be subject to prior informed consent."
LAWS = "Parties recognize\nsovereign rights over resources."
TEXTS = {"cbd/art-15": f"{LAWS}\n{CONSENT}", "cbd/art-15/para-5": CONSENT, "cbd/art-15/para-1": LAWS}


class Texts:
    """A Lookup of three provisions."""

    def provision(self, locator: str) -> Known | None:
        """See evaluation.lookup.Lookup."""
        text = TEXTS.get(locator)
        return None if text is None else Known(locator, locator.split("/")[0], text, "official")


def citation(identity: str, number: int = 1, **changes: Any) -> dict[str, Any]:
    """A citation that quotes its whole text."""
    text = changes.pop("text", TEXTS.get(identity, "Words."))
    record = {"number": number, "id": identity, "label": identity, "document": {"id": identity.split("/")[0]}}
    quoted = {"quote": text, "text": text, "start": 0, "end": len(text), "extract": False}
    return record | quoted | changes


def answer(*cited: str | dict[str, Any], counts: str = "", **beside: Any) -> dict[str, Any]:
    """An answer with one statement a citation, and before them one that counts them all."""
    citations = [
        one if isinstance(one, dict) else citation(one, number) for number, one in enumerate(cited, start=1)
    ]
    numbers = [one["number"] for one in citations]
    said = [{"text": one["quote"], "citations": [one["number"]], "kind": "quote"} for one in citations]
    count = [{"text": counts, "citations": numbers, "kind": "count"}] if counts else []
    wire = {"answerable": True, "answer": [*count, *said], "refusal": None, "citations": citations}
    return {"language": "en", "notes": [], "suggestions": []} | wire | beside


def refusal(reason: str, pointer: str = "", language: str = "en", **said: Any) -> dict[str, Any]:
    """A refusal; `said` are its `closest`, `help` and `message`."""
    page = {"kind": pointer, "label": "A page", "url": "https://www.cbd.int"} if pointer else None
    told = {"reason": reason, "message": "No.", "closest": [], "help": [], "pointer": page} | said
    beside = {"language": language, "notes": [], "suggestions": []}
    return {"answerable": False, "answer": [], "refusal": told, "citations": []} | beside


def case(kind: str, lang: str = "en", question: str = "What?", **expect: Any) -> Case:
    """A case of a kind."""
    record = {"id": "x", "kind": kind, "question": question, "lang": lang, "half": "dev", "expect": expect}
    return parse_case(record, kind)


def judged(case: Case, wire: dict[str, Any], others: dict[str, dict[str, Any]] | None = None) -> str:
    """What the check of a case says of that answer; `others` are the answers to further questions."""

    def ask(item: Item) -> Reply:
        return read_reply((others or {})[item.question])

    return CHECKS[case.kind](case, read_reply(wire), Desk(Texts(), ask))


@pytest.fixture
def hand() -> SimpleNamespace:
    """The builders above: a test module cannot import its conftest."""
    return SimpleNamespace(
        citation=citation, answer=answer, refusal=refusal, case=case, judged=judged, texts=Texts, known=TEXTS
    )
