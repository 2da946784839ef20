"""What is drawn on a slide, made with python-pptx and by hand, read in the order of a reader."""

import io
from pathlib import Path
from typing import Any

import pptx
from lxml import etree
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

from ingest.readers.drawn import Places
from ingest.readers.pptx import read_pptx
from ingest.readers.shapes import reading_order

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A14 = "http://schemas.microsoft.com/office/drawing/2010/main"
BLANK, TITLED = 6, 5


def deck(layout: int = BLANK) -> tuple[Any, Any]:
    """A presentation and its one slide."""
    presentation = pptx.Presentation()
    return presentation, presentation.slides.add_slide(presentation.slide_layouts[layout])


def texts(presentation: Any) -> list[str]:
    """The blocks of a presentation but for the heading of its first slide."""
    out = io.BytesIO()
    presentation.save(out)
    return [block.text for block in read_pptx(Path("file.pptx"), out.getvalue())][1:]


def box(shapes: Any, words: str, left: float, top: float, width: float = 2, height: float = 1) -> Any:
    """A text box."""
    shape = shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    shape.text_frame.text = words
    return shape


def test_boxes_beside_each_other_are_read_from_left_to_right() -> None:
    """Where one hangs a little lower than the other, too; what stands over another comes by its height."""
    presentation, slide = deck()
    box(slide.shapes, "right", 5, 1.0, height=3)
    box(slide.shapes, "left", 1, 1.2, height=3)
    box(slide.shapes, "below", 1, 5)
    box(slide.shapes, "caption", 1.5, 5.2)
    assert texts(presentation) == ["left", "right", "below", "caption"]


def test_boxes_of_arabic_are_read_from_right_to_left() -> None:
    """As their lines are."""
    presentation, slide = deck()
    box(slide.shapes, "ثانيا", 1, 1)
    box(slide.shapes, "أولا", 5, 1)
    assert texts(presentation) == ["أولا", "ثانيا"]


def test_groups_in_groups_are_read_where_they_stand() -> None:
    """A group between two boxes comes between their words."""
    presentation, slide = deck()
    box(slide.shapes, "last", 1, 6)
    outer = slide.shapes.add_group_shape()
    inner = outer.shapes.add_group_shape()
    box(inner.shapes, "second", 1, 3)
    box(outer.shapes, "third", 1, 4.5)
    box(slide.shapes, "first", 1, 1)
    assert texts(presentation) == ["first", "second", "third", "last"]


def test_a_break_in_a_line_is_a_blank() -> None:
    """In a title, a box, a cell and the notes: no two words are glued."""
    presentation, slide = deck(TITLED)
    slide.shapes.title.text_frame.text = "The focal\vpoints and\vtheir roles"
    box(slide.shapes, "focal\vpoints", 1, 2)
    slide.shapes.add_table(1, 1, Inches(1), Inches(4), Inches(4), Inches(1)).table.cell(
        0, 0
    ).text = "and\vtheir"
    slide.notes_slide.notes_text_frame.text = "say\vso"
    out = io.BytesIO()
    presentation.save(out)
    assert [block.text for block in read_pptx(Path("file.pptx"), out.getvalue())] == [
        "Slide 1. The focal points and their roles",
        "focal points",
        "| and their |",
        "Speaker notes: say so",
    ]


def test_the_values_of_a_chart_are_a_table() -> None:
    """With its title, its series and its categories."""
    presentation, slide = deck()
    data = CategoryChartData()
    data.categories = ["2019", "2020"]
    data.add_series("Land, %", (12.5, 17))
    data.add_series("Sea, %", (3, 8.25))
    place = (Inches(1), Inches(1), Inches(4), Inches(3))
    chart = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data).chart
    chart.has_title = True
    chart.chart_title.text_frame.text = "Protected areas"
    assert texts(presentation) == [
        "| Protected areas | Land, % | Sea, % |\n| 2019 | 12.5 | 3 |\n| 2020 | 17 | 8.25 |"
    ]


def test_the_points_of_a_scatter_chart_are_a_table() -> None:
    """Each with both of its values."""
    presentation, slide = deck()
    data = XyChartData()
    series = data.add_series("Parks")
    series.add_data_point(1.5, 10)
    series.add_data_point(2.5, 20)
    slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, Inches(1), Inches(1), Inches(4), Inches(3), data)
    assert texts(presentation) == ["|  | Parks |\n| 1.5 | 10 |\n| 2.5 | 20 |"]


