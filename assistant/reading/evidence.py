"""Checking a citation: does the reference exist, are the words in it verbatim, does it support the
statement?
"""

from dataclasses import dataclass

from assistant.reading.context import leads
from assistant.reading.quote import is_verbatim
from assistant.reading.resolve import resolve
from assistant.reading.support.verdict import verdict
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import Provision

MOST_PROVISIONS = 20  # of a range or list, so many are looked at


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. `provision` is the one that supports the statement best; None where the reference names
    nothing here.
    """

    exists: bool
    verbatim: bool
    supported: bool
    provision: Provision | None
    locators: tuple[str, ...] = ()
    share: float = 0.0
    cosine: float = 0.0
    reason: str = ""


def check_citation(statement: str, reference: str, index: SearchIndex, encoder: Encoder) -> Checked:
    """Hold a statement against what the reference names.

    Supported is a statement that stands in the provision or in its reviewed summary, and one whose numbers
    and places are all found there and which a fitted judge, that weighs actors, modals, negations, conditions
    and terms, finds likely (assistant.reading.support). This finds wrong references and what was added; it is
    no legal judgement.
    """
    named = resolve(reference, index)
    found = [
        provision for locator in named[:MOST_PROVISIONS] if (provision := index.get(locator)) is not None
    ]
    if not found:
        reason = (
            "The corpus does not have what the reference names."
            if named
            else "The reference could not be read."
        )
        return Checked(False, False, False, None, tuple(named), reason=reason)
    held = [hold(statement, provision, index, encoder) for provision in found]
    best = max(held, key=lambda one: (one.verbatim, one.supported, one.share + one.cosine))
    return Checked(
        True,
        best.verbatim,
        best.supported,
        best.provision,
        tuple(named),
        best.share,
        best.cosine,
        best.reason,
    )


def hold(statement: str, provision: Provision, index: SearchIndex, encoder: Encoder) -> Checked:
    """Hold a statement, in any of the languages, against one provision."""
    whole = "\n".join([*(above.chapeau for above in leads(provision, index)), provision.text])
    verbatim = is_verbatim(statement, provision.text) or is_verbatim(statement, whole)
    found = verdict(statement, provision, index, encoder, verbatim=verbatim)
    return Checked(True, verbatim, found.supported, provision, (), found.share, found.cosine, found.reason)
