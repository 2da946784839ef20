"""A conversation that is to become a file, on the wire."""

from typing import Annotated

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from assistant.answer import Statement
from assistant.api.wire.base import Language, WireModel, base_language
from assistant.question import LONGEST_QUESTION
from assistant.transcript.turns import SaidRefusal, SaidSource, SaidTurn
from assistant.words.store import ENGLISH

MOST_TURNS = 100
MOST_PARTS = 500
LONGEST_TITLE = 300
LONGEST_TEXT = 30_000

TRANSCRIPT_EXAMPLE: JsonDict = {
    "title": "Training",
    "language": "en",
    "turns": [
        {
            "question": "What must Parties do about training of personnel?",
            "language": "en",
            "answer": [{"text": "Nobody has said this.", "citations": [1], "kind": "quote"}],
            "citations": [{"number": 1, "id": "cbd/art-18/para-4", "quote": "Nobody has said this."}],
            "notes": ["The example is a forgery, and is exported as words that the texts do not hold."],
        }
    ],
}
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class TranscriptSourceIn(WireModel):
    """A citation of an answer. All else that is known of it comes from the index, not from what is sent."""

    number: Annotated[int, Field(ge=1, le=10_000)]
    """The number by which statements refer to it."""
    id: Annotated[str, Field(max_length=300)]
    """The locator of the provision."""
    quote: Text
    """The words that are quoted."""


class TranscriptStatementIn(WireModel):
    """A statement of an answer."""

    text: Text
    """The sentence."""
    citations: Annotated[list[int], Field(max_length=MOST_PARTS)] = []
    """Numbers of the citations that carry it."""
    kind: Annotated[str, Field(max_length=20)] = "quote"
    """Whose words they were shown as."""
    plain: Text = ""
    """The guide's plain words, where they were shown; the file has them as the guide has them now."""
    plain_language: Annotated[str, Field(max_length=32)] = ""
    """The language of `plain`."""
    concept: Annotated[str, Field(max_length=200)] = ""
    """The id of the glossary's entry whose plain words these are."""


class TranscriptPageIn(WireModel):
    """An official page that a refusal named."""

    label: Text
    """What it is called."""
    url: Annotated[str, Field(max_length=2_000)]
    """Its address."""


class TranscriptRefusalIn(WireModel):
    """A refusal."""

    message: Text
    """What was said."""
    pointer: TranscriptPageIn | None = None
    """The official page that it named."""
    help: Annotated[list[Text], Field(max_length=MOST_PARTS)] = []
    """Questions that can be answered."""


class TranscriptTurnIn(WireModel):
    """A question and its answer, as `/api/v1/ask` gave it; further fields of the answer may stand there."""

    question: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    """The question."""
    language: Language = ENGLISH
    """The language of the answer's own words."""
    rewritten: Text = ""
    """The stand-alone question that it was understood as."""
    answer: Annotated[list[TranscriptStatementIn], Field(max_length=MOST_PARTS)] = []
    """The statements."""
    citations: Annotated[list[TranscriptSourceIn], Field(max_length=MOST_PARTS)] = []
    """Their sources."""
    refusal: TranscriptRefusalIn | None = None
    """Why there was no answer."""
    notes: Annotated[list[Text], Field(max_length=MOST_PARTS)] = []
    """What was said beside the answer."""

    def to_turn(self) -> SaidTurn:
        """Say the same to those who write the file."""
        refusal = self.refusal
        pointer = f"{refusal.pointer.label}: {refusal.pointer.url}" if refusal and refusal.pointer else ""
        return SaidTurn(
            self.question,
            base_language(self.language) or ENGLISH,
            self.rewritten,
            tuple(
                Statement(
                    one.text,
                    tuple(dict.fromkeys(one.citations)),
                    one.kind,
                    one.plain,
                    one.plain_language,
                    concept=one.concept,
                )
                for one in self.answer
            ),
            tuple(SaidSource(one.number, one.id, one.quote) for one in self.citations),
            SaidRefusal(refusal.message, pointer, tuple(refusal.help)) if refusal else None,
            tuple(self.notes),
        )


class TranscriptRequest(WireModel):
    """A conversation that is to become a file."""

    model_config = ConfigDict(json_schema_extra={"examples": [TRANSCRIPT_EXAMPLE]})

    title: Annotated[str, Field(max_length=LONGEST_TITLE)]
    """What it is called."""
    language: Language = ENGLISH
    """The language of the page, in which the title page is written."""
    turns: Annotated[list[TranscriptTurnIn], Field(min_length=1, max_length=MOST_TURNS)]
    """Its questions with their answers, the first one first."""

    @property
    def parts(self) -> int:
        """How many statements, sources and notes there are: what a file of it costs."""
        return sum(1 + len(turn.answer) + len(turn.citations) + len(turn.notes) for turn in self.turns)
