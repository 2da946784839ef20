"""Mentions: what a text names, before it is known of which document."""

from itertools import pairwise

import pytest

from ingest.references.cursor import Cursor
from ingest.references.grammar import DECISION, Mention, read_mentions
from ingest.references.tokens import tokens


def mentions(text: str) -> list[Mention]:
    """The mentions of a text."""
    return list(read_mentions(Cursor(tokens(text), text)))


def told(mention: Mention) -> tuple[list[str], list[str], str]:
    """Its documents, its steps, the instrument named beside it."""
    steps = ["/".join(map(str, chain)) for chain in mention.chains]
    return [str(base) for base in mention.bases], steps, mention.instrument


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paragraph 3 of Article 18 of the Convention", ([], ["art-18/para-3"], "cbd")),
        ("Convention, Article 8(j)", ([], ["art-8/item-j"], "cbd")),
        ("decision 15/8, annex II, paragraph 3", (["cop-15/dec-8"], ["annex-2/para-3"], "")),
        ("annex to decision X/15", (["cop-10/dec-15"], ["annex"], "")),
        ("paragraph 4 of this decision", ([], ["para-4"], DECISION)),
        ("Article 8 of the Convention, paragraph 3", ([], ["art-8/para-3"], "cbd")),
        ("decision 15/8 (annex II)", (["cop-15/dec-8"], ["annex-2"], "")),
    ],
)  # fmt: skip
def test_a_mention_is_steps_with_what_holds_them(
    text: str, expected: tuple[list[str], list[str], str]
) -> None:
    """Before them, after them, or in brackets."""
    assert [told(mention) for mention in mentions(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Agreement Article 6",
        "national target 3",
        "an additional annex",
    ],
)
def test_what_is_not_ours_is_silent(text: str) -> None:
    """Other people's texts with all that hangs on them."""
    assert mentions(text) == []


def test_mentions_come_in_order_and_do_not_overlap() -> None:
    """Each ends before the next begins."""
    found = mentions("Article 8(j), decision 15/8 and paragraph 3 above")
    assert [mention.first for mention in found] == sorted(mention.first for mention in found)
    assert all(here.last <= after.first for here, after in pairwise(found))
    assert [mention.above for mention in found] == [False, False, True]
