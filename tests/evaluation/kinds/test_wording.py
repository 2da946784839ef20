"""What words show, on words made by hand."""

import pytest

from evaluation.kinds.wording import clauses, in_script, instruments_named, listed, numbers_in, stated


def test_numbers_are_read_in_any_digits() -> None:
    """As whole numbers, not as the figures in them."""
    assert numbers_in("23 targets, ٢٠ مقررا") == {23, 20}


def test_a_number_is_stated_in_a_word() -> None:
    """As a word of its own."""
    assert stated("Three members sit; twenty-one may speak.", 3)
    assert stated("Three members sit; twenty-one may speak.", 21)
    assert not stated("Members, often 3, sit there alone.", 3)
    assert not stated("Someone sits there.", 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("on the date of deposit of the thirtieth instrument", 30),
        ("within two hundred and seventy days", 270),
        ("two hundred members", 200),
        ("by at least 50 per cent by 2030", 50),
        ("by at least 500 billion dollars", 500),
    ],
)
def test_a_number_is_stated_in_the_words_of_the_law(text: str, number: int) -> None:
    """Ordinals, hundreds, and figures before a unit; a small ordinal tells things apart."""
    assert stated(text, number)
    assert not stated("the third arbitrator of Article 50", 3)
    assert not stated("the third arbitrator of Article 50", 50)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Head\nIt has:\n- a site;\n- a net.\nFoot", 2),
        ("1. It shall:\na)Meet;\nb)Decide.\n2. It may rest.\n3. Or not.", 2),
        ("They shall:\n(a) meet;\n(b) decide.", 2),
        ("1. One.\n2. Two.\n3. Three.\nAnd a last word.\nAnd another.", 3),
        ("Arabic, Chinese, English, French, Russian and Spanish texts", 6),
        ("a) meet;\ni) here;\nii) there;\nb) decide;\nc) report.", 3),
    ],
)
def test_what_is_listed_can_be_counted(text, count) -> None:
    """By lines, marks or a row."""
    assert count in listed(text)
    assert count + 4 not in listed(text)


def test_clauses_are_parted_by_stops() -> None:
    """Empty ones do not count."""
    assert clauses("One, two; three:\n four..") == 4


def test_an_instrument_is_named_by_its_names_and_labels() -> None:
    """In two languages; nobody names a shorter title that stands in a longer one."""
    assert instruments_named("Протокол Нагоя? Нагойский протокол!", "ru") == {"nagoya-protocol"}
    assert instruments_named("the Nagoya Protocol", "ru") == {"nagoya-protocol"}
    assert instruments_named("See: Convention, Article 22; Cartagena Protocol, Article 22.", "en") == {
        "cbd",
        "cartagena-protocol",
    }
    longer = "Nagoya-Kuala Lumpur Supplementary Protocol"
    assert instruments_named(longer, "en") == {"nagoya-kuala-lumpur-protocol"}
    assert instruments_named("A convention and its articles", "en") == frozenset()


@pytest.mark.parametrize(
    ("text", "lang", "own"),
    [
        ("什么是名古屋议定书（ABS）？", "zh", True),
        ("What is the 名古屋议定书?", "zh", False),
        ("ما هو بروتوكول ناغويا؟", "ar", True),
        ("Что это?", "ar", False),
        ("Qu'est-ce que c'est ?", "fr", True),
        ("Что это?", "fr", False),
        ("15/8", "zh", True),
    ],
)
def test_a_script_is_that_of_most_letters(text, lang, own) -> None:
    """Figures and stops have none."""
    assert in_script(text, lang) is own
