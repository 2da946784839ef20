"""Chinese numbers: what counts something, and what is a share."""

import pytest

from assistant.reading.support.han import han_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("十五天", [(15, False)]),
        ("二百三十个", [(230, False)]),
        ("三万二千名", [(32_000, False)]),
        ("一亿人", [(100_000_000, False)]),
        ("两年和第三次", [(2, False), (3, False)]),
        ("百分之五十", [(50, True)]),
        ("三分之二", []),
        ("一切", []),
    ],
)
def test_numbers_in_characters(text: str, numbers: list[tuple[int, bool]]) -> None:
    """Those before what they count; not the base of a fraction, nor a word that has the character."""
    assert [(one.value, one.share) for one in han_numbers(text)] == numbers
