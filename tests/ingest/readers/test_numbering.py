"""Automatic numbers are counted list by list, level by level."""

from lxml import etree

from ingest.readers.numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def numbering(levels: str, override: str = "") -> Numbering:
    """The numbering of a Word file with one list, number 1, of these levels."""
    xml = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{override}</w:num></w:numbering>'
    )
    return Numbering.read(etree.fromstring(xml))


def level(depth: int, style: str, pattern: str, start: int = 1) -> str:
    """The definition of one level."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def test_levels_count_below_each_other() -> None:
    """A deeper level starts again below the next number, and may print the one above."""
    found = numbering(level(0, "decimal", "%1.") + level(1, "lowerRoman", "%1(%2)", 3))
    assert [found.next("1", depth) for depth in (0, 1, 1, 0, 1)] == ["1.", "1(iii)", "1(iv)", "2.", "2(iii)"]


def test_bullets_and_unknown_lists() -> None:
    """A bullet is a dash; a list or level that is not defined has no mark."""
    found = numbering(level(0, "bullet", "•"))
    assert [found.next("1", 0), found.next("1", 5), found.next("9", 0)] == ["-", "", ""]


def test_a_list_may_say_where_it_starts() -> None:
    """Once: after that it counts on."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    found = numbering(level(0, "decimal", "%1."), override)
    assert [found.next("1", 0), found.next("1", 0)] == ["4.", "5."]


def test_a_file_without_lists_has_no_numbers() -> None:
    """There is no such part in it."""
    assert Numbering.read(None).next("1", 0) == ""
