"""Concepts in a question: what it names, with abbreviations written out, and whether it asks what that is."""

import pytest

from assistant.asking.concepts import asks_what, establishing, meanings_asked, read_concepts
from assistant.asking.query import Wording
from assistant.reading.concepts import mentions
from ingest.concepts import Concept

LMO = "living-modified-organism"


@pytest.mark.parametrize(
    ("text", "language", "names", "asks"),
    [
        ("What is ABS?", "en", {"access-and-benefit-sharing"}, True),
        ("SBSTTA", "en", {"sbstta"}, True),
        ("what does the clearing-house mechanism do", "en", {"clearing-house-mechanism"}, True),
        ("Who appoints the CNA?", "en", {"competent-national-authority"}, False),
        ("Qu'est-ce que le consentement préalable ?", "fr", {"prior-informed-consent"}, True),
        ("Что такое Глобальный экологический фонд?", "ru", {"global-environment-facility"}, True),
        ("什么是遗传资源？", "zh", {"genetic-resources"}, True),
        ("ما هي الموارد الجينية؟", "ar", {"genetic-resources"}, True),
        (
            "What is the difference between ABS and PIC?",
            "en",
            {"access-and-benefit-sharing", "prior-informed-consent"},
            True,
        ),
        ("PIC和MAT有什么区别？", "zh", {"prior-informed-consent", "mutually-agreed-terms"}, True),
        (
            "How do the Convention and the Nagoya Protocol differ on technology transfer?",
            "en",
            {"convention-on-biological-diversity", "nagoya-protocol", "technology-transfer"},
            False,
        ),
        ("What is different in ABS?", "en", {"access-and-benefit-sharing"}, False),
        ("Who won the cup?", "en", set(), False),
    ],
)
def test_a_question_names_things(text: str, language: str, names: set[str], asks: bool) -> None:
    """In any of their names; beside them it has only words by which one asks what a thing is, or others."""
    wording = read_concepts(Wording(text, language, text))
    assert {concept.id for concept in wording.concepts} == names
    assert wording.asks_what is asks


def test_abbreviations_are_written_out() -> None:
    """For neither a text nor an embedding knows them; a full name stays."""
    wording = read_concepts(Wording("Who appoints the CNA?", "en", "Who appoints the CNA?"))
    assert wording.clean == "Who appoints the competent national authority?"
    assert wording.english == "Who appoints the CNA?"  # the glossary has its synonyms
    dart = read_concepts(Wording("Who uses DaRT?", "en", "Who uses DaRT?"))
    assert dart.english == f"{dart.concepts[0].name('en')} Who uses DaRT?"
    assert read_concepts(Wording("What did COP 15 do?", "en", "")).clean == "What did COP 15 do?"
    full = Wording("Who runs the Global Environment Facility?", "en", "Who runs it?")
    assert read_concepts(full).clean == full.clean


def test_an_unknown_thing_is_not_asked_about() -> None:
    """There is nothing to explain."""
    text = "What is a wombat?"
    assert not asks_what(text, "en", mentions(text, "en"))


@pytest.mark.parametrize(
    ("parts", "language", "asked"),
    [
        (
            ("What is an LMO under the Cartagena Protocol", "who decides on its import"),
            "en",
            ["living-modified-organism"],
        ),
        (("who decides on import", "what is an LMO"), "en", ["living-modified-organism"]),
        (("Qu'est-ce qu'un OVM", "qui décide de son importation"), "fr", ["living-modified-organism"]),
        (("who handles LMOs", "when"), "en", []),
        (("What is the Cartagena Protocol", "when was it adopted"), "en", []),
        ((), "en", []),
    ],
)
def test_the_things_whose_meaning_a_part_asks(
    parts: tuple[str, ...], language: str, asked: list[str]
) -> None:
    """Not those that a part only names, and no instrument."""
    assert [concept.id for concept in meanings_asked(parts, language)] == asked


def test_what_establishes_a_thing() -> None:
    """That of the instruments named first."""
    thing = Concept("lake", {}, {}, ("cbd/art-2", "nagoya-protocol/art-2", "cbd/art-3"))
    assert establishing([thing], {"nagoya-protocol"}) == [["nagoya-protocol/art-2", "cbd/art-2", "cbd/art-3"]]
    assert establishing([thing], set()) == [["cbd/art-2", "nagoya-protocol/art-2", "cbd/art-3"]]
