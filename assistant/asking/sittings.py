"""Sittings: a meeting of the Conference of the Parties that was broken off has an entry for each of them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asking.query import Choice
from index.interface import SearchIndex


def with_sittings(chosen: Sequence[Choice], index: SearchIndex) -> list[Choice]:
    """A meeting that was broken off is told whole: where it began, and where it was resumed."""
    whole: dict[str, Choice] = {}
    for choice in chosen:
        document, held = choice.provision.document, [choice.provision]
        if index.documents[document].kind == "session":
            held += [one for one in index.in_document(document) if one.kind == "catalogue"]
        for one in held:
            whole.setdefault(one.locator, replace(choice, provision=one))
    return list(whole.values())
