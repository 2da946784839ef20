"""What can be read by its address: provisions, concepts, and the lists of documents and concepts."""

import json

from assistant.api.deps import Services
from assistant.api.tools.offer import Server, found, index_of, named
from assistant.reading.cite import OFFICIAL
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from ingest.concepts import Concept, concepts_by_id, embedded_concepts
from ingest.errors import NotFoundError
from ingest.model import Provision

MARKDOWN, JSON = "text/markdown", "application/json"
PROVISION, CONCEPT = "cbd://provision/{+locator}", "cbd://concept/{id}"
NOT_OFFICIAL = "These are not the words of an official text."


def add_resources(server: Server, services: Services) -> None:
    """Offer them."""

    @server.resource("cbd://documents", title="Documents", mime_type=JSON)
    async def documents() -> str:
        """List the documents of the corpus; a provision's address begins with the id of its document."""
        listed, _ = await found(services.documents(ENGLISH))
        return json.dumps(
            [
                {"id": one.id, "kind": one.kind, "title": one.title, "official": one.official}
                for one in listed
            ],
            ensure_ascii=False,
        )

    @server.resource("cbd://concepts", title="Glossary", mime_type=JSON)
    async def concepts() -> str:
        """List the entries of the glossary with their addresses."""
        return json.dumps(
            [
                {"name": one.name(ENGLISH), "uri": f"cbd://concept/{one.id}"}
                for one in sorted(embedded_concepts(), key=lambda one: one.name(ENGLISH).casefold())
            ],
            ensure_ascii=False,
        )

    @server.resource(PROVISION, title="A provision", mime_type=MARKDOWN)
    async def provision(locator: str) -> str:
        """Read a provision: its verbatim text, its official page, and the guide's plain words apart."""
        index = await found(index_of(services))
        return await found(services.live.work(lambda: _provision(named(locator, index), index)))

    @server.resource(CONCEPT, title="An entry of the glossary", mime_type=MARKDOWN)
    async def concept(id: str) -> str:  # noqa: A002  # the name in the address
        """Read what a thing is in this project's plain words, and which provisions establish it."""
        return await found(_concept(id))


def _provision(provision: Provision, index: SearchIndex) -> str:
    url = provision.url or index.documents[provision.document].url
    official = provision.provenance in OFFICIAL
    lines = [f"# {provision.label}", "", provision.text, "", url]
    if not official:
        lines += ["", NOT_OFFICIAL]
    guide = index.guide(provision.locator)
    if official and guide is not None:
        lines += ["", f"In plain words (guide, not official text): {guide.plain(ENGLISH).summary}"]
    return "\n".join(lines)


async def _concept(name: str) -> str:
    concept: Concept | None = concepts_by_id().get(name)
    if concept is None:
        raise NotFoundError("The glossary has no such entry.", "cbd://concepts lists what it has.")
    lines = [f"# {concept.name(ENGLISH)}", "", concept.said(ENGLISH), "", NOT_OFFICIAL]
    lines += ["", *(f"- cbd://provision/{locator}" for locator in concept.established_by)]
    return "\n".join(lines)
