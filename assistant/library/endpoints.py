"""`sync --check`: try each endpoint once and say what it found. What could not be tried while this was
written is tried here.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.intake import languages_of, load_tree
from assistant.library.client import Answer, FetchError, StopError
from assistant.library.service import Service
from assistant.library.thesaurus import DOMAINS
from ingest.locator import Decision
from ingest.names import Instrument
from ingest.vocabulary import vocabulary

# a decision that the service has in every form
SAMPLE = Decision("cop", 15, 8)


@dataclass(frozen=True, slots=True)
class Probe:
    """One endpoint: whether it answers as documented, and in words what was found there."""

    name: str
    good: bool
    found: str
    seconds: float


def probe_endpoints(service: Service) -> Iterator[Probe]:
    """Each endpoint in turn; a failure of one is told, and the others are tried all the same."""
    for name, probe in _probes(service).items():
        # a slow answer is worth knowing too
        started = time.monotonic()
        try:
            good, words = True, probe()
        except (FetchError, StopError) as error:
            good, words = False, error.message
        yield Probe(name, good, words, time.monotonic() - started)


def _probes(service: Service) -> dict[str, Callable[[], str]]:
    return {
        "list of decisions (v2021)": lambda: _listed(service),
        "tree of a decision (v2021)": lambda: _tree(service.tree(SAMPLE, SAMPLE.code, None)),
        "texts of a decision (v2016)": lambda: _tree(service.texts(SAMPLE, SAMPLE.code, None)),
        "index of decisions (v2013)": lambda: _indexed(service, "decision"),
        "index of recommendations (v2013)": lambda: _indexed(service, "recommendation"),
        "thesaurus (v2013)": lambda: _counted(service.terms(DOMAINS["subjects"], None)),
        "record of a treaty (v2015)": lambda: _counted(service.treaty(_convention().treaty, None)),
        "file of a decision": lambda: _sized(service.file(SAMPLE.file_url("en", site=service.site), None)),
        "file of the Convention": lambda: _sized(
            service.file(service.site + _convention().file.format(language="en"), None)
        ),
    }


def _convention() -> Instrument:
    return vocabulary().instruments[0]


def _listed(service: Service) -> str:
    decisions = service.decisions(SAMPLE.treaty, SAMPLE.body, SAMPLE.session)
    if not decisions:
        raise FetchError("it answers with an empty list")
    return f"{len(decisions)} decisions of COP {SAMPLE.session}, the last is {decisions[-1][1]}"


def _tree(answer: Answer) -> str:
    tree = load_tree("the answer", answer.body)
    nodes, annex = answer.body.count(b'"html"'), b'"annex"' in answer.body
    return (
        f"{nodes} nodes in {', '.join(languages_of(tree))}; {'with' if annex else 'without'} "
        f"annexes{_conditional(answer)}"
    )


def _indexed(service: Service, schema: str) -> str:
    total, records = service.index(schema)
    if not records:
        raise FetchError("it answers without records")
    return f"{total} records; fields {', '.join(sorted(records[0])[:6])}"


def _counted(answer: Answer) -> str:
    value = json.loads(answer.body)
    return f"{len(value)} {'terms' if isinstance(value, list) else 'fields'}{_conditional(answer)}"


def _sized(answer: Answer) -> str:
    return f"{len(answer.body) / 1024:,.0f} KiB{_conditional(answer)}"


def _conditional(answer: Answer) -> str:
    return (
        "; can be asked conditionally"
        if answer.etag or answer.modified
        else "; gives neither ETag nor date, so every sync fetches it again"
    )
