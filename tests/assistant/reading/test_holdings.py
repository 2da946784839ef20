"""What a collection holds, and that less than the whole is never called the whole."""

from assistant.reading.holdings import (
    Held,
    decisions_taken,
    held_in,
    instrument_holdings,
    session_holdings,
)
from index.local import LocalIndex
from ingest.vocabulary import vocabulary


def test_a_text_is_held_as_it_is(index: LocalIndex) -> None:
    """Quoted in extracts, explained by the guide, named by the catalogue, or an author's own."""
    names = {
        "cop-15/dec-8": Held.EXTRACTS,
        "cop-15/dec-4": Held.FACTS,
        "nagoya-protocol": Held.GUIDE,
        "aichi": Held.FACTS,
        "tsc-training-2023": Held.COPY,
    }

    assert {name: held_in(index.documents[name], index) for name in names} == names


def test_instruments_are_counted_by_their_articles(index: LocalIndex) -> None:
    """Each article once, by the most that is here of it; annexes and their articles are not among them."""
    found = {one.document.id: one for one in instrument_holdings(index)}

    assert list(found) == [one.id for one in vocabulary().instruments]
    assert found["cbd"].parts.total() == 42
    assert found["cbd"].parts[Held.WHOLE] == 0
    assert found["cbd"].parts[Held.EXTRACTS] > 0
    assert found["cbd"].parts[Held.GUIDE] > found["cbd"].parts[Held.EXTRACTS]
    assert found["cartagena-protocol"].parts == {Held.GUIDE: 40}
    assert found["gbf"].parts.total() == 4 + 23


def test_meetings_are_counted_by_their_decisions(index: LocalIndex) -> None:
    """How many are named, how they are held, and how many there were, where that is confirmed."""
    found = {one.session: one for one in session_holdings(index)}

    assert next(iter(found)) == "cop-16"
    assert found["cop-15"].decisions == {Held.EXTRACTS: 1, Held.FACTS: 5}
    assert (found["cop-15"].named, found["cop-15"].taken) == (6, None)
    assert (found["cop-14"].named, found["cop-14"].taken) == (9, 38)


def test_no_meeting_has_more_decisions_than_it_took(index: LocalIndex) -> None:
    """The confirmed counts agree with the catalogue."""
    counted = [one for one in session_holdings(index) if one.taken]

    assert len(counted) >= 3
    assert all(one.named <= (one.taken or 0) for one in counted)
    assert decisions_taken("cop-15/dec-8") is None
    assert decisions_taken("cp-mop-14") is None
