"""Terms of a statement that its grounds do not have."""

import pytest

from assistant.reading.support.terms import Text, strange_terms

GROUND = Text("The Secretariat shall prepare a report on genetic resources for the meeting.", "en")


@pytest.mark.parametrize(
    "statement",
    [
        Text("The Secretariat prepares a report on genetic resources.", "en"),
        Text("Le Secrétariat prépare un rapport sur les ressources génétiques.", "fr"),
        Text("秘书处就遗传资源编写报告。", "zh"),
    ],
)
def test_what_stands_there_is_known(statement: Text) -> None:
    """In any of the languages."""
    assert strange_terms(statement, [GROUND]).terms == ()


@pytest.mark.parametrize(
    "statement",
    [
        Text("The Secretariat prepares a report on invasive alien species.", "en"),
        Text("Le Secrétariat prépare un rapport sur les espèces exotiques envahissantes.", "fr"),
        Text("La Secretaría prepara un informe sobre las especies exóticas invasoras.", "es"),
    ],
)
def test_what_does_not_stand_there_is_strange(statement: Text) -> None:
    """The term is named."""
    assert strange_terms(statement, [GROUND]).terms


def test_a_second_ground_bears_it_out() -> None:
    """A reviewed summary in the reader's language is as good as the text."""
    statement = Text("Le Secrétariat traite des espèces exotiques envahissantes.", "fr")
    summary = Text("Le Secrétariat parle des espèces exotiques envahissantes.", "fr")
    assert strange_terms(statement, [GROUND, summary]).terms == ()
