"""What is asked: a Question, with the turns of the conversation before it."""

from dataclasses import dataclass, field, replace

from assistant.typed import typed_form
from index.interface import Filters
from ingest.errors import QuestionError

LONGEST_QUESTION = 2_000
MAX_CITATIONS = 5
MOST_CITATIONS = 20


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation: role is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with what was said before. `language` None means: detect it."""

    text: str
    history: tuple[Turn, ...] = ()
    language: str | None = None
    filters: Filters = field(default_factory=Filters)
    max_citations: int = MAX_CITATIONS

    def checked(self) -> "Question":
        """The question and the turns before it in their typed form. Raises QuestionError when it is empty,
        too long or not text.
        """
        text = typed_form(self.text)
        if not any(c.isalnum() for c in text):
            raise QuestionError(
                "The question is empty.",
                "Type a question, for example: What is the clearing-house mechanism?",
            )
        if len(text) > LONGEST_QUESTION:
            raise QuestionError(
                f"The question has {len(text)} characters.", f"Ask in {LONGEST_QUESTION} characters at most."
            )
        if not 1 <= self.max_citations <= MOST_CITATIONS:
            raise QuestionError(f"max_citations is {self.max_citations}.", f"Choose 1 to {MOST_CITATIONS}.")
        history = tuple(replace(turn, content=typed_form(turn.content)) for turn in self.history)
        return replace(self, text=text, history=history)
