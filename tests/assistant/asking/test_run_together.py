"""Words run together: parted into words of the corpus, or left as they are."""

import pytest

from assistant.asking.known_words import marked
from assistant.asking.run_together import parted
from assistant.asking.speller import Speller

WORDS = {
    "en": {"biological": 400, "diversity": 400, "goal": 50, "Protocol": 90, "therefore": 9, "forests": 9},
    "fr": {"prévention": 40, "impact": 9, "applique": 9, "appliques": 9},
    "ar": {"الغرض": 9, "تقييم": 9, "المخاطر": 9},
}
GENERAL = {marked("forthe", "en"), marked("wolves", "en"), marked("ofthebiologicalw", "en")}
SPELLER = Speller(lambda language: WORDS.get(language, {}), GENERAL)


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("biologicaldiversity", "biological diversity"),
        ("whatisthegoaloftheprotocol", "what is the goal of the protocol"),
        ("surlaprévention", "sur la prévention"),
        ("surlaprevention", "sur la prevention"),  # accents are put back later
        ("whatisagoalofaprotocol", "what is a goal of a protocol"),
        ("isagoal", ""),  # a letter is a word only in what is too long for one
        ("whatiswolvesprotocol", "what is wolves protocol"),
        ("wolvesprotocol", ""),
        ("ofthebiologicalwolves", "of the biological wolves"),  # all else is dearer
        ("ماهوالغرضمنتقييمالمخاطر", "ما هو الغرض من تقييم المخاطر"),
        ("تقييمالمخاطر", ""),  # may be one word
        ("sapplique", "s'applique"),  # though "applique" is near
        ("dimpact", "d'impact"),
        ("limpact", "l'impact"),
        ("dforest", ""),  # no word that begins with a vowel
        ("чтотакое", ""),  # no Russian words in this corpus
        ("therefore", ""),  # one word of the corpus, though its parts are words
        ("forthe", ""),  # known in general
        ("biologicaldiversityx", ""),  # something is left over
        ("biologicall", ""),  # a slip in one word
        ("ofthe", ""),  # too short
        ("the" * 4000, ""),  # no question
    ],
)
def test_what_nobody_knows_is_parted(typed: str, apart: str) -> None:
    """Where all of it is words, and it is no word itself and near none."""
    assert parted(typed, SPELLER) == apart
