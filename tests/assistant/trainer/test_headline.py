"""Titles of slides: a sentence that says what the provision does, in the language of the session."""

import pytest

from assistant.trainer.headline import first_clause, fits, headline, source_line
from assistant.words.store import languages
from ingest.messages import embedded_messages
from tests.assistant.asking.conftest import provision
from tests.assistant.trainer.conftest import Make

WOLVES = provision(
    "cbd/art-4/para-1", "Each Contracting Party shall count the wolves every ten years.", "para"
)


@pytest.mark.parametrize("language", languages())
def test_the_message_of_a_provision_heads_it(language: str, material: Make) -> None:
    """As it is written in the language, whatever the guide says."""
    access = provision("cbd/art-15/para-1", "The authority rests with governments.", "para")
    found = material(language, access, summaries={access.locator: {"en": "A short summary of it."}})

    assert headline(access, found) == embedded_messages(language)[access.locator]


@pytest.mark.parametrize(
    ("language", "summary", "title"),
    [
        ("en", "Each Party must count its wolves. Lakes are left out.", "Each Party must count its wolves"),
        (
            "en",
            "Countries count their wolves every ten years; whoever has none says so within one year, and who "
            "has many tells the others how many there are.",
            "Countries count their wolves every ten years",
        ),
        ("fr", "Chaque Partie doit compter ses loups.", "Chaque Partie doit compter ses loups"),
        ("es", "Cada Parte debe contar sus lobos.", "Cada Parte debe contar sus lobos"),
        ("pt", "Cada Parte deve contar os seus lobos.", "Cada Parte deve contar os seus lobos"),
        ("ar", "على كل طرف أن يحصي ذئابه.", "على كل طرف أن يحصي ذئابه"),
        ("ru", "Каждая Сторона должна считать своих волков.", "Каждая Сторона должна считать своих волков"),
        ("zh", "每一缔约方必须统计其狼的数量。没有湖泊。", "每一缔约方必须统计其狼的数量"),
    ],
)  # fmt: skip
def test_a_short_summary_heads_a_provision_without_message(
    language: str, summary: str, title: str, material: Make
) -> None:
    """Its first sentence, or what stands before a semicolon."""
    summaries = {WOLVES.locator: {"en": "Nothing that is short enough to", language: summary}}

    assert headline(WOLVES, material(language, WOLVES, summaries=summaries)) == title


@pytest.mark.parametrize(
    "summary",
    [
        "Each Party must, subject to national law and as far as possible, count the wolves at home.",
        "Sets how wolves are counted: every ten years, by those who know them, in all countries with wolves.",
        "Wolves.",
        "",
    ],
)
def test_nothing_is_cut_within_a_clause(summary: str) -> None:
    """Neither at a comma nor at a colon, and a heading is no sentence."""
    assert first_clause(summary, "en") == ""


def test_who_must_do_what_heads_a_provision_whose_summary_is_long(material: Make) -> None:
    """In English, as the text has it; another language does not mix in English words."""
    assert (
        headline(WOLVES, material("en", WOLVES))
        == "Contracting Parties must count the wolves every ten years"
    )
    assert "wolves every" not in headline(WOLVES, material("fr", WOLVES))


def test_an_actor_in_the_plural_has_no_task_in_the_singular(material: Make) -> None:
    """ "Contracting Parties must count its wolves" is no English."""
    own = provision(WOLVES.locator, "Each Contracting Party shall count its wolves every ten years.", "para")

    assert " its " not in headline(own, material("en", own))


@pytest.mark.parametrize("language", languages())
def test_an_article_without_anything_short_says_what_it_is_about(language: str, material: Make) -> None:
    """With its official title; a recital has none and is named."""
    item = provision("cbd/art-4/item-a", "lakes;", "item")
    recital = provision("cbd/preamble/recital-2", "Aware of lakes,", "recital")
    found = material(language, item, recital)

    assert "Wolves" in headline(item, found)
    assert len(headline(item, found)) > len("Wolves")
    assert recital.label in headline(recital, found)


def test_the_line_below_says_where_it_stands(material: Make) -> None:
    """The label with the title of the article, or with where and when the decision was taken."""
    assert source_line(WOLVES, material("en", WOLVES)) == "Label of cbd/art-4/para-1: Wolves"


def test_titles_are_two_lines_at_most() -> None:
    """By words, letters and, in Chinese, characters."""
    assert fits("Parties count their wolves", "en")
    assert not fits("Wolves", "en")
    assert not fits("a " * 15, "en")
    assert not fits(f"Parties count their {'w' * 80}", "en")
    assert fits("每一缔约方统计狼", "zh")
    assert not fits("狼" * 41, "zh")


def test_which_part_and_which_language_stand_before_what_may_be_shortened(material: Make) -> None:
    """A long title of an article is cut on its slide; that it is quoted in English must be read."""
    line = source_line(WOLVES, material("fr", WOLVES), "(1/2)")

    assert line == "Label of cbd/art-4/para-1 (1/2) · cité en anglais : Wolves"
