"""What all models of the wire share: how they are made of an inner type, and the fields that several have."""

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from index.interface import Snapshot
from ingest.model import KINDS

MOST_FILTERS = 50

Kind = StrEnum("Kind", {kind.upper(): kind for kind in KINDS})  # type: ignore[misc]  # its members are data
Kind.__doc__ = "What a document is."
Provenance = Literal["official", "quoted", "catalogue", "guide", "own"]
Origin = Literal["fetched", "checked", "declared", "copy", ""]
"""How what stands for an official text came: fetched by `sync`, a copy checked word by word, declared
so by a folder of the operator, or a copy that was not checked and is not official; "" for anything else."""
HeldAs = Literal["whole", "copy", "extracts", "guide", "facts"]
"""How much of a document is here: its whole official text, a copy or an author's own words, the words that
another source quotes, only plain words of the guide, or a catalogue entry."""
PlainState = Literal["", "drafted", "reviewed", "read"]
Session = Annotated[int, Field(ge=0, le=1_000)]
DocumentId = Annotated[str, Field(min_length=1, max_length=200)]
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", max_length=32)]


class WireModel(BaseModel):
    """A model of the wire. Its fields stand in the JSON in their order here."""

    model_config = ConfigDict(use_attribute_docstrings=True, from_attributes=True)

    @classmethod
    def from_type(cls, source: object, **computed: Any) -> Self:
        """The model with the attributes of the inner type that bear its fields' names, beside what is given.

        Raises AttributeError where the source lacks a field that is not given.
        """
        copied = {name: getattr(source, name) for name in cls.model_fields if name not in computed}
        return cls.model_validate({**copied, **computed})


class IndexOut(WireModel):
    """Which index answered."""

    id: str
    """Its name: another id, other texts."""
    built_at: str
    """When it was built, in UTC."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The index of that snapshot."""
        return cls.from_type(snapshot)


def base_language(tag: str | None) -> str | None:
    """ "fr" for "fr-CA"."""
    return tag.split("-")[0].lower() if tag else None
