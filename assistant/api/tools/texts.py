"""The tools of everybody: search, read, ask, and check what somebody cited."""

from typing import Annotated

from mcp_types import CallToolResult, TextContent
from pydantic import Field

from assistant.api.deps import Services
from assistant.api.tools.offer import READS, Reader, Reference, Server, explained, index_of, named
from assistant.api.wire.answers import LONGEST_TURN, AnswerOut
from assistant.api.wire.base import MOST_FILTERS, Kind, Language, base_language
from assistant.api.wire.checks import CheckOut
from assistant.api.wire.provisions import ProvisionOut
from assistant.api.wire.search import SearchOut
from assistant.question import LONGEST_QUESTION, Question
from assistant.reading.evidence import check_citation
from assistant.rendering import markdown
from assistant.words.store import ENGLISH
from index.interface import Filters


def add_texts(server: Server, services: Services) -> None:
    """Offer them."""

    @server.tool(title="Search provisions", annotations=READS)
    async def search_provisions(
        query: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)],
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        kinds: Annotated[list[Kind], Field(max_length=MOST_FILTERS)] | None = None,
        documents: Annotated[list[str], Field(max_length=MOST_FILTERS)] | None = None,
        sessions: Annotated[list[int], Field(max_length=MOST_FILTERS)] | None = None,
        language: Reader = None,
    ) -> SearchOut:
        """Find the provisions nearest to a query, best first, with their verbatim text and the guide's plain
        words.
        """
        filters = Filters(
            tuple(kind.value for kind in kinds or ()), tuple(documents or ()), tuple(sessions or ())
        )
        return await explained(services.search(query, filters, limit, base_language(language) or ENGLISH))

    @server.tool(title="Get a provision", annotations=READS)
    async def get_provision(reference: Reference, language: Reader = None) -> ProvisionOut:
        """Read a provision: its verbatim text, what it completes, its plain-language guide, its neighbours
        and its cross-references.
        """
        index = await explained(index_of(services))
        spoken = base_language(language) or ENGLISH
        return await explained(
            services.live.work(lambda: ProvisionOut.of(named(reference, index), index, spoken))
        )

    @server.tool(title="Ask", annotations=READS)
    async def ask(
        question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)],
        language: Language | None = None,
        max_citations: Annotated[int, Field(ge=1, le=20)] = 5,
    ) -> Annotated[CallToolResult, AnswerOut]:
        """Answer a question with verified citations, or refuse with the reason."""
        whole = Question(question, language=base_language(language), max_citations=max_citations)
        answer = await explained(services.answer(whole))
        return CallToolResult(
            content=[TextContent(type="text", text=markdown(answer))],
            structured_content=AnswerOut.of(answer).model_dump(mode="json"),
        )

    @server.tool(name="check_citation", title="Check a citation", annotations=READS)
    async def check(
        statement: Annotated[
            str,
            Field(
                min_length=1,
                max_length=LONGEST_TURN,
                description="What somebody says the provision says",
            ),
        ],
        reference: Reference,
    ) -> CheckOut:
        """Check what somebody wrote: does the reference exist, are the words in it verbatim, is the statement
        supported by it?
        """
        assistant = await explained(services.live.assistant())

        def hold() -> CheckOut:
            return CheckOut.of(check_citation(statement, reference, assistant.index, assistant.encoder))

        return await explained(services.live.work(hold))
