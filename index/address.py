"""The address of an index: a folder of this machine, or a database that machines share."""

from pathlib import Path

Address = Path | str  # a folder, or postgresql://user@host,host/database
SCHEMES = ("postgresql://", "postgres://")


def address(text: str) -> Address:
    """What a setting or an option says."""
    return text if text.startswith(SCHEMES) else Path(text)
