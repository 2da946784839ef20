"""The assistant: one index, one encoder, and the way from a question to an answer."""

from dataclasses import replace

from assistant.answer import Answer, Hit, Question
from assistant.asking.compose import respond
from assistant.asking.language_model import LanguageModel
from assistant.asking.rank import search
from assistant.asking.rephrase import phrase, rewrite
from assistant.settings import Settings
from index.encoder import Encoder, SentenceEncoder
from index.interface import Filters, SearchIndex
from index.local import LocalIndex


class Assistant:
    """Answers questions from one index. Safe to use from several threads."""

    def __init__(self, index: SearchIndex, encoder: Encoder, model: LanguageModel | None = None) -> None:
        self.index = index
        self.encoder = encoder
        self.model = model

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Over the index in `settings.index`. Raises IndexMissingError or IndexMismatchError."""
        encoder = SentenceEncoder(settings.encoder)
        return cls(LocalIndex(settings.index, encoder.name), encoder, LanguageModel.from_settings(settings))

    def warm_up(self) -> None:
        """Load the encoder now, so that the first question does not wait for it."""
        self.encoder.encode_queries(["warm up"])

    def ask(self, question: Question) -> Answer:
        """Answer the question, or refuse with the reason. Raises QuestionError for what is no question."""
        checked = question.checked()
        rewritten = rewrite(checked, self.model) if self.model and checked.history else ""
        answer = respond(
            replace(checked, text=rewritten, history=()) if rewritten else checked, self.index, self.encoder
        )
        if rewritten:
            answer = replace(answer, question=checked.text, rewritten=rewritten)
        return phrase(answer, self.index, self.encoder, self.model) if self.model else answer

    def search(self, query: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The provisions nearest to a query, best first."""
        return search(query, self.index, self.encoder, filters or Filters(), limit)
