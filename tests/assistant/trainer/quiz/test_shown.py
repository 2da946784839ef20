"""Only what a slide shows may be asked."""

from assistant.trainer.pack import Item, Source, draft
from assistant.trainer.quiz.shown import Shown


def shown(*items: Item) -> Shown:
    """One slide of these lines."""
    return Shown.on([draft("provision", "Wolves", items)])


def quoted(locator: str, text: str) -> Item:
    """A quotation; its source has more words than the slide."""
    return Item("quote", text, (Source(locator, locator, f"{text} And more that the slide has not."),))


def test_words_that_stand_on_the_slide_are_proven() -> None:
    """Line breaks, quotation marks and capitals aside."""
    slide = shown(quoted("cbd/art-3", "Each Party shall\nprotect “forests” […]"))

    assert slide.proves("cbd/art-3", 'shall protect "forests"')
    assert not slide.proves("cbd/art-3", "And more that the slide has not")
    assert not slide.proves("cbd/art-4", "shall protect")


def test_a_part_is_proven_by_what_it_stands_in_and_a_whole_by_its_parts() -> None:
    """Over two slides, too; and never by a neighbour whose number begins alike."""
    parts = shown(quoted("cbd/art-3/para-1", "Protect forests"), quoted("cbd/art-3/para-2", "and lakes."))

    assert parts.proves("cbd/art-3", "forests and lakes")
    assert shown(quoted("cbd/art-3", "Protect forests")).proves("cbd/art-3/para-1", "forests")
    assert not parts.proves("cbd/art-3/para-10", "forests")


def test_plain_words_of_the_guide_are_no_quotation() -> None:
    """They explain, and prove no words of the law."""
    slide = shown(Item("guide", "In plain words: forests are kept.", (Source("cbd/art-3", "Article 3"),)))

    assert slide.has("cbd/art-3")
    assert slide.explains("cbd/art-3", "Forests are kept.")
    assert not slide.proves("cbd/art-3", "forests are kept")
