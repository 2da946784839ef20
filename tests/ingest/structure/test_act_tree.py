"""The parts of a decision: recitals, paragraphs, items, annexes, tables, each with its locator and label."""

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.model import Document, Provision
from ingest.readers.blocks import Block
from ingest.structure.act_tree import parse_act

OPENS = "The Conference of the Parties,"
DOCUMENT = Document("unfccc-cop-30/dec-1", "decision", "Chairs", "Decision 1/CP.30")


def parts(texts: Sequence[str]) -> list[Provision]:
    """The provisions of a decision of those paragraphs."""
    return parse_act(DOCUMENT, [Block(text) for text in texts])[1]


def own(provision: Provision) -> str:
    """The words that are of the provision itself."""
    return provision.text if provision.leaf else provision.chapeau


def tree(texts: Sequence[str]) -> dict[str, str]:
    """Locator below the decision -> its own words."""
    return {p.locator.removeprefix(DOCUMENT.id + "/"): own(p) for p in parts(texts)[1:]}


def labels(texts: Sequence[str]) -> list[str]:
    """The labels behind that of the decision."""
    return [p.label.removeprefix("Decision 1/CP.30, ") for p in parts(texts)[1:]]


def test_recitals_and_paragraphs_are_counted() -> None:
    """The opening words are the preamble's own."""
    assert tree([OPENS, "Recalling the hall,", "Noting the chairs,", "1. Decides so;",
     "2. Requests this."]) == {
        "preamble": OPENS, "preamble/recital-1": "Recalling the hall,",
        "preamble/recital-2": "Noting the chairs,",
        "para-1": "Decides so;", "para-2": "Requests this.",
    }  # fmt: skip


def test_the_annex_has_its_own_paragraph_one() -> None:
    """And its title on the line below its name."""
    found = parts([OPENS, "1. Decides so.", "Annex", "Colours of the chairs", "1. Green.", "2. Blue."])
    assert [p.label for p in found[2:]] == [
        "Decision 1/CP.30, paragraph 1", "Decision 1/CP.30, annex", "Decision 1/CP.30, annex, paragraph 1",
        "Decision 1/CP.30, annex, paragraph 2",
    ]  # fmt: skip
    assert found[3].heading == "Colours of the chairs"
    assert found[4].path == ("Chairs", "Annex. Colours of the chairs")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1. So:", "(a) Red:", "(i) Dark;", "(ii) Pale;", "(b) Blue;", "2. Also."],
         ["para-1", "para-1/item-a", "para-1/item-a/subitem-i", "para-1/item-a/subitem-ii", "para-1/item-b",
          "para-2"]),
        (["1. So:", "(a) Red:", "(i) Dark;", "(ii) Pale;", "(c) Blue;"],
         ["para-1", "para-1/item-a", "para-1/item-a/subitem-i", "para-1/item-a/subitem-ii", "para-1/item-c"]),
        (["1. So:", "(h) Red:", "(i) Dark;", "(ii) Pale;", "(i) Blue;"],
         ["para-1", "para-1/item-h", "para-1/item-h/subitem-i", "para-1/item-h/subitem-ii", "para-1/item-i"]),
        (["1. So:", "(h) Red;", "(i) Dark;", "(j) Pale."],
         ["para-1", "para-1/item-h", "para-1/item-i", "para-1/item-j"]),
        (["1. So:", "a) Red;", "b) Blue."], ["para-1", "para-1/item-a", "para-1/item-b"]),
        (["1. So:", "1.1 Red;", "1.2 Blue."], ["para-1", "para-1/item-1.1", "para-1/item-1.2"]),
        (["1. So:", "– Red;", "– Blue."], ["para-1", "para-1/text-1", "para-1/text-2"]),
        (["1. So:", "Colours of wood", "(a) Red;", "Colours of iron", "(b) Blue;"],
         ["para-1", "para-1/text-1", "para-1/item-a", "para-1/text-2", "para-1/item-b"]),
        (["I. Wood", "1. So;", "2. Also;", "II. Iron", "3. So;"], ["sec-i", "para-1", "para-2", "sec-ii",
         "para-3"]),
        (["A. Wood", "1. So;", "2. Also;", "B. Iron", "1. So;"],
         ["sec-a", "sec-a/para-1", "sec-a/para-2", "sec-b", "sec-b/para-1"]),
        (["1. So.", "Annex", "Rules", "PART I: WOOD", "A. Oak", "1. Red.", "PART II: IRON", "A. Nails",
         "2. Blue."],
         ["para-1", "annex", "annex/part-1", "annex/part-1/sec-a", "annex/para-1", "annex/part-2",
          "annex/part-2/sec-a", "annex/para-2"]),
        (["1. So;", "Wood and iron", "2. Also."], ["para-1", "head-1", "para-2"]),
        (["1. So.", "Annex I", "Wood", "1. Red.", "Annex II", "Iron", "1. Blue.", "Appendix", "Nails",
         "1. Thin."],
         ["para-1", "annex-1", "annex-1/para-1", "annex-2", "annex-2/para-1", "annex-2/app",
          "annex-2/app/para-1"]),
        (["1. So.", "3rd plenary meeting", "4 May 2030"], ["para-1", "adoption"]),
        (["1. Says:", "“1. Old:", "(a) Red;", "“2. New:", "(a) Blue;", "2. Also."],
         ["para-1", "para-1/text-1", "para-1/text-1/item-a", "para-1/text-2", "para-1/text-2/item-a",
          "para-2"]),
        (["1. So:", "Table 2", "Colours", "| Wood | Red |", "| Iron | Blue |", "| Glass | Clear |"],
         ["para-1", "table-2", "table-2/text-1", "table-2/row-0", "table-2/row-1", "table-2/row-2"]),
    ],
)  # fmt: skip
def test_each_part_has_its_address(texts: list[str], expected: list[str]) -> None:
    """As its number and what stands around it say."""
    assert list(tree([OPENS, *texts]))[1:] == expected


