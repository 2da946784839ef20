"""Headings of articles that were set as text: no words of one article stand at the address of another."""

import re

import pytest

from ingest.model import Document
from ingest.readers.blocks import Block
from ingest.structure.article_lines import parted, with_lines
from ingest.structure.treaty import parse

TREATY = Document("law", "convention", "The Law", "Law")
PAPER = Document("ley", "other", "La Ley", "Ley")


def lines(*texts: str) -> list[Block]:
    """Paragraphs, and headings where they begin with a #."""
    return [Block(text.lstrip("# "), text.count("#", 0, 6)) for text in texts]


def test_an_article_in_one_paragraph_has_its_own_address() -> None:
    """Number, title and words without a break, amid articles that have headings."""
    blocks = lines(
        "# The Law", "Article 1", "In this Act:", "Article 2", "The aim is peace.", "Article 3",
        "It applies here.", "Article 4 Other laws Nothing in this Act touches other laws.",
        "Article 5", "Parties meet.",
        "Article 7 Reports Each Party reports once in each year to all others that have signed the Act.",
        "Article 6", "Parties confer.",
    )  # fmt: skip
    found = {p.locator: p.text for p in parse(TREATY, blocks)[1]}

    assert found["law/art-4"] == "Other laws Nothing in this Act touches other laws."
    assert found["law/art-3"] == "It applies here."
    assert "law/art-7" not in found


@pytest.mark.parametrize(
    "words",
    [
        "Article 4 of the Convention applies.",  # a sentence
        "Article 5 Parties report.",  # not the next
        "Article 3 Parties meet.",  # there already
    ],
)
def test_a_sentence_that_names_an_article_is_none(words: str) -> None:
    """Only the next number before a title."""
    blocks = lines(
        "## Article 1", "A.", "## Article 2", "B.", "## Article 3", "C.", words, "## Article 4", "D."
    )
    assert parted(blocks) == blocks


def test_a_heading_further_down_is_the_article() -> None:
    """What is said of Article 4 before it is no part of it."""
    blocks = lines("## Article 2", "B.", "## Article 3", "Article 4 Parties only.", "## Article 4", "D.")
    assert parted(blocks) == blocks


@pytest.mark.parametrize("word", ["Artículo", "ARTÍCULO", "Artigo", "Статья", "المادة"])
def test_lines_in_other_languages_are_headings(word: str) -> None:
    """At the depth of those that are marked: what stands below one is not cited as part of the one above."""
    blocks = lines(f"## {word} 1", "A.", f"{word} 2", "B.", f"{word} 3.", "C.", f"{word} 3 a 5 y otros;")
    found = with_lines(blocks)

    assert [block.level for block in found] == [2, 0, 2, 0, 2, 0, 0]
    _, provisions = parse(PAPER, [Block("La Ley", 1), *blocks])
    labels = {p.text: (p.locator, p.label) for p in provisions}
    assert labels["B."] == ("ley/art-2", "Ley, Article 2")


def test_a_paragraph_set_as_a_heading_is_the_article_s() -> None:
    """A copy marks all short lines as headings; no word of the article is lost, and a heading stays one."""
    blocks = lines(
        "# The Law", "## Article 1", "In this Act:", "## Article 2", "## 1. Each Party shall:",
        "(a) Meet;", "(b) Report.", "## 2. Reports",
        "They are public.", "## 3. The annex is a part of this Law.", "## Article 3", "It applies here.",
    )  # fmt: skip
    found = {p.locator: p.text for p in parse(TREATY, blocks)[1]}

    assert found["law/art-2/para-1/item-a"] == "Meet;"
    assert found["law/art-2/para-1"].startswith("Each Party shall:")
    assert "The annex is a part of this Law." in found.values()


def test_two_lines_are_chance() -> None:
    """A text that mentions two articles on lines of their own has no outline."""
    blocks = lines("Artículo 3", "A.", "Artículo 4", "B.")
    assert with_lines(blocks) == blocks


WORDS = {
    "ar": (
        *("المادة الأولى: ", "المادة (2) ", "المادة 3 - "),
        *("تحفظ الدولة أنواعها ومياهها.", "الباب الأول أحكام عامة", "السلطات"),
    ),
    "es": (
        *("Artículo 1º.- ", "ARTÍCULO SEGUNDO. ", "Art. 3.- "),
        *("El Estado conserva sus especies.", "Capítulo I. Normas", "Autoridad"),
    ),
    "fr": (
        *("Article premier. ", "Article 2. - ", "Art. 3. "),
        *("L'État conserve ses espèces.", "Chapitre premier", "Autorité"),
    ),
    "pt": (
        *("Art. 1º ", "Artigo 2.º ", "Art. 3º - "),
        *("O Estado conserva as suas espécies.", "Capítulo I", "Autoridade"),
    ),
    "ru": (
        *("Статья 1. ", "Статья 2. ", "Статья 3. "),
        *("Государство сохраняет виды.", "Глава 1. Общие положения", "Орган"),
    ),
    "zh": (*("第一条　", "第二条 ", "第 3 条 "), *("国家保护生物多样性。", "第一章 总则", "权限")),
}


