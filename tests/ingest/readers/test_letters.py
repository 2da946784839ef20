"""Letters set right: what was drawn twice, what cannot be seen, and lines from right to left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.letters import seen_order, set_right, undoubled


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("BBOOLLDD", "BOLD"),
        ("BBOOLLDD TTEEXXTT ooff 22002200", "BOLD TEXT of 2020"),
        ("TTJJ  bboolldd", "TJ  bold"),
        ("1.2 NNAATTIIOONNAALL PPLLAANN and the rest", "1.2 NATIONAL PLAN and the rest"),
        ("B B O O L L D D", "BOLD"),
        ("B B O O L L D D   W W O O R R D D S S", "BOLD WORDS"),
        ("NNOO OOBBJJ", "NO OBJ"),
    ],
)
def test_bold_of_two_letters_has_each_once(line: str, words: str) -> None:
    """In a whole line or in some of its words, glued or set apart."""
    assert undoubled(line) == words


@pytest.mark.parametrize(
    "line",
    [
        "In ccxxii cases", "1122 3344 5566", "the colour aabbcc of it", "a a b b", "oo", "11", "AA BB",
        "xxxxxx xxxxxx", "A B C D E F", "1 1 2 2", "The committee will meet all too soon", "-- -- --",
        "5500 6600 7700 8800", "",
    ],
)  # fmt: skip
def test_words_that_only_look_doubled_stay(line: str) -> None:
    """Roman numbers, codes, grades, rules of a table."""
    assert undoubled(line) == line


@given(st.text(st.characters(categories=["Lu", "Ll", "Nd", "Po"]), max_size=40))
def test_no_letter_is_made_up(line: str) -> None:
    """What is left was there, in its order."""
    letters = iter(line)
    assert all(letter in letters for letter in undoubled(line) if not letter.isspace())


def test_a_soft_hyphen_stays_at_the_end_of_a_line_only() -> None:
    """There it says that a word goes on; inside a word it says nothing, as controls do."""
    assert set_right(["bio\u00addiver\u00ad", "si\x07ty\u200b"]) == ["biodiver\u00ad", "sity"]


def test_ligatures_and_full_width_letters_are_plain() -> None:
    """A search for the words finds them; Chinese marks stay as they are."""
    assert set_right(["eﬃcient ﬁnance", "Ａ１２、（第３条）", "𝐁𝐨𝐥𝐝"]) == [
        "efficient finance",
        "A12、（第3条）",
        "Bold",
    ]


ARABIC = ["استراتيجية التنوع البيولوجي الوطنية (2030) لحماية الطبيعة", "الأطراف المتعاقدة في الاتفاقية CBD"]


@pytest.mark.parametrize("lines", [ARABIC, ["ילקוט הכללים של המדינה (2020)", "שמירת עולם החי בארץ"]])
def test_lines_in_the_order_in_which_they_are_seen_are_turned(lines: list[str]) -> None:
    """Numbers, names in Latin letters and brackets among them; lines in the order of reading stay."""
    mirrored = str.maketrans("()", ")(")
    seen = []
    for line in lines:
        back = line[::-1].translate(mirrored)
        for word in ("2030", "2020", "CBD"):
            back = back.replace(word[::-1], word)
        seen.append(back)
    assert seen_order(seen)
    assert set_right(seen) == lines
    assert set_right(lines) == lines


def test_forms_of_arabic_letters_tell_their_order() -> None:
    """A final form that opens a word: the line is turned, and then its forms become letters."""
    assert set_right(["ﺔﻴﻗﺎﻔﺗﻻﺍ"]) == ["الاتفاقية"]


def test_a_ligature_of_lam_and_alef_that_was_turned_is_turned_back() -> None:
    """No Arabic word begins so."""
    assert set_right(["من اإلنسان إلى األرض"]) == ["من الإنسان إلى الأرض"]


CUT = [
    "Title one implements the treaty and makes certai n", "technical amendments of the law that provid e",
    "appropriate references and links to th e", "treaty and creates two new prohibitions of th e",
    "circumvention of technological measures, used b y", "owners of works to protect thei r",
    "works, and one on tampering with informatio n", "of the law by their owners, with a new plan o f",
    "penalties that certain owners provide, and gives a", "study to the office as part of plan a",
]  # fmt: skip


def test_last_letters_that_were_set_apart_are_with_their_words() -> None:
    """As justified lines have them; an "a" that stands for itself stays alone."""
    ends = [line.rsplit(" ", 1)[-1] for line in set_right(CUT)]
    assert ends == ["certain", "provide", "the", "the", "by", "their", "information", "of", "a", "a"]


def test_a_few_letters_at_line_ends_stay_alone() -> None:
    """Where most lines end in words, "th e" is left as it is: nobody can tell."""
    lines = ["This is a line of the usual length and kind"] * 180 + ["that gives a plan b"] * 12
    assert set_right(lines) == lines
