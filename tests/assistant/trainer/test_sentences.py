"""Where sentences end, what an item completes, and what each gives somebody to do, without an index."""

import pytest

from assistant.trainer.deadlines import deadlines_in
from assistant.trainer.grammar import idle_verbs, mandatory_verbs
from assistant.trainer.nouns import named_in
from assistant.trainer.sentences import clauses_in, opened_by, sentences_in


def names(phrase: str) -> list[str]:
    """Whom it names."""
    return [one.name for one in named_in(phrase)]


def test_a_modal_has_its_subject_before_it() -> None:
    """Insertions before the subject are none of it."""
    (clause,) = clauses_in(
        "Subject to Article 3, the Party of export shall notify others within ninety days."
    )

    assert [one.name for one in clause.actors] == ["Parties of export"]
    assert (clause.subject, clause.verb) == ("the Party of export", "shall")
    assert clause.task == "notify others within ninety days."
    assert clause.conditions == ("Subject to Article 3",)


def test_a_body_that_the_subject_only_mentions_does_not_act() -> None:
    """Decisions of the Secretariat are not the Secretariat."""
    (clause,) = clauses_in("Decisions taken by the Secretariat shall be published.")

    assert clause.actors == ()
    assert clause.subject == "Decisions taken by the Secretariat"


def test_a_request_to_two_is_two_clauses() -> None:
    """Each with the verb by which it is asked."""
    clauses = list(clauses_in("Invites Parties, and requests the Secretariat, to open boxes;"))

    assert [([one.name for one in clause.actors], clause.verb) for clause in clauses] == [
        (["Parties"], "invites"),
        (["Secretariat"], "requests"),
    ]
    assert {one.task for one in clauses} == {"to open boxes;"}


def test_a_decision_is_the_deciding_bodys() -> None:
    """Nobody is named."""
    (clause,) = clauses_in("Also decides that boxes are opened;")

    assert (clause.actors, clause.verb, clause.of_body) == ((), "decides", True)


@pytest.mark.parametrize(
    ("nested", "verb"),
    [("invite", "invites"), ("call upon", "calls upon"), ("renew its call to", "renews its call to")],
)
def test_a_request_within_a_decision_has_the_verb_of_a_request(nested: str, verb: str) -> None:
    """The first of its words bears the ending."""
    (clause,) = clauses_in(f"Decides to {nested} Parties to open boxes;")

    assert ([one.name for one in clause.actors], clause.verb) == (["Parties"], verb)
    assert clause.task == "to open boxes;"


def test_each_sentence_is_read_and_what_asks_nothing_is_not() -> None:
    """Two sentences with a duty, one without."""
    words = "Boxes are blue. Parties shall open them. They should be careful."

    assert [[one.subject for one in clauses_in(sentence)] for sentence in sentences_in(words)] == [
        [], ["Parties"], ["They"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "task"),
    [
        ("Parties shall:", "Open boxes;"),
        ("Parties shall, as appropriate, take measures to:", "take measures to: Open boxes;"),
    ],
)
def test_an_item_completes_the_words_above(lead: str, task: str) -> None:
    """Its task begins with what the words above say of it."""
    closed, begun = opened_by([lead])
    (clause,) = clauses_in(f"{begun} Open boxes;")

    assert closed == []
    assert ([one.name for one in clause.actors], clause.task) == (["Parties"], task)


def test_what_was_said_above_is_not_what_an_item_completes() -> None:
    """Only the last sentence of the words above goes on in their items."""
    closed, begun = opened_by(["Parties shall act. They shall also:"])

    assert (closed, begun) == (["Parties shall act."], "They shall also:")


@pytest.mark.parametrize(
    "deadline",
    [
        "at its sixteenth meeting", "at its twenty-first meeting", "no later than the end of 2030",
        "by 31 December 2030", "within two years", "within a period of six months", "every four years",
        "for consideration by the Secretariat at its next meeting", "without delay", "periodically",
        "at the fifty-sixth session of the Subsidiary Body for Implementation", "as soon as possible",
    ],
)  # fmt: skip
def test_deadlines(deadline: str) -> None:
    """Meetings, dates, times that run."""
    assert deadlines_in(f"open boxes {deadline}, and close them.") == [deadline]


def test_what_was_said_at_a_meeting_is_no_deadline() -> None:
    """Only what has to be done has one."""
    words = "report at its second meeting, taking into account the views expressed at its first meeting"

    assert deadlines_in(words) == ["at its second meeting"]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("each Party requiring prior informed consent", ["Parties"]),
        ("The final decision of the tribunal", []),
        ("the Climate Technology Centre and Network", ["Climate Technology Centre and Network"]),
        ("Parties, other Governments and relevant organizations, as appropriate",
         ["Parties", "Other Governments", "Relevant organizations"]),
        ("specialized agencies as well as bilateral and multilateral agencies",
         ["Specialized agencies", "Bilateral and multilateral agencies"]),
        ("the Adaptation Committee, in collaboration with the Board and other institutions,",
         ["Adaptation Committee"]),
        ("Parties to the Convention that are not Parties to this Protocol", ["Parties to the Convention"]),
        ("The first meeting of the Conference of the Parties", ["Conference of the Parties"]),
    ],
)  # fmt: skip
def test_whom_a_phrase_names(phrase: str, expected: list[str]) -> None:
    """Those whose noun can act, each whole, and not those beside whom they act."""
    assert names(phrase) == expected


def test_idle_verbs_bind_nobody() -> None:
    """A verb is not both."""
    assert not idle_verbs() & mandatory_verbs()
