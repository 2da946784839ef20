"""What `add` accepts, `build` can build; what cannot be built is set aside and the rest is built."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from assistant.library.additions import OwnFiles
from assistant.library.files import library_folders
from ingest.corpus.load import load_library
from ingest.readers.office import transitional
from tests.assistant.library.files import docx
from tests.assistant.library.replica import pdf


def strict(raw: bytes) -> bytes:
    """The Office file as "Strict Open XML"."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            for name in (b"wordprocessingml", b"officeDocument", b"drawingml"):
                usual = b"http://schemas.openxmlformats.org/" + name + b"/2006/"
                content = content.replace(usual, b"http://purl.oclc.org/ooxml/" + name + b"/")
            new.writestr(part, content.replace(b"extended-properties", b"extendedProperties"))
    return out.getvalue()


def desk(folder: Path) -> list[Path]:
    """Files that were accepted once and broke the build, or were refused as damaged."""
    folder.mkdir()
    (folder / "headings.md").write_text("# A heading\n\n## Another\n\n### A third\n", encoding="utf-8")
    (folder / "headings.html").write_text("<h1>One</h1><h2>Two</h2>", encoding="utf-8")
    (folder / "heading.docx").write_bytes(docx(["Only a heading"], headings=True))
    (folder / "cop.md").write_text("# P\n\n" + "decision cop " * 700, encoding="utf-8")
    (folder / "strict.docx").write_bytes(strict(docx(["Chairs", "A strict paragraph."], headings=True)))
    (folder / "same.pdf").write_bytes(pdf([f"Line {line} of every page." for line in range(40)] * 8))
    (folder / "deep.html").write_text("<div>" * 3000 + "chairs" + "</div>" * 3000, encoding="utf-8")
    return sorted(folder.iterdir())


def test_what_is_accepted_can_be_built(tmp_path: Path) -> None:
    """Each file is either refused with a sentence or in the corpus; nothing is set aside."""
    files = desk(tmp_path / "desk")
    library = tmp_path / "library"
    outcomes = {outcome.name: outcome for outcome in OwnFiles(library).add(files)}
    taken = {outcome.id for outcome in outcomes.values() if outcome.status == "new"}
    corpus, aside = load_library(library_folders(library), embedded=False)
    assert aside == ()
    assert corpus.documents.keys() == taken
    assert outcomes["cop.md"].status == outcomes["same.pdf"].status == "new"
    assert "A strict paragraph." in corpus.documents[outcomes["strict.docx"].id].text
    assert "no text under its headings" in outcomes["heading.docx"].message


def test_the_usual_form_is_left_as_it_is() -> None:
    """Byte for byte."""
    raw = docx(["Chairs"])
    assert transitional(raw) is raw


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("cut.pdf", b"%PDF-1.7\nnothing", "cut.pdf"),
        ("empty.md", b"", "empty.md"),
        ("old.docx", b"\xd0\xcf\x11\xe0old", "old Office version"),
        ("twin.md", b"---\nid: good\nkind: other\ntitle: Twin\n---\nLamps.", "both have the id 'good'"),
        ("wrong.md", b"---\nid: ../x\nkind: other\ntitle: X\n---\nLamps.", "cannot be the id"),
        ("lone.yaml", b"id: lone", "no document lies beside it"),
        ("table.xlsx", b"PK", "it is no document"),
    ],
)
def test_a_bad_file_in_the_library_is_set_aside_and_the_rest_is_built(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    """With its name and why."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "good.md").write_text("---\nid: good\nkind: other\ntitle: Good\n---\nChairs.", encoding="utf-8")
    (own / name).write_bytes(content)
    corpus, aside = load_library([own], embedded=False)
    assert list(corpus.documents) == ["good"]
    assert "Chairs." in corpus.documents["good"].text
    assert [one.name for one in aside] == [f"own/{name}"]
    assert reason in aside[0].reason


def test_an_error_without_a_name_is_set_aside_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that fails in a way nobody has thought of stops one file, not the build."""
    own = tmp_path / "own"
    own.mkdir()
    for name in ("good", "bad"):
        (own / f"{name}.txt").write_text(f"Chairs are {name}.", encoding="utf-8")
    from ingest.corpus import load

    real = load.read_sources

    def read(path: Path) -> object:
        if path.name == "bad.txt":
            raise ZeroDivisionError
        return real(path)

    monkeypatch.setattr(load, "read_sources", read)
    corpus, aside = load_library([own], embedded=False)
    assert list(corpus.documents) == ["good"]
    assert [one.reason for one in aside] == ["bad.txt: the file is damaged (ZeroDivisionError)."]