def test_headings_with_numbers_are_told_from_paragraphs() -> None:
    """By the paragraphs, which go on counting below them."""
    texts = [
        "Annex", "Survey", "I. Wood", "1. Red is good.", "II. Iron", "A. Nails", "1. Thin nails",
        "2. Blue is good.", "(a) Long ones", "3. Long is good.", "2. Thick nails", "4. Thick is good.",
    ]  # fmt: skip
    assert labels([OPENS, "1. So.", *texts])[2:] == [
        "annex", "annex, section I", "annex, paragraph 1", "annex, section II", "annex, section II.A",
        "annex, section II.A.1", "annex, paragraph 2", "annex, section II.A.1.a", "annex, paragraph 3",
        "annex, section II.A.2", "annex, paragraph 4",
    ]  # fmt: skip


def test_a_footnote_stands_below_its_paragraph_and_not_in_its_words() -> None:
    """So that it is not quoted with them."""
    blocks = [Block(OPENS), Block("1. So;", notes=("[1] See the hall.",)), Block("2. Also.")]
    found = parse_act(DOCUMENT, blocks)[1]
    assert [(p.label.removeprefix("Decision 1/CP.30, "), own(p)) for p in found[2:]] == [
        ("paragraph 1", "So;"), ("paragraph 1, footnote 1", "See the hall."), ("paragraph 2", "Also."),
    ]  # fmt: skip


def test_a_footnote_at_the_foot_of_a_page_is_below_the_words_with_its_mark() -> None:
    """A line that only looks like one stays a text."""
    found = tree([OPENS, "1. Welcomes the hall;3", "2. Also.", "3 See the lamps.", "9 Chairs are there."])
    assert list(found.items())[1:] == [
        ("para-1", "Welcomes the hall;3"), ("para-1/note-3", "See the lamps."), ("para-2", "Also."),
        ("para-2/text-1", "9 Chairs are there."),
    ]  # fmt: skip


def test_the_day_and_the_text_come_with_the_parts() -> None:
    """Every part is a slice of the text; the day is written as dates are."""
    text, found, day = parse_act(
        DOCUMENT, [Block(t) for t in (OPENS, "1. So.", "3rd plenary meeting", "4 May 2030")]
    )
    assert day == "2030-05-04"
    assert all(text[p.start : p.end] == p.text for p in found)
    assert found[0].text == text


