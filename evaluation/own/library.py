"""A library with the made documents: rendered, added and built as an office does it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from assistant.library.additions import OwnFiles
from assistant.library.files import library_folders
from evaluation.own.documents import Made
from evaluation.own.render import write_files
from index.build import build_index
from index.contents import Progress
from index.encoder import Encoder
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError


@dataclass(frozen=True, slots=True)
class Shelf:
    """An index that holds the made documents: `ids` are those that the library gave them, by ours."""

    index: Path
    ids: dict[str, str]

    def made(self, identity: str) -> str:
        """Our id of a document; "" for one that is not made."""
        return next((ours for ours, theirs in self.ids.items() if theirs == identity), "")


def furnish(
    documents: tuple[Made, ...],
    home: Path,
    encoder: Encoder,
    *,
    corpus: tuple[Path, ...] = (),
    before: Path | None = None,
    progress: Progress | None = None,
) -> Shelf:
    """Render the documents into `home`, add them to a library there and build it on top of the packaged
    corpus and the folders of `corpus`. What the index `before` has embedded is not embedded again; it stays
    as it is. Raises EvaluationError for a document that is not taken in.
    """
    paths = write_files(documents, home / "files")
    library, index = home / "library", home / "index"
    outcomes = OwnFiles(library).add([paths[made.id] for made in documents])
    failed = [f"{one.name}: {one.message}" for one in outcomes if not one.id]
    if failed:
        raise EvaluationError(f"Made documents were not taken in: {'; '.join(failed)}", "Mend the reader.")
    if before is not None and before.is_dir():
        shutil.copytree(before, index, dirs_exist_ok=True)
    built = load_corpus([*library_folders(library), *corpus])
    build_index(built, index, encoder, progress)
    return Shelf(index, {made.id: one.id for made, one in zip(documents, outcomes, strict=True)})
