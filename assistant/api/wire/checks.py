"""The check of a citation, on the wire."""

from typing import Self

from assistant.api.wire.base import Provenance, WireModel
from assistant.reading.cite import OFFICIAL
from assistant.reading.evidence import Checked
from ingest.model import Provision


class CheckedProvisionOut(WireModel):
    """The provision that a statement was held against."""

    locator: str
    """Its locator."""
    label: str
    """What it is called in print."""
    text: str
    """Its text, word for word."""
    url: str
    """Its official page."""
    official: bool
    """Whether these are the words of an official text."""
    provenance: Provenance
    """Whose words they are."""

    @classmethod
    def of(cls, provision: Provision) -> Self:
        """The provision and whose words it is in."""
        return cls.from_type(provision, official=provision.provenance in OFFICIAL)


class CheckOut(WireModel):
    """Whether a citation holds."""

    exists: bool
    """Whether the corpus has what the reference names."""
    verbatim: bool
    """Whether the statement stands in it word for word (case, white space and quotation marks aside)."""
    supported: bool
    """Whether the provision carries the statement: word for word, or all its numbers and places are there and
    a fitted judge finds it likely by its actors, modals, negations, conditions and terms. No legal judgement.
    """
    reason: str
    """Why it does not."""
    provision: CheckedProvisionOut | None
    """What the statement was held against; null where the reference names nothing."""
    locators: list[str]
    """All that the reference names."""
    share: float
    """How much of the statement's words stands there, rare ones counting more."""
    cosine: float
    """How near its meaning is."""

    @classmethod
    def of(cls, check: Checked) -> Self:
        """The outcome of the check."""
        provision = CheckedProvisionOut.of(check.provision) if check.provision else None
        return cls.from_type(
            check, provision=provision, share=round(check.share, 4), cosine=round(check.cosine, 4)
        )
