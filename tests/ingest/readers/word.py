"""Small Word files, made from the XML of their body and of the parts that it refers to."""

import io
import zipfile
from collections.abc import Mapping

_NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in _NAMES.items())
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"}


def word(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file. Each part is found by its sort ("footnotes", "styles"), which is the id of its relation
    too; those called `*.html` or `*.txt` are texts put in whole.
    """
    given = dict(parts or {})
    types, links = [], []
    for name in given:
        sort, _, ending = name.partition(".")
        text = "text/plain" if ending == "txt" else f"text/{ending}"
        kind = text if ending else _KINDS.get(sort, f"{_KIND}.{sort}+xml")
        types.append(f'<Override PartName="/word/{sort}.{ending or "xml"}" ContentType="{kind}"/>')
        target = f"{sort}.{ending or 'xml'}"
        links.append(
            f'<Relationship Id="{sort}" Type="{_OFFICE}/{"aFChunk" if ending else sort}" Target="{target}"/>'
        )
    main = f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            + main
            + "".join(types)
            + "</Types>",
        )
        file.writestr(
            "_rels/.rels",
            _relations(
                [f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>']
            ),
        )
        file.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        file.writestr("word/_rels/document.xml.rels", _relations(links))
        for name, content in given.items():
            file.writestr(f"word/{name if '.' in name else f'{name}.xml'}", content)
    return out.getvalue()


def _relations(links: list[str]) -> str:
    address = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{address}">{"".join(links)}</Relationships>'


def part(root: str, content: str) -> str:
    """The XML of a part with one root element, such as "w:footnotes"."""
    return f"<{root} {NAMESPACES}>{content}</{root}>"


def p(words: str = "", more: str = "", style: str = "") -> str:
    """A paragraph: its words, and runs or other elements behind them."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}{r(words) if words else ''}{more}</w:p>"


def r(words: str) -> str:
    """A run of words."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def row(*cells: str, about: str = "") -> str:
    """A row of a table; a cell is XML of its own, or words."""
    return f"<w:tr>{about}{''.join(one if one.startswith('<w:') else tc(p(one)) for one in cells)}</w:tr>"


def tc(content: str, about: str = "") -> str:
    """A cell of a table with its properties."""
    return f"<w:tc>{f'<w:tcPr>{about}</w:tcPr>' if about else ''}{content}</w:tc>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def note(sort: str, name: str) -> str:
    """The reference to a footnote or an endnote."""
    return f'<w:r><w:{sort}Reference w:id="{name}"/></w:r>'


def box(content: str) -> str:
    """A text box, as Word writes it: for new versions and once more for old ones."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    old = (
        f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )
