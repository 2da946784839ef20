"""Verdicts over the four instruments: forged sentences fall, faithful ones stand, and it is quick."""

import time
from collections.abc import Iterator

import pytest

from assistant.assistant import Assistant
from assistant.reading.evidence import check_citation
from index.interface import SearchIndex

RECEIPT = "cartagena-protocol/art-9/para-1"
FORGED = [
    (RECEIPT, "The Party of import shall acknowledge receipt in writing within 30 days."),
    (RECEIPT, "The Party of import may acknowledge receipt in writing within ninety days."),
    (RECEIPT, "The Party of export shall acknowledge receipt in writing within ninety days."),
    (RECEIPT, "The Party of import shall not acknowledge receipt in writing within ninety days."),
    (
        RECEIPT,
        "The Party of import shall acknowledge receipt in writing within ninety days and every Party "
        "must pay a "
        "fee of ten million dollars.",
    ),
    (RECEIPT, "The Party of import shall acknowledge receipt under Article 12 within ninety days."),
    (
        RECEIPT,
        "La Partie exportatrice doit accuser réception par écrit dans un délai de quatre-vingt-dix jours.",
    ),
    (RECEIPT, "La Parte de importación podrá acusar recibo por escrito en un plazo de noventa días."),
    (RECEIPT, "进口缔约方必须在三十天内以书面形式确认收到通知。"),
    (
        "cbd/art-20/para-2",
        "The developing country Parties shall provide new and additional financial resources.",
    ),
    ("cbd/art-8/item-a", "Parties must establish a system of protected areas in all cases within ten years."),
    ("nagoya-protocol/art-1", "The objective of the Protocol is to abolish the sharing of benefits."),
]
FAITHFUL = [
    (
        RECEIPT,
        "The Party of import shall acknowledge receipt of the notification, in writing, to the notifier "
        "within ninety days of its receipt.",
    ),
    (
        RECEIPT,
        "La Partie importatrice doit accuser réception de la notification par écrit, à l'auteur de celle-ci, "
        "dans les quatre-vingt-dix jours suivant sa réception.",
    ),
    (
        "cbd/art-4/item-a",
        "The Convention applies to the components of biological diversity in areas within the limits of a "
        "Party's national jurisdiction.",
    ),
]


@pytest.mark.parametrize(("locator", "statement"), FORGED)
def test_a_forgery_falls(official: Assistant, locator: str, statement: str) -> None:
    """With the reason."""
    found = check_citation(statement, locator, official.index, official.encoder)
    assert not found.supported
    assert found.reason


@pytest.mark.parametrize(("locator", "statement"), FAITHFUL)
def test_a_faithful_sentence_stands(official: Assistant, locator: str, statement: str) -> None:
    """In English and in other languages."""
    found = check_citation(statement, locator, official.index, official.encoder)
    assert found.supported, found.reason


def explained(index: SearchIndex, language: str) -> Iterator[tuple[str, str, str]]:
    """Of some provisions the locator, the text and the summary."""
    for provision in index.in_document("nagoya-protocol")[5:200:40]:
        guide = index.guide(provision.locator)
        if guide:
            yield provision.locator, provision.text, guide.plain(language).summary


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_copies_stand(official: Assistant, language: str) -> None:
    """The provision's own words, and its reviewed summary in each language."""
    for locator, text, summary in explained(official.index, language):
        for words in (text, summary):
            found = check_citation(words, locator, official.index, official.encoder)
            assert found.supported, (locator, words, found.reason)


def test_a_second_look_is_quick(official: Assistant) -> None:
    """What was made ready is kept: the rules and the judge alone take a few milliseconds."""
    for _ in range(2):
        began = time.process_time()
        for locator, statement in FAITHFUL:
            check_citation(statement, locator, official.index, official.encoder)
        spent = time.process_time() - began
    assert spent / len(FAITHFUL) < 0.05


@pytest.mark.parametrize("quoted", ["“{}”", "« {} »", '"{}"'])
def test_quotation_marks_weigh_nothing(official: Assistant, quoted: str) -> None:
    """A sentence about a quotation is held as the same words are without marks."""
    words = "promote cooperation in the training of personnel and exchange of experts"
    assert check_citation(
        f"Parties shall {quoted.format(words)}.", "cbd/art-18/para-4", official.index, official.encoder
    ).supported
