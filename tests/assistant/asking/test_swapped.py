"""Instruments swapped within one message."""

import pytest

from assistant.asking.swapped import about, instrument_alone, swapped


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            ["Does the CBD allow reservations?", "Same for Nagoya?"],
            (
                "Does the CBD allow reservations?",
                "Does the Nagoya Protocol allow reservations?",
            ),
        ),
        (
            ["Who pays?", "Who decides under the Nagoya Protocol?"],
            ("Who pays?", "Who decides"),
        ),
        (["The Nagoya Protocol?", "Who pays?"], ("The Nagoya Protocol?", "Who pays?")),
        ([], ()),
    ],
)
def test_a_part_that_only_names_an_instrument_asks_the_same(
    parts: list[str], expected: tuple[str, ...]
) -> None:
    """In the words of the part before; the first has none before it."""
    found = swapped(parts, "en")
    assert len(found) == len(expected)
    assert all(one.startswith(beginning) for one, beginning in zip(found, expected, strict=True))


def test_the_one_instrument_that_is_named() -> None:
    """And nothing beside it."""
    assert instrument_alone("and the Nagoya Protocol?", "en") == "nagoya-protocol"
    assert instrument_alone("what did the Nagoya Protocol add?", "en") == ""
    assert instrument_alone("Nagoya and Cartagena?", "en") == ""


def test_what_names_none_is_asked_as_it_is() -> None:
    """There is nothing to take the place of."""
    assert about("nagoya-protocol", "Who pays for it?", "en") == "Who pays for it?"


def test_an_instrument_in_the_name_of_another_thing_is_swapped() -> None:
    """ "Reservations to the Convention" is what a concept is called; and no title says what it is about."""
    asked = about("nagoya-protocol", "Допускаются ли оговорки к Конвенции?", "ru")
    assert asked == "Допускаются ли оговорки к Нагойский протокол?"
