"""An answer in text: what is shown, in whose language, and that no markup gets in."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answer import Answer, Citation, DocumentRef, Refusal, RefusalReason, Statement
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
        "*In plain words (guide, not official text):* They decide.\n\n"
        "In our words. [3]\n\n"
        "*Note:* A note.\n\n"
        "**References**\n\n"
        "[1] [Convention, Article 18(3)](<https://www.cbd.int/x>): “shall determine”  \n"
        "[2] [Decision I/3](<https://www.cbd.int/x>) (as quoted in deck): “shall determine”  \n"
        "[3] Article 5 (guide, not official text): “shall determine”  "
    )


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
        "  In plain words (guide, not official text): They decide.\n\n"
        "In our words. [3]\n"
        "  Note: A note.\n\n"
        "[1] Convention, Article 18(3)\n    “shall determine”\n    https://www.cbd.int/x\n"
        "[2] Decision I/3 (as quoted in deck)\n    “shall determine”\n    https://www.cbd.int/x\n"
        "[3] Article 5 (guide, not official text)\n    “shall determine”"
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
