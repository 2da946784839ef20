"""Lines without marks: where paragraphs end and what is a heading, judged by form alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.blocks import Block
from ingest.readers.lines import Line, join_lines

WIDE = [
    "The Parties shall cooperate with other Parties and with the relevant organizations on",
    "matters of mutual interest, for the conservation and the sustainable use of diversity",
]


def join(*lines: str) -> list[tuple[int, str]]:
    """Level and text of each block."""
    return [(block.level, block.text) for block in join_lines([Line(line) for line in lines])]


def texts(*lines: str) -> list[str]:
    """The text of each block."""
    return [text for _, text in join(*lines)]


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line that is as long as the others goes on in the next."""
    assert texts(*WIDE, "in their areas.") == [" ".join([*WIDE, "in their areas."])]


def test_a_short_last_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    """No blank line is needed where the line had room for the next word."""
    assert texts(*WIDE, "in their areas.", *WIDE, "as well.") == [
        " ".join([*WIDE, "in their areas."]),
        " ".join([*WIDE, "as well."]),
    ]


def test_a_short_line_within_a_sentence_does_not() -> None:
    """An abbreviation or a line that was cut early goes on when no sentence ended."""
    assert (
        len(texts(*WIDE, "in all of the areas under their jurisdiction, as well as", "in those beyond it."))
        == 1
    )


def test_list_marks_open_paragraphs_but_references_do_not() -> None:
    """ "(a)" after a full line without an end is part of "paragraphs (a) and (b)"."""
    assert texts("They shall:", "(a) act;", "(b) report; and", "(c) pay.") == [
        "They shall:",
        "(a) act;",
        "(b) report; and",
        "(c) pay.",
    ]
    wrapped = [
        WIDE[0],
        "in accordance with the provisions of this Convention and with its subparagraphs",
        "(a) and (b) above.",
    ]
    assert texts(*wrapped) == [" ".join(wrapped)]


def test_a_blank_line_ends_a_paragraph_unless_the_sentence_goes_on() -> None:
    """After a title too, which ends without a mark."""
    assert texts("Summary", "", "The first words.", "", "The second", "", "goes on.") == [
        "Summary",
        "The first words.",
        "The second goes on.",
    ]


def test_long_lines_are_paragraphs_of_their_own() -> None:
    """Text that was never wrapped has one line a paragraph."""
    long = "Words and words " * 20 + "end."
    assert texts(long, long) == [long, long]


def test_words_broken_at_the_line_end_are_mended() -> None:
    """A hyphen goes unless the text writes the compound with it elsewhere; soft hyphens go always."""
    assert texts("On bio-", "logical diversity.") == ["On biological diversity."]
    assert texts("On bio\u00ad", "logical diversity.") == ["On biological diversity."]
    assert texts("The clearing-house and the clearing-", "house again.") == [
        "The clearing-house and the clearing-house again."
    ]


def test_headings_are_known_by_their_form() -> None:
    """Articles, annexes, parts, sections; articles of an annex stand below it."""
    found = join(
        "Preamble",
        *WIDE,
        "agree:",
        "Article 1. Objectives",
        *WIDE,
        "so.",
        "ANNEX II",
        "Part 1",
        "Arbitration",
        "Article 1",
        *WIDE,
        "as said.",
    )
    assert [(level, text) for level, text in found if level] == [
        (2, "Preamble"),
        (2, "Article 1. Objectives"),
        (2, "ANNEX II"),
        (3, "Part 1. Arbitration"),
        (4, "Article 1"),
    ]


def test_a_title_below_a_bare_heading_belongs_to_it() -> None:
    """ "Article 4" and "Scope" on two lines are one heading; a paragraph below it is none of it."""
    found = join("Article 4", "SCOPE", *WIDE, "here.", "Article 5", *WIDE, "there.")
    assert [text for level, text in found if level] == ["Article 4. SCOPE", "Article 5"]


