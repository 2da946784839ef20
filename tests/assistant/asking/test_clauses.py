"""Clauses: a question of several parts is cut where one ends, in the language it was asked in."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.clauses import MOST, clauses
from assistant.asking.language import SUPPORTED

SAID = st.text(
    st.sampled_from("abc éñы و谁的，、,.?！；:\n  ") | st.characters(codec="utf-8"), max_size=200
) | st.lists(
    st.sampled_from(
        [
            "and",
            "who",
            "pays",
            "et",
            "qui",
            "y",
            "quién",
            "e",
            "quem",
            "и",
            "кто",
            "و",
            "من",
            "谁",
            "，",
            "?",
            ".",
        ]
    )
).map(" ".join)


def said(text: str, language: str) -> tuple[str, ...]:
    """The words of the parts."""
    return tuple(clause.text for clause in clauses(text, language))


CUT = [
    ("en", "Who pays, and who decides on it?", ("Who pays", "and who decides on it?")),
    ("fr", "Qui paie cela, et comment le verse-t-on ?", ("Qui paie cela", "et comment le verse-t-on ?")),
    ("es", "¿Quién paga esto y cuándo lo hace?", ("¿Quién paga esto", "y cuándo lo hace?")),
    ("pt", "Quem paga isto e quando o faz?", ("Quem paga isto", "e quando o faz?")),
    ("ru", "Кто это платит и когда он платит?", ("Кто это платит", "и когда он платит?")),
    ("ar", "من يدفع المال ومتى يدفع؟", ("من يدفع المال", "ومتى يدفع؟")),
    ("zh", "谁来支付费用，谁来决定用途？", ("谁来支付费用", "谁来决定用途？")),
]


@pytest.mark.parametrize(("language", "text", "parts"), CUT)
def test_each_language_cuts_before_its_joining_words(
    language: str, text: str, parts: tuple[str, ...]
) -> None:
    """Where a word that begins a question follows; the comma before goes."""
    assert said(text, language) == parts


def test_every_language_is_tried() -> None:
    """None of the seven leaves a question of two parts whole."""
    assert {language for language, _, _ in CUT} == set(SUPPORTED)


@pytest.mark.parametrize(
    "text",
    ["Who pays?", "Access and benefits of forests", "What is meant by access and benefit sharing?", ""],
)
def test_one_part_is_none(text: str) -> None:
    """A joining word between two nouns cuts nothing."""
    assert said(text, "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Who pays for it? Who decides on it?",
        "Who pays for it; who decides on it?",
        "About money: who decides on it?",
        "Who pays for it\nwho decides on it",
    ],
)
def test_sentences_are_parts(text: str) -> None:
    """Whatever ends them."""
    assert len(said(text, "en")) == 2


def test_what_is_too_short_is_no_part() -> None:
    """A word alone is no question: what is left is one part, so none."""
    assert said("Really? Who pays for it? Yes.", "en") == ()


def test_no_more_than_the_first_parts() -> None:
    """However many there are."""
    parts = said(" ".join(f"Who pays for forest {number}?" for number in range(9)), "en")
    assert len(parts) == MOST
    assert parts[-1] == f"Who pays for forest {MOST - 1}?"


@pytest.mark.parametrize("comma", ["，", "、", ","])
def test_chinese_is_cut_at_its_commas(comma: str) -> None:
    """Of any kind, where two characters or more make a word each side; no other language is."""
    text = f"谁来支付费用{comma}谁来决定用途"
    assert said(text, "zh") == ("谁来支付费用", "谁来决定用途")
    assert said(text, "ru") == ()
    assert said(f"是{comma}谁来决定用途", "zh") == ()


def test_a_language_without_a_table_is_cut_at_its_sentences() -> None:
    """And nowhere else."""
    assert said("Wer zahlt dafür und wer entscheidet?", "de") == ()
    assert said("Wer zahlt dafür? Wer entscheidet darüber?", "de") == (
        "Wer zahlt dafür?",
        "Wer entscheidet darüber?",
    )


@pytest.mark.parametrize(
    ("language", "text", "last"),
    [
        (
            "en",
            "Votes for the Protocol to start vs for the supplement to start",
            "for the supplement to start",
        ),
        ("en", "Compare what it wants from firms with what it wants from us", "with what it wants from us"),
        ("fr", "Quels sont les buts, et le texte dit-il qui paie ?", "et le texte dit-il qui paie ?"),
        ("fr", "c'est quoi un dommage, et c'est quoi une mesure ?", "et c'est quoi une mesure ?"),
    ],
)
def test_further_places(language: str, text: str, last: str) -> None:
    """Two things that are compared, and a French question by inversion."""
    assert said(text, language)[-1] == last
    assert len(said(text, language)) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "We sell GM maize abroad. May we do that? Who must be told?",
            [("We sell GM maize abroad.", True), ("May we do that?", False), ("Who must be told?", False)],
        ),
        (
            "I need the article on money. Please add who decides.",
            [("I need the article on money.", False), ("Please add who decides.", False)],
        ),
        ("نبيع الذرة المحورة. هل يجوز ذلك؟", [("نبيع الذرة المحورة.", True), ("هل يجوز ذلك؟", False)]),
    ],
)
def test_what_is_told_before_a_question_is_not_asked(text: str, parts: list[tuple[str, bool]]) -> None:
    """Where a sentence ends with a question mark; where none does, each may ask."""
    language = "ar" if "؟" in text else "en"
    assert list(clauses(text, language)) == parts


def test_of_a_long_story_the_question_is_kept() -> None:
    """And what was told right before it."""
    story = " ".join(f"We went to forest {number}." for number in range(9))
    parts = said(f"{story} Who must pay for it?", "en")
    assert parts == (*(f"We went to forest {number}." for number in (6, 7, 8)), "Who must pay for it?")


@given(SAID, st.sampled_from([*SUPPORTED, "de"]))
def test_joined_parts_hold_no_word_that_the_question_has_not(text: str, language: str) -> None:
    """Nor one of its words more often; and they are at most MOST, never one alone, none blank."""
    parts = said(text, language)
    assert not Counter(re.findall(r"\w+", " ".join(parts))) - Counter(re.findall(r"\w+", text))
    assert len(parts) in {0, *range(2, MOST + 1)}
    assert all(part.strip() for part in parts)


@pytest.mark.parametrize(
    ("language", "bidding"),
    [
        ("en", "List them all, please."),
        ("fr", "Listez-les toutes."),
        ("es", "Enumérelas todas."),
        ("pt", "Liste todas."),
        ("ru", "Перечислите их все."),
        ("ar", "اذكرها كلها."),
        ("zh", "请全部列出。"),
    ],
)
def test_a_part_that_bids_to_list_asks_nothing(language: str, bidding: str) -> None:
    """It belongs to the part before it, and wants no citation of its own."""
    found = clauses(f"How many targets are there? {bidding}", language)
    assert [clause.told for clause in found] == [False, True]


def test_a_part_that_bids_to_list_something_else_asks() -> None:
    """Only what is a whole bid leads to nothing of its own."""
    found = clauses("How many targets are there? List the goals as well?", "en")
    assert [clause.told for clause in found] == [False, False]
