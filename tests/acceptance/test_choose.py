"""Choosing and showing: lists whole, comparisons on both sides, remarks and catalogue facts marked as what
they are.
"""

from collections.abc import Callable
from itertools import combinations

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.question import Question

Ask = Callable[..., Answer]
OFFICIAL_NOTE = "not official text"


@pytest.mark.parametrize(
    ("text", "locator", "count"),
    [
        ("List everything that Article 17 of the Convention says.", "cbd/art-17", 2),
        ("List all the items of Article 13 of the Convention.", "cbd/art-13", 2),
    ],
)
def test_a_list_is_given_whole(ask: Ask, assistant: Assistant, text: str, locator: str, count: int) -> None:
    """One citation of the whole enumeration, with the number of its items."""
    answer = ask(text)
    assert [citation.id for citation in answer.citations] == [locator]
    items = [child for child in assistant.index.children(locator) if child.kind != "catalogue"]
    assert len(items) == count
    assert answer.statements[0].kind == "count"
    assert f": {count} parts" in answer.statements[0].text
    assert answer.citations[0].quote == answer.citations[0].text
    assert all(item.text in answer.citations[0].text for item in items)


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (
            "Compare the Convention and the Cartagena Protocol on public awareness.",
            {"cbd", "cartagena-protocol"},
        ),
        (
            "Compare the Cartagena Protocol and the Nagoya Protocol on public awareness.",
            {"cartagena-protocol", "nagoya-protocol"},
        ),
        (
            "How do the Nagoya Protocol and the Convention differ on technology transfer?",
            {"nagoya-protocol", "cbd"},
        ),
        (
            "What are the differences between the Convention and the Nagoya Protocol on access to "
            "genetic resources?",
            {"nagoya-protocol", "cbd"},
        ),
        (
            "Compare Article 18 of the Convention with the Nagoya Protocol on cooperation.",
            {"nagoya-protocol", "cbd"},
        ),
    ],
)
def test_a_comparison_gives_both(ask: Ask, text: str, documents: set[str]) -> None:
    """One provision of each instrument named."""
    assert {citation.document.id for citation in ask(text).citations} == documents


@pytest.mark.parametrize("session", [1, 8, 9, 10])
def test_what_a_cop_decided_is_cited_from_its_decisions(ask: Ask, assistant: Assistant, session: int) -> None:
    """Not from the Convention, nor from what another COP decided."""
    answer = ask(f"What did COP {session} decide about the clearing-house mechanism?")
    assert {assistant.index.documents[citation.document.id].session for citation in answer.citations} == {
        session
    }


def test_nothing_is_cited_beside_its_part(ask: Ask) -> None:
    """No provision together with its own parent or child."""
    texts = [
        "What must Parties do about training of personnel?",
        "What do Articles 18 and 18(3) of the Convention say?",
        "Who pays for the CHM?",
        "Article 8 and 8(j)",
    ]
    for text in texts:
        for one, other in combinations(ask(text).citations, 2):
            assert not f"{one.id}/".startswith(f"{other.id}/")
            assert not f"{other.id}/".startswith(f"{one.id}/")


def test_an_item_reads_with_its_chapeau(ask: Ask) -> None:
    """The words above an item stand before it in the statement; the quote is the item alone."""
    answer = ask("What does Article 12(a) of the Convention say?")
    citation = answer.citations[0]
    assert citation.id == "cbd/art-12/item-a"
    assert citation.chapeau.startswith("The Contracting Parties")
    assert answer.statements[0].text == f"{citation.chapeau} {citation.quote}"
    assert citation.chapeau not in citation.quote


def test_a_trainer_s_remark_is_marked(ask: Ask) -> None:
    """What the trainer says of a decision is no decision: it is marked, noted and cited from the deck."""
    answer = ask("Which decision makes no mention of the CHM, according to the trainer?")
    assert answer.statements[0].kind == "remark"
    assert answer.citations[0].document.kind == "training"
    assert not answer.citations[0].official
    assert answer.citations[0].about
    assert "Trainer's remark, not a decision of the COP." in answer.notes


