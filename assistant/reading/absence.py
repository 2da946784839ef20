"""What is said of a provision that is not there, with what is."""

from collections.abc import Sequence

from assistant.reading.labels import label_at, label_of
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.acts import Act
from ingest.locator import Locator, described
from ingest.model import Provision

ALL_DECISIONS = "https://www.cbd.int/decisions"


def absence(locator: Locator, nearest: Provision | None, language: str, index: SearchIndex) -> str:
    """One sentence: it does not exist or, of a decision, the corpus does not hold it; only for those of the
    Convention's own bodies is there a page to name.
    """
    name = label_at(str(locator), language, index)
    if Act.of(locator.document):
        return say("answer.not_here", language, words=name)
    if locator.is_decision:
        url = nearest.url if nearest else ALL_DECISIONS
        return say("answer.not_held", language, words=name, url=url)
    return say("answer.no_such_provision", language, words=name)


def what_exists(locator: Locator, nearest: Provision | None, language: str, index: SearchIndex) -> str:
    """The provision above the missing one, with how many parts of that kind it has."""
    above = nearest.locator if nearest else locator.document
    name = label_at(above, language, index)
    depth = len(Locator.parse(above).steps)
    kind = locator.steps[depth].kind if len(locator.steps) > depth else ""
    known = dict.fromkeys(described(p.locator) for p in index.in_document(locator.document))
    parts = [one for one in known if one.rpartition("/")[0] == above]
    same = [one for one in parts if Locator.parse(one).steps[-1].kind == kind]
    return _listed(name, same or parts, language, index)


def parts_of(provision: Provision, language: str, index: SearchIndex) -> str:
    """How many parts a provision has, with the first and the last."""
    parts = [child.locator for child in index.children(provision.locator) if child.kind != "catalogue"]
    return _listed(label_of(provision, language, index), parts, language, index)


def _listed(name: str, parts: Sequence[str], language: str, index: SearchIndex) -> str:
    """How many parts there are at these addresses; only the first and the last are printed."""
    if not parts:
        return say("answer.nearest_is", language, label=name)
    first, last = (label_at(part, language, index) for part in (parts[0], parts[-1]))
    return say("answer.nearest_has", language, label=name, count=len(parts), first=first, last=last)
