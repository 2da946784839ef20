"""An Office file is looked at before any library opens it."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers import office
from ingest.readers.office import check_package

PATH = Path("file.docx")


def package(**parts: str) -> bytes:
    """A zip archive of these parts; a double underscore in a name is a slash, one at the end a full stop."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return packed.getvalue()


def test_a_harmless_package_passes() -> None:
    """And says whether it carries macros."""
    assert check_package(PATH, package(word__document_xml="<a/>")) is False
    assert check_package(PATH, package(word__document_xml="<a/>", word__vbaProject_bin="x")) is True


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"%PDF-1.7", "this is not a file of Word, whatever its name says"),
        (b"\xd0\xcf\x11\xe0 old", "a file of an old Office version"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (b"PK\x03\x04 cut", "damaged or cut short"),
        (package(word__document_xml="<!DOCTYPE a>"), "declares entities"),
        (package(word__document_xml='<!ENTITY a "b">'), "declares entities"),
    ],
)
def test_what_must_not_be_opened_is_refused(raw: bytes, message: str) -> None:
    """In a sentence that says why."""
    with pytest.raises(SourceError, match=rf"file\.docx: .*{message}"):
        check_package(PATH, raw)


def test_a_part_outside_the_file_is_an_attack() -> None:
    """A name that climbs out of the archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../evil.xml", "<a/>")
    with pytest.raises(SourceError, match="named outside the file"):
        check_package(PATH, packed.getvalue())


def test_what_would_unpack_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is looked at before it is unpacked."""
    monkeypatch.setattr(office, "LARGEST_WHOLE", 10_000)
    with pytest.raises(SourceError, match="it would unpack to"):
        check_package(PATH, package(word__document_xml=" " * 20_000))


def test_a_file_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small they are; one less is read."""
    parts = {f"word__part{number}_xml": "<a/>" for number in range(3)}
    monkeypatch.setattr(office, "MOST_PARTS", len(zipfile.ZipFile(io.BytesIO(package(**parts))).namelist()))
    check_package(PATH, package(**parts))
    with pytest.raises(SourceError, match="it would unpack to"):
        check_package(PATH, package(**parts, word__more_xml="<a/>"))
