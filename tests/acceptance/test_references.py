"""Provisions that a question names: cited first where they exist, said not to exist where they do not."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer import Answer, RefusalReason
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from ingest.locator import Locator

Ask = Callable[..., Answer]
GOLDEN = Path(__file__).parents[1] / "data" / "treaty-locators.txt"
NAMELESS = {
    "slide",
    "remark",
    "catalogue",
    "extract",
    "text",
    "head",
    "page",
    "term",
    "testimonium",
}  # steps that nobody names in a question
LEGAL = {"convention", "protocol", "framework", "decision", "recommendation"}


def named(assistant: Assistant, count: int) -> list[tuple[str, str]]:
    """Locators with their labels, drawn from what has a name; every document that has any is drawn from."""
    chance = random.Random(7)
    drawn = []
    for document in assistant.index.documents.values():
        if document.kind not in LEGAL:
            continue
        found = [
            (p.locator, p.label)
            for p in assistant.index.in_document(document.id)
            if (steps := Locator.parse(p.locator).steps)
            and not {step.kind for step in steps} & NAMELESS
            and "~" not in p.locator
        ]
        drawn += chance.sample(found, min(count, len(found)))
    return drawn


def wrongly_cited(assistant: Assistant, pairs: list[tuple[str, str]]) -> list[tuple[str, object]]:
    """What is not cited first when it is named."""
    wrong: list[tuple[str, object]] = []
    for locator, printed in pairs:
        for text in (f"What does {printed} say?", printed):
            answer = assistant.ask(Question(text))
            first = answer.citations[0].id if answer.citations else answer.refusal
            if first not in {locator, f"{locator}/catalogue"}:
                wrong.append((text, first))
    return wrong


def test_what_is_named_is_cited_first(assistant: Assistant) -> None:
    """Over the embedded corpus: provisions drawn from each document, asked for by their label."""
    pairs = named(assistant, 12)
    assert len(pairs) > 80
    assert wrongly_cited(assistant, pairs) == []


def test_what_is_named_is_cited_first_from_the_official_texts(official: Assistant) -> None:
    """The same where the four instruments are there: cited from the official text."""
    pairs = [(locator, printed) for locator, printed in named(official, 12) if "/dec-" not in locator]
    assert wrongly_cited(official, pairs) == []
    answer = official.ask(Question("What does Article 10 of the Nagoya Protocol say?"))
    assert answer.citations[0].official
    assert answer.statements[0].kind == "quote"
    assert answer.notes == ()


def test_the_official_text_comes_before_the_quotation(official: Assistant) -> None:
    """What the deck quotes is cited from the official text, and the quotation is noted."""
    citation = official.ask(Question("What does Article 18(3) of the Convention say?")).citations[0]
    assert citation.provenance.value == "official"
    assert "tsc-training-2023" in citation.quoted_in


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What does article eighteen, paragraph four of the Convention say?", "cbd/art-18/para-4"),
        ("What is in 8 j of the CBD?", "cbd/art-8/item-j"),
        ("Show me CBD/COP/DEC/15/8", "cop-15/dec-8"),
        ("What is decision 14 of COP 9 about?", "cop-9/dec-14"),
        ("Explain https://www.cbd.int/decisions/cop/1/3", "cop-1/dec-3"),
        ("Que dit le paragraphe 4 de l'article 18 de la Convention ?", "cbd/art-18/para-4"),
        ("¿Qué dice el artículo 18, párrafo 4, del Convenio?", "cbd/art-18/para-4"),
        ("O que diz o parágrafo 4 do artigo 18 da Convenção?", "cbd/art-18/para-4"),
        ("ماذا تقول الفقرة 4 من المادة 18 من الاتفاقية؟", "cbd/art-18/para-4"),
        ("Что говорится в пункте 4 статьи 18 Конвенции?", "cbd/art-18/para-4"),
        ("《公约》第十八条第四款说什么？", "cbd/art-18/para-4"),
        ("What is Goal B of the Global Biodiversity Framework?", "gbf/goal-b"),
        ("What does recital 3 of the preamble of the Convention say?", "cbd/preamble/recital-3"),
        ("What is in Annex I, paragraph 2 of the Convention?", "cbd/annex-1/para-2"),
    ],
)
def test_spellings(ask: Ask, text: str, first: str) -> None:
    """However it is spelt, in whatever language, it is cited first."""
    cited = ask(text).citations[0].id
    assert cited == first or cited.startswith(f"{first}/")


def test_ranges_and_lists(ask: Ask) -> None:
    """Each article named is cited, in order."""
    answer = ask("What do Articles 16 to 18 of the Convention say?")
    assert [citation.id for citation in answer.citations] == ["cbd/art-16", "cbd/art-17", "cbd/art-18"]
    answer = ask("What do Articles 5 and 13 of the Convention say?")
    assert [citation.id for citation in answer.citations] == ["cbd/art-5", "cbd/art-13"]


@pytest.mark.parametrize(
    ("text", "said", "closest"),
    [
        (
            "What does Article 58 say?",
            "Convention, Article 58 does not exist. Convention has 42: Convention, Article 1 to "
            "Convention, Article 42.",
            "cbd",
        ),
        (
            "What does Article 18, paragraph 9 of the Convention say?",
            "Convention, Article 18(9) does not exist. Convention, Article 18 has 5: Convention, "
            "Article 18(1) to Convention, Article 18(5).",
            "cbd/art-18",
        ),
        (
            "What does paragraph 4 of Article 1 of the Convention say?",
            "Convention, Article 1(4) does not exist. Convention, Article 1 exists",
            "cbd/art-1",
        ),
        (
            "What does Article 50 of the Cartagena Protocol say?",
            "Cartagena Protocol, Article 50 does not exist. Cartagena Protocol has 40:",
            None,
        ),
        ("What is Target 40 of the GBF?", "has 23: Global Biodiversity Framework, Target 1 to", None),
        (
            "What is Target 30 of the Aichi Targets?",
            "has 20: Aichi Biodiversity Targets, Target 1 to Aichi Biodiversity Targets, Target 20.",
            None,
        ),
    ],
)
def test_what_does_not_exist(ask: Ask, text: str, said: str, closest: str | None) -> None:
    """It is said not to exist, with what does: how many, the first and the last."""
    answer = ask(text)
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.NO_SUCH_PROVISION
    assert said in answer.refusal.message
    assert answer.refusal.closest == ((closest,) if closest else ())


def test_articles_past_the_last(assistant: Assistant) -> None:
    """For each of the four: the article after the last one is missing, and the message counts the
    articles.
    """
    golden = [line.removesuffix(" +") for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    for document in ("cbd", "cartagena-protocol", "nagoya-protocol", "nagoya-kuala-lumpur-protocol"):
        last = max(
            int(match[1]) for line in golden if (match := re.fullmatch(rf"{document}/art-(\d+)", line))
        )
        name = assistant.index.documents[document].title
        refusal = assistant.ask(Question(f"What does Article {last + 1} of the {name} say?")).refusal
        assert refusal is not None
        assert refusal.reason is RefusalReason.NO_SUCH_PROVISION
        assert f" {last}: " in refusal.message


def test_what_exists_is_answered_beside_what_does_not(ask: Ask) -> None:
    """The one is cited; of the other, and of it alone, a note says that it does not exist."""
    answer = ask("What do Articles 18 and 58 of the Convention say?")
    assert [citation.id for citation in answer.citations] == ["cbd/art-18"]
    notes = [note for note in answer.notes if "does not exist" in note]
    assert len(notes) == 1
    assert "58" in notes[0]
    assert "18" not in notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "When was decision X/2 adopted?",
        "Where was decision X/2 adopted?",
        "What is the title of decision X/2?",
        "At which COP was decision X/2 adopted?",
    ],
)
def test_facts_of_a_decision_that_is_not_held(ask: Ask, text: str) -> None:
    """They are answered from its catalogue entry, marked as such, with the official page."""
    answer = ask(text)
    assert [citation.id for citation in answer.citations] == ["cop-10/dec-2/catalogue"]
    assert answer.statements[0].kind == "catalogue"
    assert not answer.citations[0].official
    assert answer.citations[0].url == "https://www.cbd.int/decisions/cop/10/2"
    assert "Nagoya" in answer.statements[0].text
    assert "2010" in answer.statements[0].text


@pytest.mark.parametrize(
    "text",
    [
        "What does decision X/2 require Parties to do?",
        "What did the COP decide in decision X/2?",
        "What does paragraph 3 of decision X/2 say?",
    ],
)
def test_contents_of_a_decision_that_is_not_held(ask: Ask, text: str) -> None:
    """They are not in the corpus, and the refusal gives the official page."""
    refusal = ask(text).refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.NOT_IN_CORPUS
    assert "Decision X/2" in refusal.message
    assert "https://www.cbd.int/decisions/cop/10/2" in refusal.message
    assert refusal.closest == ("cop-10/dec-2/catalogue",)


def test_a_decision_that_the_catalogue_lacks(ask: Ask) -> None:
    """It is not said to be inexistent, only not to be at hand."""
    refusal = ask("What does decision 16/30 say?").refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.NOT_IN_CORPUS
    assert "https://www.cbd.int/decisions" in refusal.message


@pytest.mark.parametrize(
    ("before", "text", "first"),
    [
        ("What does Article 18(3) say?", "and paragraph 4?", "cbd/art-18/para-4"),
        (
            "What does Article 18(3) of the Convention say?",
            "And paragraph 5 of the same article?",
            "cbd/art-18/para-5",
        ),
        ("What does decision I/3 say?", "And paragraph 2?", "cop-1/dec-3/para-2"),
        ("What does Article 15 of the Nagoya Protocol say?", "and Article 16?", "nagoya-protocol/art-16"),
        ("What does Article 13 of the Convention ask?", "What about item (b)?", "cbd/art-13/item-b"),
    ],
)
def test_follow_ups(ask: Ask, before: str, text: str, first: str) -> None:
    """They are read in the light of what was said, and the rewrite is shown."""
    answer = ask(text, before)
    assert answer.citations[0].id == first
    assert answer.citations[0].label in answer.rewritten


def test_a_follow_up_names_what_is_missing(ask: Ask) -> None:
    """Paragraph 9 of the article spoken of does not exist."""
    refusal = ask("and paragraph 9?", "What does Article 18(3) say?").refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.NO_SUCH_PROVISION
    assert "Convention, Article 18(9)" in refusal.message


def test_the_assistant_s_turn_is_context_too(assistant: Assistant) -> None:
    """A provision that the answer named is what "paragraph 4" belongs to."""
    history = (
        Turn("user", "Tell me about cooperation."),
        Turn("assistant", "See Convention, Article 18(3)."),
    )
    assert assistant.ask(Question("And paragraph 4?", history)).citations[0].id == "cbd/art-18/para-4"


@pytest.mark.parametrize(
    "before",
    ["What does Article 8(j) ask of Parties?", "How do I bake bread?", "Quel est le rôle du Secrétariat ?"],
)
@pytest.mark.parametrize(
    "text",
    [
        "What did the first COP decide about the clearing-house mechanism?",
        "What must Parties do about training of personnel?",
        "What does Article 13 of the Convention say?",
        "Is there a duty to exchange the results of technical, scientific and socio-economic research?",
        "What is the capital city of Peru and how large?",
    ],
)
def test_a_question_that_stands_alone(ask: Ask, before: str, text: str) -> None:
    """Unrelated history changes nothing about it."""
    alone, after = ask(text), ask(text, before)
    for field in ("statements", "refusal", "citations", "notes", "rewritten"):
        assert getattr(alone, field) == getattr(after, field)


def test_an_ambiguous_name(ask: Ask) -> None:
    """Four instruments have an Article 8: the Convention's is answered, the others are offered."""
    answer = ask("What does Article 8 say?")
    assert answer.citations[0].id.startswith("cbd/art-8")
    (note,) = [note for note in answer.notes if "could also be" in note]
    assert "Convention, Article 8." in note
    for other in (
        "Cartagena Protocol, Article 8",
        "Nagoya Protocol, Article 8",
        "Nagoya-Kuala Lumpur Supplementary Protocol, Article 8",
    ):
        assert other in note


@pytest.mark.parametrize(
    "text",
    [
        "What does Article 8 of the Convention say?",
        "What does Article 8 of the Nagoya Protocol say?",
        "What does decision I/3 say?",
    ],
)
def test_a_clear_name(ask: Ask, text: str) -> None:
    """Nothing else is offered."""
    assert not [note for note in ask(text).notes if "could also be" in note]
