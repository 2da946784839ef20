"""The assistant: one index, one encoder and what was fitted for them answer questions."""

from assistant.answer import Answer
from assistant.asking.language_model import LanguageModel
from assistant.asking.speller import Speller
from assistant.asking.steps import answer_to
from assistant.asking.tuning import load_tuning
from assistant.question import Question
from assistant.search import Hit, search
from assistant.settings import Settings
from index.encoder import Encoder, open_encoder
from index.home import home_at
from index.interface import Filters, SearchIndex


class Assistant:
    """Answers questions from one index. Safe to use from several threads."""

    def __init__(self, index: SearchIndex, encoder: Encoder, model: LanguageModel | None = None) -> None:
        self.index = index
        self.encoder = encoder
        self.model = model
        self.tuning = load_tuning(index.snapshot.encoder)
        self.speller = Speller.over(index)

    @classmethod
    def open(cls, settings: Settings) -> "Assistant":
        """Over the index in `settings.index`. Raises IndexMissingError, IndexMismatchError, UnavailableError
        where its database does not answer.
        """
        encoder = open_encoder(settings.encoder)
        return cls(home_at(settings.index).open(encoder.name), encoder, LanguageModel.from_settings(settings))

    def warm_up(self) -> None:
        """Load the encoder now, so that the first question does not wait for it."""
        self.encoder.encode_queries(["warm up"])

    def ask(self, question: Question) -> Answer:
        """Answer the question, or refuse with the reason. Raises QuestionError for what is no question."""
        return answer_to(question.checked(), self.index, self.encoder, self.tuning, self.model, self.speller)

    def search(self, query: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The provisions nearest to a query, best first."""
        return search(query, self.index, self.encoder, self.tuning, filters or Filters(), limit)
