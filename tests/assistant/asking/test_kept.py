"""Kept elsewhere: the official page for what no text of the corpus holds."""

from collections.abc import Callable

import pytest

from assistant.asking.heads import KEPT_ELSEWHERE
from assistant.asking.kept import decision_page, named_page, pointer_for
from assistant.asking.query import Query
from ingest.pointers import embedded_pointers
from tests.assistant.asking.conftest import held

Ask = Callable[..., Query]


@pytest.mark.parametrize("label", KEPT_ELSEWHERE)
def test_every_label_has_its_page(query: Ask, label: str) -> None:
    """The likeliest of those that hold."""
    page = pointer_for(query(labels=held(label, **{label: 0.9})))
    assert page is not None
    assert page.kind == label.removeprefix("ask_")
    assert page.url.startswith("https://")


def test_an_instrument_may_have_a_page_of_its_own(query: Ask) -> None:
    """The Biosafety Clearing-House keeps who is a Party to its Protocol."""
    labels = held("ask_membership", ask_membership=0.9)
    convention, protocol = (
        pointer_for(query(labels=labels, documents=documents)) for documents in ((), ("cartagena-protocol",))
    )
    assert convention is not None
    assert protocol is not None
    assert convention.url != protocol.url
    assert "bch.cbd.int" in protocol.url


def test_a_question_for_no_such_thing_has_no_page(query: Ask) -> None:
    """However likely a label is that does not hold."""
    assert pointer_for(query(labels=held("fact", ask_news=0.4))) is None


def test_some_things_are_known_by_name(query: Ask) -> None:
    """In any language, as whole words."""
    for text in ("What is the Cali Fund?", "Qui alimente le Fonds de Cali ?", "卡利基金是什么？"):
        page = named_page(query(text, spoken=text))
        assert page is not None
        assert page.kind == "funds"
    assert named_page(query(spoken="What is the Calibration Fundamental?")) is None


def test_a_decision_has_its_own_page_or_that_of_all() -> None:
    """Never none."""
    assert decision_page("Decision 1/1", "https://example.org/1", "en").url == "https://example.org/1"
    assert decision_page("Decision 1/1", "", "fr").label == embedded_pointers()["decisions"].label["fr"]
