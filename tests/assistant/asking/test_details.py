"""Details: what a question asks for, and whether words give it."""

import pytest

from assistant.asking.details import details, details_asked, gives


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many inspectors are paid?", ("amount", "money")),
        ("When does it end?", ("time",)),
        ("¿Cuánto cuesta una solicitud?", ("amount", "money")),
        ("Qui préside le comité ?", ("person",)),
        ("Onde fica o balcão?", ("place",)),
        ("Сколько стоит прибор?", ("amount", "money")),
        ("كم تكلفة الكتيب؟", ("amount", "money")),
        ("谁负责巡护?", ("person",)),
        ("What is the e-mail address?", ("contact",)),
        ("Which rules hold for wood?", ()),
        ("The feedback", ()),  # no fee
    ],
)
def test_what_is_asked(question: str, asked: tuple[str, ...]) -> None:
    """By its words, in any language."""
    assert details_asked(question) == asked


@pytest.mark.parametrize(
    ("text", "kind", "given"),
    [
        ("Seven members sit on it.", "amount", True),
        ("Members sit on it.", "amount", False),
        ("聘用村民巡护员三十六名", "amount", True),
        ("on 3 May", "time", True),
        ("soon", "time", False),
        ("Paula Reig presides.", "person", True),
        ("it rains", "person", False),
        ("Write to desk@example.org.", "contact", True),
        ("Write a letter.", "contact", False),
        ("anything", "place", True),  # nothing tells a place
    ],
)
def test_what_is_given(text: str, kind: str, given: bool) -> None:
    """By what shows it."""
    assert gives(text, (kind,)) is given


def test_all_must_be_given() -> None:
    """And where nothing is asked, nothing lacks."""
    assert not gives("on 3 May", ("time", "contact"))
    assert gives("", ())
    assert set(details()) == {"amount", "money", "time", "person", "place", "contact"}
