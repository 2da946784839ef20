"""Everyday and hostile files, made for the tests."""

import io
import zipfile
from pathlib import Path


def docx(paragraphs: list[str], headings: bool = False) -> bytes:
    """A Word file; with `headings` the first paragraph is one."""
    import docx as library

    document = library.Document()
    for place, words in enumerate(paragraphs):
        if headings and place == 0:
            document.add_heading(words, 1)
        else:
            document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pptx(slides: list[tuple[str, str, str]]) -> bytes:
    """A presentation of (title, text, notes)."""
    import pptx as library

    presentation = library.Presentation()
    for title, text, notes in slides:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
        slide.notes_slide.notes_text_frame.text = notes
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def with_part(raw: bytes, name: str, content: bytes) -> bytes:
    """The Office file with a part added, or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def document_xml(raw: bytes) -> bytes:
    """The main part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.read("word/document.xml")


def encrypted_pdf() -> bytes:
    """A PDF with a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="secret"))
    canvas.drawString(60, 780, "Chairs")
    canvas.save()
    return out.getvalue()


def scanned_pdf(text_on_first: bool = False) -> bytes:
    """A PDF of three pages of which none, or only the first, has text."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(3):
        if text_on_first and page == 0:
            canvas.drawString(60, 780, "A report on chairs and lamps.")
        canvas.rect(10, 10, 100, 100)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def bomb(megabytes: int = 400) -> bytes:
    """A small zip of zeros that would unpack to so much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/media/zero.bin", "w", force_zip64=True) as part:
            for _ in range(megabytes):
                part.write(b"\0" * 2**20)
    return out.getvalue()


def lying(raw: bytes, size: int = 2**31 - 1) -> bytes:
    """The zip file with a declared size of 2 GB for its first part."""
    at = raw.index(b"PK\x01\x02")
    return raw[: at + 24] + size.to_bytes(4, "little") + raw[at + 28 :]


def laughs(raw: bytes) -> bytes:
    """The Word file with entities that multiply."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>'.encode()
    return with_part(raw, "word/document.xml", head + document_xml(raw).split(b"?>", 1)[1])


def outside(raw: bytes) -> bytes:
    """The Word file with an entity that reads a file of the machine."""
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return with_part(
        raw, "word/document.xml", head + document_xml(raw).split(b"?>", 1)[1].replace(b"Chairs", b"&e;")
    )


def hostile(folder: Path) -> dict[str, str]:
    """Write every hostile file; name and the words that its refusal must have."""
    word = docx(["Chairs"])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    files: dict[str, tuple[bytes, str]] = {
        "empty.docx": (b"", "empty"),
        "blank.txt": (b"  \n\n", "empty"),
        "encrypted.pdf": (encrypted_pdf(), "encrypted"),
        "password.docx": (ole + "EncryptedPackage".encode("utf-16-le"), "password"),
        "old.docx": (ole, "old Office"),
        "cut.pdf": (scanned_pdf(True)[:700], "cut short"),
        "cut.docx": (word[: len(word) // 2], "damaged or cut"),
        "noise.docx": (b"PK\x03\x04" + bytes(range(256)) * 8, "damaged or cut"),
        "pdf-inside.docx": (scanned_pdf(True), "not a file of Word"),
        "word-inside.pdf": (word, "whatever its name says"),
        "binary.txt": (bytes(range(256)), "not UTF-8"),
        "scan.pdf": (scanned_pdf(), "OCRmyPDF"),
        "bomb.docx": (bomb(), "would unpack to"),
        "lying.docx": (lying(word), "would unpack to 2,0"),
        "laughs.docx": (laughs(word), "declares entities"),
        "entity.docx": (outside(word), "declares entities"),
        "traversal.docx": (with_part(word, "../../../tmp/evil.xml", b"<x/>"), "outside the file"),
        "deep.html": (b"<div>" * 100_000 + b"x", "nests more than"),
        "wrong.json": (b'{"a": 1}', "not the tree of a decision"),
        "program.exe": (b"MZ", "are not read"),
        "unmapped.txt": ("\ufffd\ue001\ue002 ".encode() * 200, "which characters they show"),
        "right\u202efdp.txt": (b"", "empty"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    with (folder / "declared.txt").open("wb") as file:
        file.truncate(2 * 2**30)
    return {name: words for name, (_, words) in files.items()} | {"declared.txt": "2,048 MiB"}