def test_a_row_knows_its_columns() -> None:
    """What a value means is told by the head of its table."""
    found = parts([OPENS, "1. So:", "| Wood | 2030 |", "| Oak | 3 |", "| Ash | 4 |"])
    rows = [p for p in found if p.kind == "row"]
    assert [(p.text, p.metadata["columns"]) for p in rows] == [
        ("| Oak | 3 |", "Wood | 2030"), ("| Ash | 4 |", "Wood | 2030"),
    ]  # fmt: skip
    assert rows[0].label == "Decision 1/CP.30, table 1, row 1"


@pytest.mark.parametrize(
    "texts",
    [
        ["La Conférence des Parties,", "Rappelant la salle,", "1. Décide ainsi:", "a) Rouge;", "Annexe",
         "Bois", "1. Vert."],
        ["La Conferencia de las Partes,", "Recordando la sala,", "1. Decide así:", "a) Rojo;", "Anexo",
         "Madera", "1. Verde."],
        ["Конференция Сторон,", "ссылаясь на зал,", "1. постановляет так:", "а) красный;", "Приложение",
         "Дерево", "1. Зелёный."],
        ["缔约方会议，", "回顾大厅，", "1. 决定如此：", "(a) 红色；", "附件", "木材", "1. 绿色。"],
        ["إن مؤتمر الأطراف،", "إذ يشير إلى القاعة،", "1- يقرر ما يلي:", "(أ) أحمر؛", "المرفق", "الخشب",
         "1- أخضر."],
        [OPENS, "Recalling the hall,", "1. Decides so:", "(a) Red;", "Annex", "Wood", "1. Green."],
    ],
    ids=["fr", "es", "ru", "zh", "ar", "en"],
)  # fmt: skip
def test_six_languages_have_one_structure(texts: list[str]) -> None:
    """The same parts with the same addresses."""
    assert list(tree(texts)) == [
        "preamble",
        "preamble/recital-1",
        "para-1",
        "para-1/item-a",
        "annex",
        "annex/para-1",
    ]


WORDS = st.sampled_from(
    [
        OPENS, "Recalling the hall,", "1. Decides so;", "2. Also:", "(a) Red;", "(i) Dark;", "(ii) Pale;",
        "b. Blue",
        "I. Wood", "A. Iron", "Annex", "Annex II", "Appendix", "Colours of wood", "| Oak | 3 |", "| |",
        "Table 1",
        "Figure 2", "Note: dark.", "3rd plenary meeting", "4 May 2030", "– Red;", "1.1 Red", "and more",
        "13.",
        "[English only]", "一、木材", "1) Red",
    ]
)  # fmt: skip


def said(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text)


@settings(deadline=None)
@example(["Table 1", "The Conference of the Parties,", "| Oak | 3 |"])
@example(["Annex", "| Oak | 3 |", "[English only]"])
@given(st.lists(WORDS | st.text(max_size=30), max_size=25))
def test_every_word_is_in_one_part(texts: list[str]) -> None:
    """But for the numbers of parts, and a heading that is not the words of its part; no label is met
    twice.
    """
    texts = [text for text in texts if text.strip()]
    found = parts(texts)
    kept = sorted(word for p in found for word in said(own(p)))
    given_words = sorted([*said(DOCUMENT.title), *(word for text in texts for word in said(text))])
    missing = list(given_words)
    for word in kept:
        assert word in missing, word
        missing.remove(word)
    assert all(re.fullmatch(r"[0-9]+|\w{1,5}|Annex|Appendix", word) for word in missing), missing
    assert len({p.label for p in found}) == len({p.locator for p in found}) == len(found)


def test_thousands_of_lists_and_headings_take_no_time() -> None:
    """Nor does a list that never ends, nor one that nests at every step."""
    hostile = ["(a) Red:", "(i) Dark:", "a. Pale:", "1.1 So:"] * 2_000 + ["I. Wood"] * 700 + ["Annex"] * 700
    begun = time.process_time()
    assert parts([OPENS, "1. So:", *hostile])
    assert time.process_time() - begun < 10
