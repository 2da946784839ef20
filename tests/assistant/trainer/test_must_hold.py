"""What a session must hold, by lists that were written from the texts before the topics were looked at, and
how long it takes to make one.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from assistant.trainer.pack import Pack, Source
from assistant.trainer.session import make_session
from index.local import LocalIndex
from ingest.locator import lies_in

LISTS = tomllib.loads((Path(__file__).parents[2] / "data" / "must-hold.toml").read_text(encoding="utf-8"))
MINUTES, SECONDS = 45, 5  # of a session, and of the processor that making it may take

EACH = pytest.mark.parametrize("topic", LISTS)


def sources(pack: Pack) -> Iterator[Source]:
    """What the items of a pack rest on."""
    return (source for block in pack.blocks for item in block.items for source in item.sources)


def holds(pack: Pack, locator: str, index: LocalIndex) -> bool:
    """Whether it quotes the provision, a part of it, or the unit in which it stands with its words."""
    provision = index.get(locator)
    assert provision is not None, locator
    return any(
        lies_in(source.locator, locator)
        or (lies_in(locator, source.locator) and provision.text in source.quote)
        for source in sources(pack)
        if source.quote
    )


@EACH
def test_a_list_is_of_no_more_than_a_session_can_teach(topic: str) -> None:
    """Eight to twelve provisions, each with the reason why."""
    assert 8 <= len(LISTS[topic]["provisions"]) <= 12
    assert all(LISTS[topic]["provisions"].values())


@EACH
def test_a_session_holds_what_it_must(topic: str, lawful: LocalIndex) -> None:
    """Every provision of the list, over the four instruments."""
    pack = make_session(LISTS[topic]["subject"], lawful, minutes=MINUTES)

    assert [one for one in LISTS[topic]["provisions"] if not holds(pack, one, lawful)] == []


def test_a_session_is_made_in_seconds(lawful: LocalIndex) -> None:
    """Of processor time: the median of the eight."""
    taken = []
    for one in LISTS.values():
        begun = process_time()
        make_session(one["subject"], lawful, minutes=MINUTES)
        taken.append(process_time() - begun)

    assert median(taken) < SECONDS, taken
