"""Rephrasing: sentences of a reply, and what of them is kept."""

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assistant.answer import Answer, Statement
from assistant.asking.language_model import LanguageModel
from assistant.asking.rephrase import Sentence, read_sentences, rephrase, without_markup
from assistant.reading.cite import cite
from assistant.words.store import say
from index.encoder import Vectors
from ingest.errors import UnavailableError
from ingest.vocabulary import LANGUAGES
from tests.assistant.asking.conftest import Shelf

LAKES = "Parties restore lakes within 2 years [1]."


class Same:
    """An encoder for which all texts mean the same, so that words alone decide."""

    name = "same"

    def encode(self, texts: Sequence[str], progress: object = None) -> Vectors:
        """See Encoder."""
        return np.ones((len(texts), 1), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """See Encoder."""
        return self.encode(texts)


@pytest.fixture
def answer(shelf: Shelf) -> Answer:
    """Two provisions cited as they are."""
    held = [shelf.by_locator[one] for one in ("cbd/art-3/item-b", "cop-1/dec-3")]
    citations = tuple(cite(number, one, "", 1.0, shelf) for number, one in enumerate(held, start=1))
    statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
    return Answer("What about lakes?", "en", statements, citations, None, (), shelf.snapshot)


def says(monkeypatch: pytest.MonkeyPatch, reply: str | None) -> LanguageModel:
    """A model that replies so; None: its server is down."""

    def complete(self: LanguageModel, messages: object) -> str:
        if reply is None:
            raise UnavailableError("down")
        return reply

    monkeypatch.setattr(LanguageModel, "complete", complete)
    return LanguageModel("http://localhost:1", "tiny")


def test_without_a_model_the_answer_stands(answer: Answer, shelf: Shelf) -> None:
    """It is the same object."""
    assert rephrase(answer, shelf, Same(), None) is answer


def test_a_refusal_is_not_rephrased(answer: Answer, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to cite in it."""
    refused = replace(answer, statements=(), citations=())
    assert rephrase(refused, shelf, Same(), says(monkeypatch, LAKES)) is refused


def test_a_supported_sentence_is_kept(answer: Answer, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the one citation that it carries."""
    told = rephrase(answer, shelf, Same(), says(monkeypatch, LAKES))
    assert told.statements == (Statement("Parties restore lakes within 2 years.", (1,), "model"),)
    assert [citation.id for citation in told.citations] == ["cbd/art-3/item-b"]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (None, "down"),
        ("", "silent"),
        (" \n", "silent"),
        ("No citation at all.", "unsupported"),
        ("Parties restore lakes within 7 years [1].", "unsupported"),
        ("Parties do not restore lakes within 2 years [1].", "unsupported"),
        ("Parties restore lakes within 2 years [7].", "unsupported"),
        ("“Parties pay for lakes” within 2 years [1].", "unsupported"),
    ],
)
def test_what_is_not_supported_is_dropped(
    answer: Answer, shelf: Shelf, monkeypatch: pytest.MonkeyPatch, reply: str | None, why: str
) -> None:
    """The texts themselves stand, and it is said why the model's words do not."""
    told = rephrase(answer, shelf, Same(), says(monkeypatch, reply))
    assert told.statements == answer.statements
    assert told.notes == (say(f"answer.model_{why}", "en"),)


@pytest.mark.parametrize("why", ["down", "silent", "unsupported"])
def test_why_a_model_is_not_heard_is_said_in_every_language(why: str) -> None:
    """Seven notes, no two alike."""
    assert len({say(f"answer.model_{why}", language) for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("## Duties of Parties", "Duties of Parties"),
        ("> **Parties** restore _lakes_ [1].", "Parties restore lakes [1]."),
        ("See [the fee schedule](https://example.org/pay) [1].", "See the fee schedule [1]."),
        ("![a picture](x.png) Parties act [2](javascript:void).", "a picture Parties act [2]."),
        ("<script>alert('x')</script> Parties act <b>now</b> [1].", "alert('x')  Parties act  now  [1]."),
        ("2. `Parties` act snake_case [1].", "Parties act snake_case [1]."),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_what_a_model_writes_is_text(line: str, words: str) -> None:
    """Titles, links, emphasis and tags are their words."""
    assert without_markup(line).strip() == words


@pytest.mark.parametrize(
    ("reply", "sentences"),
    [
        ("One thing [1]. Another [2, 3].", [("One thing.", (1,)), ("Another.", (2, 3))]),
        ("One thing. [1] Another! [2]", [("One thing.", (1,)), ("Another!", (2,))]),
        ("- Item one [1]\n- Item two [2][1]", [("Item one.", (1,)), ("Item two.", (2, 1))]),
        ("Uncited. Cited under Art. 18 of it [1].", [("Cited under Art. 18 of it.", (1,))]),
        ("没有引用。有引用[1]。", [("有引用。", (1,))]),
        (
            "Parties train staff [1] and exchange experts [2].",
            [("Parties train staff and exchange experts.", (1, 2))],
        ),
        ("They train [1], and exchange [1].", [("They train, and exchange.", (1,))]),
        (
            "e.g. Parties do it under No. VII of the list [3]",
            [("e.g. Parties do it under No. VII of the list.", (3,))],
        ),
        ("No marks at all.", []),
        ("", []),
        ("[1]", []),
        ("x" * 700 + " [1]", []),
    ],
)
def test_sentences_of_a_reply(reply: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    """Text and numbers; what carries no number is not read."""
    assert read_sentences(reply) == [Sentence(*sentence) for sentence in sentences]


@pytest.mark.parametrize(
    "reply", ["[1]" * 10_000, "a [" * 10_000, "“" * 20_000, "[1, " * 10_000, "x\n" * 10_000]
)
def test_hostile_replies_take_no_time(reply: str) -> None:
    """Nothing runs away."""
    began = time.monotonic()
    read_sentences(reply)
    assert time.monotonic() - began < 2