def test_short_lines_above_text_are_headings() -> None:
    """ "Methodology" and "A. Review" head what follows; two short lines in a row are words."""
    found = join(
        *WIDE,
        "here.",
        "Methodology",
        *WIDE,
        "there.",
        "A. Review",
        *WIDE,
        "and there.",
        "Nairobi",
        "Montreal",
        "Bonn",
    )
    assert [text for level, text in found if level] == ["Methodology", "A. Review"]
    assert [text for level, text in found[-3:]] == ["Nairobi", "Montreal", "Bonn"]


def test_a_reference_at_the_start_of_a_line_is_no_heading() -> None:
    """ "Article 16. ..." that continues a sentence stays in it."""
    found = join(
        WIDE[0],
        "the transfer of technology and the access to it in accordance with the provisions of",
        "Article 16 of the Convention.",
    )
    assert [level for level, _ in found] == [0]


def test_a_table_of_contents_is_left_out() -> None:
    """Leaders and long runs of headings name what the text brings."""
    entries = [f"Article {number}. Title {number}" for number in range(1, 9)]
    found = join(
        "Contents",
        "Preamble ........ 1",
        "Annex I . . . . . . 3",
        *entries,
        "Article 1. Title 1",
        "The words of the first article.",
    )
    assert [text for level, text in found if level] == ["Contents", "Article 1. Title 1"]


@given(st.lists(st.text(max_size=30), max_size=20))
def test_no_letter_is_lost(lines: list[str]) -> None:
    """Whatever the lines, their letters and digits are in the blocks, in order (but for a table of
    contents).
    """
    lines = [line for line in lines if ".." not in line and ". ." not in line and "…" not in line]
    blocks: list[Block] = join_lines([Line(line) for line in lines])
    kept = "".join(letter for block in blocks for letter in block.text if letter.isalnum())
    assert kept == "".join(letter for line in lines for letter in line if letter.isalnum())


def test_hyphens_of_a_text_that_breaks_no_words_are_kept() -> None:
    """Word processors break a line after the hyphen that a word has, and nowhere else; where the text writes
    the two as one elsewhere, they are one.
    """
    words = "The never ending rules are changing the focal point and the long term plan of each under taking"
    broken = ["Rules are never-", "changing, and the focal-", "point has a long-", "term view of the under-"]
    text = " ".join(texts(words, *broken, "taking. An undertaking is meant."))
    assert "never-changing, and the focal-point has a long-term view of the undertaking." in text


def test_hyphens_of_a_text_that_breaks_words_are_taken_out() -> None:
    """Halves that are no words tell that it does; a soft hyphen is never one of the word's own."""
    words = "The never ending rules are changing the focal point"
    lines = [words, "Rules are never-", "changing, the conser-", "vation and the strat-", "egy go on."]
    assert "neverchanging, the conservation and the strategy" in " ".join(texts(*lines))
    assert "neverchanging" in " ".join(texts(words, "Rules are never\u00ad", "changing."))


def test_only_a_line_that_names_a_page_is_of_the_contents() -> None:
    """Dots alone are a form to fill in, or the end of a sentence."""
    assert texts(
        "Preamble ........ 1", "", "Scope . . . . iv", "", "Goals…… 12", "", "Name: ..........", "", "So...."
    ) == [
        "Name: ..........",
        "So....",
    ]


def test_a_line_as_long_as_its_file_costs_no_time() -> None:
    """Whatever it is made of."""
    for words in ("a" * 200_000, "." * 200_000 + "z", " ." * 100_000 + "z"):
        assert texts(words) == [words.strip()]


