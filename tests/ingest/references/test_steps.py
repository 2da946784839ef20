"""Steps as they are written out, in either order."""

import pytest

from ingest.references.cursor import Cursor
from ingest.references.numbers import Chain
from ingest.references.steps import (
    read_bare,
    read_chain,
    read_group,
    read_section,
    read_segment,
    read_short_target,
)
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
        ("paragraph 3 of Article 18", ["art-18/para-3"]),
        ("paragraph 3 of Article 1 of Annex II, part 1", ["annex-2/part-1/art-1/para-3"]),
        ("Article 6, paragraph 3 (g) (i)", ["art-6/para-3/item-g/subitem-i"]),
        ("the fourth paragraph of Article 8", ["art-8/para-4"]),
        ("third preambular paragraph", ["preamble/recital-3"]), ("第18条第3款", ["art-18/para-3"]),
        ("第8、10和15条", ["art-8", "art-10", "art-15"]),
        ("Target 3", ["target-3"]), ("Goal A", ["goal-a"]), ("target 30 by 2030", []), ("goal a Party", []),
        ("metas e quais", []),
        ("mission", []), ("задач в рамочной программе", []),
        ("decision", []), ("house", []),
    ],
)  # fmt: skip
def test_chains_are_read_from_the_wider_to_the_narrower(text: str, expected: list[str]) -> None:
    """Whichever is written first."""
    assert told(read_chain(cursor(text), 0)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T19", ["target-19"]), ("T-3 and more", ["target-3"]), ("19", ["target-19"]), ("19?", ["target-19"]),
        ("23 targets", []), ("2030", []), ("T", []), ("to 19", []),
    ],
)  # fmt: skip
def test_a_framework_that_stands_before_makes_a_number_a_target(text: str, expected: list[str]) -> None:
    """With its letter, or alone at the end of what is said."""
    assert told(read_short_target(cursor(text), 0)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("§ 17.1.a.iv", ["art-17/para-1/item-a/subitem-iv"]), ("§", []), ("§ ?", []), ("17", [])],
)
def test_after_a_treaty_the_sign_of_a_section_opens_an_article(text: str, expected: list[str]) -> None:
    """As in a law."""
    assert told(read_section(cursor(text), 0)) == expected


def test_in_a_decision_more_is_a_unit() -> None:
    """Its mission, an annex without a number, "op 3"."""
    assert told(read_segment(cursor("mission"), 0, head=True)) == ["mission"]
    assert told(read_group(cursor("annex, paragraph 2"), 0, head=True)) == ["annex/para-2"]
    assert told(read_segment(cursor("op 3"), 0, head=True)) == ["para-3"]
    assert told(read_segment(cursor("op 3"), 0)) == []


def test_this_article_is_a_place() -> None:
    """It has no number, and heads what is narrower."""
    chain = read_chain(cursor("this Article"), 0)
    assert chain is not None
    assert (chain.here, chain.chains) == ("art", ((),))


def test_targets_may_be_of_an_earlier_framework() -> None:
    """Which stands between the word and the number."""
    chain = read_chain(cursor("Objectif d'Aichi 11"), 0)
    assert chain is not None
    assert (told(chain), chain.instrument) == (["target-11"], "aichi")


@pytest.mark.parametrize(
    ("text", "led", "expected"),
    [
        ("8(j)", False, ["art-8/item-j"]), ("8(j) says", False, ["art-8/item-j"]), ("18.3 says", False, []),
        ("18.3", True, ["art-18/para-3"]),
        ("18 para 3", False, ["art-18/para-3"]), ("61(a)", True, []), ("18", True, []), ("15/8", True, []),
    ],
)  # fmt: skip
def test_an_article_may_go_without_its_word(text: str, led: bool, expected: list[str]) -> None:
    """Where what hangs on it, or an instrument before it, leaves no doubt."""
    assert told(read_bare(cursor(text), 0, led)) == expected
