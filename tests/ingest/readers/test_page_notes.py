"""Footnotes of web pages: tied to their paragraph, their marks out of the sentence."""

import pytest

from ingest.readers.html import html_blocks
from ingest.readers.page_notes import PageNotes


def read(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """(text, notes) of the blocks of a page."""
    return [(block.text, block.notes) for block in html_blocks(html, page=True)]


@pytest.mark.parametrize(
    ("reference", "note"),
    [
        ('<sup><a href="#n1">1</a></sup>', '<ol><li id="n1">See the law. <a href="#r1">↩</a></li></ol>'),
        ('<a href="#n1" id="r1"><sup>1</sup></a>', '<p id="n1">1. See the law.</p>'),
        ('<a href="#_n" name="_r"><sup>[1]</sup></a>', '<p><a href="#_r" name="_n">[1]</a> See the law.</p>'),
        ('<a href="#n">[1]</a>', '<aside role="doc-endnotes"><li id="n"><p>See the law.</p></aside>'),
        ('<sup><a href="#n">1</a></sup>', '<footer class="notes"><p id="n"><sup>1</sup> See the law.'),
    ],
)  # fmt: skip
def test_a_note_is_tied_to_the_sentence_that_refers_to_it(reference: str, note: str) -> None:
    """However the page writes both; the number is no part of a word of the sentence."""
    first, last = read(f"<p>Forests grow{reference} fast.</p>{note}")
    assert first == ("Forests grow fast.", ("[1] See the law.",))
    assert last == ("[1] See the law.", ())


def test_a_note_that_two_sentences_refer_to_is_tied_to_both() -> None:
    """Each once, in the order of the sentences."""
    mark, other = ('<sup><a href="#a">a</a></sup>', '<sup><a href="#b">b</a></sup>')
    blocks = read(f'<p>One{mark}.</p><p>Two{other}{mark}{mark}.</p><p id="a">A.</p><p id="b">B.</p>')
    assert blocks[:2] == [("One.", ("[a] A.",)), ("Two.", ("[b] B.", "[a] A."))]


def test_a_note_of_a_cell_is_tied_to_its_table() -> None:
    """The row does not say its number."""
    mark = '<sup><a href="#n">1</a></sup>'
    table = f"<table><tr><td>Oak</td><td>4{mark}</td></tr></table>"
    assert read(f'{table}<p id="n">Counted in May.</p>')[0] == ("| Oak | 4 |", ("[1] Counted in May.",))


@pytest.mark.parametrize(
    "words",
    [
        'See <a href="#part">the second part</a>',
        '10 km<sup>2</sup>',
        'See <sup><a href="#nowhere">1</a></sup>',
        'See <sup><a href="#">1</a></sup>',
        'See <a href="#part">1</a>',
        'See <sup><a href="https://a.org/#part">1</a></sup>',
    ],
)  # fmt: skip
def test_other_links_and_raised_words_stay(words: str) -> None:
    """One that leads to a heading, elsewhere or nowhere, and one that is no number."""
    plain = words.split("<")[0]
    (text, notes), *_ = read(f'<p>{words}.</p><h2 id="part">Part</h2><p>Words.</p>')
    assert (text.startswith(plain), text[-2] in "2t1", notes) == (True, True, ())


def test_marks_are_no_characters_of_a_page() -> None:
    """What a page writes in their place changes nothing."""
    assert read("<p>a\ufdd0l0\ufdd1b<sup><a href='#n'>1</a></sup></p><p id=n>N.</p>")[0][1] == ("[1] N.",)
    assert read("<p>a \ufdd0l5\ufdd1 b</p><p>c &#xFDD0;p7&#xFDD1; d</p>") == [("a l5 b", ()), ("c p7 d", ())]


def test_a_link_back_says_nothing() -> None:
    """An arrow is no word of a note."""
    assert PageNotes().link("r1", "↩\ufe0e", raised=False) == ""
