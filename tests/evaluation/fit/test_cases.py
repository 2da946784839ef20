"""Cases: dev questions over a small index, with the places of what is right."""

from types import SimpleNamespace
from typing import Any

from assistant.asking.heads import NO_LABELS
from evaluation.fit.cases import Case, read_cases
from evaluation.questions import parse_item
from index.interface import SearchIndex
from tests.assistant.asking.conftest import reads, tuned


def cases(served: Any, *records: dict[str, Any], heads: Any = None) -> list[Case]:
    """The cases of these questions over the little corpus."""
    return read_cases([parse_item(record) for record in records], served, heads)


def locators(index: SearchIndex, group: frozenset[int]) -> set[str]:
    """The provisions at these places."""
    return {provision.locator for provision in index.at(sorted(group))}


def test_only_dev_questions_are_read(served: Any, make: SimpleNamespace) -> None:
    """Never one of the other half, nor one of none."""
    records = [make.question("q1", half="dev"), make.question("q2", half="test"), make.question("q3")]
    assert [case.item.id for case in cases(served, *records)] == ["q1"]


def test_what_is_right_is_the_provision_and_its_parts(served: Any, make: SimpleNamespace) -> None:
    """One group a gold entry."""
    (case,) = cases(served, make.question("q1", "cbd/art-18", half="dev"))
    (group,) = case.gold
    assert locators(served.index, group) == {"cbd/art-18", "cbd/art-18/para-1", "cbd/art-18/para-3"}
    assert case.right == group


def test_places_that_are_equally_good_are_one_group(served: Any, make: SimpleNamespace) -> None:
    """Whichever of them is found."""
    either = [{"any_of": ["cbd/art-18/para-3", "deck/slide-1"]}, "cbd/art-17/para-1"]
    (case,) = cases(served, make.question("q1", half="dev") | {"gold": either})
    first, second = case.gold
    assert locators(served.index, first) >= {"cbd/art-18/para-3", "deck/slide-1"}
    assert locators(served.index, second) == {"cbd/art-17/para-1"}


def test_gold_that_the_index_lacks_is_left_out(served: Any, make: SimpleNamespace) -> None:
    """And a question of which nothing is left; one to be refused needs none."""
    absent = make.question("q1", "np/art-5", half="dev")
    both = make.question("q2", half="dev") | {"gold": ["np/art-5", "cbd/art-17/para-1"]}
    refused = make.question("q3", "", half="dev")
    found = cases(served, absent, both, refused)
    assert [(case.item.id, len(case.gold)) for case in found] == [("q2", 1), ("q3", 0)]


def test_a_question_without_history_is_read_in_one_way(served: Any, make: SimpleNamespace) -> None:
    """Alone; one with history in two."""
    single, several = cases(
        served, make.question("q1", half="dev"), make.question("q2", half="dev", history=["Who pays?"])
    )
    assert single.together is None
    assert several.together is not None
    assert several.together.query.spoken == "Who pays? What about q2?"
    assert several.alone.query.spoken == "What about q2?"


def test_it_is_tried_as_its_author_means_it(served: Any, make: SimpleNamespace) -> None:
    """A follow-up with its history, unless it names a provision; any other alone."""
    before = {"half": "dev", "history": ["Who pays?"]}
    follows, stands, names = cases(
        served,
        make.question("q1", category="followup", **before),
        make.question("q2", **before),
        make.question("q3", category="followup", question="Article 18 of the Convention?", **before),
    )
    assert follows.tried is follows.together
    assert stands.tried is stands.alone
    assert names.tried is names.alone
    assert follows.query is follows.tried.query


def test_labels_are_read_by_the_heads_given(served: Any, make: SimpleNamespace) -> None:
    """None without any."""
    record = make.question("q1", half="dev")
    (plain,), (labelled,) = (
        cases(served, record, heads=heads) for heads in (None, reads(served.encoder, list=record["question"]))
    )
    assert plain.query.intent.labels is NO_LABELS
    assert "list" in labelled.query.intent.labels


def test_a_ranking_is_made_of_what_was_found_once(served: Any, make: SimpleNamespace) -> None:
    """By any weights."""
    (case,) = cases(served, make.question("q1", half="dev", question=make.mechanism))
    ranking = case.ranking(tuned().weights)
    assert ranking.candidates is case.retrieved.candidates
    assert served.index.at(ranking.positions(ranking.top(1)))[0].text == make.mechanism
