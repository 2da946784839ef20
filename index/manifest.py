"""The manifest: what an index folder says of itself, and whether that fits."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import IndexMismatchError, IndexMissingError

FORMAT = 1
NAME = "manifest.json"
POINTER = "current"
REBUILD = "Run: cbd-assistant build"


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps each file of the generation to its SHA-256; `counts` are numbers of rows."""

    format: int
    id: str
    corpus: str
    encoder: str
    dimension: int
    policy: str
    counts: dict[str, int]
    files: dict[str, str]
    version: str
    built_at: str

    def write(self, folder: Path) -> None:
        """Write it last: a generation without a manifest is not finished."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2), encoding="utf-8")


def live_generation(root: Path) -> Path | None:
    """The generation that serves; None where nothing was built yet."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    folder = root / name
    return folder if name and folder.is_dir() else None


def read_manifest(root: Path) -> tuple[Path, Manifest]:
    """The live generation and its manifest. Raises IndexMissingError or IndexMismatchError."""
    folder = live_generation(root)
    if folder is None:
        raise IndexMissingError(f"There is no index in {root}.", f"{REBUILD} --index {root}")
    try:
        manifest = Manifest(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexMismatchError("The index has no readable manifest.", f"{REBUILD} --index {root}") from error
    if manifest.format != FORMAT:
        raise IndexMismatchError(
            f"The index has format {manifest.format}, this version reads format {FORMAT}.", f"{REBUILD} --index {root}"
        )
    return folder, manifest


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Raises IndexMismatchError where a file is missing or is not the one that was built."""
    for name, digest in manifest.files.items():
        try:
            found = file_digest(folder / name)
        except OSError as error:
            raise IndexMismatchError(f"The index lacks its file {name}.", REBUILD) from error
        if found != digest:
            raise IndexMismatchError(f"The index file {name} is not the one that was built.", REBUILD)


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
