import pytest

from evaluation.cover import LARGEST, GoldText, covered, fold, items, marked, overlap

SENTENCE = "Parties shall promote cooperation"
LIST = (
    "The Parties shall:\n(a) promote scientific education everywhere;\n(b) encourage research in all "
    "countries."
)


def gold(*texts: str, **changes) -> GoldText:
    """A gold entry of Article 1."""
    return GoldText("cbd", "cbd/art-1", texts, **changes)


def test_fold():
    """White space and case do not matter."""
    assert fold("  Parties\n SHALL ") == "parties shall"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("cbd", "All PARTIES shall\npromote  cooperation.", (0,)),
        ("deck", "All Parties shall promote cooperation.", ()),
        ("cbd", "All Parties shall promote cooperatiom.", ()),
        ("cbd", "", ()),
    ],
)
def test_a_quote_is_covered_by_its_source_only(source, text, expected):
    """The same sentence from another source, or with one letter changed, covers nothing."""
    assert covered(source, text, [gold(SENTENCE)]) == expected


def test_any_quote_will_do():
    """Of several good quotes one is enough."""
    assert covered("cbd", "x second good span y", [gold("first good span", "second good span")]) == (0,)


def test_no_text_covers_nothing():
    """Gold whose text is not known is never covered."""
    assert covered("cbd", SENTENCE, [gold()]) == ()


def test_items_of_a_list():
    """Lines identify items; a chapeau and very short lines do not; a text of one line has none."""
    assert items(LIST) == [
        "(a) promote scientific education everywhere;",
        "(b) encourage research in all countries.",
    ]
    assert items(SENTENCE) == []
    assert items("1. x\n2. yes") == []


def test_gold_of_several_items_is_covered_by_one_of_them():
    """Citing an item of a list overlaps the list; citing its chapeau, which many articles share, does not."""
    article = gold(LIST, whole=True)
    assert covered("cbd", "(a) promote scientific education everywhere;", [article]) == (0,)
    assert covered("cbd", "encourage research in all countries.", [article]) == (0,)
    assert covered("cbd", "The Parties shall:", [article]) == ()
    assert covered("cbd", "The Parties shall:\n(a) do something else entirely and for ever.", [article]) == ()


def test_half_of_a_whole_provision():
    """A chunk that cuts a provision covers it when it holds at least half of it in one piece; a gold quote
    must be held whole.
    """
    text = "abcdefghij" * 4
    assert covered("cbd", "before " + text[:20], [gold(text, whole=True)]) == (0,)
    assert covered("cbd", "before " + text[:19], [gold(text, whole=True)]) == ()
    assert covered("cbd", "before " + text[:39], [gold(text)]) == ()


def test_a_much_larger_text_does_not_count():
    """2,000 characters are allowed around any gold, and 4 times the gold provision around a long one."""
    assert covered("cbd", SENTENCE + " " + "x" * (LARGEST - len(SENTENCE) - 1), [gold(SENTENCE)]) == (0,)
    assert covered("cbd", SENTENCE + " " + "x" * (LARGEST - len(SENTENCE)), [gold(SENTENCE)]) == ()
    assert covered("cbd", SENTENCE + " " + "x" * LARGEST, [gold(SENTENCE, size=600)]) == (0,)


def test_the_whole_document_does_not_count():
    """A passage that merely holds the document is no citation, unless the gold is most of that document."""
    document = f"{SENTENCE}. {'y' * 100}"
    size = len(document)
    assert covered("cbd", document, [gold(SENTENCE, document_size=size)]) == ()
    assert covered("cbd", document, [gold(SENTENCE, size=size // 2 + 1, document_size=size)]) == (0,)
    assert covered("cbd", document[: size // 2], [gold(SENTENCE, document_size=size)]) == (0,)


def test_gold_held_together_is_weighed_together():
    """A container is not too large for the items that it holds all together."""
    parts = [letter * 40 for letter in "abc"]
    container = " ".join(parts)
    golds = [gold(part, document_size=len(container)) for part in parts]
    assert covered("cbd", container, golds) == (0, 1, 2)
    assert covered("cbd", container, golds[:1]) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abcd", "bc", 2),
        ("bc", "abcd", 2),
        ("abcd", "cdef", 2),
        ("cdef", "abcd", 2),
        ("abc", "xyz", 0),
        ("", "abc", 0),
    ],
)
def test_overlap(one, other, expected):
    """One in the other, or the end of one is the beginning of the other."""
    assert overlap(one, other) == expected


def test_marked_characters():
    """The characters that stand in another text are marked: 33 of 45 here, all where the text lies in the
    other, none elsewhere.
    """
    text = f"{SENTENCE} at all times"
    assert int(marked(text, [SENTENCE]).sum()) == len(SENTENCE) == 33
    assert marked(SENTENCE, [text]).all()
    assert not marked(text, ["something else"]).any()
    assert not marked(text, []).any()


def test_gold_is_covered_from_any_place_that_is_equally_good():
    """By the words and the source of that place; one entry counts once."""
    other = GoldText("deck", "deck/slide-1", ("the words of the slide",))
    either = gold(SENTENCE, others=(other,))
    assert either.places == (either, other)
    assert covered("cbd", SENTENCE, [either]) == (0,)
    assert covered("deck", "All the words of the slide.", [either]) == (0,)
    assert covered("cbd", "All the words of the slide.", [either]) == ()
    assert covered("deck", SENTENCE, [either]) == ()


def test_the_place_that_is_covered_bounds_the_passage():
    """A long provision elsewhere does not excuse a passage much larger than the short one that it holds."""
    long = GoldText("deck", "deck/slide-1", ("x" * 900,), whole=True, size=900)
    passage = SENTENCE + " " + "y" * LARGEST
    assert covered("cbd", passage, [gold(SENTENCE, size=600)]) == (0,)
    assert covered("cbd", passage, [gold(SENTENCE, others=(long,))]) == ()
