"""Pieces of text where they were drawn become lines."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.placed import Placed, lines_of


def texts(*pieces: tuple[str, float, float]) -> list[str]:
    """The lines that pieces of 10 points make."""
    return [line.text for line in lines_of(Placed(text, x, y, 10) for text, x, y in pieces)]


def test_pieces_run_on_until_a_break() -> None:
    """A line begins where its first words do."""
    pieces = [
        Placed("", 0, 0, 12),
        Placed("In ", 72, 700, 10),
        Placed("bold\n", 90, 700, 12),
        Placed("b", 72, 688, 10),
    ]
    assert lines_of(pieces) == (Placed("In bold", 72, 700, 10), Placed("b", 72, 688, 10))


def test_letters_drawn_one_by_one_are_a_word() -> None:
    """Each on a line of its own, as some programs leave them; a gap between them is a blank."""
    letters = [(f"{letter}\n", 72 + 5.5 * at, 700) for at, letter in enumerate("annex of")]
    assert texts(*letters) == ["annex of"]
    assert texts(("an\n", 72, 700), ("annex\n", 87, 700)) == ["an annex"]


def test_what_is_drawn_twice_is_read_once() -> None:
    """Letter by letter, word by word, or all of it again, half a point to the right."""
    assert texts(("B\n", 72, 700), ("B\n", 72.4, 700), ("O\n", 79, 700), ("O\n", 79.4, 700)) == ["BO"]
    assert texts(("Bold words\n", 72, 700), ("Bold words\n", 72.4, 700)) == ["Bold words"]
    assert texts(("Total\n", 72, 700), ("Total\n", 72, 700)) == ["Total"]


def test_a_shadow_is_no_second_word() -> None:
    """However far it falls for its size; drawn in one piece or in several, before or behind the words."""
    title = Placed("National Strategy\n", 72, 760, 24)
    shadow = Placed("National Strategy\n", 75.5, 756.5, 24)
    words = [Placed("National ", 74, 758, 24), Placed("Strategy\n", 177, 758, 24)]

    for drawn in ([title, shadow], [title, *words], [*words, title]):
        assert ["".join(line.text.split()) for line in lines_of(drawn)] == ["NationalStrategy"]


def test_words_drawn_twice_on_end_are_read_once() -> None:
    """As they come where the pen only went back; what is no word may repeat itself."""
    assert texts(("Total amountTotal amount\n", 72, 700)) == ["Total amount"]
    assert texts(("000000000000\n", 72, 700)) == ["000000000000"]
    assert texts(("papa papa\n", 72, 700)) == ["papa papa"]


def test_the_same_words_below_or_behind_are_no_shadow() -> None:
    """The next line of a list, the next word of a line, a note in small letters beside the word."""
    assert texts(("forest\n", 72, 700), ("forest\n", 72, 688)) == ["forest", "forest"]
    assert texts(("more forest ", 72, 700), ("forest\n", 130, 700)) == ["more forest forest"]
    lines = lines_of([Placed("forest\n", 72, 700, 10), Placed("forest\n", 75, 701, 6)])
    assert " ".join(line.text for line in lines).count("forest") == 2


def test_the_same_words_elsewhere_are_read_again() -> None:
    """Two letters alike in one word, two cells, two lines."""
    assert texts(("l\n", 72, 700), ("l\n", 74.8, 700)) == ["ll"]
    assert texts(("l", 72, 700), ("l\n", 72, 700)) == ["ll"]
    assert texts(("yes\n", 72, 700), ("yes\n", 172, 700)) == ["yes", "yes"]
    assert texts(("yes\n", 72, 700), ("yes\n", 72, 688)) == ["yes", "yes"]


def test_columns_and_cells_stay_apart() -> None:
    """What stands on one level with a wide gap between is no sentence."""
    assert texts(("left column\n", 72, 700), ("right column\n", 320, 700)) == ["left column", "right column"]


@given(st.lists(st.tuples(st.text("ab \n", max_size=6), st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_no_word_is_lost_and_none_made_up(drawn: list[tuple[str, int, int]]) -> None:
    """But for what stands where the same words stand already."""
    pieces = [Placed(text, 60.0 * x, 20.0 * y, 10) for text, x, y in drawn]
    once = list(dict.fromkeys((p.text.strip(), p.x, p.y) for p in pieces if len(p.text.strip()) > 1))
    kept = sum(len(words) for words, _, _ in once if not set(words) & {" ", "\n"})
    found = "".join("".join(line.text.split()) for line in lines_of(pieces))
    total = sum(len("".join(p.text.split())) for p in pieces)
    assert kept <= len(found) <= total
