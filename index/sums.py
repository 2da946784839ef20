"""The digests of a packaged model's files: what does not fit is refused."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import EncoderError

SUMS = "SHA256SUMS"
REPAIR = "Install the project again: its encoder lies in index/model."
_WEIGHTY = {".onnx", ".safetensors", ".json"}


def read_sums(folder: Path) -> dict[str, str]:
    """The digest of each file of a model, as `sha256sum` writes them. Raises EncoderError where they are
    missing.
    """
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    except (OSError, ValueError) as error:
        raise EncoderError(f"The packaged encoder is incomplete ({error}).", REPAIR) from error


def verify(folder: Path, names: Sequence[str]) -> None:
    """Raises EncoderError unless these files have their SHA-256."""
    sums = read_sums(folder)
    for name in names:
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise EncoderError(f"The encoder's {name} cannot be read ({error.strerror}).", REPAIR) from error
        if found != sums.get(name):
            raise EncoderError(f"The encoder's {name} is not the one that was published.", REPAIR)


def write_sums(folder: Path) -> None:
    """Write SHA256SUMS for every file of a model that weighs something."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in _WEIGHTY)
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in files
    ]
    (folder / SUMS).write_text("\n".join(lines) + "\n", encoding="ascii")
