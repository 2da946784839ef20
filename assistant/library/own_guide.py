"""The office's own guide: what its editors wrote of documents that they added, one file a document."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from assistant.intake import read_guide
from assistant.library.additions import OwnFiles
from assistant.library.files import write_whole
from ingest.locator import Locator
from ingest.model import GuideEntry

FOLDER = "guide"  # of the library


def own_guides(library: Path) -> list[Path]:
    """The files, as `load_library` takes them."""
    return sorted((library / FOLDER).glob("[!.]*.jsonl"))


def write_entries(library: Path, entries: Iterable[GuideEntry]) -> int:
    """Take in entries, each in the place of what was said of its provision before; how many differ from it.

    Each file is written whole or not at all. Raises InputError where it cannot be written, SourceError where
    one that is there cannot be read.
    """
    by_document: dict[str, dict[str, GuideEntry]] = defaultdict(dict)
    for entry in entries:
        by_document[Locator.parse(entry.provision).document][entry.provision] = entry
    changed = 0
    with OwnFiles(library).quiet():
        for document, new in sorted(by_document.items()):
            path = library / FOLDER / f"{document.replace('/', '--')}.jsonl"
            before = {entry.provision: entry for entry in read_guide(path)} if path.exists() else {}
            changed += sum(before.get(name) != entry for name, entry in new.items())
            lines = (_line(entry) for entry in (before | new).values())
            write_whole(path, "".join(lines).encode())
    return changed


def _line(entry: GuideEntry) -> str:
    record = {
        "provision": entry.provision,
        "summary": entry.summary,
        "questions": list(entry.questions),
        "terms": list(entry.terms),
        "lang": entry.language,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"
