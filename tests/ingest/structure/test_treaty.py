"""Structure: from blocks to addressable provisions that cover the text and hold exact slices of it."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Document, Provision
from ingest.readers.blocks import Block
from ingest.readers.markdown import read_markdown
from ingest.structure.treaty import parse

LEGAL = Document("doc", "convention", "Title", "Doc")
DECISION = Document("cop-14/dec-24", "decision", "Title", "Decision 14/24")
REPORT = Document("report", "other", "Title", "Report")


def tree(markdown: str, document: Document = LEGAL) -> dict[str, str]:
    """Locator without the document -> the words of its own."""
    _, provisions = parse(document, read_markdown(markdown))
    return {
        p.locator.removeprefix(document.id).lstrip("/"): p.chapeau for p in provisions if p.parent is not None
    }


def test_articles_paragraphs_and_items_nest() -> None:
    """The marks of the text are the steps of the locators."""
    found = tree("## Article 1. Aim\n1. First:\n(a) one;\n(b) two.\n2. Second.\n## Article 2. Use\nWhole.")
    assert found == {
        "art-1": "",
        "art-1/para-1": "First:",
        "art-1/para-1/item-a": "one;",
        "art-1/para-1/item-b": "two.",
        "art-1/para-2": "Second.",
        "art-2": "Whole.",
    }


def test_sections_of_a_decision_restart_the_numbering() -> None:
    """Paragraph 1 of section B is not paragraph 1 of section A."""
    found = tree(
        "Recalling decision I/3,\n## A. Review\n1. Notes it;\n2. Takes note;\n## B. Work\n1. Urges "
        "Parties:\n(a) To act;",
        DECISION,
    )
    assert list(found) == [
        "preamble",
        "preamble/recital-1",
        "sec-a",
        "sec-a/para-1",
        "sec-a/para-2",
        "sec-b",
        "sec-b/para-1",
        "sec-b/para-1/item-a",
    ]


@pytest.mark.parametrize("letter", "ABCDGHILMVX")
def test_sections_and_goals_with_a_letter_keep_it(letter: str) -> None:
    """Section C is no hundred; only I, V and X, where nothing tells otherwise, are read as roman."""
    numbers = {"I": "1", "V": "5", "X": "10"}
    assert f"sec-{numbers.get(letter, letter.lower())}" in tree(
        f"## Section {letter}. Title\n1. Words.", DECISION
    )
    if letter in "ABCD":
        assert f"goal-{letter.lower()}" in tree(f"## Goal {letter}. Title\nWords.")


def test_an_annex_may_hold_items_directly() -> None:
    """An annex without paragraphs has items as its children."""
    assert list(tree("## Annex I. Data\na) Name;\n\nb) Address.")) == [
        "annex-1",
        "annex-1/item-a",
        "annex-1/item-b",
    ]


def test_annex_articles_do_not_overwrite_the_main_ones() -> None:
    """Articles of an annex, and of each of its parts, have locators of their own."""
    found = tree(
        "## Article 1\nMain.\n## Annex II\n### Part 1. A\n#### Article 1\nFirst.\n### Part 2. B\n#### "
        "Article 1\nSecond."
    )
    assert (found["art-1"], found["annex-2/part-1/art-1"], found["annex-2/part-2/art-1"]) == (
        "Main.",
        "First.",
        "Second.",
    )


def test_i_after_h_is_a_letter() -> None:
    """(h), (i), (j) are the eighth to tenth items."""
    items = "\n".join(f"({letter}) {letter} words;" for letter in "abcdefghijk")
    assert list(tree(f"## Article 8\nShall:\n{items}"))[-3:] == [
        "art-8/item-i",
        "art-8/item-j",
        "art-8/item-k",
    ]


def test_i_after_an_h_that_announces_a_list_is_roman() -> None:
    """(h) ...: (i), (ii), then (i) again is the ninth item."""
    first = "\n".join(f"({letter}) {letter} words;" for letter in "abcdefg")
    found = tree(
        f"## Article 8\nShall:\n{first}\n(h) the following:\n(i) one;\n(ii) two;\n(i) ninth;\n(j) tenth."
    )
    assert list(found)[-5:] == [
        "art-8/item-h",
        "art-8/item-h/subitem-i",
        "art-8/item-h/subitem-ii",
        "art-8/item-i",
        "art-8/item-j",
    ]


def test_letters_pass_z_and_romans_nest_below_letters() -> None:
    """(aa) follows (z); (i) and (v) below an item are roman; a further list below them has points."""
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    found = tree("## Article 1\nShall:\n" + "\n".join(f"({x}) words;" for x in [*letters, "aa", "bb"]))
    assert list(found)[-2:] == ["art-1/item-aa", "art-1/item-bb"]
    found = tree(
        "## Article 1\n(a) One:\n(i) x;\n(ii) y;\n(iii) z;\n(iv) w;\n(v) v:\n(a) deep;\n(b) deeper;\n"
        "(vi) u;\n(b) Two."
    )
    assert list(found)[-5:] == [
        "art-1/item-a/subitem-v",
        "art-1/item-a/subitem-v/point-a",
        "art-1/item-a/subitem-v/point-b",
        "art-1/item-a/subitem-vi",
        "art-1/item-b",
    ]


def test_words_in_brackets_are_no_item() -> None:
    """ "(see above)" and "(new) text" open no list."""
    assert tree("## Article 1\n(see) Above.\n\n(new) text.") == {
        "art-1": "(see) Above.",
        "art-1/text-1": "(new) text.",
    }


def test_a_closing_paragraph_belongs_to_the_article_not_to_the_last_item() -> None:
    """What follows the items without a mark is `text-N`; a list that it announces hangs below it."""
    found = tree(
        "## Article 1\nShall:\n(a) one;\n(b) two.\n\nThey shall also:\n\n(a) three;\n\n(b) four.\n\nThe end."
    )
    assert list(found) == [
        "art-1",
        "art-1/item-a",
        "art-1/item-b",
        "art-1/text-1",
        "art-1/text-1/item-a",
        "art-1/text-1/item-b",
        "art-1/text-2",
    ]


def test_closing_words_of_a_decision_are_no_second_preamble() -> None:
    """Unnumbered paragraphs after the numbered ones are texts of the decision."""
    found = tree("Recalling it,\n1. Decides so.\n\nDone with thanks.\n\nAnd more thanks.", DECISION)
    assert list(found) == ["preamble", "preamble/recital-1", "para-1", "text-1", "text-2"]


def test_an_unnumbered_decision_has_operative_texts() -> None:
    """What begins with "Decides" or "Requests" is no recital, numbered or not."""
    found = tree(
        "The Conference of the Parties,\n\nRecalling it,\n\nDecides to act;\n\nRequests support:\n\n(a) Now;",
        DECISION,
    )
    assert found == {
        "preamble": "The Conference of the Parties,",
        "preamble/recital-1": "Recalling it,",
        "text-1": "Decides to act;",
        "text-2": "Requests support:",
        "text-2/item-a": "Now;",
    }


def test_bullets_stay_with_the_words_before_them() -> None:
    """Bullets are no provisions of their own, whatever mark they have, and no dash within a sentence is taken
    for one.
    """
    found = tree("## Article 1\n1. First – and last:\n- one\n\n• two\n\n2. Second.")
    assert found["art-1/para-1"] == "First – and last:\n- one\n• two"


def test_numbers_that_restart_under_a_heading_are_told_apart() -> None:
    """The second paragraph 1 of an annex has a locator and a label of its own."""
    _, provisions = parse(LEGAL, read_markdown("## Annex\n### Aim\n1. One.\n### Use\n1. Other."))
    assert [(p.locator, p.label, p.path[-1]) for p in provisions if p.kind == "para"] == [
        ("doc/annex/para-1", "Doc, Annex, paragraph 1", "Aim"),
        ("doc/annex/para-1~2", "Doc, Annex, paragraph 1 [2]", "Use"),
    ]


def test_definitions_are_terms_in_one_block_or_in_many() -> None:
    """An article on terms has one provision a defined term, however the source breaks its lines."""
    one = tree('## Article 2. Use of Terms\nHere:"Habitat" means a place. "Wild food" includes nuts.')
    many = tree("## Article 2. Use of terms\nHere:\n\n“Habitat” means a place.\n\n“Wild food” includes nuts.")
    assert list(one) == list(many) == ["art-2", "art-2/term-habitat", "art-2/term-wild-food"]
    assert many["art-2/term-wild-food"] == "“Wild food” includes nuts."


def test_a_table_of_contents_gives_way_to_the_articles() -> None:
    """A heading without words is replaced by one of the same number that has some."""
    assert tree(
        "## Article 1. Aim\n## Article 2. Use\n## Article 1. Aim\nWords.\n## Article 2. Use\nMore."
    ) == {"art-1": "Words.", "art-2": "More."}


def test_a_section_is_labelled_by_the_headings_that_it_stands_in() -> None:
    """Each once, from the outermost; a numbered paragraph below them too."""
    text = "# Title\n## 2. Nature\n### 2.1 Lakes\nWords.\n### 2.2 Forests\nMore.\n## Lakes\nOthers."
    _, provisions = parse(REPORT, read_markdown(text))
    assert [p.label for p in provisions if p.kind == "head"] == [
        "Report, “2. Nature”",
        "Report, “2. Nature”, “2.1 Lakes”",
        "Report, “2. Nature”, “2.2 Forests”",
        "Report, “Lakes”",
    ]


def test_a_heading_without_words_stands_for_itself() -> None:
    """A slide that is only a title can still be found, at the place where it stands."""
    text, provisions = parse(REPORT, read_markdown("## Slide 1. Aim\nAim of slides.\n## Slide 2. Aim"))
    last = provisions[-1]
    assert (last.locator, last.text, last.start) == ("report/slide-2", "Aim", text.rindex("Aim"))


def test_all_headings_of_one_level_are_kept() -> None:
    """Only the first heading of level 1 is the title; a report may have many."""
    assert tree("# Title\n# Start\nOne.\n# End\nTwo.", REPORT) == {"head-1": "One.", "head-2": "Two."}


def test_a_document_without_headings_has_a_text_for_each_paragraph() -> None:
    """Nothing of a plain text is left without an address; what announces a list stays above it."""
    assert tree("One.\n\nTwo.", REPORT) == {"text-1": "One.", "text-2": "Two."}
    text, provisions = parse(REPORT, read_markdown("They shall:\n\n(a) act;\n\n(b) report."))
    assert [(p.locator, p.chapeau) for p in provisions] == [
        ("report", "They shall:"),
        ("report/item-a", "act;"),
        ("report/item-b", "report."),
    ]
    assert text == "They shall:\n(a) act;\n(b) report."


def test_a_decimal_in_a_sentence_is_no_mark() -> None:
    """ "2.5 million" opens no item, "2.5. Promote" does."""
    assert list(tree("## Article 1\nWords.\n\n2.5 million hectares.")) == ["art-1", "art-1/text-1"]
    assert list(tree("## Annex\nGoal 2: Aim\n2.5. Promote it.")) == [
        "annex",
        "annex/goal-2",
        "annex/goal-2/item-2.5",
    ]


def test_testimonium_and_what_follows() -> None:
    """The closing formula is a provision at the top, its further paragraphs are texts."""
    assert list(tree("## Article 1\nWords.\n\nIN WITNESS WHEREOF we sign.\n\nDONE at Rio.")) == [
        "art-1",
        "testimonium",
        "text-1",
    ]


words = st.sampled_from(
    [
        "Parties",
        "shall",
        "act",
        "Recalling",
        "Noting the need,",
        "“Term” means",
        "and",
        "2.5",
        "IN WITNESS WHEREOF",
        "é",
        "中文",
        ":",
        "–",
    ]
)
marks = st.sampled_from(
    [
        "",
        "",
        "1. ",
        "2. ",
        "10) ",
        "(a) ",
        "(b) ",
        "(i) ",
        "(ii) ",
        "(h) ",
        "a. ",
        "aa) ",
        "(see) ",
        "- ",
        "• ",
        "1.1. ",
        "Goal 2: ",
        "(1) ",
        "Decides ",
        "Recalling ",
    ]
)
headings = st.builds(
    "{} {}".format,
    st.sampled_from(["#", "##", "###", "####", "######"]),
    st.sampled_from(
        [
            "Title",
            "Article 1. Aim",
            "Article 1",
            "Article 2. Use of terms",
            "Annex",
            "Annex 0",
            "Annex II",
            "Part 1. X",
            "Part C",
            "Section A",
            "A. Work",
            "Preamble",
            "Slide 3. Talk",
            "Page 4",
            "Goal 2",
            "Target 5. T",
            "Mission",
            "Extracts",
            "Article 99999",
            "Article ٣",
            "Résumé",
        ]
    ),
)
paragraphs = st.builds(
    lambda mark, body: mark + " ".join(body), marks, st.lists(words, min_size=1, max_size=6)
)
others = st.sampled_from(
    ["", "<!-- note: a remark -->", "Words {about: cop-2/dec-3}", "<!-- a comment -->", "---"]
)
markdowns = st.lists(headings | paragraphs | paragraphs | others, max_size=25).map("\n".join)
kinds = st.sampled_from([LEGAL, DECISION, REPORT])


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(markdown=markdowns, document=kinds)
def test_invariants_on_texts_made_of_marks(
    markdown: str, document: Document, invariants: Callable[[str, list[Provision]], None],
    nothing_lost: Callable[[list[Block], str, list[Provision]], None],
) -> None:  # fmt: skip
    """However headings, marks and words are mixed, offsets are exact, the tree is sound, names are unique and
    no word is lost.
    """
    blocks = read_markdown(markdown)
    text, provisions = parse(document, blocks)
    invariants(text, provisions)
    nothing_lost(blocks, text, provisions)


@settings(max_examples=200, deadline=None)
@given(body=st.text(max_size=200), document=kinds)
def test_invariants_on_any_text(
    body: str, document: Document, invariants: Callable[[str, list[Provision]], None]
) -> None:
    """Arbitrary characters crash nothing."""
    text, provisions = parse(document, read_markdown(body))
    invariants(text, provisions)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "*",
        "**a ",
        "<!-- a: ",
        " ",
        "{about: ",
        "(a) x\n",
        "1. x\n\n",
        "## Article 1. Use of terms\n“A” means b\n",
        "“A",
        "# ",
        "- \n",
        "(",
        "_ ",
        "Noting, ",
    ],
)
def test_long_hostile_texts_take_no_long_time(unit: str) -> None:
    """No regular expression and no loop grows with the square of the text."""
    begin = time.process_time()
    parse(LEGAL, read_markdown(unit * (60_000 // len(unit))))
    assert time.process_time() - begin < 4
