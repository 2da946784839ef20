"""Numbers of provisions: one, a list, a range, and what hangs on them."""

import pytest

from ingest.references.cursor import Cursor
from ingest.references.numbers import Chain, number_place, read_bracketed, read_number, read_numbers, sublists
from ingest.references.resolve import read_references
from ingest.references.tokens import tokens


def cursor(text: str) -> Cursor:
    """A cursor over a text."""
    return Cursor(tokens(text), text)


def told(chain: Chain | None) -> list[str]:
    """The steps of each provision named, as a locator has them."""
    return ["/".join(map(str, steps)) for steps in chain.chains] if chain else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Articles 16, 18 and 20", ["art-16", "art-18", "art-20"]),
        ("Articles 16 to 19", ["art-16", "art-17", "art-18", "art-19"]),
        ("Article 8 (h) and (j)", ["art-8/item-h", "art-8/item-j"]),
        ("Article 18 and 30 countries", ["art-18"]),
        ("Article 6.3(e)", ["art-6/para-3/item-e"]), ("Article 15/8", []), ("Article eight", ["art-8"]),
        ("Annex II", ["annex-2"]), ("items (a) to (c)", ["item-a", "item-b", "item-c"]),
        ("paragraph (3)", ["para-3"]),
        ("Article XV", ["art-15"]), ("art. xxvii", ["art-27"]), ("article ci-dessus", []),
        ("item a Party", []), ("Article 1000", []), ("пунктов в статье 6", []), ("подпункт в)", ["item-c"]),
    ],
)  # fmt: skip
def test_numbers_after_a_unit(text: str, expected: list[str]) -> None:
    """Lists and ranges are filled; what is counted is not numbered, and "a" before a noun is no letter."""
    c = cursor(text)
    unit = c.at(0)
    assert told(read_numbers(c, unit.value, number_place(c, 1, unit.value), unit)) == expected


def test_a_range_that_falls_is_none() -> None:
    """It ends where its first number does."""
    c = cursor("Articles 19 to 16")
    assert told(read_numbers(c, "art", 1, c.at(0))) == ["art-19"]


def test_a_range_without_end_is_none() -> None:
    """More than a few dozen are not a reference."""
    c = cursor("Articles 1 to 900")
    assert told(read_numbers(c, "art", 1, c.at(0))) == ["art-1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("(3)", ("3", 3)), ("(e)", ("e", 3)), ("e)", ("e", 2)), ("(party)", None), ("3)", None)],
)
def test_numbers_in_brackets(text: str, found: tuple[str, int] | None) -> None:
    """And where they end; a letter may have the closing one alone."""
    assert read_bracketed(cursor(text), 0) == found


def test_what_hangs_on_a_number() -> None:
    """Deeper and deeper, with lists at the end."""
    c = cursor("6 3 (g) (i) and (iii)")
    first = read_number(c, "art", 0, c.at(0))
    assert first is not None
    assert told(sublists(cursor("(3) (g) (i) and (iii)"), first.chains[0], 0)) == [
        "art-6/para-3/item-g/subitem-i", "art-6/para-3/item-g/subitem-iii",
    ]  # fmt: skip


def test_the_level_of_a_chain_is_that_of_its_steps() -> None:
    """From the first to the last."""
    c = cursor("Article 6.3")
    chain = read_numbers(c, "art", 1, c.at(0))
    assert chain is not None
    assert (chain.top, chain.depth) == ("art", 5)


@pytest.mark.parametrize(
    ("text", "locators"),
    [
        ("Article 6 bis of the Convention", ["cbd/art-6-bis"]),
        ("Article 6bis(2) of the Convention", ["cbd/art-6-bis/para-2"]),
        ("Articles 6 bis and 7 of the Convention", ["cbd/art-6-bis", "cbd/art-7"]),
        ("Article 6 ter, paragraph 3, of the Convention", ["cbd/art-6-ter/para-3"]),
        ("o artigo 6 ter efeito", ["cbd/art-6"]),
    ],
)
def test_an_article_bis_is_another_article(text: str, locators: list[str]) -> None:
    """And not the one that it follows; "ter" is a word of other languages, too."""
    (found, *_) = read_references(text)
    assert [str(target) for target in found.targets] == locators
