"""The address of an index: a folder of this machine, or the databases that machines share."""

import re
from pathlib import Path

Address = Path | str  # a folder, or postgresql://user@host,host/database; several are parted by semicolons
SCHEMES = ("postgresql://", "postgres://")
_NEXT = re.compile(r";(?=postgres(?:ql)?://)")  # another semicolon belongs to a password


def address(text: str) -> Address:
    """What a setting or an option says."""
    return text if text.startswith(SCHEMES) else Path(text)


def shards_of(place: str) -> list[str]:
    """The addresses of the databases that hold an index between them; the first one holds whatever is not
    searched.
    """
    return _NEXT.split(place)
