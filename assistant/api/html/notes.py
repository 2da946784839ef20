"""What is said of the words on a page: whose they are, and that an extract is no whole text."""

from assistant.api.html.markup import Markup, outward, tag
from assistant.api.wire.documents import DocumentOut
from assistant.api.wire.provisions import ProvisionDocumentOut, ProvisionOut
from assistant.reading.holdings import Held
from assistant.words.store import say


def provenance_words(provision: ProvisionOut, language: str) -> str:
    """Whose words a provision is given in."""
    if provision.origin in {"checked", "copy"}:
        return say(f"provenance.{provision.origin}", language)
    deck = not provision.quoted_in or any("training" in one.id for one in provision.quoted_in)
    if provision.provenance == "quoted" and not deck:
        return say("provenance.elsewhere", language)
    return say(f"provenance.{provision.provenance}", language)


def extract_note(document: ProvisionDocumentOut | DocumentOut, language: str) -> Markup | None:
    """That only some words of a text are here, or none of them, with the way to the whole; None where it is
    whole.
    """
    said = {Held.EXTRACTS: "held_extracts", Held.GUIDE: "held_guide", Held.FACTS: "held_facts"}
    name = said.get(Held(document.held))
    if name is None or document.kind == "session":
        return None
    way = outward(document.url, say("page.passage.officialPage", language)) if document.url else None
    return tag("p", say(f"page.passage.{name}", language), " " if way else None, way, class_="note")
