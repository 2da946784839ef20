"""The files of the guide in a language: read beside the English, and written line by line."""

import json
import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.guide.files import Entry, read_language, write_language
from ingest.errors import InputError
from ingest.model import PlainWords

NEW = PlainWords("fr", "Toutes les zones sont planifiées.", ("Quoi ?", "Où ?"), "drafted")


def contents(folder: Path) -> dict[str, bytes]:
    """What every file below a folder holds."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def corrected(entry: Entry, **changes: str) -> Entry:
    """The entry with another summary or state."""
    assert entry.words is not None
    return replace(entry, words=replace(entry.words, **changes))  # type: ignore[arg-type]


def test_entries_come_in_the_order_of_the_english(guide: Path) -> None:
    """With the words where there are any, and the remark of an editor."""
    entries = read_language(guide, "fr")
    assert list(entries) == ["cbd/art-5", "cbd/art-6", "gbf/target-1"]
    assert [entry.words is not None for entry in entries.values()] == [True, True, False]
    assert [entry.remark for entry in entries.values()] == ["", "Voir avec le ministère.", ""]
    assert [entry.file for entry in entries.values()] == ["cbd", "cbd", "gbf"]


@pytest.mark.parametrize("language", ["en", "de", "../fr", ""])
def test_another_language_is_refused(guide: Path, language: str) -> None:
    """The languages that the assistant speaks are named."""
    with pytest.raises(InputError, match=r"not translated into '.*Choose one of ar, es, fr, pt, ru, zh\."):
        read_language(guide, language)


def test_a_folder_without_a_guide_is_refused(tmp_path: Path) -> None:
    """With the option that names another."""
    with pytest.raises(InputError, match="there is no guide in this folder.*--guide"):
        read_language(tmp_path, "fr")


def test_a_corrected_line_keeps_what_is_not_known(guide: Path) -> None:
    """Its other fields, in their order, and how it ends; every other line stays byte for byte."""
    before = (guide / "fr" / "cbd.jsonl").read_bytes()
    entries = read_language(guide, "fr")
    write_language(guide, "fr", [corrected(entries["cbd/art-5"], state="read")], list(entries))
    after = (guide / "fr" / "cbd.jsonl").read_bytes()
    assert after == before.replace(b'"reviewed"', b'"read"')


def test_a_remark_comes_and_goes(guide: Path) -> None:
    """It is a field of its line while there is one."""
    entries = read_language(guide, "fr")
    pair = [replace(entries["cbd/art-5"], remark="Deux\nlignes"), replace(entries["cbd/art-6"], remark="")]
    write_language(guide, "fr", pair, list(entries))
    lines = [json.loads(line) for line in (guide / "fr" / "cbd.jsonl").read_bytes().splitlines() if line]
    assert [line.get("remark") for line in lines] == ["Deux\nlignes", None]
    assert [entry.remark for entry in read_language(guide, "fr").values()][:2] == ["Deux\nlignes", ""]


def test_a_new_entry_stands_where_the_english_has_it(guide: Path) -> None:
    """In a file that there was, between its neighbours, and in one that there was not."""
    (guide / "fr" / "cbd.jsonl").write_bytes((guide / "fr" / "cbd.jsonl").read_bytes().splitlines()[2])
    entries = read_language(guide, "fr")
    assert entries["cbd/art-5"].words is None
    new = [replace(entries[name], words=NEW) for name in ("gbf/target-1", "cbd/art-5")]
    write_language(guide, "fr", new, list(entries))
    written = (guide / "fr" / "cbd.jsonl").read_bytes().splitlines()
    assert [json.loads(line)["provision"] for line in written] == ["cbd/art-5", "cbd/art-6"]
    line = {"provision": "gbf/target-1", "summary": NEW.summary, "questions": ["Quoi ?", "Où ?"]}
    line |= {"lang": "fr", "state": "drafted"}
    assert json.loads((guide / "fr" / "gbf.jsonl").read_bytes()) == line
    assert read_language(guide, "fr")["gbf/target-1"].words == NEW


def test_a_new_language_gets_its_folder(guide: Path) -> None:
    """With the first entry that is written in it."""
    entries = read_language(guide, "pt")
    words = replace(NEW, language="pt")
    write_language(guide, "pt", [replace(entries["gbf/target-1"], words=words)], list(entries))
    assert read_language(guide, "pt")["gbf/target-1"].words == words


def test_nothing_is_written_where_one_file_cannot_be(guide: Path) -> None:
    """The others are as they were, and nothing is left beside them."""
    (guide / "fr" / "gbf.jsonl").mkdir()
    (guide / "fr" / "gbf.jsonl" / "in the way").touch()
    entries = read_without(guide, "gbf.jsonl")
    before = contents(guide)
    both = [corrected(entries["cbd/art-5"], state="read"), replace(entries["gbf/target-1"], words=NEW)]
    with pytest.raises(InputError, match=r"the guide cannot be written .*nothing was changed.*--guide"):
        write_language(guide, "fr", both, list(entries))
    assert contents(guide) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become another user who may not write")
def test_a_guide_that_is_read_only_is_named(guide: Path) -> None:
    """With the option that names another; nothing is changed."""
    with tempfile.TemporaryDirectory() as home:
        os.chmod(home, 0o755)
        folder = Path(shutil.copytree(guide, Path(home) / "guide"))
        entries = read_language(folder, "fr")
        before = contents(folder)
        child = os.fork()
        if child == 0:
            try:
                os.setuid(65534)
                write_language(folder, "fr", [corrected(entries["cbd/art-5"], state="read")], list(entries))
            except InputError as error:
                os._exit(7 if "nothing was changed" in str(error) and "--guide" in str(error) else 8)
            finally:
                os._exit(9)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert contents(folder) == before


def read_without(guide: Path, name: str) -> dict[str, Entry]:
    """The entries as if a file of the language were not there."""
    away = guide.parent / "away"
    os.rename(guide / "fr" / name, away)
    entries = read_language(guide, "fr")
    os.rename(away, guide / "fr" / name)
    return entries
