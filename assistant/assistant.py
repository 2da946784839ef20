"""The assistant: one index, one encoder and what was fitted for them answer questions."""

import re

from assistant.answer import Answer
from assistant.asking.language_model import LanguageModel
from assistant.asking.speller import Speller
from assistant.asking.steps import answer_to
from assistant.asking.tuning import load_tuning
from assistant.question import Question
from assistant.search import Hit, search
from assistant.settings import Settings
from assistant.words.store import languages, say
from index.encoder import Encoder, open_encoder
from index.home import home_at
from index.interface import Filters, SearchIndex

EXAMPLES = ("page.examples.1", "page.examples.4")  # about a word of the field, and about a meeting


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
        """Answer the page's examples in each language, with a slip in them, so that nobody waits for what is
        loaded when it is first needed: encoder, dictionaries, names. No language model is asked.
        """
        for language in languages():
            for example in EXAMPLES:
                question = Question(with_slip(say(example, language))).checked()
                answer_to(question, self.index, self.encoder, self.tuning, None, self.speller)

    def ask(self, question: Question) -> Answer:
        """Answer the question, or refuse with the reason. Raises QuestionError for what is no question."""
        return answer_to(question.checked(), self.index, self.encoder, self.tuning, self.model, self.speller)

    def search(self, query: str, filters: Filters | None = None, limit: int = 10) -> list[Hit]:
        """The provisions nearest to a query, best first."""
        return search(query, self.index, self.encoder, self.tuning, filters or Filters(), limit)


def with_slip(text: str) -> str:
    """The text without the last letter but one of its longest word."""
    word = max(re.findall(r"\w+", text), key=len, default="")
    return text.replace(word, word[:-2] + word[-1:], 1)
