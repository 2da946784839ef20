"""The thesaurus of the official service: what the codes on parts of decisions mean, where it was synced."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

# the field of a record that has codes of a domain -> the domain
DOMAINS = {
    "subjects": "cbd-subjects",
    "gbfTargets": "gbf-targets",
    "gbfGoals": "gbf-goals",
    "aichiTargets": "aichi-targets",
}


def terms(library: Path, field: str) -> dict[str, str]:
    """English names by code for a field; empty where its domain was not synced or has none."""
    domain = DOMAINS.get(field)
    return _terms(library / "official" / "catalogue" / f"{domain}.json") if domain else {}


@lru_cache(maxsize=8)
def _terms(path: Path) -> dict[str, str]:
    try:
        records = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    concepts = [one for one in records if isinstance(one, dict)] if isinstance(records, list) else []
    names = {str(concept.get("identifier") or ""): _name(concept) for concept in concepts}
    return {code: name for code, name in names.items() if code and name}


def _name(concept: dict[str, Any]) -> str:
    title = concept.get("title")
    return str(title.get("en") or "") if isinstance(title, dict) else str(concept.get("name") or "")
