"""What the Secretariat says of a provision (type, status, actors), as given: what is missing is "not stated",
never assumed.
"""

import json
from functools import lru_cache
from pathlib import Path

from ingest.locator import Decision, Locator
from ingest.model import Provision
from ingest.structure.decision_tree import DISCLAIMER, NOT_STATED

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
DOMAINS = {
    "subjects": "cbd-subjects",
    "gbfGoals": "gbf-goals",
    "gbfTargets": "gbf-targets",
    "aichiTargets": "aichi-targets",
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
    found = {}
    for name, title in LABELS.items():
        codes = [code for code in provision.metadata.get(name, "").split(", ") if code]
        words = (
            _terms(library / "official" / "catalogue" / f"{DOMAINS[name]}.json")
            if library and name in DOMAINS
            else {}
        )
        if codes:
            found[title] = "; ".join(f"{words[code]} ({code})" if code in words else code for code in codes)
    return found


@lru_cache(maxsize=8)
def _terms(path: Path) -> dict[str, str]:
    """English names of the terms of a synced domain."""
    try:
        records = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    terms = [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []
    return {
        str(term.get("identifier")): _name(term) for term in terms if term.get("identifier") and _name(term)
    }


def _name(term: dict[str, object]) -> str:
    title = term.get("title")
    return str(title.get("en") or "") if isinstance(title, dict) else str(term.get("name") or "")
