"""Charts and diagrams of Office files as rows and lines; the files themselves are made in `test_shapes`."""

import pytest
from lxml import etree

from ingest.readers.charts import chart_rows, diagram_lines, shown

C = 'xmlns:c="c" xmlns:a="a"'


def points(*values: str, form: str = "") -> str:
    """A cache of values."""
    code = f"<c:formatCode>{form}</c:formatCode>" if form else ""
    inner = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values) if value)
    return f"<c:numRef><c:numCache>{code}{inner}</c:numCache></c:numRef>"


def test_rows_of_a_chart_are_its_categories() -> None:
    """Below a head of its title and series; a value that is missing leaves its cell empty."""
    series = "".join(
        f"<c:ser><c:tx><c:v>{name}</c:v></c:tx><c:cat>{points('2019', '2020')}</c:cat>"
        f"<c:val>{values}</c:val></c:ser>"
        for name, values in (("Land", points("0.125", "0.2", form="0.0%")), ("Sea", points("", "7")))
    )
    title = "<c:title><a:p><a:r><a:t>Protected</a:t></a:r></a:p></c:title>"
    root = etree.fromstring(f"<c:chartSpace {C}><c:chart>{title}{series}</c:chart></c:chartSpace>")
    assert chart_rows(root) == [["Protected", "Land", "Sea"], ["2019", "12.5%", ""], ["2020", "20%", "7"]]


def test_a_chart_without_values_has_no_rows() -> None:
    """Nothing is made up for it."""
    assert chart_rows(etree.fromstring(f"<c:chartSpace {C}><c:chart/></c:chartSpace>")) == []


def test_lines_of_a_diagram_are_its_boxes() -> None:
    """Not what the program keeps there for itself."""
    kinds = [("Plan", ""), ("x", 'type="pres"'), ("Act", 'type="node"')]
    boxes = "".join(f"<d:pt {kind}><a:t>{words}</a:t></d:pt>" for words, kind in kinds)
    root = etree.fromstring(f'<d:dataModel xmlns:d="d" xmlns:a="a">{boxes}</d:dataModel>')
    assert diagram_lines(root) == ["Plan", "Act"]


@pytest.mark.parametrize(
    ("value", "form", "words"),
    [
        ("4.4000000000000004", "", "4.4"), ("0.305", "0%", "30.5%"), ("43831", "dd/mm/yyyy", "2020-01-01"),
        ("1E3", "", "1000"), ("Parks", "", "Parks"), ("-2", "General", "-2"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_its_format_says(value: str, form: str, words: str) -> None:
    """Shares and dates; words as they are."""
    assert shown(value, form) == words
