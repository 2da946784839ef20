"""Names as the data write them, and how they are found in a text."""

import re

import pytest

from ingest.spelling import names_pattern, normal, spellings


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Décision\u00a0ХV/8", "decision хv/8"), ("Artículo 8：第３款", "articulo 8:第3款"),
        ("第八条，《公约》", "第八条, 公约 "), ("Nagoya–Kuala", "nagoya-kuala"), ("اتفاقية ٣", "اتفاقيه 3"),
    ],
)  # fmt: skip
def test_a_text_is_folded_without_moving_a_character(text: str, folded: str) -> None:
    """One case, no accents, one kind of digit, hyphen, slash and space."""
    assert normal(text) == folded
    assert len(normal(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("protocol", ["protocol"]),
        ("nagoya protocol[ on access[ to genes]]", [
            "nagoya protocol", "nagoya protocol on access", "nagoya protocol on access to genes"]),
        ("{main,parent[s]} treaty", ["main treaty", "parent treaty", "parents treaty"]),
        ("[the ]convention", ["convention", "the convention"]),
        ("x{,-}y", ["xy", "x-y"]),
        ("targets,", ["targets,"]),
    ],
)  # fmt: skip
def test_a_name_stands_for_its_spellings(name: str, expected: list[str]) -> None:
    """Brackets may be left out, braces are a choice, and both nest."""
    assert spellings(name) == expected


@pytest.mark.parametrize("name", ["a[b", "a{b,c", "a]b", "a}b"])
def test_a_bracket_that_is_not_closed_is_refused(name: str) -> None:
    """With the name in the message."""
    with pytest.raises(ValueError, match=re.escape(repr(name))):
        spellings(name)


@pytest.mark.parametrize(
    ("names", "text", "found"),
    [
        (["nagoya", "nagoya on access"], "the Nagoya on Access says", "nagoya on access"),
        (["nagoya", "nagoya on access"], "the Nagoya on accessing", "nagoya"),
        (["kuala lumpur"], "Kuala - Lumpur", "kuala - lumpur"), (["cp/mop"], "CPMOP-8", "cpmop"),
        (["конвенци*"], "о Конвенцией", "конвенциеи"), (["protocol"], "protocols", None),
        (["to the * protocol"], "to the Cartagena Protocol", "to the cartagena protocol"),
        (["اتفاقية"], "وللاتفاقية", "وللاتفاقيه"), (["公约"], "依照公约第八条", "公约"),
        (["targets,"], "Targets 5, 6", None), (["targets,"], "Targets, 6", "targets"),
        (["cbd"], "acbd", None), (["cbd"], "cbd8", "cbd"), (["cbd"], "公约cbd第八条", "cbd"),
    ],
)  # fmt: skip
def test_names_are_found_at_the_borders_of_words(names: list[str], text: str, found: str | None) -> None:
    """The longest name that stands there whole: any blank or hyphen, any joint, any ending, any prefix."""
    match = re.search(names_pattern(names), normal(text))
    assert (match and match[0]) == found
