"""Answers on the wire: every field of the inner type under its name in the contract, and nothing lost."""

import json
from dataclasses import asdict
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.answer import Answer, Citation, DocumentRef, Refusal, RefusalReason, Statement
from assistant.api.wire.answers import AnswerOut, AskRequest, RetrievalOut
from assistant.api.wire.base import WireModel, base_language
from assistant.question import Question, Turn
from index.interface import Filters, Snapshot
from ingest.model import Provenance

SNAPSHOT = Snapshot("gen-1", "2026-01-01T00:00:00+00:00", "words", {"documents": 1})
CITATION = Citation(
    number=1,
    id="cop-1/dec-3/para-2",
    label="Decision I/3, paragraph 2",
    document=DocumentRef("cop-1/dec-3", "Clearing-house", "decision", "UNEP/CBD/COP/1/17", "en"),
    quote="to fund",
    text="Decides to fund the mechanism;",
    start=8,
    end=15,
    url="https://www.cbd.int/decisions/cop/1/3",
    official=True,
    provenance=Provenance.QUOTED,
    score=1,
    page=None,
    chapeau="The COP,",
    statuses=("retired",),
    quoted_in=("tsc-training-2023",),
    about=("cbd/art-18",),
)
ANSWERED = Answer(
    question="Who pays?\u2028“x”",
    language="en",
    statements=(Statement("to fund", (1,), "quote", "It pays."), Statement("A fact.", (1,), "catalogue")),
    citations=(CITATION,),
    refusal=None,
    suggestions=("What is it?",),
    snapshot=SNAPSHOT,
    notes=("A note.",),
    rewritten="Who pays for it?",
    timings_ms={"retrieve": 8.125},
)
REFUSED = Answer(
    "Who won?",
    "en",
    (),
    (),
    Refusal(RefusalReason.OUT_OF_SCOPE, "Not here.", ("cbd/art-1",)),
    (),
    SNAPSHOT,
)


def by_hand(answer: Answer) -> dict[str, Any]:
    """What the contract says of an answer, written out once more."""
    fields = asdict(answer)
    snapshot, statements, refusal = (fields.pop(name) for name in ("snapshot", "statements", "refusal"))
    for citation, cited in zip(fields["citations"], answer.citations, strict=True):
        citation["extract"] = cited.quote != cited.text
        citation["lines"] = [asdict(line) for line in cited.lines]
    index = {"id": snapshot["id"], "built_at": snapshot["built_at"]}
    more = {"answerable": refusal is None, "answer": statements, "refusal": refusal, "index": index}
    record: dict[str, Any] = json.loads(json.dumps({**fields, **more}))
    return record


@pytest.mark.parametrize("answer", [ANSWERED, REFUSED], ids=["answered", "refused"])
def test_an_answer_is_what_the_contract_says(answer: Answer) -> None:
    """Every field, in its type; the same as bytes and as values."""
    wire = AnswerOut.of(answer)

    assert wire.model_dump(mode="json") == by_hand(answer)
    assert json.loads(wire.model_dump_json()) == by_hand(answer)
    AnswerOut.model_validate_json(wire.model_dump_json(), strict=True, extra="forbid")


def test_the_first_event_tells_what_was_found() -> None:
    """All that is known before the first statement."""
    found = RetrievalOut.of(AnswerOut.of(ANSWERED))

    assert found.found == ["cop-1/dec-3/para-2"]
    assert (found.answerable, found.rewritten) == (True, "Who pays for it?")
    assert found.index.id == "gen-1"


def test_a_request_says_the_same_to_the_assistant() -> None:
    """Null is the default, and a regional language is its base."""
    body = {
        "question": "  Who  pays? ",
        "history": [{"role": "user", "content": "CHM"}],
        "language": "fr-CA",
        "filters": {"kinds": ["decision"], "sessions": [1]},
        "max_citations": 3,
    }
    full = AskRequest.model_validate(body).to_question()

    assert full == Question(
        "Who pays?", (Turn("user", "CHM"),), "fr", Filters(("decision",), (), (1,)), max_citations=3
    )
    bare = AskRequest.model_validate({"question": "x", "history": None, "filters": None}).to_question()
    assert bare == Question("x")
    assert base_language(None) is None


def every_model() -> list[type[BaseModel]]:
    """All models of the wire that have been imported."""
    found: list[type[BaseModel]] = [WireModel]
    for model in found:  # which grows on the way
        found += model.__subclasses__()
    return found[1:]


def test_no_two_models_have_one_name() -> None:
    """So that the description of the API names each by its own."""
    import assistant.api.app  # noqa: F401  # imports them all

    names = [model.__name__ for model in every_model()]
    assert len(names) > 40
    assert len(names) == len(set(names))


def test_a_field_that_the_inner_type_lacks_is_an_error() -> None:
    """It is not left out, and not null."""

    class Named(WireModel):
        id: str
        colour: str

    with pytest.raises(AttributeError, match="colour"):
        Named.from_type(SNAPSHOT)
    assert Named.from_type(SNAPSHOT, colour="green").model_dump() == {"id": "gen-1", "colour": "green"}
