"""Questions of the bank enter a pack in its language, and only where a slide proves them."""

from dataclasses import replace

from assistant.trainer.pack import Item, Source, draft
from assistant.trainer.quiz.shown import Shown
from assistant.trainer.quiz.written import written
from assistant.words.store import Words
from ingest.model import GuideEntry, PlainWords
from ingest.quiz import Phrasing, WrittenQuestion
from tests.assistant.asking.conftest import Shelf

ENGLISH = Phrasing("Who protects forests?", "Since.", "Each Party", ("A", "B", "C"))
QUESTION = WrittenQuestion("forests", "who", 1, "cbd/art-3", "protect forests", {"en": ENGLISH})
STATEMENT = replace(QUESTION, kind="statement", words={"en": Phrasing("Lakes are drained.", "Restored.")})


def slide(kind: str, text: str, locator: str = "cbd/art-3") -> Shown:
    """A slide with one line on a provision."""
    return Shown.on([draft("provision", "Wolves", [Item(kind, text, (Source(locator, "Article"),))])])


def test_the_words_that_prove_it_are_quoted() -> None:
    """With their source."""
    shown = slide("quote", "Each Party shall: (a) protect forests")
    (one,) = written([QUESTION], shown, Shelf(), Words("trainer", "en"))

    assert (one.right, one.why, one.written) == ("Each Party", "Since.", True)
    assert (one.proofs[0].kind, one.proofs[0].words) == ("quote", "protect forests")
    assert one.proofs[0].source.quote == "protect forests"


def test_what_no_slide_shows_is_not_asked() -> None:
    """Nor what is not put into the language."""
    shown = slide("quote", "Each Party shall: (a) protect forests")

    assert not list(written([QUESTION], slide("quote", "restore lakes"), Shelf(), Words("trainer", "en")))
    assert not list(written([QUESTION], shown, Shelf(), Words("trainer", "fr")))


def test_a_statement_has_true_and_false() -> None:
    """In the language of the session."""
    shown = slide("quote", "Each Party shall: (a) protect forests")
    (one,) = written([STATEMENT], shown, Shelf(), Words("trainer", "en"))

    assert one.ask == "True or false? Lakes are drained."
    assert (one.right, one.wrong, one.options) == ("False", ("True",), ("True", "False"))


def test_where_no_official_text_is_held_the_guide_proves_it() -> None:
    """In its words in the language of the session, marked as what they are."""
    said = PlainWords("fr", "Les loups sont comptés.", (), "reviewed")
    guide = GuideEntry("cbd/art-4", "Wolves are to be counted.", (), (), translations=(said,))
    question = replace(
        QUESTION, provision="cbd/art-4", proof="to be counted", words={"fr": replace(ENGLISH, ask="Qui ?")}
    )
    shown = slide("guide", "En clair : Les loups sont comptés.", "cbd/art-4")
    (one,) = written([question], shown, Shelf(guides={"cbd/art-4": guide}), Words("trainer", "fr"))

    assert one.proofs[0].kind == "guide"
    assert one.proofs[0].words.endswith("Les loups sont comptés.")
