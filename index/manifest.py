"""The manifest: what an index folder says of itself, and whether that fits."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ingest.errors import IndexMismatchError, IndexMissingError

# 2: documents have place, year and towns; 3: the guide in other languages; 4: the pages of texts;
# 5: the sentences of an office's own files; 6: the pairs of Chinese characters
FORMAT = 6
NAME = "manifest.json"
POINTER = "current"
SEAL = ".sha256"
REBUILD = "Run: cbd-assistant build"


_TYPES: dict[str, type] = {
    "format": int,
    "id": str,
    "corpus": str,
    "encoder": str,
    "dimension": int,
    "policy": str,
    "counts": dict,
    "files": dict,
    "version": str,
    "built_at": str,
}
_COUNTED = {"documents", "provisions", "passages", "sentences"}


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


def seal_of(root: Path, generation: str) -> Path:
    """The file beside the pointer that holds the digest of a generation's manifest."""
    return root / f"{generation}{SEAL}"


def live_generation(root: Path) -> Path | None:
    """The generation that serves; None where nothing was built yet."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
        return root / name if name and Path(name).name == name and (root / name).is_dir() else None
    except (OSError, ValueError):
        return None


def read_manifest(root: Path) -> tuple[Path, Manifest]:
    """The live generation and its manifest. Raises IndexMissingError or IndexMismatchError."""
    folder = live_generation(root)
    if folder is None:
        raise IndexMissingError(f"There is no index in {root}.", f"{REBUILD} --index {root}")
    try:
        raw = (folder / NAME).read_bytes()
    except OSError as error:
        raise _damaged(root) from error
    manifest = manifest_of(raw, root)
    _check_seal(root, folder.name, raw)
    return folder, manifest


def manifest_of(raw: bytes | str, place: Path | str) -> Manifest:
    """What was written for the index in that place. Raises IndexMismatchError."""
    try:
        record = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise _damaged(place) from error
    if not isinstance(record, dict) or not isinstance(record.get("format"), int):
        raise _damaged(place)
    if record["format"] != FORMAT:
        raise IndexMismatchError(
            f"The index has format {record['format']}, this version reads format {FORMAT}.",
            f"{REBUILD} --index {place}",
        )
    if {
        field.name: type(record.get(field.name)) for field in fields(Manifest)
    } != _TYPES or _COUNTED - record["counts"].keys():
        raise _damaged(place)
    return Manifest(**{name: record[name] for name in _TYPES})


def _damaged(place: Path | str) -> IndexMismatchError:
    return IndexMismatchError(f"The index in {place} has no readable manifest.", f"{REBUILD} --index {place}")


def fitting(manifest: Manifest, encoder: str, place: Path | str) -> Manifest:
    """The manifest, of an index that was built with this encoder ("" for any). Raises IndexMismatchError."""
    if encoder and manifest.encoder != encoder:
        raise IndexMismatchError(
            f"The index was built with the encoder '{manifest.encoder}', this is '{encoder}'.",
            f"{REBUILD} --index {place}, or set CBD_ENCODER.",
        )
    return manifest


def _check_seal(root: Path, generation: str, raw: bytes) -> None:
    """Raises IndexMismatchError where the manifest is not the one that was built. An index of before there
    were seals has none.
    """
    try:
        sealed = seal_of(root, generation).read_bytes().strip()
    except FileNotFoundError:
        return
    if hashlib.sha256(raw).hexdigest().encode() != sealed:
        raise IndexMismatchError(
            f"The manifest of the index in {root} is not the one that was built.", f"{REBUILD} --index {root}"
        )


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
