"""Audiences: how a request names them, and that what their records refer to is there."""

import pytest

from assistant.trainer.audiences import audiences, read_request
from assistant.trainer.pack import BLOCK_KINDS
from assistant.words.store import Words
from index.local import LocalIndex


@pytest.mark.parametrize(
    ("words", "subject", "audience"),
    [
        (
            "The clearing-house mechanism, for new national focal points",
            "The clearing-house mechanism",
            "new-nfp",
        ),
        ("Capacity-building, for ministers", "Capacity-building", "ministerial"),
        ("technology transfer for technical staff", "technology transfer", "technical"),
        ("Le centre d'échange, pour les nouveaux points focaux nationaux", "Le centre d'échange", "new-nfp"),
        ("Article 18", "Article 18", ""),
        ("Global strategy for plant conservation", "Global strategy for plant conservation", ""),
    ],
)
def test_the_audience_is_read_from_the_request(words: str, subject: str, audience: str) -> None:
    """Show that "..., for new national focal points" names the audience and is no part of the subject."""
    assert read_request(words) == (subject, audience)


def test_every_audience_has_words_and_a_share_for_known_blocks() -> None:
    """Its name and its aim are said in every session; time is parted among blocks that exist."""
    say = Words("trainer", "en")
    for audience in audiences().values():
        assert say(audience.id)
        assert say(audience.aim)
        assert set(audience.shares) <= set(BLOCK_KINDS)
        assert audience.provisions <= audience.most_provisions


def test_the_document_of_a_role_is_in_the_corpus(index: LocalIndex) -> None:
    """With items that say what the audience does."""
    for role in filter(None, (audience.role for audience in audiences().values())):
        assert any(provision.kind == "item" for provision in index.in_document(role))