def test_a_mark_of_a_footnote_does_not_hide_where_a_clause_ends() -> None:
    """The next number, or the next recital, opens a paragraph also behind "sessions; 4"."""
    full = "Takes note of the statements that the chairs of the commission made at the end of the"
    assert texts(f"2. {full}", f"first of its sessions and the second, which {full[:40]} sessions; 4",
                 f"3. {full}", "third of them.") == [
        f"2. {full} first of its sessions and the second, which {full[:40]} sessions; 4",
        f"3. {full} third of them.",
    ]  # fmt: skip
    noting = [f"Noting {full}", f"report of the conference and its annexes on {full[:42]} session, 2"]
    blocks = join_lines([Line(x) for x in (*noting, f"Recalling {full}", "last.")], recitals=True)
    assert [block.text for block in blocks] == [" ".join(noting), f"Recalling {full} last."]


def test_a_hyphen_at_the_line_end_stays_before_a_capital_or_a_digit() -> None:
    """It is one of the word, and no blank comes in: "Secretary-General", "COP-15"."""
    full = "The meeting that took place in the capital of the country requests the Secretary-"
    assert texts(full, "General to report to it.") == [f"{full}General to report to it."]
    assert texts(full.replace("Secretary-", "bureau of COP-"), "15 to report.")[0].endswith(
        "COP-15 to report."
    )


def test_a_footnote_follows_the_paragraph_that_stands_above_it() -> None:
    """Also where that goes on upon the next page; a word that its line cuts is mended."""
    full = "The office counted the birds of the wetlands in every year in which money was there,1 and"
    lines = [
        Line(full, 1), Line("1 The figures are those of the mini-", 1, note=1), Line("stry.", 1, note=1),
        Line("2 See annex I.", 1, note=2), Line("those of the forests in none.", 2),
    ]  # fmt: skip
    assert [(block.text, block.page, block.turns) for block in join_lines(lines)] == [
        (f"{full} those of the forests in none.", 1, ((len(full) + 1, 2),)),
        ("1 The figures are those of the ministry.", 1, ()),
        ("2 See annex I.", 1, ()),
    ]


@pytest.mark.parametrize(
    ("before", "opening"),
    [
        (
            "El Estado conserva las especies que viven en su territorio y en las aguas de él.",
            "Artículo 7. La ley",
        ),
        (
            "Государство сохраняет виды, которые живут на его территории и в его водах сегодня.",
            "Статья 7. Закон",
        ),
        (
            "تحفظ الدولة الأنواع التي تعيش في أراضيها وفي مياهها وفي كل مكان يخضع لسلطانها.",
            "المادة 7: القانون",
        ),
    ],
)
def test_a_line_that_opens_an_article_is_a_paragraph(before: str, opening: str) -> None:
    """Below a full line that ends a sentence, where nothing else shows it; not in the middle of one."""
    wide = f"{opening} {before}"[: len(before)].rstrip()

    assert texts(before, wide, before) == [before, f"{wide} {before}"]
    assert len(texts(f"{before[:-1]}n", wide, before)) == 1


def test_an_article_begins_below_a_line_without_an_end() -> None:
    """A note of a reform as wide as the text, or the words of a chapter."""
    note = "Artículo reformado en el Diario Oficial de la Federación el 3 de febrero de 1983 y"
    found = texts(
        *WIDE, "Artículo 1. A.", *WIDE, note, "Artículo 2. El Estado", *WIDE, note, "Artículo 3. C."
    )
    assert [text[:11] for text in found if text.startswith("Artículo ") and text[9].isdigit()] == [
        "Artículo 1.", "Artículo 2.", "Artículo 3.",
    ]  # fmt: skip


def test_roman_fractions_are_items_and_no_sections() -> None:
    """ "I. El régimen obligatorio, y" above "II. El régimen voluntario."; else they are sections."""
    items = join("Comprende:", "", "I. El régimen obligatorio, y", "", "II. El régimen voluntario.")
    sections = join("", "I. General", "", *WIDE, "", "C. Scope", "", *WIDE)
    assert [level for level, _ in items] == [0, 0, 0]
    assert [text for level, text in sections if level] == ["I. General", "C. Scope"]
