"""Lines that open articles, told by their numbers."""

from ingest.readers.article_runs import article_lines


def test_each_opens_the_next_article_whatever_stands_before() -> None:
    """A note without an end mark, the words of a chapter; one that was repealed may be left out."""
    lines = [
        "Artículo 1. Objeto.", "Reformado DOF 1999", "Artículo 2.- Se crea", "CAPÍTULO II", "Artículo 4: El",
        "x", "Artículo 4 bis. Más",
    ]  # fmt: skip
    assert article_lines(lines) == {0, 2, 4, 6}


def test_a_line_of_a_sentence_opens_none() -> None:
    """Without a mark, in small letters, with a comma, of another number."""
    sentences = ["Artículo 4 de la ley", "artículo 4. La", "Artículo 4.º, do Boletim", "Artículo 40. El que"]
    opened = ["Artículo 1. A", "Artículo 2. B", "Artículo 3. C"]
    for words in sentences:
        assert article_lines([*opened, words]) == {0, 1, 2}


def test_few_are_chance() -> None:
    """Two may be quoted."""
    assert article_lines(["Article 1. The", "Article 2. Each"]) == frozenset()


def test_a_list_of_contents_and_the_text_count_from_one() -> None:
    """And a code from the first of each letter."""
    twice = ["Article 1. A", "Article 2. B", "Article 1. A", "Article 2. B"]
    code = ["Article L110-1. A", "Article L110-2. B", "Article L111-1. C", "Article R110-1. D"]
    assert article_lines(twice) == article_lines(code) == {0, 1, 2, 3}


def test_a_gap_that_a_scan_left_does_not_hide_what_follows() -> None:
    """Where two go on from each other they are articles, however many are missing before."""
    lines = ["Article 1: A", "Article 2: B", "Article 30: C", "Article 31: D", "Article 50: E"]
    assert article_lines(lines) == {0, 1, 2, 3}
