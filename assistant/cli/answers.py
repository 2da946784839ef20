"""The commands that ask and search."""

import argparse
from typing import TYPE_CHECKING

from assistant.cli.command import Commands, add_command, json_of
from assistant.settings import Settings
from ingest.errors import InputError

if TYPE_CHECKING:
    from assistant.search import Hit
    from ingest.model import GuideEntry

MOST_HITS = 100
SHOWN = 200  # characters of a hit


def add_commands(commands: Commands) -> None:
    """Add ask and search."""
    ask = add_command(commands, "ask", run_ask, "Answer a question with citations.")
    ask.add_argument("question")
    ask.add_argument("--language", metavar="CODE", help="language of the question (default: detected)")
    ask.add_argument("--max-citations", type=int, default=5, metavar="N")
    ask.add_argument("--json", action="store_true", help="print the answer of the HTTP contract")

    search = add_command(commands, "search", run_search, "List the provisions nearest to some words.")
    search.add_argument("query")
    search.add_argument("--limit", type=int, default=10, metavar="N", help=f"1 to {MOST_HITS} (default: 10)")
    search.add_argument(
        "--lang", default="en", metavar="CODE", help="language of the guide's plain words (default: en)"
    )
    search.add_argument("--json", action="store_true", help="print the hits of the HTTP contract")


def run_ask(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant ask`."""
    from assistant.assistant import Assistant
    from assistant.question import Question
    from assistant.rendering import plain_text

    question = Question(
        options.question, language=options.language, max_citations=options.max_citations
    ).checked()
    answer = Assistant.open(settings).ask(question)
    if options.json:
        from assistant.api.wire.answers import AnswerOut  # pydantic is a quarter of a cold start

        print(json_of(AnswerOut.of(answer)))
    else:
        print(plain_text(answer))
    return 0


def run_search(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant search`."""
    from assistant.assistant import Assistant
    from assistant.question import Question

    query = Question(options.query).checked().text
    if not 1 <= options.limit <= MOST_HITS:
        raise InputError(f"--limit is {options.limit}.", f"Choose 1 to {MOST_HITS}.")
    assistant = Assistant.open(settings)
    hits = assistant.search(query, limit=options.limit)
    if options.json:
        from assistant.api.wire.search import HitOut

        print(json_of([HitOut.of(hit, assistant.index, options.lang) for hit in hits]))
    else:
        for number, hit in enumerate(hits, start=1):
            print(_format_hit(number, hit, assistant.index.guide(hit.provision.locator), options.lang))
    return 0


def _format_hit(number: int, hit: "Hit", guide: "GuideEntry | None", language: str) -> str:
    from ingest.model import Provenance

    provision = hit.provision
    told = guide if provision.provenance is Provenance.GUIDE else None
    words = (told.plain(language).summary if told else provision.text[hit.start : hit.end])[:SHOWN]
    return f"{number:2}. {provision.label}  ({provision.locator}, {hit.score:.2f})\n    {words}"
