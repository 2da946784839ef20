"""An answer in text: what is shown, in whose language, and that no markup gets in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Answer, Citation, DocumentRef, Page, Refusal, RefusalReason, Statement
from assistant.rendering import escaped, markdown, plain_text, whose_words
from assistant.words.store import languages, say
from index.interface import Snapshot
from ingest.model import Provenance

SNAPSHOT = Snapshot("x", "2026-01-01T00:00:00+00:00", "fake", {})
DOCUMENT = DocumentRef("cop-1/dec-3", "Clearing-house", "decision", "", "en")
OFFICIAL = Citation(
    1, "cbd/art-18/para-3", "Convention, Article 18(3)", DOCUMENT, "shall determine", "It shall determine",
    3, 18, "https://www.cbd.int/x", True, Provenance.OFFICIAL, 1.0,
)  # fmt: skip
QUOTED = replace(OFFICIAL, number=2, label="Decision I/3", provenance=Provenance.QUOTED, quoted_in=("deck",))
GUIDE = replace(OFFICIAL, number=3, label="Article 5", provenance=Provenance.GUIDE, official=False, url="")
QUOTATION = Statement("It shall determine.", (1, 2), "quote", "They decide.")
GUIDED = Statement("In our words.", (3,), "guide")
REFUSAL = Refusal(RefusalReason.NOT_IN_CORPUS, "Not in the corpus.", ("cbd/art-1", "cbd/art-2"))
ANSWER = Answer(
    "?", "en", (QUOTATION, GUIDED), (OFFICIAL, QUOTED, GUIDE), None, (), SNAPSHOT, ("A note.",)
)  # fmt: skip
REFUSED = Answer("?", "en", (), (), REFUSAL, (), SNAPSHOT)


def test_an_answer_as_markdown() -> None:
    """Statements with their marks, the guide's words and notes under their labels, references with quotes."""
    assert markdown(ANSWER) == (
        "It shall determine. [1][2]\n\n"
        "*Note:* Extract: parts of the provision are left out.\n\n"
        "*In plain words (guide, not official text):* They decide.\n\n"
        "In our words. [3]\n\n"
        "*Note:* A note.\n\n"
        "**References**\n\n"
        "[1] [Convention, Article 18(3)](<https://www.cbd.int/x>): “\\[…\\] shall determine”  \n"
        "[2] [Decision I/3](<https://www.cbd.int/x>) (as quoted in deck): “\\[…\\] shall determine”  \n"
        "[3] Article 5 (guide, not official text): “\\[…\\] shall determine”  "
    )


def test_a_source_is_told_with_the_page_of_its_quote() -> None:
    """Both pages where it runs over, what is printed on them beside the count, and none for a slide."""
    over = replace(OFFICIAL, page=14, last_page=15, page_label="xii–xiii")
    own = replace(OFFICIAL, page=3, last_page=3, provenance=Provenance.OWN)
    slide = replace(OFFICIAL, id="talk/slide-3", page=3, last_page=3)

    def source(citation: Citation) -> str:
        told = plain_text(replace(ANSWER, citations=(citation, QUOTED, GUIDE)))
        return told.rpartition("[1]")[2].partition("\n")[0].strip()

    assert source(over) == "Convention, Article 18(3) (page 14–15, printed as xii–xiii)"
    assert source(own) == f"Convention, Article 18(3) (page 3; {say('provenance.own', 'en')})"
    assert source(slide) == "Convention, Article 18(3)"
    assert "(page 14–15, printed as xii–xiii)" in markdown(replace(ANSWER, citations=(over, QUOTED, GUIDE)))


def test_plain_words_that_no_native_speaker_has_read_say_so_once() -> None:
    """Below the answer, in its language, until an editor has read them."""
    drafted = replace(QUOTATION, plain="Elles décident.", plain_language="fr", plain_state="drafted")
    twice = replace(ANSWER, language="fr", statements=(drafted, replace(drafted, plain_state="reviewed")))
    read = replace(twice, statements=(replace(drafted, plain_state="read"),))
    words = say("answer.unread", "fr")

    assert plain_text(twice).count(words) == markdown(twice).count(words) == 1
    assert f"Remarque : {words}" in plain_text(twice)
    assert words not in plain_text(read) + markdown(read)


def test_an_answer_for_a_terminal() -> None:
    """The same, with what is labelled hanging below what it belongs to."""
    assert plain_text(replace(ANSWER, rewritten="Who decides?")) == (
        "(Who decides?)\n\n"
        "It shall determine. [1][2]\n"
        "  Note: Extract: parts of the provision are left out.\n"
        "  In plain words (guide, not official text): They decide.\n\n"
        "In our words. [3]\n"
        "  Note: A note.\n\n"
        "[1] Convention, Article 18(3)\n    “[…] shall determine”\n    https://www.cbd.int/x\n"
        "[2] Decision I/3 (as quoted in deck)\n    “[…] shall determine”\n    https://www.cbd.int/x\n"
        "[3] Article 5 (guide, not official text)\n    “[…] shall determine”"
    )


@pytest.mark.parametrize("language", languages())
def test_every_label_is_in_the_readers_language(language: str) -> None:
    """Both renderings take their words from the store; no English one is left in another language."""
    answer = replace(ANSWER, language=language)

    for text in (markdown(answer), plain_text(answer)):
        assert say("answer.plain", language) in text
        assert say("answer.note", language) in text
        assert say("answer.quoted_in", language, sources="deck") in text
        assert language == "en" or "not official" not in text
    assert say("answer.references", language) in markdown(answer)


