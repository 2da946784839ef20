"""Statuses that the Secretariat's review gives to parts of decisions, and which say that a part is spent."""

from ingest.model import Provision

SPENT = frozenset({"superseded", "retired", "elapsed", "inactive"})


def spent_statuses(provision: Provision) -> list[str]:
    """Those of its statuses by which a provision is no longer to be followed."""
    return [status for status in provision.statuses if status in SPENT]
