"""Check my slides: the seed deck's two slips and no false ones, and every rule by itself."""

import io
from pathlib import Path

import docx
import pptx
import pytest

from assistant.trainer.article_numbers import article_slips
from assistant.trainer.quotation import Sources
from assistant.trainer.report import Report, format_report
from assistant.trainer.review import check_pieces, check_slides
from assistant.trainer.slides import Piece
from index.local import LocalIndex
from ingest.errors import SourceError
from tests.assistant.conftest import build

ROOT = Path(__file__).parents[3]
DECK = ROOT / "corpus" / "training" / "tsc-training-2023.md"
SEED = ROOT / "tests" / "data" / "seed-deck.txt"
ARTICLE_18_3 = (
    "The Conference of the Parties, at its first meeting, shall determine how to establish a "
    "clearing-house mechanism to promote and facilitate "
    "technical and scientific cooperation."
)
BIOTECHNOLOGY = (
    '"Biotechnology" means any technological application that uses biological systems, living '
    "organisms, or derivatives thereof, "
    "to make or modify products or processes for specific use."
)


def check(index: LocalIndex, *texts: str) -> Report:
    """Check some lines."""
    return check_pieces(
        "test", [Piece(f"slide {number}", text) for number, text in enumerate(texts, start=1)], index
    )


def found(report: Report) -> list[tuple[str, str]]:
    """What was found: severity and kind."""
    return [(finding.severity, finding.kind) for finding in report.findings]


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> LocalIndex:
    """The corpus with the whole definition, as an official text would bring it."""
    folder = tmp_path_factory.mktemp("official")
    front = (
        "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\nshort_title: "
        "Convention\nurl: https://www.cbd.int/doc/legal/cbd-en.pdf\norigin: fetched\n---\n"
    )
    (folder / "corpus").mkdir()
    (folder / "corpus" / "cbd.md").write_text(
        f"{front}\n## Article 2. Use of Terms\n\n{BIOTECHNOLOGY}\n", encoding="utf-8"
    )
    return build(folder / "index", [folder / "corpus"])


@pytest.mark.parametrize(
    ("path", "places"),
    [(DECK, ["slide 10", "slide 22"]), (SEED, ["line 134", "line 306"])],
    ids=["slides", "seed"],
)
def test_the_seed_deck_has_its_two_slips_and_no_others(
    path: Path, places: list[str], index: LocalIndex
) -> None:
    """The cut definition of biotechnology and "Articles 16 and 8" in the title of III/16: both, and no false
    ones.
    """
    report = check_slides(path.name, path.read_bytes(), index)

    assert [slip.place for slip in report.slips] == places
    assert [(slip.kind, slip.locator) for slip in report.slips] == [
        ("cut short", "cbd/art-2/term-biotechnology"),
        ("title", "cop-3/dec-16"),
    ]
    assert "probably “8” stands for “18”" in report.slips[1].message


def test_the_seed_decks_other_findings_do_not_count(index: LocalIndex) -> None:
    """Show that "cooperationn" is one letter in a quoted word: a spelling; the excerpt of VI/18 is a note."""
    report = check_slides(DECK.name, DECK.read_bytes(), index)

    assert [(f.severity, f.kind, f.place) for f in report.findings if f.severity != "slip"] == [
        ("spelling", "quotation", "slide 50"), ("note", "excerpt", "slide 53"),
    ]  # fmt: skip
    assert report.quotations > 100


def test_with_the_official_text_the_missing_words_are_shown(official: LocalIndex) -> None:
    """Once the whole definition is in the corpus, the words that the deck leaves out are named."""
    report = check_slides(DECK.name, DECK.read_bytes(), official)
    cut = next(slip for slip in report.slips if slip.kind == "cut short")

    assert cut.expected == "products or processes for specific use."
    assert cut.place == "slide 10"


def test_an_exact_quotation_is_no_finding(index: LocalIndex, official: LocalIndex) -> None:
    """Whole and exact, or marked as shortened: nothing to say."""
    assert found(check(index, f"“{ARTICLE_18_3}” (Article 18, paragraph 3)")) == []
    assert (
        found(
            check(
                index,
                "“The Conference of the Parties, at its first meeting, shall determine how to "
                "establish …” (Article 18(3))",
            )
        )
        == []
    )
    assert found(check(official, f"{BIOTECHNOLOGY} (Article 2)")) == []


