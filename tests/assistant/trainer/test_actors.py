"""Actors: named once, the precise name before what it holds, by code where there is one."""

from assistant.trainer.actors import actor_of, actors, actors_in, deciding, decoys


def test_actors_are_named_in_their_order_each_once() -> None:
    """Whatever they are called."""
    text = "the GEF invites Parties and the Secretariat, and asks Parties"

    assert list(actors_in(text)) == ["Global Environment Facility", "Parties", "Secretariat"]


def test_the_precise_name_takes_its_words() -> None:
    """ "Party of import" is not "Parties" as well."""
    assert list(actors_in("the Party of import and each Party")) == ["Parties of import", "Parties"]


def test_an_actor_that_is_only_mentioned_does_not_begin() -> None:
    """Looked for at the start alone."""
    assert list(actors_in("decisions of the Secretariat", at_start=True)) == []
    assert list(actors_in("Secretariat of the Convention", at_start=True)) == ["Secretariat"]


def test_codes_have_names() -> None:
    """An unknown one keeps its own words; letters in capitals are a name already."""
    assert actor_of("GEF") == "Global Environment Facility"
    assert actor_of("youth-groups") == "Youth groups"
    assert actor_of("UNESCO") == "UNESCO"


def test_the_records_are_sound() -> None:
    """One body decides, a quiz has enough to choose from, every record is found by something."""
    assert sum(actor.decides for actor in actors()) == 1
    assert deciding() in decoys()
    assert len(decoys()) >= 4
    assert all(actor.called or actor.codes for actor in actors())