@pytest.mark.parametrize("language", sorted(WORDS))
@pytest.mark.parametrize("marked", ["", "## "])
def test_paragraphs_that_begin_with_an_article_are_its_words(language: str, marked: str) -> None:
    """In every language, below the chapter, whether that is marked or not: no word of the law is lost."""
    *names, words, chapter, _ = WORDS[language]
    said = [f"{words} {count}{words[-1]}" for count in (1, 2, 3)]
    paragraphs = [name + one for name, one in zip(names, said, strict=True)]
    text, provisions = parse(PAPER, lines("# La Ley", f"{marked}{chapter}", *paragraphs))
    found = {p.locator: p.text for p in provisions}

    assert [found[f"ley/head-1/art-{count}"] for count in (1, 2, 3)] == said
    assert all("".join(part.split()) in "".join(text.split()) for part in paragraphs)


@pytest.mark.parametrize("language", sorted(WORDS))
def test_lines_of_articles_have_their_titles_in_every_language(language: str) -> None:
    """Those that stand on the next line, too."""
    *names, words, _, title = WORDS[language]
    below = [part for name in names for part in (name.strip(" -:.　"), title, words)]
    found = {p.locator: (p.heading, p.text) for p in parse(PAPER, lines("# La Ley", *below))[1]}

    assert [found[f"ley/art-{count}"] for count in (1, 2, 3)] == [(title, words)] * 3


def test_a_law_that_quotes_articles_of_another_keeps_its_own_order() -> None:
    """What it puts into the other law is part of its own article."""
    blocks = lines(
        "# La Ley", "Artículo 1. Modifícase la ley 9.", "Artículo 14. El Estado paga.",
        "Artículo 2. Rige desde hoy.", "Artículo 3. Publíquese.",
    )  # fmt: skip
    found = {p.locator: p.text for p in parse(PAPER, blocks)[1]}

    assert "Artículo 14. El Estado paga." in found["ley/art-1"]
    assert found["ley/art-2"] == "Rige desde hoy."
    assert "ley/art-14" not in found


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("第{}条 国家。", "第五条规定国家保护。"),
        ("المادة {}: الدولة.", "المادة 5 من الاتفاقية تنطبق هنا."),
        ("Artículo {}. El Estado.", "Artículo 5 de la ley rige aquí."),
    ],
)
def test_a_sentence_that_begins_with_an_article_is_no_heading(name: str, sentence: str) -> None:
    """It speaks of it, be it the next one."""
    blocks = lines(*(name.format(count) for count in (1, 2, 3, 4)), sentence)

    assert [block.text for block in with_lines(blocks) if not block.level][-1] == sentence
    assert not with_lines(blocks)[-1].level


def found_in(*texts: str) -> list[str]:
    """The locators of a paper of these lines."""
    return [p.locator for p in parse(PAPER, with_lines(lines(*texts)))[1]]


def test_the_articles_of_a_code_count_anew_with_each_letter() -> None:
    """Laws, decrees and decisions, each in parts."""
    found = found_in(
        "Article L110-1", "A.", "Article L110-1-1", "B.", "Article L. 120-3", "C.", "Article R110-1", "D.",
        "Article D. 411-3", "E.",
    )  # fmt: skip
    names = ["art-l110-1", "art-l110-1-1", "art-l120-3", "art-r110-1", "art-d411-3"]
    assert [name for name in found if "art-" in name] == [f"ley/{name}" for name in names]


def test_a_decree_may_have_two_articles() -> None:
    """The first and the second; two others are chance."""
    assert "ley/art-2" in found_in("Artículo 1. Se crea el fondo.", "Artículo 2. La norma se aplica.")
    assert "ley/art-6" not in found_in("Artículo 5. Se crea el fondo.", "Artículo 6. La norma se aplica.")


def test_the_rest_of_a_sentence_is_no_article() -> None:
    """A line that was wrapped before "artigo 5.º, do Boletim"."""
    found = found_in(
        "Artigo 1.º", "A.", "Artigo 2.º", "Nos termos do", "artigo 5.º, do Boletim, para", "Artigo 3.º", "C.",
        "Artigo 4.º", "D.", "Artigo 5.º", "E.",
    )  # fmt: skip
    assert [name for name in found if name.endswith("art-5")] == ["ley/art-5"]
    assert not [name for name in found if "~" in name]


def test_a_chapter_stands_above_its_articles_however_deep_it_was_printed() -> None:
    """A reader of unmarked lines gives it the depth of a heading below."""
    found = found_in(
        "Artículo 1. A.", "Artículo 2. B.", "###### CAPÍTULO II", "Artículo 3. C.", "Artículo 4. D."
    )
    assert "ley/head-1/art-3" in found


def test_the_name_of_an_article_in_the_last_row_of_a_table_heads_what_follows() -> None:
    """Word files that set each article in a table put the next one's name below it; a cell that names an
    article in a sentence, or one of several cells, stays where it is.
    """
    found = found_in(
        "Artigo 1.º Objeto", "| 1 - Para os efeitos. |\n| Artigo 2.º Âmbito |", "| 1 - Aplica-se. |",
        "| CAPÍTULO II Fins |  |\n| Artigo 3.º Fim |  |", "C.", "Artigo 4.º Taxas",
        "| Valor | Artigo 9.º |\n| 20 | Artigo 9.º Taxa |", "D.",
    )  # fmt: skip
    articles = ["ley/art-1", "ley/art-2", "ley/head-1/art-3", "ley/head-1/art-4"]
    assert [name for name in found if re.search(r"art-\d$", name)] == articles


def test_a_row_of_blanks_is_looked_at_once() -> None:
    """However long it is: nothing is tried again at each blank of it."""
    table = lines("Artículo 1. A.", "Artículo 2. B.", "Artículo 3. C.", "| a |\n| " + " " * 200_000)
    assert len(with_lines(table)) == len(table) + 3
