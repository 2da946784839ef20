"""Ranking: what each retriever and each word about the place of the answer adds to a score."""

from dataclasses import replace

import numpy as np
import pytest

from assistant.asking.rank import LEANING, RETRIEVERS, UNGUIDED, WEIGHTS, features, rank
from assistant.asking.retrieve import Retrieval
from index.interface import Candidates
from ingest.model import Document, GuideEntry, Provenance
from tests.assistant.asking.conftest import PROVISIONS, Shelf, found, provision

NOTHING = dict.fromkeys(WEIGHTS, 0.0)
VECTORS = np.zeros((1, 4), dtype=np.float32)


def scored(query, candidates: Candidates, **weights: float) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """The fused score of each candidate under these weights."""
    ranking = rank(query, Retrieval(candidates, VECTORS), {**NOTHING, **weights})
    return dict(zip(candidates.facts.locators, (float(score) for score in ranking.fused), strict=True))


def test_the_sum_of_the_retrievers(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Each score times its weight; a question of one part counts it as that part too."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5, "cbd/art-3/item-b": 0.25})
    lexical = {**candidates.lexical, "text": np.array([0.0, 4.0], dtype=np.float32)}
    candidates = replace(candidates, lexical=lexical, phrases=np.array([1.0, 0.0], dtype=np.float32))
    found_by = scored(query(), candidates, dense_text=2.0, lexical_text=0.1, phrases=0.5, part_text=1.0)
    assert found_by["cbd/art-3/item-a"] == pytest.approx(2.0 * 0.5 + 0.5 * 1.0 + 1.0 * 0.5)
    assert found_by["cbd/art-3/item-b"] == pytest.approx(2.0 * 0.25 + 0.1 * 4.0 + 1.0 * 0.25)


def test_the_best_part_counts(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Of several parts the one that the candidate answers best; the whole is no part then."""
    candidates = in_parts(shelf, [0.9], [0.2], [0.4])
    asked = query(parts=("one", "two"))
    assert scored(asked, candidates, part_text=1.0) == {"cbd/art-3/item-a": pytest.approx(0.4)}


@pytest.mark.parametrize(
    ("told", "turns", "counts"),
    [
        ({0}, {}, 0.6),  # of the two others the one that it answers best
        ({0, 1}, {}, 0.7),  # the only one that asks, with what leads up to it
        ({0, 1}, {"rewritten": "And the lakes?"}, 0.9),  # but not with the turns before
        ({0, 1, 2}, {}, 0.7),
    ],
)
def test_what_only_leads_up_to_a_question_is_no_part(shelf: Shelf, query, told, turns, counts) -> None:  # type: ignore[no-untyped-def]
    """Of a candidate near to what is told alone that counts only where one part asks after other turns."""
    candidates = in_parts(shelf, [0.7], [0.9], [0.6], [0.2])
    asked = query(parts=("told", "one", "two"), told=frozenset(told), **turns)
    assert scored(asked, candidates, part_text=1.0) == {"cbd/art-3/item-a": pytest.approx(counts)}


def in_parts(shelf: Shelf, *cosines: list[float]) -> Candidates:
    """One candidate, with its cosines to the question and to each of its parts."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5})
    dense = {role: np.array(cosines, dtype=np.float32) for role in candidates.dense}
    return replace(candidates, dense=dense)


def test_each_part_is_ranked_as_if_it_alone_were_asked(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """By the same weights, what speaks for a place among them; the whole question stands first."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5, "nagoya-protocol/art-1": 0.5})
    cosines = np.array([[0.5, 0.25], [0.75, 0.125], [0.0, 0.5]], dtype=np.float32)
    dense = {role: cosines if role == "text" else cosines * 0 for role in candidates.dense}
    candidates = replace(candidates, dense=dense)
    asked = query(documents=("nagoya-protocol",), parts=("one", "two"))
    weights = {**NOTHING, "dense_text": 1.0, "part_text": 1.0, "named_document": 0.25}
    reach = rank(asked, Retrieval(candidates, VECTORS), weights).reach
    assert reach.tolist() == [[1.0, 0.75], [1.5, 0.5], [0.0, 1.25]]


def test_of_a_question_of_one_part_the_reach_is_the_score(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Nothing is reckoned twice."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.5, "nagoya-protocol/art-1": 0.25})
    ranking = rank(query(), Retrieval(candidates, VECTORS), {**NOTHING, "dense_text": 1.0})
    assert ranking.reach.tolist() == [[0.5, 0.25]] == [ranking.fused.tolist()]


@pytest.mark.parametrize("weight", [name.removeprefix("leaning_") for name in LEANING])
def test_a_question_that_leans_has_weights_of_its_own(shelf: Shelf, query, weight: str) -> None:  # type: ignore[no-untyped-def]
    """For what it says itself, and with the turns before; not where it names what it is about."""
    candidates = found(shelf, {"cbd/art-3": 0.5})
    leaning = {weight: 1.0, f"leaning_{weight}": 0.5}
    alone, turns = query(), query(rewritten="And the lakes?")
    assert scored(alone, candidates, **leaning) == {"cbd/art-3": 0.5}
    assert scored(turns, candidates, **leaning) == {"cbd/art-3": 0.75}
    named = replace(turns, named=((shelf.provisions[0],),))
    assert scored(named, candidates, **leaning) == {"cbd/art-3": 0.5}


@pytest.mark.parametrize(
    ("weight", "locator", "intent", "other"),
    [
        ("guide_only", "cbd/art-4", {}, None),
        ("catalogue", "cbd/art-4/catalogue", {}, None),
        ("catalogue_contents", "cbd/art-4/catalogue", {"contents": True}, {}),
        ("catalogue_which", "cbd/art-4/catalogue", {"which_article": True}, {"contents": True}),
        ("catalogue_which", "cbd/art-4/catalogue", {"title": True}, {}),
        ("preamble", "cbd/preamble/recital-1", {}, {"preamble": True}),
        ("named_document", "nagoya-protocol/art-1", {"documents": ("nagoya-protocol",)}, {}),
        ("named_session", "cop-1/dec-3", {"sessions": (1,)}, {"sessions": (2,)}),
        ("session_alone", "cop-1/dec-3", {"sessions": (1,)}, {"sessions": (2,)}),
        ("session_alone", "cop-1/dec-3", {"sessions": (1,)}, {"sessions": (1,), "documents": ("cbd",)}),
        ("term", "cbd/art-2/term-a", {"term": "forests", "defining": True}, {"term": "forests"}),
    ],
)
def test_what_speaks_for_a_place(  # type: ignore[no-untyped-def]
    shelf: Shelf, query, weight: str, locator: str, intent: dict[str, object], other: dict[str, object] | None
) -> None:
    """The weight is added where the intent calls for it, and not where it does not."""
    candidates = found(shelf, {locator: 0.5})
    assert scored(query(**intent), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.75
    if other is not None:
        assert scored(query(**other), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.5


@pytest.mark.parametrize(
    ("weight", "locator", "intent", "other"),
    [
        ("other_document", "cbd/art-3", {"documents": ("nagoya-protocol",)}, {"documents": ("cbd",)}),
        ("other_document", "cbd/art-3", {"documents": ("nagoya-protocol",)}, {}),
        ("own_words", "own/note-1", {}, {"trainer": True}),
        ("trainers_words", "own/note-1", {"trainer": True}, {}),
        ("list", "cbd/art-3", {"enumeration": True}, {}),
        ("catalogue_titled", "cbd/art-3/catalogue", {}, {"title": True}),
        ("catalogue_titled", "cbd/art-3/catalogue", {}, {"which_article": True}),
    ],
)
def test_what_speaks_against_or_for_a_kind(  # type: ignore[no-untyped-def]
    query, weight: str, locator: str, intent: dict[str, object], other: dict[str, object]
) -> None:
    """Another document than the one named, what its author wrote, a whole list, a title alone."""
    note = provision("own/note-1", "A note.", "para", provenance=Provenance.OWN)
    title = provision("cbd/art-3/catalogue", "Duties.", "catalogue", provenance=Provenance.CATALOGUE)
    candidates = found(Shelf([*PROVISIONS, note, title]), {"cbd/art-3": 0.5, locator: 0.5})
    assert scored(query(**intent), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.75
    assert scored(query(**other), candidates, dense_text=1.0, **{weight: 0.25})[locator] == 0.5


def test_an_offices_own_files_are_weighed_apart(query) -> None:  # type: ignore[no-untyped-def]
    """From what trainers wrote and other bodies decided."""
    made = [
        provision(f"{one}/note-1", "A note.", "para", provenance=Provenance.OWN) for one in ("deck", "plan")
    ]
    shelf = Shelf([*PROVISIONS, *made])
    shelf.documents["plan"] = Document("plan", "other", "The Plan", "Plan")
    candidates = found(shelf, {one.locator: 0.5 for one in made})
    scores = scored(query(), candidates, dense_text=1.0, own_words=0.25, office_words=0.125)
    assert scores == {"deck/note-1": 0.75, "plan/note-1": 0.625}


def test_text_without_a_number_and_its_length(query) -> None:  # type: ignore[no-untyped-def]
    """What has no number is weighed; of what has no guide, its length."""
    made = [provision(f"cbd/annex/{kind}-1", "Some words.", kind) for kind in ("text", "para")]
    shelf = Shelf([*PROVISIONS, *made], guides={made[1].locator: GuideEntry(made[1].locator, "", (), ())})
    candidates = found(shelf, {one.locator: 0.5 for one in made})
    scores = scored(query(), candidates, dense_text=1.0, unnumbered=0.25)
    assert scores == {"cbd/annex/text-1": 0.75, "cbd/annex/para-1": 0.5}
    longer = scored(query(), candidates, dense_text=1.0, bare_length=0.1)
    assert longer == pytest.approx({"cbd/annex/text-1": 0.5 + 0.1 * np.log1p(11), "cbd/annex/para-1": 0.5})


@pytest.mark.parametrize(
    ("weight", "role"),
    [
        ("dense_question", "question"),
        ("dense_summary", "summary"),
        ("lexical_text", "text"),
        ("lexical_question", "question"),
        ("lexical_summary", "summary"),
        ("synonym_text", "text"),
        ("synonym_summary", "summary"),
    ],
)
def test_each_role_has_its_own_column(shelf: Shelf, query, weight: str, role: str) -> None:  # type: ignore[no-untyped-def]
    """A score in one role of one retriever is weighed by its name alone."""
    candidates = found(shelf, {"cbd/art-3": 0.0})
    kind = weight.partition("_")[0]
    scores = np.array([[0.5]] if kind == "dense" else [0.5], dtype=np.float32)
    field = {"dense": "dense", "lexical": "lexical", "synonym": "synonyms"}[kind]
    candidates = replace(candidates, **{field: {**getattr(candidates, field), role: scores}})
    assert scored(query(), candidates, **{weight: 2.0})["cbd/art-3"] == 1.0
    others = {name: 2.0 for name in RETRIEVERS if name not in {weight, "dense_best", "part_best"}}
    assert scored(query(), candidates, **others)["cbd/art-3"] == pytest.approx(0, abs=1e-5)


def test_the_best_passage_of_any_role(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """For the whole question, and for the part that fits best."""
    candidates = found(shelf, {"cbd/art-3": 0.25}, vectors=3)
    question = np.array([[0.5], [0.125], [0.75]], dtype=np.float32)
    candidates = replace(candidates, dense={**candidates.dense, "question": question})
    assert scored(query(), candidates, dense_best=1.0)["cbd/art-3"] == 0.5
    assert scored(query(parts=("one", "two")), candidates, part_best=1.0)["cbd/art-3"] == 0.75


@pytest.mark.parametrize("weight", ["dense_text", "part_text", "lexical_text", "phrases"])
def test_a_provision_without_a_guide_has_weights_of_its_own(shelf: Shelf, query, weight: str) -> None:  # type: ignore[no-untyped-def]
    """For what is found in its own words; one that the guide explains has none of them."""
    shelf.guides["cbd/art-3"] = GuideEntry("cbd/art-3", "Plain words.", (), ())
    candidates = found(shelf, {"cbd/art-3": 0.5, "cop-1/dec-3": 0.5})
    half = np.full(2, 0.5, dtype=np.float32)
    candidates = replace(candidates, lexical={**candidates.lexical, "text": half}, phrases=half)
    bare = scored(query(), candidates, **{weight: 1.0, f"bare_{weight}": 0.5, "unguided": 0.125})
    assert bare == {"cbd/art-3": 0.5, "cop-1/dec-3": 0.5 + 0.25 + 0.125}


def test_being_guided_alone_raises_nothing(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """With equal evidence in its text and none in its guide, only the weights of what has none differ."""
    shelf.guides["cbd/art-3"] = GuideEntry("cbd/art-3", "Plain words.", (), ())
    candidates = found(shelf, {"cbd/art-3": 0.5, "cop-1/dec-3": 0.5})
    shared = {name: 1.0 for name in WEIGHTS if name not in UNGUIDED}
    scores = scored(query(), candidates, **shared)
    assert scores["cbd/art-3"] == scores["cop-1/dec-3"] > 0


def test_every_weight_has_a_column(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """In their order, for every candidate."""
    columns = features(query(), found(shelf, {"cbd/art-3": 0.5, "cop-1/dec-3": 0.25}))
    assert columns.shape == (2, len(WEIGHTS))
    assert list(columns[:, WEIGHTS.index("dense_text")]) == [0.5, 0.25]
    assert list(columns[:, WEIGHTS.index("unguided")]) == [1.0, 1.0]


def test_what_is_found_stays_found(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """However much speaks against it."""
    candidates = found(shelf, {"cbd/art-4": 0.5, "cbd/art-3": 0.0})
    against = scored(query(), candidates, dense_text=1.0, guide_only=-9.0)
    assert against["cbd/art-4"] > 0


def test_what_is_unlikely_is_ranked_all_the_same(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Where everything speaks against all, the least unlikely stands first."""
    candidates = found(shelf, {"cbd/art-3/item-a": 0.75, "cbd/art-3/item-b": 0.25, "cop-1/dec-3": 0.5})
    ranking = rank(query(), Retrieval(candidates, VECTORS), {**NOTHING, "dense_text": -1.0})
    ordered = [candidates.facts.locators[row] for row in ranking.order]
    assert ordered == ["cbd/art-3/item-b", "cop-1/dec-3", "cbd/art-3/item-a"]
    assert len(ranking.top(3)) == 3


def test_ties_keep_the_order_of_the_corpus(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """Same corpus, same question, same order."""
    candidates = found(shelf, {"cbd/art-3/item-b": 0.5, "cbd/art-3/item-a": 0.5, "cop-1/dec-3": 0.7})
    ranking = rank(query(), Retrieval(candidates, VECTORS), {**NOTHING, "dense_text": 1.0})
    ordered = [candidates.facts.locators[row] for row in ranking.order]
    assert ordered == ["cop-1/dec-3", "cbd/art-3/item-a", "cbd/art-3/item-b"]


def test_nothing_found(shelf: Shelf, query) -> None:  # type: ignore[no-untyped-def]
    """An empty ranking, not an error."""
    ranking = rank(query(), Retrieval(found(shelf, {}), VECTORS), {**NOTHING, "dense_text": 1.0})
    assert ranking.top(5) == []
