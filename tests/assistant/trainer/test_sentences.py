"""Operative sentences taken apart, without an index."""

import pytest

from assistant.trainer.actors import deciding
from assistant.trainer.sentences import (
    Clause,
    clauses_in,
    completed,
    idle_verbs,
    is_operative,
    mandatory_verbs,
)


def test_a_modal_has_its_subject_before_it() -> None:
    """Insertions before the subject are none of it."""
    (clause,) = clauses_in(
        "Subject to Article 3, the Party of export shall notify others within ninety days."
    )

    assert clause.modal
    assert (clause.subject, clause.acting, clause.verb) == (
        "the Party of export",
        "Parties of export",
        "shall",
    )
    assert (clause.task, clause.deadline) == (" notify others within ninety days.", "within ninety days")


def test_a_body_that_the_subject_only_mentions_does_not_act() -> None:
    """Decisions of the Secretariat are not the Secretariat."""
    (clause,) = clauses_in("Decisions taken by the Secretariat shall be published.")

    assert clause.acting == ""
    assert clause.short_subject == "Decisions taken by the Secretariat"


def test_a_request_to_two_is_two_clauses() -> None:
    """Each with the verb by which it is asked."""
    clauses = list(clauses_in("Invites Parties, and requests the Secretariat, to open boxes;"))

    assert [(one.who.strip(" ,"), one.verb) for one in clauses] == [
        ("Parties", "invites"),
        ("the Secretariat", "requests"),
    ]
    assert {one.task for one in clauses} == {"to open boxes;"}


def test_a_decision_is_the_deciding_bodys() -> None:
    """Nobody is named."""
    (clause,) = clauses_in("Also decides that boxes are opened;")

    assert (clause.who, clause.verb, clause.modal) == (deciding(), "decides", False)


def test_each_sentence_is_read_and_what_asks_nothing_is_not() -> None:
    """Two sentences with a duty, one without."""
    words = "Boxes are blue. Parties shall open them. They should be careful."

    assert [(one.subject, one.pronoun) for one in clauses_in(words)] == [("Parties", False), ("They", True)]
    assert not is_operative("Boxes are blue.")


@pytest.mark.parametrize(
    ("lead", "task"),
    [
        ("Parties shall:", "(a) Open boxes;"),
        (
            "Parties shall, as appropriate, take measures to:",
            "as appropriate, take measures to: (a) Open boxes;",
        ),
    ],
)
def test_an_item_completes_the_words_above(lead: str, task: str) -> None:
    """Its task begins with what the words above say of it."""
    (clause,) = completed(lead, "(a) Open boxes;")

    assert (clause.acting, clause.task) == ("Parties", task)
    assert clause.sentence == f"{lead} (a) Open boxes;"


def test_words_above_that_ask_nothing_complete_nothing() -> None:
    """A heading is no sentence."""
    assert list(completed("Boxes:", "(a) Blue ones;")) == []


@pytest.mark.parametrize(
    "deadline",
    [
        "at its sixteenth meeting", "at its twenty-first meeting", "no later than the end of 2030",
        "by 31 December 2030", "within two years", "within a period of six months", "every four years",
        "for consideration by the Secretariat at its next meeting", "without delay",
    ],
)  # fmt: skip
def test_deadlines(deadline: str) -> None:
    """Meetings, dates, times that run."""
    assert (
        Clause(f"Parties shall open boxes {deadline}, and close them.", "", "shall", "").deadline == deadline
    )


def test_idle_verbs_bind_nobody() -> None:
    """A verb is not both."""
    assert not idle_verbs() & mandatory_verbs()
