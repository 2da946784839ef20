"""The words by which the parts of a decision are known: one file a language, all of one shape."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.references.act_words import FOLDER, act_words, any_of, read_act_words
from ingest.vocabulary import UN_LANGUAGES


def test_every_un_language_has_its_file() -> None:
    """And no other file lies there."""
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(UN_LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "The Conference of the Parties,", "La Conférence des Parties,", "La Conferencia de las Partes,",
        "Конференция Сторон,", "缔约方会议，", "إن مؤتمر الأطراف،", "The General Assembly,",
        "L’Assemblée générale,", "The Meeting of the Parties decides",
    ],
)  # fmt: skip
def test_a_body_opens_its_decision(text: str) -> None:
    """In six languages."""
    assert act_words().opening.match(text)


@pytest.mark.parametrize(
    "text", ["the Conference of the Parties,", "Conference of the Parties", "The Parties,"]
)
def test_a_sentence_does_not(text: str) -> None:
    """Nor a line of a cover."""
    assert not act_words().opening.match(text)


@pytest.mark.parametrize(
    ("text", "month", "year"),
    [
        ("15 December 2018", "December", "2018"), ("1er décembre 2018", "décembre", "2018"),
        ("15 de diciembre de 2018", "diciembre", "2018"), ("15 декабря 2018 года", "декабря", "2018"),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, month: str, year: str) -> None:
    """Each language in its own form."""
    match = act_words().day.fullmatch(text)
    assert match is not None
    assert (match["month"], match["year"]) == (month, year)


def test_words_stand_for_themselves() -> None:
    """Blanks are any white space, and no word is a pattern."""
    assert any_of(["a.b", "c d"]) == r"a\.b|c\s+d"
    assert any_of([]) == "(?!)"


def test_a_file_that_lacks_a_list_is_named(tmp_path: Path) -> None:
    """With where the form is told."""
    (tmp_path / "xx.toml").write_text('decision = ["d"]')
    with pytest.raises(SourceError, match=r"xx\.toml"):
        read_act_words(tmp_path)
