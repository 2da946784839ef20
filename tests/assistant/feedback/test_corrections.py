"""What readers reported becomes questions of the harness."""

from assistant.feedback.corrections import corrections
from assistant.feedback.opinion import Feedback
from evaluation.questions import parse_item
from index.local import LocalIndex

QUOTED, OTHER, GUIDE = "cbd/art-18/para-3", "cop-1/dec-3/para-2", "cbd/art-15/para-3"


def told(number: int, question: str, provision: str = "", history: tuple[str, ...] = ()) -> Feedback:
    """A feedback as it is stored."""
    return Feedback(
        id=number, at="2026-01-01", rating="down", question=question, provision=provision,
        comment="I am Ana.", history=history,
    )  # fmt: skip


def test_a_question_has_its_language_and_the_right_provision(index: LocalIndex) -> None:
    """In the order in which they were reported; what names no provision is no question."""
    found = corrections(
        [
            told(3, "Qui paie le centre d’échange ?", OTHER),
            told(2, "Thanks"),
            told(1, "Who  runs\nthe CHM?", QUOTED),
        ],
        index,
    )
    items = [parse_item(record) for record in found.records]

    assert [(one.id, one.question, one.lang, one.category) for one in items] == [
        ("feedback-1", "Who runs the CHM?", "en", "paraphrase"),
        ("feedback-3", "Qui paie le centre d’échange ?", "fr", "multilingual"),
    ]
    assert [(one.gold[0].source, one.gold[0].locator) for one in items] == [
        ("cbd", QUOTED),
        ("cop-1/dec-3", OTHER),
    ]
    assert "Ana" not in str(found.records)


def test_a_follow_up_keeps_the_questions_before_it(index: LocalIndex) -> None:
    """The same words after another question are another question."""
    found = corrections([told(1, "And who?", QUOTED, ("Pay?",)), told(2, "And who?", OTHER)], index)
    first, second = (parse_item(record) for record in found.records)

    assert (first.history, first.category) == (("Pay?",), "followup")
    assert (second.history, second.category) == ((), "paraphrase")


def test_several_reports_of_one_question_are_one(index: LocalIndex) -> None:
    """Each provision that was named is as good as another, and counts once."""
    found = corrections([told(n, "Who?", place) for n, place in ((1, OTHER), (2, QUOTED), (3, OTHER))], index)
    [item] = (parse_item(record) for record in found.records)

    assert item.gold[0].locators == (OTHER, QUOTED)


def test_what_the_index_does_not_hold_is_left_out(index: LocalIndex) -> None:
    """Also what it has in the guide's words alone: the harness would refuse it."""
    found = corrections([told(1, "Who?", GUIDE), told(2, "Where?", "cbd/art-99")], index)

    assert (found.records, found.left_out) == ([], [GUIDE, "cbd/art-99"])
