"""Building the index of a library: of which texts it is made, and the same again."""

import json
import os
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from assistant.intake import SetAside, load_library
from assistant.library.additions import OwnFiles
from assistant.library.files import library_folders, write_record
from assistant.library.own_guide import own_guides
from index.address import Address
from index.contents import BuildReport
from index.encoder import open_encoder
from index.home import home_at
from index.turn import turn

NAME = ".texts.json"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Texts:
    """Of which texts an index is made, beside those of its library."""

    folders: tuple[Path, ...] = ()
    embedded: bool = True

    @classmethod
    def of(cls, index: Path) -> "Texts | None":
        """Those of the index in this folder; None where the build that made it did not note them."""
        try:
            record = json.loads((index / NAME).read_bytes())
            return cls(tuple(map(Path, record["folders"])), bool(record["embedded"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def note(self, index: Path) -> None:
        """Keep it beside the index. Raises InputError."""
        record = {"folders": [str(folder.resolve()) for folder in self.folders], "embedded": self.embedded}
        write_record(index / NAME, record)


def build_library(
    library: Path, index: Address, encoder: str, texts: Texts, progress: Progress
) -> tuple[BuildReport, tuple[SetAside, ...]]:
    """Bring an index up to date with a library and these texts; what cannot be read in the library is set
    aside. Raises AssistantError, and the index before it serves on.
    """
    # the database has a lock of its own; in a folder the turn begins here, so that nobody builds what was
    # read before what another build has read
    with turn(index) if isinstance(index, Path) else nullcontext():
        with OwnFiles(library).quiet():
            corpus, aside = load_library(
                library_folders(library), texts.folders, embedded=texts.embedded, guides=own_guides(library)
            )
        report = home_at(index).build(corpus, open_encoder(encoder, threads=os.cpu_count() or 1), progress)
        if isinstance(index, Path):  # a shared index is built by whoever keeps its texts
            texts.note(index)
    return report, aside