@pytest.mark.parametrize(
    ("text", "decision", "words"),
    [
        ("What does the trainer say about decision II/3?", "cop-2/dec-3", "pilot phase"),
        ("What does the trainer remark about decision V/14?", "cop-5/dec-14", "Strategic plan"),
    ],
)
def test_the_trainer_on_a_decision(ask: Ask, text: str, decision: str, words: str) -> None:
    """The remarks on it are given beside what the corpus has of the decision."""
    answer = ask(text)
    assert answer.citations[0].document.id == decision
    remarks = [statement.text for statement in answer.statements if statement.kind == "remark"]
    assert any(words in remark for remark in remarks)
    assert all(decision in citation.about for citation in answer.citations[1:])


def test_what_a_decision_says_is_no_remark(ask: Ask) -> None:
    """A question for the decision's words is answered with them alone."""
    answer = ask("What does decision I/3 say about who pays for the clearing-house mechanism?")
    assert answer.citations[0].document.id == "cop-1/dec-3"
    assert answer.statements[0].kind == "quote"


def test_a_catalogue_fact_is_marked(ask: Ask) -> None:
    """It is cited as a catalogue entry, and not as an official text."""
    answer = ask("When was decision X/15 adopted?")
    assert [statement.kind for statement in answer.statements] == ["catalogue"]
    assert answer.citations[0].provenance.value == "catalogue"
    assert not answer.citations[0].official
    assert "catalogue entry" in answer.citations[0].label


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "What does Article 8(j) of the Convention say?",
            "en",
            "guide, written for this project and not official text",
        ),
        ("Que dit l'article 8(j) de la Convention ?", "fr", "le guide, rédigé pour ce projet"),
        ("¿Qué dice el artículo 8 j) del Convenio?", "es", "la guía, escrita para este proyecto"),
        ("O que diz o artigo 8(j) da Convenção?", "pt", "o guia, escrito para este projeto"),
        ("ماذا تقول المادة 8 (ي) من الاتفاقية؟", "ar", "الدليل المكتوب لهذا المشروع"),
        ("Что говорится в статье 8 j) Конвенции?", "ru", "пояснение, написанное для этого проекта"),
        ("《公约》第8条(j)款说什么？", "zh", "为本项目编写的指南"),
    ],
)
def test_where_only_the_guide_is_present(ask: Ask, text: str, language: str, words: str) -> None:
    """The answer says so in the asker's language, marks the statement and links the official text."""
    answer = ask(text)
    assert answer.language == language
    assert answer.citations[0].id.startswith("cbd/art-8")
    assert answer.statements[0].kind == "guide"
    assert answer.statements[0].plain_language == ("" if language == "en" else language)
    assert not answer.citations[0].official
    assert answer.citations[0].url.startswith("https://www.cbd.int/")
    (note,) = [note for note in answer.notes if words in note]
    assert answer.citations[0].label in note


def test_every_guide_statement_is_named_in_the_note(ask: Ask) -> None:
    """Two provisions of which only the guide is there are both named."""
    answer = ask("What do Articles 8 and 9 of the Convention say?")
    (note,) = [note for note in answer.notes if OFFICIAL_NOTE in note]
    assert "Convention, Article 8" in note
    assert "Convention, Article 9" in note


def test_a_quotation_has_the_guide_s_words_beside_it(ask: Ask, assistant: Assistant) -> None:
    """Apart from the quotation, so that nobody takes them for the law."""
    answer = ask("What does Article 18(4) of the Convention say?")
    entry = assistant.index.guide("cbd/art-18/para-4")
    assert entry is not None
    assert answer.statements[0].plain == entry.summary
    assert entry.summary not in answer.statements[0].text
    assert not [note for note in answer.notes if OFFICIAL_NOTE in note]


def test_with_the_official_text_there_is_no_guide_note(official: Assistant) -> None:
    """The same question is then answered by the law."""
    answer = official.ask(Question("What does Article 8(j) of the Convention say?"))
    assert answer.statements[0].kind == "quote"
    assert answer.citations[0].official
    assert answer.notes == ()
