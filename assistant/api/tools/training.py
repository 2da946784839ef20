"""The trainers' tools: sessions, timelines, cross-references, duties, and the check of what is on slides."""

from typing import Annotated

from pydantic import Field

from assistant.api.deps import Services
from assistant.api.tools.offer import READS, Reader, Reference, Server, explained, index_of
from assistant.api.training import find_duties, find_timeline, make_pack
from assistant.api.wire.base import base_language
from assistant.api.wire.duties import DutiesOut
from assistant.api.wire.packs import LONGEST_SUBJECT, Audience, PackOut
from assistant.api.wire.references import ReferencesOut
from assistant.api.wire.reviews import ReportOut
from assistant.api.wire.timelines import TimelineOut
from assistant.reading.crossrefs import references_of
from assistant.trainer.session import LONGEST, SHORTEST
from assistant.words.store import ENGLISH

LONGEST_SLIDES = 60_000
SLIDES = "slides.md"  # what a text that is sent is read as
Subject = Annotated[
    str, Field(min_length=1, max_length=LONGEST_SUBJECT, description="A topic, an article or a question")
]
Session = Annotated[int, Field(ge=1, le=99, description="A session of the COP")]
Filter = Annotated[str, Field(max_length=100)]


def add_training(server: Server, services: Services) -> None:
    """Offer them."""

    @server.tool(title="Make a training session", annotations=READS)
    async def make_session(
        subject: Subject,
        minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)] = 45,
        audience: Audience = Audience.AS_SAID,
        language: Reader = None,
    ) -> PackOut:
        """Make a session pack: outline with timing, exact quotes, timeline, exercises and a quiz with its
        key.
        """
        spoken = base_language(language) or ENGLISH
        return PackOut.of(await explained(make_pack(services, subject, minutes, audience.value, spoken)))

    @server.tool(title="Get a timeline", annotations=READS)
    async def get_timeline(
        subject: Subject,
        first: Session | None = None,
        last: Session | None = None,
        language: Reader = None,
    ) -> TimelineOut:
        """Tell how a topic or an article developed: decisions with date, place, words and links."""
        timeline = await explained(find_timeline(services, subject, first, last))
        index, spoken = await explained(index_of(services)), base_language(language) or ENGLISH
        return await explained(services.live.work(lambda: TimelineOut.of(timeline, index, spoken)))

    @server.tool(title="List cross-references", annotations=READS)
    async def list_references(reference: Reference, language: Reader = None) -> ReferencesOut:
        """List what a provision cites and what cites it, with the words that do it."""
        index, spoken = await explained(index_of(services)), base_language(language) or ENGLISH
        return await explained(
            services.live.work(lambda: ReferencesOut.of(references_of(reference, index), index, spoken))
        )

    @server.tool(title="List duties", annotations=READS)
    async def list_duties(
        reference: Reference,
        actor: Filter = "",
        verb: Filter = "",
        words: Filter = "",
        language: Reader = None,
    ) -> DutiesOut:
        """List who must do what in a provision or a document: actor, verb, task, deadline, paragraph."""
        rows = await explained(find_duties(services, reference, actor, verb, words))
        index, spoken = await explained(index_of(services)), base_language(language) or ENGLISH
        return await explained(services.live.work(lambda: DutiesOut.in_order(reference, rows, index, spoken)))

    @server.tool(title="Check slides", annotations=READS)
    async def check_slides(
        text: Annotated[
            str,
            Field(
                min_length=1, max_length=LONGEST_SLIDES, description="The words of the slides, as Markdown"
            ),
        ],
    ) -> ReportOut:
        """Check every reference and every quotation in a text. Nothing is kept."""
        await explained(index_of(services))
        return await explained(services.uploads.check(SLIDES, text.encode()))
