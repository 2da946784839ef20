"""Details: what a question asks for, and where words give it."""

import pytest

from assistant.asking.details import details, details_asked, given_in, gives
from ingest.vocabulary import LANGUAGES


@pytest.mark.parametrize(
    ("language", "question", "asked"),
    [
        ("en", "How many inspectors are paid?", {"count", "money"}),
        ("en", "When does it end?", {"date"}),
        ("es", "¿Cuánto cuesta una solicitud?", {"amount", "money"}),
        ("fr", "Qui préside le comité ?", {"person"}),
        ("fr", "Qu’est-ce qui l’empêche ?", {"person"}),
        ("pt", "Onde fica o balcão?", {"place"}),
        ("ru", "Сколько стоит прибор?", {"count", "money"}),
        ("ar", "كم تكلفة الكتيب؟", {"count", "money"}),
        ("zh", "谁负责巡护?", {"person"}),
        ("en", "What is the e-mail address?", {"contact"}),
        ("en", "Why was it closed?", {"reason"}),
        ("es", "¿A qué hora empieza?", {"clock"}),
        ("en", "How deep is the lake?", {"size"}),
        ("en", "Which rules hold for wood?", set()),
        ("en", "The feedback", set()),  # no fee
        ("fr", "De quel pays venait le soja ?", {"place"}),  # which is no English "pays"
        ("en", "Who may plant in Costa Serena?", {"person"}),  # nor this a Spanish cost
        ("xx", "When?", {"date"}),  # of another language: as in English
    ],
)
def test_what_is_asked(language: str, question: str, asked: set[str]) -> None:
    """By the words of its language."""
    assert set(details_asked(question, language)) == asked


@pytest.mark.parametrize(
    ("text", "kind", "given"),
    [
        ("Seven members sit on it.", "count", True),
        ("Members sit on it.", "count", False),
        ("聘用村民巡护员三十六名", "count", True),
        ("on 3 May", "date", True),
        ("soon", "date", False),
        ("It costs 40 talers.", "money", True),
        ("Nine members sit on it.", "money", False),
        ("under 40 metres of water", "size", True),
        ("on 40 days", "size", False),
        ("within six weeks", "duration", True),
        ("with six boats", "duration", False),
        ("It opens at 9:30.", "clock", True),
        ("It opens on 3 May.", "clock", False),
        ("Paula Reig presides.", "person", True),
        ("it rains", "person", False),
        ("chaired by Ms Reig", "name", True),
        ("chaired by the treasurer", "name", False),
        ("Write to desk@example.org.", "contact", True),
        ("Write a letter.", "contact", False),
        ("closed because of floods", "reason", True),
        ("closed in May", "reason", False),
        ("in Calder", "place", True),
        ("it rains", "place", False),
    ],
)
def test_what_is_given(text: str, kind: str, given: bool) -> None:
    """By what shows it."""
    assert gives(text, (kind,)) is given


def test_where_it_is_given() -> None:
    """Every place of the text."""
    assert given_in("Call 555-0101 or write to a@b.org.", "contact") == ((27, 28), (5, 13))


def test_all_must_be_given() -> None:
    """And where nothing is asked, nothing lacks."""
    assert not gives("on 3 May", ("date", "contact"))
    assert gives("", ())


def test_every_kind_is_asked_for_in_every_language() -> None:
    """None is forgotten."""
    assert all(set(detail.asked) == set(LANGUAGES) for detail in details().values())