def test_an_answer_to_a_french_question_is_labelled_in_french() -> None:
    """As a French reader expects it, spaces before colons included."""
    text = plain_text(replace(ANSWER, language="fr"))

    assert "  En termes simples (guide, texte non officiel) : They decide." in text
    assert "  Remarque : A note." in text


def test_a_refusal() -> None:
    """Nothing is listed beside "not in the corpus"; a terminal shows what lies nearest."""
    assert markdown(REFUSED) == "Not in the corpus."
    assert plain_text(REFUSED) == "Not in the corpus.\n  Nearest provisions: cbd/art-1; cbd/art-2"


def quoting(text: str, quote: str = "") -> Answer:
    """An answer that quotes a part of a text, or all of it."""
    start = text.index(quote or text)
    end = start + len(quote or text)
    citation = replace(OFFICIAL, text=text, quote=text[start:end], start=start, end=end)
    return replace(ANSWER, statements=(Statement(text[start:end], (1,)),), citations=(citation,), notes=())


ARTICLE = "1. Each Party shall:\na) Decide;\nb) Tell.\n2. It may ask."


def test_a_whole_provision_keeps_its_lines() -> None:
    """Paragraphs and items stand by themselves, items further in, and are told once."""
    answer = quoting(ARTICLE)

    assert markdown(answer) == (
        "1\\. Each Party shall:  \n\u2003a) Decide;  \n\u2003b) Tell.  \n2\\. It may ask. [1]\n\n"
        "**References**\n\n[1] [Convention, Article 18(3)](<https://www.cbd.int/x>)  "
    )
    assert plain_text(answer) == (
        "1. Each Party shall:\n   a) Decide;\n   b) Tell.\n2. It may ask. [1]\n\n"
        "[1] Convention, Article 18(3)\n    https://www.cbd.int/x"
    )


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("1. Each Party shall:", "1. Each Party shall: […] [1]"),
        ("a) Decide;\nb) Tell.", "[…] a) Decide;\nb) Tell. […] [1]"),
        ("2. It may ask.", "[…] 2. It may ask. [1]"),
    ],
)
def test_an_extract_says_where_words_are_left_out(quote: str, shown: str) -> None:
    """On both sides, but not where nothing is left out, and once in words."""
    text = plain_text(quoting(ARTICLE, quote))

    assert text.startswith(shown)
    assert text.count(say("answer.extract", "en")) == 1
    assert say("answer.extract", "en") not in plain_text(quoting(ARTICLE))


def test_a_concept_is_marked_as_ours() -> None:
    """Under its label, with the marks of what establishes it; unread in another language than English."""
    concept = Statement("C'est un texte.", (1, 2), "concept", plain_state="reviewed")
    text = plain_text(replace(ANSWER, language="fr", statements=(concept, QUOTATION)))

    assert text.startswith(f"{say('answer.concept', 'fr')} : C'est un texte. [1][2]")
    assert text.count(say("answer.unread", "fr")) == 1


def test_a_number_stands_above_its_list() -> None:
    """A long list is told once, each entry with its own mark; the number has marks where they are few."""
    cited = tuple(replace(OFFICIAL, number=n, quote="It", text="It", start=0, end=2) for n in range(1, 10))
    listed = tuple(Statement("It", (n,), "catalogue") for n in range(1, 10))
    few = Statement("3 things.", (1, 2, 3), "count")
    many = Statement("9 things.", tuple(range(1, 10)), "count")

    assert markdown(replace(ANSWER, statements=(few,), citations=cited[:3])).startswith("3 things. [1][2][3]")
    text = markdown(replace(ANSWER, statements=(many, *listed), citations=cited))
    assert text.startswith("9 things.\n\nIt [1]\n\nIt [2]")
    assert "“" not in text


PAGE = Page("membership", "List of Parties", "https://www.cbd.int/parties")


def test_a_refusal_leads_on() -> None:
    """To the official page that has it, and to questions that can be answered."""
    refusal = replace(REFUSAL, pointer=PAGE, help=("What is a Party?",))
    refused = replace(REFUSED, refusal=refusal)

    assert markdown(refused) == (
        "Not in the corpus.\n\n*Official page:* [List of Parties](<https://www.cbd.int/parties>)\n\n"
        "*You can ask:*\n\n- What is a Party?"
    )
    assert plain_text(refused) == (
        "Not in the corpus.\n  Official page: List of Parties, https://www.cbd.int/parties\n"
        "  Nearest provisions: cbd/art-1; cbd/art-2\n  You can ask:\n    - What is a Party?"
    )


def test_what_is_unclear_gives_its_readings() -> None:
    """The message asks which is meant; the choices follow it."""
    refusal = Refusal(RefusalReason.UNCLEAR, "Which?", help=("Is it? (A)", "Is it? (B)"))

    assert markdown(replace(REFUSED, refusal=refusal)) == "Which?\n\n- Is it? (A)\n- Is it? (B)"


@pytest.mark.parametrize("provenance", Provenance)
def test_whose_words_a_citation_holds(provenance: Provenance) -> None:
    """Nothing is said of the official text, and something of all others."""
    assert bool(whose_words(replace(OFFICIAL, provenance=provenance), "en")) == (
        provenance is not Provenance.OFFICIAL
    )


@given(st.text(alphabet=st.sampled_from("ab <>&*_`[]()#|~\\!-+=1.\n:/'\""), max_size=60))
def test_markup_in_a_text_stays_text(text: str) -> None:
    """Rendered as Markdown, a text shows its own characters and makes no element but a paragraph."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"x {escaped(text)}")
    inline = [token for token in tokens if token.type == "inline"]

    assert {token.type for token in tokens} == {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for token in inline for child in token.children or []} <= {"text", "text_special"}