def test_other_words_are_shown(index: LocalIndex) -> None:
    """A changed, an added and a missing word are told apart."""
    changed = (
        ARTICLE_18_3.replace("shall determine", "should determine")
        .replace("first meeting", "very first meeting")
        .replace("technical and ", "")
    )
    slip = check(index, changed).slips[0]

    assert slip.message == (
        "The words differ from Convention, Article 18(3): “very” is added; “should” for “shall”; "
        "“technical and” is left out."
    )
    assert slip.expected == ARTICLE_18_3


def test_words_in_marks_must_stand_where_they_are_said_to(index: LocalIndex) -> None:
    """A quotation under another article's name is a slip that says where the words stand."""
    slip = check(index, f"Article 17 says: “{ARTICLE_18_3}”").slips[0]

    assert "they stand in Convention, Article 18(3)" in slip.message


def test_a_dangling_end_is_a_slip(index: LocalIndex) -> None:
    """A quotation that stops on "and" stops in the middle of a phrase."""
    cut = ARTICLE_18_3.partition("facilitate")[0].strip()

    assert cut.endswith("and")
    assert found(check(index, cut)) == [("slip", "cut short")]


def test_references_that_cannot_be(index: LocalIndex) -> None:
    """Articles, paragraphs, targets and meetings that do not exist are slips; what is only unknown is a
    note.
    """
    assert found(check(index, "See Article 43 of the Convention.")) == [("slip", "reference")]
    assert found(check(index, "See Article 18(9).")) == [("slip", "reference")]
    assert found(check(index, "Target 24 of the Kunming-Montreal Global Biodiversity Framework")) == [
        ("slip", "reference")
    ]
    assert found(check(index, "See decision 16/5.")) == [("note", "reference")]
    assert (
        found(check(index, "See Article 8(j), decision 15/8 and Article 10 of the Cartagena Protocol.")) == []
    )


def test_words_that_an_item_completes_are_quoted_rightly(lawful: LocalIndex) -> None:
    """The chapeau of Article 8 is Article 8(j)'s, too, though the item does not repeat it."""
    said = 'Article 8(j): "Each Contracting Party shall, as far as possible and as appropriate"'

    assert not check(lawful, said).slips


def test_a_title_of_another_decision(index: LocalIndex) -> None:
    """The title of 15/16 beside the number 15/8 is a slip; an abbreviation of the right title is none."""
    slip = check(index, "Decision 15/8 Knowledge management and the clearing-house mechanism").slips[0]

    assert slip.message == "The title given to Decision 15/8 is that of Decision 15/16."
    assert found(check(index, "Decision I/3 Clearing-House Mechanism and scientific cooperation")) == []
    assert (
        found(
            check(index, "Decision I/3", "Clearing-house mechanism for technical and scientific cooperation")
        )
        == []
    )
    assert found(check(index, "Decision 15/16 Knowledge sharing and the clearing-house mechanism")) == [
        ("note", "title")
    ]


def test_only_one_title_of_the_catalogue_names_a_wrong_article(index: LocalIndex) -> None:
    """Over all 199 titles of the catalogue the rule speaks once, and for Articles 16 and 8 alone."""
    decisions = [document for document in index.documents.values() if "/dec-" in document.id]
    wrong = {
        document.id: [(slip.named, slip.meant) for slip in article_slips(document.title, index)]
        for document in decisions
    }

    assert len(decisions) > 190
    assert {decision: slips for decision, slips in wrong.items() if slips} == {"cop-3/dec-16": [("8", "18")]}


def test_the_rule_for_titles_is_general(index: LocalIndex) -> None:
    """Another digit lost from another article is found; the right numbers are left alone."""
    assert [
        (slip.named, slip.meant)
        for slip in article_slips("Public education and awareness (Article 3)", index)
    ] == [("3", "13")]
    assert list(article_slips("Public education and awareness (Article 13)", index)) == []
    assert (
        list(article_slips("Transfer of technology and technology cooperation (Articles 16 to 19)", index))
        == []
    )


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("https://www.cbd.int/decision/cop/default.shtml?id=13387", True),
        ("http://www.biodiv.org/decisions/", True),
        ("https://www.cbd.int/decisions/?id=11017", True),
        ("https://www.cbd.int/decisions/cop/15/8", False),
        ("https://www.cbd.int/doc/legal/cbd-en.pdf", False),
        ("https://www.cbd.int", False),
    ],
)
def test_forms_of_links_that_the_official_site_gave_up(link: str, dead: bool, index: LocalIndex) -> None:
    """Old addresses are notes; the pages of today are not."""
    report = check_pieces("test", [Piece("slide 1", "More", (link,))], index)

    assert found(report) == ([("note", "link")] if dead else [])


