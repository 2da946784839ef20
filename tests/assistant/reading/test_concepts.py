"""Concepts in a text, and the names of them that are worth showing."""

import pytest

from assistant.reading.concepts import distinct, mentions


def test_inflections_and_spellings_are_one_name() -> None:
    """The first form stands for those that only spell or inflect it otherwise."""
    assert distinct(("clearing-house mechanism", "CHM", "Clearing House Mechanisms"), "en") == (
        "clearing-house mechanism", "CHM",
    )  # fmt: skip
    assert distinct(("Нагойский протокол", "Нагойского протокола", "НП"), "ru") == (
        "Нагойский протокол",
        "НП",
    )


def test_another_word_is_another_name() -> None:
    """Whatever it means."""
    assert distinct(("benefit-sharing", "sharing of benefits", "ABS"), "en") == (
        "benefit-sharing", "sharing of benefits", "ABS",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Who grants access to samples?", "en", set()),
        ("What does accession cost?", "en", {"accession"}),
        ("operational costs of the portal", "en", set()),
        ("What must operators do?", "en", {"operator"}),
        ("Two observers made an observation", "en", {"observer"}),
        ("Quelles informations faut-il donner ?", "fr", set()),
        ("Une copie de la décision", "fr", set()),
        ("La part de chaque pays", "fr", set()),
        ("Que informação é permitida?", "pt", set()),
        ("¿Es secreto el informe?", "es", set()),
        ("¿Qué hace la Secretaría?", "es", {"secretariat"}),
        ("هل الأمان مضمون؟", "ar", set()),
        ("ما دور الأمانة؟", "ar", {"secretariat"}),
        ("LMOs and the COP's rules", "en", {"living-modified-organism", "conference-of-the-parties"}),
        ("les LMO et la CBD", "fr", {"living-modified-organism", "convention-on-biological-diversity"}),
    ],
)
def test_the_same_stem_is_not_the_same_name(text: str, language: str, names: set[str]) -> None:
    """Exact names, abbreviations and English names in another language are known as they are written."""
    assert {mention.concept.id for mention in mentions(text, language)} == names


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Comment modifie-t-on le Protocole de Nagoya ?", "fr"),
        ("¿Cómo se modifica el Protocolo de Cartagena?", "es"),
        ("Como se altera o Protocolo de Nagoia?", "pt"),
        ("Как вносятся изменения в Нагойский протокол?", "ru"),
        ("如何修改《名古屋议定书》？", "zh"),
        ("كيف يعدل بروتوكول ناغويا؟", "ar"),
    ],
)
def test_changing_a_treaty_is_amending_it(text: str, language: str) -> None:
    """Whoever says so names the amendment, and the organism that was modified is none."""
    assert "amendment" in [one.concept.id for one in mentions(text, language)]
    assert "amendment" not in [one.concept.id for one in mentions("un organisme vivant modifié", "fr")]
