"""Options: what a pasted question offers to choose from is not asked about."""

import pytest

from assistant.asking.options import without_options
from assistant.question import Question

ASKED = "Where was COP 8 held?"


@pytest.mark.parametrize(
    "options",
    [
        " A. Curitiba B. Bonn C. The Hague D. Kuala Lumpur",
        "\nA) Curitiba\nB) Bonn\nC) The Hague",
        " (a) Curitiba (b) Bonn (c) The Hague",
        " a: Curitiba b: Bonn c: The Hague",
    ],
)
def test_options_are_left_out(options: str) -> None:
    """However their letters are marked."""
    assert without_options(Question(ASKED + options)).text == ASKED


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        "What do items (a) and (b) of Article 8 say?",
        "Does Article 18 say something (a) about experts and (b) about programmes?",
        "A. Curitiba B. Bonn C. The Hague",
        "How many ratifications were needed for (a) the first, (b) the second, (c) the third protocol?",
        "Whose duty is it? a) who is told b) who pays c) who decides?",
        "We open an office. (a) how is it decided (b) what is issued (c) what is told",
        "Which of B. Bonn and C. The Hague was first? A. Curitiba",
        "",
    ],
)
def test_what_is_no_row_of_options_stays(text: str) -> None:
    """Parts of a question or of a provision, and options that nothing is asked of."""
    assert without_options(Question(text)).text == text
