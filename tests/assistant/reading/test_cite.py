"""Citing: the words quoted are whole sentences of the text, and what cannot be verified is never cited."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.assistant import Assistant
from assistant.reading.cite import cite, verify
from assistant.reading.context import chapeau_of
from assistant.reading.quote import WHOLE, WINDOW, best_span
from ingest.errors import UnverifiedError

_LETTERS = st.characters(codec="utf-8", exclude_characters=".;!?\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
SENTENCES = st.lists(st.text(_LETTERS, min_size=1, max_size=120).filter(str.strip), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200), st.text(max_size=60).map(lambda text: text * 40), SENTENCES.map(". ".join)
    ),
    st.text(max_size=40),
)
@example("." * 2000, "what")
@example(" \n;;;!? " * 300, "what")
@example("a" * 5000, "a")
@example("a.b" * 1000, "b")
def test_a_span_lies_inside_the_text(text: str, query: str) -> None:
    """Whatever the text: offsets in order, and words at both ends where there are any."""
    start, end = best_span(text, query)
    assert 0 <= start <= end <= len(text)
    if text.strip():
        assert text[start:end].strip()
    if len(text) <= WHOLE:
        assert (start, end) == (0, len(text))


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(0, 1000))
def test_a_span_is_whole_sentences(sentences: list[str], choice: int) -> None:
    """It begins where a sentence begins, ends where one ends, and keeps to the window."""
    text = ". ".join(sentence.strip() for sentence in sentences) + "."
    start, end = best_span(text, sentences[choice % len(sentences)])
    assert start == 0 or text[:start].rstrip().endswith(".")
    assert end == len(text) or text[end - 1] == "."
    if len(text) > WHOLE:
        assert end - start <= WINDOW + 2


def test_the_span_holds_what_was_asked_for() -> None:
    """Of a long text the sentence that shares the words of the question is quoted."""
    filler = "Nothing of interest stands here, and it goes on for quite some time. " * 20
    text = f"{filler}Wolves shall be counted every year by the rangers. {filler}"
    start, end = best_span(text, "who counts the wolves?")
    assert "Wolves shall be counted every year by the rangers." in text[start:end]
    assert end - start <= WINDOW


def citation_of(assistant: Assistant, locator: str) -> Citation:
    """Cite it."""
    provision = assistant.index.get(locator)
    assert provision is not None
    return cite(1, provision, "training", 1.0, assistant.index)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The Parties shall not."},
        {"start": 1},
        {"end": 5},
        {"text": "Something else."},
        {"id": "cbd/art-18/para-3"},
        {"id": "cbd/art-99"},
        {"quote": "", "start": 0, "end": 0},
        {"quote": "made up", "text": "made up", "start": 0, "end": 7},
    ],
)
def test_a_tampered_citation_is_refused(assistant: Assistant, change: dict[str, object]) -> None:
    """Words, offsets, text or locator changed: each is found out."""
    citation = citation_of(assistant, "cbd/art-18/para-4")
    verify(citation, assistant.index)
    with pytest.raises(UnverifiedError, match="is not what the corpus holds"):
        verify(replace(citation, **change), assistant.index)  # type: ignore[arg-type]


def test_every_provision_can_be_cited(assistant: Assistant) -> None:
    """The whole corpus: every quote is an exact slice of the text it points to, for any question."""
    index = assistant.index
    for document in index.documents:
        for provision in index.in_document(document):
            if not provision.text:
                continue
            citation = cite(1, provision, "who must do what about the clearing-house mechanism?", 0.5, index)
            assert citation.quote == provision.text[citation.start : citation.end]
            assert citation.label == provision.label


def test_chapeaux(assistant: Assistant) -> None:
    """An item has the words above it, a paragraph that reads alone has none."""
    item, paragraph = assistant.index.get("cbd/art-12/item-a"), assistant.index.get("cbd/art-18/para-4")
    assert item is not None
    assert paragraph is not None
    assert chapeau_of(item, assistant.index).startswith(
        "The Contracting Parties, taking into account the special needs of developing countries, shall:"
    )
    assert chapeau_of(paragraph, assistant.index) == ""
