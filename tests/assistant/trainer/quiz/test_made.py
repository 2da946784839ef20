"""Questions made from data: their wrong options are wrong, and what they ask is on the slides."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.trainer.pack import Item, Source, draft
from assistant.trainer.quiz.made import Teaching, answering, asking, is_anybodys
from assistant.trainer.quiz.shown import Shown
from assistant.trainer.quiz.sisters import sisters
from assistant.trainer.quiz.whose import statements, who
from assistant.words.store import Words
from index.interface import Numbers
from ingest.model import CrossReference, GuideEntry, Provision
from tests.assistant.asking.conftest import Shelf, provision

SAID = {
    "cbd/art-1": "Each Party must protect the old forests.",
    "cbd/art-1/para-2": "Each Party must plant new forests, too.",
    "cbd/art-2": "The Secretariat must count the wolves.",
    "cbd/art-3": "The Parties must share water of lakes.",
    "cbd/art-4": "The Depositary must keep all the papers.",
    "cbd/art-5": "Each Party must report on its rivers.",
}
TEXTS = {
    "cbd/art-1": "Each Contracting Party shall protect the old forests of the country.",
    "cbd/art-2": "The Secretariat shall count the wolves of the mountains every year.",
    "cbd/art-3": "The Parties may share water of lakes, and shall say so to the Secretariat.",
}


class Likenesses(Shelf):
    """A shelf on which some provisions say nearly the same, and one refers to another."""

    alike_pairs: frozenset[frozenset[str]] = frozenset()
    links: tuple[tuple[str, str], ...] = ()

    def alike(self, locators: list[str]) -> Numbers:  # type: ignore[override]
        """0.9 for the pairs, 0.1 for others."""
        found = np.full((len(locators), len(locators)), 0.1, dtype=np.float32)
        for i, one in enumerate(locators):
            for j, other in enumerate(locators):
                if one == other or frozenset({one, other}) in self.alike_pairs:
                    found[i, j] = 0.9
        return found

    def cites(self, locator: str) -> list[CrossReference]:
        """The links from it."""
        return [CrossReference(one, other, 0, 1, "") for one, other in self.links if one == locator]

    def cited_by(self, locator: str) -> list[CrossReference]:
        """The links to it."""
        return [CrossReference(one, other, 0, 1, "") for one, other in self.links if other == locator]


@pytest.fixture
def shelf() -> Likenesses:
    """The provisions, each with its guide."""
    held = tuple(
        provision(one, TEXTS.get(one, said), "para" if "para" in one else "art") for one, said in SAID.items()
    )
    guides = {
        one: GuideEntry(one, said, (f"What of {one.split('-')[1]}?",), ()) for one, said in SAID.items()
    }
    return Likenesses(held, guides)


def teaching(shelf: Shelf) -> Teaching:
    """All of them on slides, quoted and explained."""
    items = [
        item
        for one in shelf.provisions
        for item in (
            Item("quote", one.text, (Source(one.locator, one.label),)),
            Item("guide", SAID[one.locator], (Source(one.locator, one.label),)),
        )
    ]
    shown = Shown.on([draft("provision", "Slide", items)])
    return Teaching(tuple(shelf.provisions), shown, shelf, Words("trainer", "en"))


def names(found: list[Provision]) -> set[str]:
    """Their locators."""
    return {one.locator for one in found}


def test_sisters_stand_in_other_articles(shelf: Likenesses) -> None:
    """A paragraph of the same article may be right, too."""
    right = shelf.by_locator["cbd/art-1"]

    assert names(sisters(right, shelf.provisions, shelf, "en", 9)) == set(SAID) - {
        "cbd/art-1", "cbd/art-1/para-2",
    }  # fmt: skip


def test_sisters_neither_say_the_same_nor_refer_to_it(shelf: Likenesses) -> None:
    """Whichever refers to the other."""
    shelf.alike_pairs = frozenset({frozenset({"cbd/art-1", "cbd/art-2"})})
    shelf.links = (("cbd/art-3", "cbd/art-1"),)
    right = shelf.by_locator["cbd/art-1"]

    assert names(sisters(right, shelf.provisions, shelf, "en", 9)) == {"cbd/art-4", "cbd/art-5"}


def test_sisters_are_not_told_by_their_length(shelf: Likenesses) -> None:
    """What is much longer than the right option is no option."""
    shelf.guides["cbd/art-2"] = replace(shelf.guides["cbd/art-2"], summary="The Secretariat must " * 9)
    right = shelf.by_locator["cbd/art-1"]

    assert "cbd/art-2" not in names(sisters(right, shelf.provisions, shelf, "en", 9))


def test_a_question_of_the_guide_is_answered_by_its_provision(shelf: Likenesses) -> None:
    """The other options are those of three others, and the text proves it."""
    first = next(iter(asking(teaching(shelf))))

    assert first.ask == "What do the texts say to this question? What of 1?"
    assert first.right == SAID["cbd/art-1"]
    assert len(set(first.wrong)) == 3
    assert first.proofs[0].words == TEXTS["cbd/art-1"]


def test_what_no_slide_explains_is_not_asked(shelf: Likenesses) -> None:
    """The right option would be new to everybody."""
    without = replace(teaching(shelf), shown=Shown())

    assert list(asking(without)) == []
    assert list(answering(without)) == []
    assert list(who(without)) == []


def test_questions_are_matched_with_answers_of_different_articles(shelf: Likenesses) -> None:
    """One an article, a proof each."""
    (one,) = answering(teaching(shelf))

    assert len(one.pairs) == len(one.proofs) == 5
    assert (one.pairs[0][1], one.pairs[1][1]) == (SAID["cbd/art-1"], SAID["cbd/art-2"])


def test_who_must_do_it_has_no_second_right_answer(shelf: Likenesses) -> None:
    """Beside the Secretariat there is no Executive Secretary, beside Contracting Parties no Party."""
    asked = {one.right: one for one in who(teaching(shelf))}

    assert set(asked) == {"Contracting Parties", "Secretariat"}
    assert "Executive Secretary" not in asked["Secretariat"].wrong
    assert not any("Part" in one and "Conference" not in one for one in asked["Contracting Parties"].wrong)
    assert all(len(one.wrong) == 3 for one in asked.values())


def test_a_statement_has_one_thing_changed_and_is_corrected(shelf: Likenesses) -> None:
    """Another actor first, then the text's own words."""
    false, true = list(statements(teaching(shelf)))

    assert false.right == "False"
    assert false.ask.endswith("shall protect the old forests of the country.")
    assert "Each Contracting Party" not in false.ask
    assert "Each Contracting Party shall protect" in false.why
    assert true.right == "True"
    assert "The Secretariat shall count the wolves" in true.ask


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Which risks of a living modified organism are assessed?", True),
        ("On what does the Conference of the Parties decide?", True),
        ("Does the Conference of the Parties decide on the money?", False),
        ("How does Norway pay?", False),
        ("When do we have to submit a national report?", False),
        ("A minister asks: who pays?", False),
        ("Who tells the government that GM seeds are coming?", False),
        ("What's the rule?", False),
    ],
)
def test_a_question_of_the_quiz_is_nobodys_own(question: str, right: bool) -> None:
    """It speaks of no "us", names no country, and is written, not said."""
    assert is_anybodys(question, "Risks of a living modified organism.") is right
