"""Tally: which parts of which documents a question wants counted or listed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.asking.countable import countables
from assistant.asking.query import Query
from assistant.asking.tally import COP, tally
from ingest.concepts import concepts_by_id
from ingest.model import Document
from tests.assistant.asking.conftest import PROVISIONS, Shelf, held, provision

Ask = Callable[..., Query]


@pytest.mark.parametrize(
    ("text", "documents", "counted"),
    [
        ("How many articles does the Convention have?", ("cbd",), {"cbd": 3}),
        ("number of articles", (), {"cbd": 3, "nagoya-protocol": 1}),
        ("List all recitals of the preamble", ("cbd",), {"cbd": 1}),
        ("How many preambular paragraphs does it have?", ("cbd",), {"cbd": 1}),
        ("how many slides has the training?", (), {"deck": 0}),
        ("How many articles of the Convention are about wolves?", ("cbd",), {}),
        ("How many articles and recitals does it have?", ("cbd",), {}),
        ("How many wolves are there?", (), {}),
        ("Give me the full list of all articles, only their titles is fine", ("cbd",), {"cbd": 3}),
        ("how many long articles does it set for October? list them", ("cbd",), {"cbd": 3}),
    ],
)
def test_all_parts_are_counted(
    shelf: Shelf, query: Ask, text: str, documents: tuple[str, ...], counted: dict[str, int]
) -> None:
    """Those of the document named, else of every one that has such parts; a question for some of them is left
    to the search.
    """
    found = tally(query(text, labels=held("count"), documents=documents), shelf)
    assert {one.whole: len(one.parts) for one in found} == {k: v for k, v in counted.items() if v}


@pytest.mark.parametrize(("event", "counted"), [(0.1, 3), (0.8, 0)])
def test_what_happened_to_parts_is_not_their_number(
    shelf: Shelf, query: Ask, event: float, counted: int
) -> None:
    """A word of another language that the glossary cannot place may be "reached"."""
    labels = held("count", event=event)
    asked = query("articles reached", language="fr", spoken="Combien d'articles atteints ?", labels=labels)
    found = tally(replace(asked, intent=replace(asked.intent, documents=("cbd",))), shelf)
    assert sum(len(one.parts) for one in found) == counted


@pytest.mark.parametrize(
    ("language", "spoken", "counted"),
    [("ar", "كم عدد الأهداف؟", "targets"), ("fr", "Combien d'objectifs ?", "goals")],
)
def test_one_word_is_another_thing_in_another_language(
    query: Ask, language: str, spoken: str, counted: str
) -> None:
    """What is an objective in Arabic is a target of the framework, whose goals have a word of their own."""
    shelf = Shelf(
        (*PROVISIONS, provision("gbf/goal-a", "A.", "goal"), provision("gbf/target-1", "One.", "target"))
    )
    shelf.documents["gbf"] = Document("gbf", "framework", "Framework", "Framework")
    asked = query("?", language=language, spoken=spoken, labels=held("count"), documents=("gbf",))
    assert [one.name for one in tally(asked, shelf)] == [counted]


def test_a_title_stands_for_its_article(shelf: Shelf, query: Ask) -> None:
    """The catalogue entry is what is listed, where there is one."""
    (found,) = tally(query("How many articles?", labels=held("count"), documents=("cbd",)), shelf)
    assert [part.locator for part in found.parts] == ["cbd/art-2", "cbd/art-3", "cbd/art-4/catalogue"]


@pytest.mark.parametrize(
    ("text", "sessions", "counted"),
    [
        ("How many COPs have been held?", (), 1),
        ("How many countries are in the COP?", (), 0),
        ("How many COPs like COP 1?", (1,), 0),
    ],
)
def test_meetings_are_counted_by_their_name(
    shelf: Shelf, query: Ask, text: str, sessions: tuple[int, ...], counted: int
) -> None:
    """COPs are meetings, where none of them is named and nobody counts what comes to them."""
    concepts = (concepts_by_id()[COP],)
    found = tally(query(text, labels=held("count", count=0.9), concepts=concepts, sessions=sessions), shelf)
    assert sum(len(one.parts) for one in found) == counted


def test_protocols_of_another_treaty_are_not_counted(shelf: Shelf, query: Ask) -> None:
    """A question about the Kyoto Protocol is not about ours."""
    labels = held("count", count=0.9)
    shelf.by_locator["cartagena-protocol/art-1"] = shelf.by_locator["nagoya-protocol/art-1"]
    assert tally(query("how many protocols", labels=labels), shelf)
    asked = query("how many protocols", spoken="Сколько у Киотского протокола?", labels=labels)
    assert tally(asked, shelf) == ()


def test_what_can_be_counted_is_told_apart_by_its_words() -> None:
    """No word stands for two things."""
    words = [word for thing in countables() for word in thing.words]
    assert len(words) == len(set(words))


def test_one_word_for_goal_and_target_counts_where_a_framework_is_named(query: Ask) -> None:
    """ "أهداف" are the targets of the framework, and the objectives of the Convention, which is searched."""
    targets = [provision(f"gbf/target-{n}/catalogue", "Pollution.", "catalogue") for n in (1, 2)]
    shelf = Shelf([*targets, *PROVISIONS])
    shelf.documents["gbf"] = Document("gbf", "framework", "The Framework", "Framework")
    (found,) = tally(query("how many aims", labels=held("count"), documents=("gbf",)), shelf)
    assert (found.whole, len(found.parts)) == ("gbf", 2)
    assert tally(query("how many aims", labels=held("count"), documents=("cbd",)), shelf) == ()


def test_numbers_in_words_ask_for_nothing_else(query: Ask, shelf: Shelf) -> None:
    """ "The three articles" are all of them."""
    (found,) = tally(query("List the three articles", labels=held("list"), documents=("cbd",)), shelf)
    assert len(found.parts) == 3


ANNEX = (
    provision("cbd/annex-2", "Annex II", "annex", leaf=False),
    provision("cbd/annex-2/part-1", "Part 1", "part", heading="ARBITRATION", leaf=False),
    provision("cbd/annex-2/part-2", "Part 2", "part", heading="CONCILIATION", leaf=False),
    *(provision(f"cbd/annex-2/part-1/art-{n}", "A tribunal.", "art") for n in (1, 2, 3)),
    provision("cbd/annex-2/part-2/art-1", "A commission.", "art"),
)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("How many articles does Annex II have?", {"cbd/annex-2/part-1": 3, "cbd/annex-2/part-2": 1}),
        ("how many articles in the part on arbitration of annex II", {"cbd/annex-2/part-1": 3}),
        ("How many articles of Annex II are about wolves?", {}),
        ("How many recitals does Annex II have?", {}),
    ],
)
def test_what_stands_deeper_in_a_provision_that_is_named_is_counted(
    query: Ask, text: str, counted: dict[str, int]
) -> None:
    """The articles of an annex in two parts, of each its own; of one of them where its heading is said."""
    shelf = Shelf([*PROVISIONS, *ANNEX])
    annex = (shelf.by_locator["cbd/annex-2"],)
    focus = re.sub(r"(?i)annex ii", "", text)
    asked = query(text, labels=held("count"), documents=("cbd",), named=(annex,), focus=focus)
    assert {one.whole: len(one.parts) for one in tally(asked, shelf)} == counted


def test_definitions_are_counted_where_they_stand(query: Ask) -> None:
    """They are the terms of the article on the use of terms, and not the items of any other."""
    article = provision("cbd/art-2/catalogue", "", "catalogue", heading="Use of Terms")
    terms = [
        replace(one, heading="Use of Terms") if one.locator == "cbd/art-2" else one for one in PROVISIONS
    ]
    shelf = Shelf([*terms, article])
    (found,) = tally(query("How many terms are defined?", labels=held("count"), documents=("cbd",)), shelf)
    assert (found.name, [one.locator for one in found.parts]) == (
        "definitions",
        ["cbd/art-2/term-a", "cbd/art-2/term-b", "cbd/art-2/term-c"],
    )
    third = (shelf.by_locator["cbd/art-3"],)
    asked = query("how many terms in article 3", labels=held("count"), documents=("cbd",), named=(third,))
    assert tally(asked, shelf) == ()


@pytest.mark.parametrize(("chance", "counted"), [(0.5, 0), (0.9, 1)])
def test_the_protocol_is_mostly_one_of_them(shelf: Shelf, query: Ask, chance: float, counted: int) -> None:
    """ "What is the Protocol?" is asked back; in Chinese, which has no plural, all of them may be meant."""
    shelf.by_locator["cartagena-protocol/art-1"] = shelf.by_locator["nagoya-protocol/art-1"]
    asked = query("what protocol", labels=held("count", count=chance), vague=True)
    assert len(tally(asked, shelf)) == counted
