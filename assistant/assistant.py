"""The assistant: one index, one encoder, and the way from a question to an answer."""

from index.encoder import Encoder, SentenceEncoder
from index.interface import Filters, SearchIndex
from index.local import LocalIndex

from assistant.answer import Answer, Hit, Question
from assistant.search import search
from assistant.settings import Settings


class Assistant:
    """Answers questions from one index. Safe to use from several threads."""

    def __init__(self, index: SearchIndex, encoder: Encoder) -> None:
        self.index = index
        self.encoder = encoder

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Over the index in `settings.index`. Raises IndexMissingError or IndexMismatchError."""
        encoder = SentenceEncoder(settings.encoder)
        return cls(LocalIndex(settings.index, encoder.name), encoder)

    def warm_up(self) -> None:
        """Load the encoder now, so that the first question does not wait for it."""
        self.encoder.encode_queries(["warm up"])

    def ask(self, question: Question) -> Answer:
        """Answer the question, or refuse with the reason. Raises QuestionError for what is no question."""
        from assistant.respond import respond

        return respond(question.checked(), self.index, self.encoder)

    def search(self, query: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The provisions nearest to a query, best first."""
        return search(query, self.index, self.encoder, filters or Filters(), limit)
