"""Files of one's own and the rebuild of the index, on the wire."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from assistant.api.wire.base import WireModel
from assistant.api.wire.errors import ErrorDetail
from assistant.library.additions import Correction, Outcome
from assistant.library.registry import OwnFile

LONGEST_ID = 120
LONGEST_TITLE = 500

Id = Annotated[str, Field(max_length=LONGEST_ID)]
Title = Annotated[str, Field(max_length=LONGEST_TITLE)]
KindWord = Annotated[str, Field(max_length=40)]
LanguageCode = Annotated[str, Field(pattern=r"^([a-z]{2,3})?$", max_length=3)]


class CorrectionIn(WireModel):
    """What a file is, against what it was taken for; what is empty stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "Biodiversity plan 2026-2030", "language": "en"}]}
    )

    id: Id = ""
    """The id to give it, such as our-strategy or cop-15/dec-8: its number."""
    kind: KindWord = ""
    """treaty, decision, slides, document, or a kind that documents here have."""
    title: Title = ""
    """Its title."""
    language: LanguageCode = ""
    """Its language, such as fr."""
    unchecked: bool = False
    """Whether it is to stand for the instrument that it claims to be though it is not as the catalogue has
    that: as a copy, which is never shown as official."""

    def correction(self) -> Correction:
        """As the library takes it."""
        unchecked = "yes" if self.unchecked else ""
        return Correction(self.id, self.kind, self.title, self.language, unchecked)


class OwnFileOut(WireModel):
    """A file that was added, and what it was taken for."""

    id: str
    """Its id: the first part of the locators in it."""
    name: str
    """What it was called where it came from."""
    kind: str
    """What it was taken for,"""
    reason: str
    """and why."""
    title: str
    """Its title."""
    language: str
    """Its language."""
    provisions: int
    """How many provisions it has."""
    notes: list[str]
    """What is to be known of it."""
    origin: Literal["fetched", "checked", "declared", "copy", ""]
    """Whether it stands for an official text: checked word by word, or a copy that is not official."""
    served: bool
    """Whether the index that serves now holds a document of that id."""

    @classmethod
    def of(cls, identity: str, file: OwnFile, *, served: bool) -> Self:
        """A file of the registry."""
        return cls.from_type(file, id=identity, served=served, origin=file.origin or "")


class SetAsideOut(WireModel):
    """A file of the library that could not be built, while the rest was."""

    name: str
    """The file."""
    reason: str
    """Why."""


class RebuildOut(WireModel):
    """How far the index is behind the files."""

    status: Literal["none", "waiting", "running", "done", "failed"]
    """none: nothing was changed here yet; done: questions are answered from what there is."""
    queued: bool
    """Whether something was changed since it began: another one follows."""
    stage: str
    """What is done now: reading, embedding, writing or opening."""
    done: int
    """So much of it,"""
    total: int
    """of so much."""
    error: ErrorDetail | None
    """Why it failed; the index before it serves on."""
    set_aside: list[SetAsideOut]
    """Files that it could not build."""


class LibraryOut(WireModel):
    """The files that were added, and what may be done with them here."""

    files: list[OwnFileOut]
    """By id."""
    suffixes: list[str]
    """How the names of files end that are read."""
    largest: int
    """How many bytes one may have."""
    barrier: Literal["", "shared", "unknown_texts", "read_only"]
    """Why nothing can be changed here: the index is shared by several servers, it is not known of which texts
    it was built, or nothing may be written."""
    rebuild: RebuildOut
    """How far the index is."""


class ChangeOut(WireModel):
    """What became of a file."""

    status: Literal["new", "changed", "unchanged", "moved", "removed"]
    """moved: the same file was there by another name."""
    id: str
    """Its id."""
    file: OwnFileOut | None
    """What it was taken for; null where it was removed."""
    rebuild: RebuildOut
    """How far the index is."""

    @classmethod
    def of(cls, outcome: Outcome, file: OwnFile | None, rebuild: RebuildOut, *, served: bool) -> Self:
        """Of a change that was made."""
        shown = None if file is None else OwnFileOut.of(outcome.id, file, served=served)
        return cls(status=outcome.status, id=outcome.id, file=shown, rebuild=rebuild)  # type: ignore[arg-type]  # statuses are these words
