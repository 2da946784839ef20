"""The journal of an unfinished sync: what it had done, so that the next run of the same day goes on from
there.
"""

from pathlib import Path

NAME = ".unfinished"


class Journal:
    """One line a task done; the first line says of which request. A last line that was cut is not
    believed.
    """

    def __init__(self, folder: Path, request: str) -> None:
        self._path = folder / NAME
        self._done: set[str] = set()
        lines = self._path.read_text(encoding="utf-8").split("\n") if self._path.exists() else []
        if lines and lines[0] == request and len(lines) > 1:
            self._done = set(lines[1:-1])
        # written anew: lines of another request go, and a cut last line with them
        self._path.write_text("\n".join([request, *sorted(self._done), ""]), encoding="utf-8")

    def __contains__(self, name: str) -> bool:
        return name in self._done

    def add(self, name: str) -> None:
        """Note that a task is done."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")

    def close(self) -> None:
        """The sync has come to its end."""
        self._path.unlink(missing_ok=True)
