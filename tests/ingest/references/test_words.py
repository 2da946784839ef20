"""One language a file, all of one shape, and no word with two meanings."""

import shutil
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.references.words import FOLDER, read_words, words
from ingest.spelling import normal
from ingest.vocabulary import LANGUAGES

TABLES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}


def shape(table: object) -> object:
    """The keys of a table, at every depth, in their order."""
    return [(key, shape(value)) for key, value in table.items()] if isinstance(table, dict) else None


def test_every_language_of_the_project_has_a_file() -> None:
    """And no other."""
    assert set(TABLES) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_files_have_one_shape(language: str) -> None:
    """So that one can be held beside another."""
    assert shape(TABLES[language]) == shape(TABLES["en"])


def test_a_word_calls_one_thing() -> None:
    """In all languages together: a reference does not say which one it is in."""
    meanings: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table in TABLES.values():
        for kind, counts in table["units"].items():
            for count, found in counts.items():
                for word in found:
                    meanings[normal(word)].add((kind, count))
    assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("word", "unit"),
    [
        ("article", ("art", "one")), ("paragraphes", ("para", "many")), ("пунктами", ("para", "any")),
        ("والفقره", ("para", "any")), ("附件", ("annex", "one")), ("sub paragraph", ("item", "one")),
        ("house", None), ("дом", None),
    ],
)  # fmt: skip
def test_units_are_known_with_their_endings(word: str, unit: tuple[str, str] | None) -> None:
    """Normalised as a text is; endings and Arabic prefixes are understood."""
    assert words().unit(word) == unit


def test_small_words_of_all_languages_are_together() -> None:
    """Where a text may have any of them."""
    assert {"and", "et", "и", "和"} <= words().and_
    assert {"of", "de", "من", "的"} <= words().of
    assert words().letters["в"] == "c"
    assert words().suffixes["条"] == "art"


@pytest.mark.parametrize("damage", ["missing", "broken"])
def test_words_that_cannot_be_used_are_named(tmp_path: Path, damage: str) -> None:
    """The language whose file is missing, the file that is no TOML."""
    folder = shutil.copytree(FOLDER, tmp_path / "words")
    if damage == "missing":
        (folder / "fr.toml").unlink()
    else:
        (folder / "fr.toml").write_text("[units", encoding="utf-8")
    with pytest.raises(SourceError, match="fr"):
        read_words(folder)
