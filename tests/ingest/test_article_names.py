"""The names of articles in every language: their numbers, and where they end."""

import pytest

from ingest.article_names import counted, read_name
from ingest.structure.headings import read_heading


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Artículo 1º.- Objeto", "1", "Objeto"),
        ("ARTÍCULO PRIMERO. Objeto", "1", "Objeto"),
        ("Artículo vigésimo primero. X", "21", "X"),
        ("Artículo 1o. Objeto", "1", "Objeto"),
        ("Artículo 6 bis. X", "6-bis", "X"),
        ("Art. 10-A. X", "10a", "X"),
        ("Art. 5º Esta Lei", "5", "Esta Lei"),
        ("Article premier. Objet", "1", "Objet"),
        ("Art. 121 K. - Objet", "121k", "Objet"),
        ("Art. 23 L bis. Objet", "23l-bis", "Objet"),
        ("Article 6 bis A", "6-bis-a", ""),
        ("Article 1er. La loi", "1", "La loi"),
        ("Article 2-1. - X", "2-1", "X"),
        ("Article 131-26-2", "131-26-2", ""),
        ("Art. 4.2.1. Scope", "4.2.1", "Scope"),
        ("Article L110-1", "l110-1", ""),
        ("Article L. 110-1-1", "l110-1-1", ""),
        ("Art. R.* 111-1. Le règlement", "r111-1", "Le règlement"),
        ("Article LO 6213-1 bis", "lo6213-1-bis", ""),
        ("Artículo 17.4 (*): Estructura", "17.4", "Estructura"),
        ("Статья 12. Права", "12", "Права"),
        ("Статья 5.1. О", "5.1", "О"),
        ("المادة (1): نص", "1", "نص"),
        ("المــادة ٤", "4", ""),
        ("المادة الحادية عشرة", "11", ""),
        ("第十二条　国家", "12", "国家"),
        ("第一百零三条之一 国家", "103-1", "国家"),
        ("第 5 条", "5", ""),
        ("第十二條 定義", "12", "定義"),
    ],
)
def test_a_name_says_its_number_and_its_end(text: str, number: str, rest: str) -> None:
    """Figures, words and ordinals of each language, and what marks an article put in later."""
    name = read_name(text)

    assert name is not None
    assert (name.number, text[name.end :], name.apart) == (number, rest, True)


@pytest.mark.parametrize(
    "text", ["Articles 3 and 4", "Article 12.05.2020", "Artículo único", "Artigos 2 e 3", "条", ""]
)
def test_what_names_no_one_article_is_none(text: str) -> None:
    """Several, a date, and other words."""
    assert read_name(text) is None


@pytest.mark.parametrize("text", ["المادة 5 من الاتفاقية", "第五条规定", "Artículo 3 a 5"])
def test_words_that_go_on_are_not_apart(text: str) -> None:
    """Then the text speaks of the article."""
    name = read_name(text)

    assert name is not None
    assert not name.apart


def test_headings_are_read_by_these_names() -> None:
    """With their titles, and what was put in later apart from what was there."""
    found = read_heading("Artículo 7º. Acceso a los recursos")
    later = read_heading("Article 2-1. Annual reports")

    assert found is not None
    assert later is not None
    assert (found.kind, found.number, found.title) == ("art", "7", "Acceso a los recursos")
    assert (later.number, later.title) == ("2-1", "Annual reports")


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Article 121 K", "121k", ""),
        ("Article 121 KA. Objet", "121ka", "Objet"),
        ("Article 23 L bis", "23l-bis", ""),
        ("Article 50 septies", "50-septies", ""),
        ("Article 50 bis A", "50-bis-a", ""),
        ("Article 5 A new rule", "5", "A new rule"),
        ("Article 5 EU law", "5", "EU law"),
    ],
)
def test_letters_behind_a_number_are_of_it_where_nothing_follows(text: str, number: str, title: str) -> None:
    """As codes number articles that were put in later: two of them never share an address."""
    found = read_heading(text)

    assert found is not None
    assert (found.number, found.title) == (number, title)


@pytest.mark.parametrize(("number", "place"), [("12", ("", 12)), ("l110-1", ("l", 110)), ("6-bis", ("", 6))])
def test_a_text_counts_the_articles_of_each_letter(number: str, place: tuple[str, int]) -> None:
    """A code in parts begins anew with each."""
    assert counted(number) == place


def test_a_name_behind_which_a_sentence_goes_on_with_a_comma_is_no_heading() -> None:
    """A wrapped line says "artigo 29.º, do Boletim"."""
    assert read_heading("artículo 80, los intereses") is None
