"""What a document is called: by its heading, by its opening line, or by the name of its file."""

import pytest

from ingest.corpus.titles import heading_of, name_of, opening_of, own_title, with_act
from ingest.readers.blocks import Block

BELOW = Block("The strategy covers all the ecosystems of the country, and it was made in 2024.")


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ([Block("Part", 2), Block("Words."), Block("Plan", 1)], "Plan"),
        ([Block("Words."), Block("Part", 2)], "Part"),
        ([Block("Words."), Block("More."), Block("Yet more."), Block("Part", 2)], ""),
        ([Block("x" * 300, 1)], ""),
        (
            [Block("LEY N.º 41", 1), Block("DE CONSERVACIÓN DE LA", 2), Block("VIDA", 2), BELOW],
            "LEY N.º 41 DE CONSERVACIÓN DE LA VIDA",
        ),
        ([Block("Plan of the", 1), Block("coasts", 1), Block("Summary", 1)], "Plan of the coasts"),
        ([Block("Informe", 1), Block("En resumen", 2)], "Informe"),
        ([Block("INFORME", 1), Block("RESUMEN", 2)], "INFORME"),
    ],
)
def test_a_heading_is_the_title(blocks: list[Block], title: str) -> None:
    """One of the first level wherever it stands, another only at the beginning."""
    assert heading_of(blocks) == title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["NATIONAL BIODIVERSITY STRATEGY 2025-2030"], "NATIONAL BIODIVERSITY STRATEGY 2025-2030"),
        (["File Type: PDF en", "CBD/COP/DEC/14/24", "30 November 2018", "Forest plan"], "Forest plan"),
        (["Distr. GENERAL", "ENGLISH", "Page 1", "https://a.org/b", "Forest plan"], "Forest plan"),
        (["생물다양성 보고서"], "생물다양성 보고서"),
        (["الخطة الوطنية للتنوع البيولوجي"], "الخطة الوطنية للتنوع البيولوجي"),
        (["The plan covers all of the country."], ""),
        (["1. Introduction"], ""),
        (["- a list"], ""),
        (["| a | b |"], ""),
        (["Dear colleagues,"], ""),
        (["2024 12 31 a"], ""),
        (["x" * 161], ""),
    ],
)  # fmt: skip
def test_an_opening_line_may_be_the_title(lines: list[str], title: str) -> None:
    """What stands above it is none, nor is a sentence, an item of a list or a row of a table."""
    assert opening_of([*map(Block, lines), BELOW]) == title


@pytest.mark.parametrize(
    ("blocks", "title"),
    [
        ([Block("Forest plan"), Block("Introduction", 1), BELOW, Block("Goals", 1), BELOW], "Forest plan"),
        ([Block("Forest plan"), *[BELOW] * 9, Block("References", 1)], "Forest plan"),
        ([Block("Ministry"), Block("Forest plan", 1), BELOW], "Forest plan"),
        ([Block("Forest plan", 1), BELOW, Block("Goals", 1)], "Forest plan"),
        ([Block("Dear all,"), BELOW, Block("Goals", 1), BELOW, Block("Ends", 1)], "Goals"),
    ],
)
def test_headings_of_parts_are_no_title(blocks: list[Block], title: str) -> None:
    """Where a line stands above them that may be one."""
    assert own_title(blocks) == title


def test_a_line_with_nothing_below_it_is_no_title() -> None:
    """It is the text."""
    assert opening_of([Block("Chairs and lamps")]) == opening_of([]) == ""


@pytest.mark.parametrize(
    ("title", "below", "joined"),
    [
        ("Ministry of Water", "Decree No. 12 of 2024 on wells", True),
        ("República de Oro", "Decreto Supremo 118/2023, de 9 de agosto", True),
        ("États du Massif", "Décision XII/5 : abeilles", True),
        ("Diário da República", "Decreto-Lei n.º 5/2020, de 3 de maio", True),
        ("Республика Ортау", "Закон № 41 о пчёлах", True),
        ("وزارة المياه", "مرسوم رقم 73 لسنة 2024", True),
        ("Bees Act, No. 14 of 2021", "Order No. 2 of 2022", False),
        ("Forest plan", "The law of 2019 asks for it", False),
        ("Forest plan", "Order must be kept in the 12 huts", False),
        ("Forest plan", f"Law 3 {'x' * 240}", False),
        ("", "Law 3", False),
    ],
)
def test_who_made_an_act_stands_above_what_it_is_called(title: str, below: str, joined: bool) -> None:
    """Both are the title; one that names an act, and a line that speaks of one, stay as they are."""
    named = with_act(title, [Block(title, 1), Block("Part"), Block(f"{below}."), BELOW])
    assert named == (f"{title} – {below}" if joined else title)


def test_the_name_of_a_file_is_words() -> None:
    """Without its ending and its hyphens."""
    assert [name_of(name) for name in ("my-plan_2024.docx", ".docx", "--.txt")] == [
        "My plan 2024",
        ".docx",
        "Document",
    ]
