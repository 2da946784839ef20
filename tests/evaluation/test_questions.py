from pathlib import Path

import pytest

from evaluation.questions import Gold, item_record, parse_item, read_questions
from ingest.errors import EvaluationError


def test_reads_every_field(make_set, make):
    """A question comes back with its gold, history, half and line."""
    quoted = [{"source": "cbd", "locator": "cbd/art-18/para-3", "quotes": ["a mechanism"]}]
    (item,) = make_set(
        make.question("q1", history=["Earlier?"], half="dev", disjoint=True) | {"gold": quoted}
    )
    assert item.gold == (Gold("cbd", "cbd/art-18/para-3", ("a mechanism",)),)
    assert (item.history, item.half, item.disjoint, item.line) == (("Earlier?",), "dev", True, 1)


def test_record_round_trip(make):
    """What item_record writes, parse_item reads."""
    item = parse_item(make.question("q1", half="test", lang="fr"))
    assert parse_item(item_record(item)) == item


EITHER = {
    "any_of": [{"source": "cbd", "locator": "cbd/art-1", "quotes": ["aim"]}, "deck/slide-1", "cbd/art-2"]
}


def test_places_that_are_equally_good(make):
    """The first carries the others; a locator alone will do, its document is its source."""
    (gold,) = parse_item(make.question("q1") | {"gold": [EITHER]}).gold
    assert (gold.source, gold.locator, gold.quotes) == ("cbd", "cbd/art-1", ("aim",))
    assert gold.others == (Gold("deck", "deck/slide-1"), Gold("cbd", "cbd/art-2"))
    assert gold.locators == ("cbd/art-1", "deck/slide-1", "cbd/art-2")


def test_several_places_beside_a_single_one(make):
    """Each entry is needed, whichever place of the first it is."""
    item = parse_item(make.question("q1") | {"gold": [EITHER, {"source": "cbd", "locator": "cbd/art-3"}]})
    assert [entry.locators for entry in item.gold] == [
        ("cbd/art-1", "deck/slide-1", "cbd/art-2"),
        ("cbd/art-3",),
    ]
    assert parse_item(item_record(item)) == item


def test_another_place_makes_another_question(make_set, make):
    """By its digest."""
    one, two = (
        make_set(make.question("q1") | {"gold": [{"any_of": ["cbd/art-1", other]}]})
        for other in ("cbd/art-2", "cbd/art-3")
    )
    assert one.digest != two.digest


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"category": "quiz"}, "category 'quiz'"),
        ({"half": "train"}, "'half'"),
        ({"question": " "}, "'question'"),
        ({"answerable": "yes"}, "'answerable'"),
        ({"answerable": False}, "unanswerable question has no gold"),
        ({"gold": []}, "needs gold"),
        ({"gold": [{"source": "deck", "locator": "cbd/art-1"}]}, "belongs to 'cbd'"),
        ({"gold": [{"source": "cbd", "locator": "cbd/chapter-1"}]}, "not a locator"),
        ({"gold": [{"source": "cbd", "locator": "cbd/art-1", "quotes": [""]}]}, "'quotes'"),
        ({"gold": [{"any_of": ["cbd/art-1"]}]}, "two or more places"),
        ({"gold": [{"any_of": ["cbd/art-1", EITHER]}]}, "two or more places"),
        ({"gold": [EITHER | {"source": "cbd"}]}, "nothing stands beside it"),
        ({"gold": [{"any_of": "cbd/art-1"}]}, "'any_of' must be a list"),
        ({"gold": [{"any_of": ["cbd/art-1", "cbd/chapter-1"]}]}, "not a locator"),
        (
            {"gold": [{"any_of": ["cbd/art-1", {"source": "deck", "locator": "cbd/art-2"}]}]},
            "belongs to 'cbd'",
        ),
        ({"gold": [{"any_of": ["cbd/art-1", 7]}]}, "a gold entry is a JSON object"),
        ({"history": "earlier"}, "'history'"),
        ({"answer": "42"}, "unknown field answer"),
    ],
)
def test_mistakes_are_named_by_line(write_set, make, changes, message):
    """A malformed question is refused with the file, the line and the reason."""
    path = write_set(make.question("q1"), "", make.question("q2") | changes)
    with pytest.raises(EvaluationError, match=r"set\.jsonl:3: ") as caught:
        read_questions(path)
    assert message in str(caught.value)


def test_all_mistakes_at_once(write_set, make):
    """Broken JSON and an id given twice are reported together."""
    path = write_set(make.question("q1"), "{not json", make.question("q1"))
    with pytest.raises(EvaluationError, match=r"set\.jsonl:2: not JSON") as caught:
        read_questions(path)
    assert "set.jsonl:3: the id 'q1' was given before, in line 1" in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\xff"])
def test_unusable_files(tmp_path: Path, content):
    """A missing, empty or binary file is one sentence, not a traceback."""
    path = tmp_path / "set.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EvaluationError, match=r"set\.jsonl"):
        read_questions(path)


def test_halves_and_selection(make_set, make):
    """A half and a selection have a digest of their own; what is not there is refused."""
    both = make_set(make.question("q1", half="dev"), make.question("q2", half="test"))
    assert [item.id for item in both.half("test")] == ["q2"]
    assert [item.id for item in both.only(["q1"])] == ["q1"]
    assert len({both.digest, both.half("dev").digest, both.half("test").digest}) == 3
    with pytest.raises(EvaluationError, match="q9"):
        both.only(["q9"])
    with pytest.raises(EvaluationError, match="half"):
        make_set(make.question("q1")).half("dev")
