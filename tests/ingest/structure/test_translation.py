"""A text in another language has the locators of the English one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.model import Document
from ingest.structure.translation import read_translation

TEXTS = {
    "fr": "Préambule\n\nReconnaissant les chaises,\n\n"
    "Article premier. Objet\n\n1. Assis.\n\nArticle 2. Termes\n\n1. Debout.\n",
    "es": "Preámbulo\n\nReconociendo las sillas,\n\n"
    "Artículo 1. Objeto\n\n1. Sentado.\n\nArtículo 2. Términos\n\n1. De pie.\n",
    "ru": "Преамбула\n\nПризнавая стулья,\n\nСтатья 1. Цель\n\n1. Сидя.\n\nСтатья 2. Термины\n\n1. Стоя.\n",
    "zh": "序言\n\n认识到椅子，\n\n第 一 条 目标\n\n1. 坐。\n\n第 二 条 用语\n\n1. 站。\n",
    "ar": "الديباجة\n\nإذ تعترف بالكراسي،\n\nالمادة 1 الهدف\n\n1. جالس.\n\nالمادة 2 المصطلحات\n\n1. واقف.\n",
}


@pytest.mark.parametrize("language", TEXTS)
def test_articles_are_known_by_their_word(write: Callable[..., Path], language: str) -> None:
    """In each language, with numbers in figures or words."""
    document = Document("cbd", "convention", "Convention", "Convention", language=language)
    found = read_translation(write({"text.md": TEXTS[language]}) / "text.md", document)
    assert {"cbd/preamble", "cbd/art-1/para-1", "cbd/art-2/para-1"} <= found.keys()
    assert all(provision.language == language for provision in found.values())


def test_a_word_in_a_sentence_is_no_heading(write: Callable[..., Path]) -> None:
    """It begins small, or goes on after a comma."""
    text = "Article 1. Objet\n\nArticle 2 de la présente,\n\n1. Assis.\n"
    document = Document("cbd", "convention", "Convention", "Convention", language="fr")
    found = read_translation(write({"text.md": text}) / "text.md", document)
    assert [locator for locator in found if "art-2" in locator] == []


def test_a_record_is_no_translation(write: Callable[..., Path]) -> None:
    """It has its own reader."""
    document = Document("cbd", "convention", "Convention", "Convention", language="fr")
    with pytest.raises(SourceError, match=r"a\.json: files of type"):
        read_translation(write({"a.json": "{}"}) / "a.json", document)
