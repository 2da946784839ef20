"""What the Secretariat says of a provision (type, status, actors), as given: what is missing is "not stated",
never assumed.
"""

from pathlib import Path

from assistant.intake import DISCLAIMER, NOT_STATED
from assistant.library.thesaurus import terms
from ingest.locator import Decision, Locator
from ingest.model import Provision

STATUS_WORDS = {"require-funding": "requires funding"}
LABELS = {
    "subjects": "Subjects",
    "gbfGoals": "Global Biodiversity Framework goals",
    "gbfTargets": "Global Biodiversity Framework targets",
    "aichiTargets": "Aichi Targets",
    "decisions": "Related decisions",
    "documents": "Documents",
    "meetings": "Meetings",
    "notifications": "Notifications",
    "outcomes": "Outcomes",
}


def standing(provision: Provision) -> dict[str, str]:
    """Type, status and actors in words, with the disclaimer; {} for what is not a part of a decision."""
    locator = Locator.parse(provision.locator)
    if Decision.of(locator.document) is None or not locator.steps:
        return {}
    return {
        "Type": provision.type or NOT_STATED,
        "Status": ", ".join(STATUS_WORDS.get(status.lower(), status) for status in provision.statuses)
        or NOT_STATED,
        "Actors": ", ".join(provision.actors) or NOT_STATED,
        "Note": DISCLAIMER,
    }


def related(provision: Provision, library: Path | None = None) -> dict[str, str]:
    """Subjects, targets and related decisions and documents as the record gives them, in words where the
    catalogue was synced.
    """
    lines = {}
    for name, title in LABELS.items():
        codes = [code for code in provision.metadata.get(name, "").split(", ") if code]
        words = terms(library, name) if library else {}
        if codes:
            lines[title] = "; ".join(f"{words[code]} ({code})" if code in words else code for code in codes)
    return lines
