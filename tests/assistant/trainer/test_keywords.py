"""Key words of quoted law: marked where they stand, and nothing changed."""

import pytest

from assistant.trainer.keywords import pieces


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Each Party shall count wolves.", ["Each Party", "shall"]),
        ("Each Party, knowing wolves, undertakes to count them.", ["Each Party", "undertakes to"]),
        ("(a) The Parties shall not shoot; they may look.", ["The Parties", "shall not", "may"]),
        ("In forests, each Party should count wolves.", ["should"]),
        ("“Requests the Executive Secretary to count wolves.”", ["Requests"]),
        ("10. Invites Parties to count wolves.", ["Invites"]),
        ("Aware of wolves,", []),
        ("关于狼", []),
    ],
)
def test_who_acts_and_the_verb_are_marked(text: str, keys: list[str]) -> None:
    """A modal, or the verb that a decision opens with, and the actor that a sentence begins with."""
    assert [piece for piece, key in pieces(text) if key] == keys
    assert "".join(piece for piece, _ in pieces(text)) == text
