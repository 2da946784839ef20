"""The state: everything that people gave this installation and that no command can make again."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Literal

from assistant.settings import Settings

Form = Literal["folder", "database", "log"]
# The one list: the setting that says where it lies, and what lies there. A log has older parts beside it.
PLACES: tuple[tuple[str, Form], ...] = (
    ("library", "folder"),
    ("access", "folder"),
    ("feedback", "database"),
    ("conversations", "database"),
    ("audit", "log"),
)
# of a process that is at work, or was killed
_PASSING = (
    ".own.lock",
    ".sync",
    ".part-",
    ".staging-",
    ".change",
    ".rebuild",
    ".vetting",
    ".new-",
    ".rest",
    ".before-restore",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the state."""

    name: str
    form: Form
    path: Path

    def files(self) -> Iterator[tuple[str, Path]]:
        """Each file with its name within the part, in a fixed order; none where nothing is there yet."""
        if self.form == "folder":
            for path in sorted(self.path.rglob("*")):
                within = path.relative_to(self.path).as_posix()
                if path.is_file() and self.may_hold(within):
                    yield within, path
        elif self.form == "log":
            for path in sorted(self.path.parent.glob(f"{self.path.stem}*")):
                if path.is_file() and self.may_hold(path.name):
                    yield path.name, path
        elif self.path.is_file():
            yield self.path.name, self.path

    def may_hold(self, name: str) -> bool:
        """Whether a file of that name can be one of `files`: not outside, not of a process at work, and
        beside a log only a log.
        """
        within = PurePosixPath(name)
        if within.as_posix() != name or within.is_absolute() or {"..", "."} & set(within.parts):
            return False
        if self.form == "folder":
            return not any(part.startswith(_PASSING) for part in within.parts)
        alone = len(within.parts) == 1 and not name.startswith(".")
        return alone and (self.form == "database" or within.suffix == self.path.suffix)

    def place_of(self, name: str) -> Path:
        """Where a file of that name within the part lies."""
        if self.form == "folder":
            return self.path / name
        return self.path if self.form == "database" else self.path.parent / name


def parts(settings: Settings) -> list[Part]:
    """The parts of the state, where the settings put them; without those that they keep nowhere."""
    known = {one.name for one in fields(Settings)}
    found = [(name, form, getattr(settings, name)) for name, form in PLACES if name in known]
    return [Part(name, form, path) for name, form, path in found if path is not None]
