"""The assistant: what it loads before it serves."""

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.asking.language_model import LanguageModel
from assistant.assistant import Assistant, with_slip
from assistant.question import Question
from assistant.words.store import languages
from index.interface import SearchIndex


class Counted:
    """An index that notes in which languages its words were read."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self.read: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def words(self, language: str) -> Mapping[str, int]:
        """See SearchIndex."""
        self.read.append(language)
        return self._index.words(language)


class Untouched(LanguageModel):
    """A language model that nobody may ask."""

    def __init__(self) -> None:
        pass

    def __getattribute__(self, name: str) -> Any:
        pytest.fail(f"the language model was asked for {name}")


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Who pays for the mechanism?", "Who pays for the mechanim?"),
        ("信息交换所机制由谁出资？", "信息交换所机制由谁资？"),
        ("A?", "A?"),
    ],
)
def test_a_slip_leaves_out_a_letter_of_the_longest_word(text: str, slip: str) -> None:
    """Of a text without longer words, nothing."""
    assert with_slip(text) == slip


def test_what_a_typed_question_needs_is_loaded_before_it_is_asked(assistant: Assistant) -> None:
    """The words of every language are read while warming up, and never again."""
    counted = Counted(assistant.index)
    fresh = Assistant(counted, assistant.encoder)  # type: ignore[arg-type]  # an index in all it does
    fresh.warm_up()
    assert set(counted.read) == set(languages())

    counted.read.clear()
    fresh.ask(Question("Qui finnance le mecanisme d’échnge ?"))
    assert counted.read == []


def test_warming_up_asks_no_language_model(assistant: Assistant) -> None:
    """It may cost money, and be away."""
    Assistant(assistant.index, assistant.encoder, Untouched()).warm_up()
