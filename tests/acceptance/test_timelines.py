"""Questions for the history of a topic, over the embedded corpus."""

import pytest

from assistant.asking.chronicle import timeline_for
from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "first", "last", "count"),
    [
        ("How did the clearing-house mechanism develop from COP 1 to COP 15?", 1, 15, 13),
        ("How has the CHM evolved between COP 5 and COP 9?", 5, 9, 5),
        ("history of the clearing-house mechanism since COP X", 10, None, 4),
        ("CHM timeline until COP 4", None, 4, 4),
        ("Évolution du centre d'échange de la COP 1 à la COP 15", 1, 15, 13),
        ("COP 5-COP 9 CHM timeline", 5, 9, 5),
        ("timeline of the GTI", None, None, 8),
    ],
)
def test_questions_in_the_chat(
    question: str, first: int | None, last: int | None, count: int, assistant: Assistant
) -> None:
    """A question how something developed gives the timeline, with the range of meetings that it names."""
    timeline = timeline_for(question, assistant.index)

    assert timeline is not None
    assert (timeline.first, timeline.last, len(timeline.entries)) == (first, last, count)


@pytest.mark.parametrize(
    "question",
    [
        "What did COP 1 decide about the clearing-house mechanism?",
        "Who pays for the clearing-house mechanism?",
        "What is technology transfer?",
        "history of bread",
        "",
        "development of technologies in Article 18",
    ],
)
def test_other_questions_are_left_alone(question: str, assistant: Assistant) -> None:
    """A question for a provision or a single decision is no question for a timeline."""
    assert timeline_for(question, assistant.index) is None