def test_a_diagram_is_read_box_by_box() -> None:
    """Its words are in a part of their own."""
    presentation, slide = deck()
    points = "".join(
        f'<dgm:pt modelId="{n}"{kind}><dgm:t><a:p><a:r><a:t>{words}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for n, (words, kind) in enumerate(
            [("", ' type="doc"'), ("Plan", ""), ("Act", ""), ("x", ' type="pres"')]
        )
    )
    model = f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>'
    name = PackURI("/ppt/diagrams/data1.xml")
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = Part(name, kind, slide.part.package, model.encode())
    link = slide.part.relate_to(part, RELATIONSHIP_TYPE.DIAGRAM_DATA)
    frame = f"""<p:graphicFrame xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"><p:nvGraphicFramePr>
        <p:cNvPr id="7" name="d"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>
        <p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData uri="{DGM}">
        <dgm:relIds xmlns:dgm="{DGM}" r:dm="{link}"/></a:graphicData></a:graphic></p:graphicFrame>"""
    slide.shapes._spTree.append(etree.fromstring(frame))
    assert texts(presentation) == ["Plan", "Act"]


def test_of_two_forms_of_a_shape_the_newer_is_read() -> None:
    """Once, with the equation in it."""
    presentation, slide = deck()
    old = box(slide.shapes, "E = mc2, as a picture", 1, 1)._element
    new = etree.fromstring(etree.tostring(old))
    paragraph = new.find(f".//{{{A}}}p")
    paragraph.clear()
    equation = f"""<a14:m xmlns:a14="{A14}" xmlns:m="{M}"><m:oMath><m:r><m:t>E=</m:t></m:r><m:sSup><m:e><m:r>
        <m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath></a14:m>"""
    run = etree.fromstring(f'<a:r xmlns:a="{A}"><a:t>where</a:t></a:r>')
    paragraph.extend([run, etree.fromstring(equation)])
    both = etree.fromstring(
        f'<mc:AlternateContent xmlns:mc="{MC}" xmlns:p="{P}"><mc:Choice Requires="a14"/><mc:Fallback/>'
        "</mc:AlternateContent>"
    )
    old.getparent().replace(old, both)
    both[0].append(new)
    both[1].append(old)
    assert texts(presentation) == ["where E=c^2"]


def place(slide: Any, kind: str, words: str) -> None:
    """Words in one of the places that a slide has for dates, footers and its number."""
    shape = box(slide.shapes, words, 1, 7)
    shape._element.nvSpPr.nvPr.append(etree.fromstring(f'<p:ph xmlns:p="{P}" type="{kind}" idx="9"/>'))


def test_dates_footers_and_numbers_of_slides_are_left_out() -> None:
    """They are the furniture of slides; what an author wrote beside them stays, on the notes page too."""
    presentation, slide = deck()
    other = presentation.slides.add_slide(presentation.slide_layouts[BLANK])
    for one in (slide, other):
        for kind, words in (("dt", "1 May"), ("ftr", "The Ministry"), ("sldNum", "Slide 12")):
            place(one, kind, words)
    place(other, "dt", "12/16/2016")
    box(slide.shapes, "Our words", 1, 1)
    slide.notes_slide.notes_text_frame.text = "Notes."
    slide.notes_slide.shapes._spTree.append(box(slide.shapes, "More notes.", 1, 20)._element)
    assert texts(presentation) == ["Our words", "Speaker notes: Notes.", "More notes.", "Slide 2"]


def test_words_of_one_slide_in_the_place_of_a_footer_stay() -> None:
    """An author wrote them there: nothing else says them."""
    presentation, slide = deck()
    presentation.slides.add_slide(presentation.slide_layouts[BLANK])
    place(slide, "ftr", "Source: Red List of 2030")
    assert texts(presentation) == ["Source: Red List of 2030", "Slide 2"]


def test_shapes_without_a_place_are_read() -> None:
    """First, as those of a broken layout are shown."""
    _, slide = deck()
    placed = box(slide.shapes, "placed", 1, 1)
    bare = box(slide.shapes, "bare", 1, 1)
    bare._element.spPr.remove(bare._element.spPr.xfrm)
    found = reading_order(slide.shapes._spTree, slide.part, Places())
    assert [shape.number for shape in found] == [bare.shape_id, placed.shape_id]
