"""A conversation as a Word file: what the index holds is quoted, and nothing else is."""

import io
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from assistant.answer import Statement
from assistant.layout import lines_of
from assistant.transcript.docx import to_docx
from assistant.transcript.turns import NOT_HELD, HeldTurn, SaidRefusal, SaidSource, SaidTurn, held
from index.local import LocalIndex
from ingest.concepts import embedded_concepts

PLACE = "cop-1/dec-3/para-2"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def words(index: LocalIndex) -> str:
    """What stands there."""
    provision = index.get(PLACE)
    assert provision is not None
    return provision.text


def turn(text: str, quote: str, kind: str = "quote", place: str = PLACE, **more: Any) -> SaidTurn:
    """A question with one statement and its source."""
    statement = Statement(text, (1,), kind, **more)
    return SaidTurn("Who pays?", "en", "", (statement,), (SaidSource(1, place, quote),), None, ())


def test_the_words_of_the_index_are_a_quotation(index: LocalIndex, words: str) -> None:
    """Whole or in part, and all that is said of them is the index's own."""
    for quote in (words, words[20:80]):
        found = held(turn(quote, quote), index)
        citation = found.citations[1]
        assert [one.kind for one in found.statements] == ["quote"]
        assert (citation.label, citation.quote) == ("Decision I/3, paragraph 2", quote)
        assert citation.text[citation.start : citation.end] == quote


@pytest.mark.parametrize("kind", ["quote", "catalogue", "guide", "remark", "concept", "anything"])
def test_a_forged_quotation_is_none(index: LocalIndex, words: str, kind: str) -> None:
    """Whatever it is sent as: other words, words of another place, words beside those of the source."""
    forged = words.replace("should", "must")
    assert forged != words
    for text, quote, place in (
        (forged, forged, PLACE),
        (forged, words, PLACE),
        (f"{words} And more.", words, PLACE),
        (words, words, "cbd/art-1"),
        (words, words, "cbd/art-999"),
        ("", "", PLACE),
    ):
        found = held(turn(text, quote, kind, place), index)
        assert [(one.kind, one.citations) for one in found.statements] == [(NOT_HELD, ())]


def test_whose_words_they_are_is_not_believed(index: LocalIndex) -> None:
    """The guide's words are the guide's, though they are sent as a quotation of the law."""
    provision = next(one for one in index.in_document("cbd") if one.provenance == "guide")
    place = provision.locator
    found = held(turn(provision.text, provision.text, "quote", place), index)

    assert [one.kind for one in found.statements] == ["guide"]
    assert not found.citations[1].official


def test_plain_words_are_those_that_the_guide_has(index: LocalIndex, words: str) -> None:
    """Not those that are sent."""
    said = turn(words, words, plain="Nobody pays.", plain_language="fr")
    statement = held(said, index).statements[0]

    guide = index.guide(PLACE)
    assert guide is not None
    assert statement.plain == guide.plain("fr").summary != "Nobody pays."
    assert held(turn(words, words), index).statements[0].plain == ""


def test_a_concept_is_told_in_the_words_of_the_glossary(index: LocalIndex) -> None:
    """In any of its languages."""
    concept = embedded_concepts()[0]
    for text, kind in ((concept.plain["fr"], "concept"), ("It is something else.", NOT_HELD)):
        said = turn(text, "", "concept", concept=concept.id)
        assert [one.kind for one in held(said, index).statements] == [kind]


def test_who_has_read_a_concept_is_said_as_the_glossary_has_it(index: LocalIndex) -> None:
    """In its language, with no plain words beside them that somebody sent."""
    concept = embedded_concepts()[0]
    for language in ("en", "fr"):
        said = turn(concept.plain[language], "", "concept", concept=concept.id, plain="Nobody pays.")
        statement = held(said, index).statements[0]
        assert (statement.plain, statement.plain_state) == ("", concept.state(language))


def written(turns: list[HeldTurn], index: LocalIndex, language: str = "en") -> tuple[Any, dict[str, str]]:
    """The document and its footnotes by number."""
    content = to_docx("My <title>\x00", turns, language, index.snapshot, "2026-11-28")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))  # noqa: S314  # written a moment ago
    texts = {note.get(f"{WORD}id", ""): "".join(note.itertext()) for note in notes}
    return docx.Document(io.BytesIO(content)), {key: text for key, text in texts.items() if int(key) > 0}


def test_the_file_has_headings_quotations_and_footnotes(index: LocalIndex, words: str) -> None:
    """A heading a question, the law in its style and in quotation marks, each source with its address, one
    that comes again with the number of its first note.
    """
    twice = [held(turn(words, words), index)] * 2
    document, notes = written(twice, index)
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]

    assert [text for style, text in styles if style == "Heading 2"] == ["Who pays?"] * 2
    law = "\n".join(text for style, text in styles if style == "Quoted law")
    assert law.startswith("“")
    assert " ".join(words.split()) in " ".join(law.split())
    assert notes["1"].strip().startswith("Decision I/3, paragraph 2. ")
    assert notes["1"].strip().endswith("https://www.cbd.int/decisions/cop/1/3/2")
    assert notes["2"].strip() == "Decision I/3, paragraph 2, see note 1."
    assert document.core_properties.title == "My <title>"


def test_items_stay_by_themselves_and_further_in(index: LocalIndex) -> None:
    """Of a provision that is quoted whole each paragraph and item has its own, as deep as it stands."""
    provision = next(
        one
        for one in index.in_document("nfp-terms-of-reference") + index.in_document("cop-15/dec-8")
        if any(line.depth > 0 for line in lines_of(one.text))
    )
    found = held(turn(provision.text, provision.text, place=provision.locator), index)
    document, _ = written([found], index)
    law = [one for one in document.paragraphs if one.style.name == "Quoted law"]

    lines = lines_of(provision.text)
    assert [one.text.strip("“”") for one in law] == [line.text for line in lines]
    deep = [one.paragraph_format.left_indent is not None for one in law]
    assert deep == [line.depth > 0 for line in lines]


def test_a_forgery_is_written_as_what_it_is(index: LocalIndex, words: str) -> None:
    """In no quotation marks, with no source, and with what is to be said of it."""
    forged = words.replace("should", "must")
    document, notes = written([held(turn(forged, forged), index)], index)
    (line,) = [one for one in document.paragraphs if forged in one.text]

    assert notes == {}
    assert line.style.name == "Own note"
    assert line.text.startswith("Not in the texts that are held here")
    assert not [one for one in document.paragraphs if one.style.name == "Quoted law"]


def test_a_refusal_and_notes_are_ours(index: LocalIndex) -> None:
    """The message, the official page and the questions; notes are marked."""
    refusal = SaidRefusal(
        "Not here.", "Parties: https://www.cbd.int/information/parties.shtml", ("What is X?",)
    )
    said = replace(turn("", ""), statements=(), sources=(), refusal=refusal, notes=("Read as “who”.",))
    document, _ = written([held(said, index)], index)
    texts = [paragraph.text for paragraph in document.paragraphs]

    assert texts[-4:] == ["Not here.", refusal.pointer, "- What is X?", "Note: Read as “who”."]


def test_an_arabic_page_has_an_arabic_file(index: LocalIndex, words: str) -> None:
    """Its own words run from right to left, the law stays as it is."""
    said = replace(turn(words, words), question="من يدفع؟", language="ar")
    document, _ = written([held(said, index)], index, "ar")
    runs = {p.style.name: bool(p._p.xpath("./w:pPr/w:bidi")) for p in document.paragraphs if p.text}

    assert runs["Heading 2"]
    assert not runs["Quoted law"]