def test_a_finding_on_several_slides_is_reported_once(index: LocalIndex) -> None:
    """All the places are named."""
    report = check(
        index, "See Article 43 of the Convention.", "Nothing.", "See Article 43 of the Convention."
    )

    assert [finding.place for finding in report.findings] == ["slide 1, slide 3"]


def test_powerpoint_files_are_read(index: LocalIndex) -> None:
    """Titles, text, tables, groups and notes, each with its slide."""
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Decision 15/8 Knowledge management and the clearing-house mechanism"
    slide.placeholders[1].text = ARTICLE_18_3.replace("shall", "should")
    other = deck.slides.add_slide(deck.slide_layouts[5])
    other.shapes.title.text = "Table"
    other.shapes.add_table(1, 1, 0, 0, 1_000_000, 1_000_000).table.cell(
        0, 0
    ).text = "Article 43 of the Convention"
    other.notes_slide.notes_text_frame.text = "Article 18(9)"
    out = io.BytesIO()
    deck.save(out)
    report = check_slides("my.pptx", out.getvalue(), index)

    assert sorted((slip.place, slip.kind) for slip in report.slips) == [
        ("slide 1", "quotation"),
        ("slide 1", "title"),
        ("slide 2", "reference"),
        ("slide 2, notes", "reference"),
    ]


def test_word_files_are_read(index: LocalIndex) -> None:
    """Paragraphs and tables."""
    document = docx.Document()
    document.add_paragraph("Fine: Article 18.")
    document.add_table(1, 1).cell(0, 0).text = "Article 43 of the Convention"
    out = io.BytesIO()
    document.save(out)

    assert [slip.kind for slip in check_slides("my.docx", out.getvalue(), index).slips] == ["reference"]


def test_pdf_files_are_read(index: LocalIndex) -> None:
    """Pages are named."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Nothing here.")
    canvas.showPage()
    canvas.drawString(72, 720, "See Article 43 of the Convention.")
    canvas.save()

    assert [slip.place for slip in check_slides("my.pdf", out.getvalue(), index).slips] == ["page 2"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.exe", b"MZ"),
        ("x.pptx", b"no zip"),
        ("x.docx", b"PK\x03\x04"),
        ("x.md", b"\xff\x00x"),
        ("x.txt", b"   "),
        ("x.pdf", b"%PDF-1.4 broken"),
    ],
)
def test_files_that_cannot_be_read_are_refused(name: str, raw: bytes, index: LocalIndex) -> None:
    """The error names the file."""
    with pytest.raises(SourceError, match="x\\."):
        check_slides(name, raw, index)


def test_our_own_session_passes_the_check(index: LocalIndex) -> None:
    """The slides that the assistant makes have no slips."""
    from assistant.trainer.exports import export_pack
    from assistant.trainer.session import make_session

    for subject in ("CHM", "technology transfer", "Article 18"):
        slides = export_pack(make_session(subject, index), index, "pptx")
        report = check_slides("session.pptx", slides, index)

        assert [
            (slip.place, slip.kind, slip.text) for slip in report.slips if slip.locator != "cop-3/dec-16"
        ] == []


def test_the_report_is_told_in_words(index: LocalIndex) -> None:
    """Slips come first, with place, words and source."""
    text = format_report(check_slides(DECK.name, DECK.read_bytes(), index))

    assert "2 slips, 1 spellings, 1 notes" in text
    assert text.index("SLIP (slide 10)") < text.index("SPELLING (slide 50)") < text.index("NOTE (slide 53)")


def test_quotations_are_found_in_reading_order(index: LocalIndex) -> None:
    """Two quotations in one line are both found."""
    quotations = list(
        Sources(index).quotations(
            f"{ARTICLE_18_3} The central clearing-house mechanism provides effective global "
            f"information services to facilitate."
        )
    )

    assert [quotation.provision.locator for quotation in quotations] == [
        "cbd/art-18/para-3",
        "cop-10/dec-15/annex/goal-1",
    ]
