"""A saved pack: read back as it was, and refused when damaged."""

import json
from collections.abc import Callable
from dataclasses import asdict

import pytest

from assistant.trainer.export_markdown import to_markdown
from assistant.trainer.pack import (
    MOST_LINES,
    MOST_TIMELINES,
    TIMELINE_LINES,
    Item,
    Pack,
    pack_from_wire,
    read_pack,
)
from assistant.trainer.recheck import recheck
from assistant.trainer.session import make_session
from index.local import LocalIndex
from ingest.errors import InputError


@pytest.fixture(scope="module")
def pack(index: LocalIndex) -> Pack:
    """A session to save."""
    return make_session("CHM", index, minutes=45)


def test_json_round_trip(pack: Pack) -> None:
    """What is saved comes back the same."""
    assert read_pack(pack.to_json()) == pack


def test_an_edited_pack_is_read(pack: Pack, index: LocalIndex) -> None:
    """Dropped, reordered and added slides are kept as the page sends them."""
    wire = asdict(pack)
    blocks = list(wire["blocks"])
    wire["blocks"] = [
        *reversed(blocks[3:]),
        {"kind": "text", "id": "own-1", "title": "Mine", "items": [{"kind": "own", "text": "Hello"}]},
    ]
    edited = pack_from_wire(json.loads(json.dumps(wire)))

    assert edited.blocks[-1].items == (Item("own", "Hello"),)
    assert len(edited.blocks) == len(blocks) - 2
    assert recheck(edited, index) == []


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            [{"kind": "quiz", "items": [{"kind": "own", "options": ["a"] * 12}] * 120}] * 2, id="options"
        ),
        pytest.param(
            [{"kind": "duties", "items": [{"kind": "own", "cells": ["a"] * 12}] * 120}] * 2, id="cells"
        ),
        pytest.param(
            [{"kind": "reading", "items": [{"kind": "own", "sources": [{}] * 120}] * 17}], id="sources"
        ),
        pytest.param([{"kind": "text", "items": [{"kind": "own", "text": "a\n" * 3_000}]}], id="line breaks"),
        pytest.param(
            [{"kind": "text", "items": [{"kind": "own", "options": ["\n" * 3_000]}]}], id="in options"
        ),
        pytest.param([{"kind": "text", "notes": "a\n" * 3_000}], id="notes"),
        pytest.param([{"kind": "text", "items": [{"kind": "own"}] * 120}] * 17, id="items"),
        pytest.param([{"kind": "timeline"}] * (MOST_TIMELINES + 1), id="pictures"),
    ],
)
def test_a_pack_without_end_is_refused(blocks: list[object]) -> None:
    """A few kilobytes can ask for minutes of work: what there is to print and to draw is counted first."""
    with pytest.raises(InputError, match="at most") as refused:
        pack_from_wire({"blocks": blocks})
    assert refused.value.hint == "Split it."


def test_the_longest_session_is_far_from_the_limit(index: LocalIndex) -> None:
    """Five times its lines would still be read; its picture counts as many lines."""
    pack = make_session("Article 18, for new national focal points", index, minutes=240)
    assert 100 < pack.lines * 5 < MOST_LINES
    assert pack.work == pack.lines + TIMELINE_LINES


def test_a_pack_saved_before_options_had_a_field_is_read(pack: Pack) -> None:
    """Its questions keep the note in which their options stand, and are exported with it."""
    wire = asdict(pack)
    question = next(block for block in wire["blocks"] if block["kind"] == "quiz")["items"][0]
    del question["options"]
    question["note"] = "(a) one   (b) other"
    read = read_pack(json.dumps(wire))

    (item, *_) = next(block for block in read.blocks if block.kind == "quiz").items
    assert (item.options, item.note) == ((), "(a) one   (b) other")
    assert "   (a) one   (b) other" in to_markdown(read)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda wire: wire.update(format=9), "format 9"),
        (lambda wire: wire.update(blocks="x"), "'blocks'"),
        (lambda wire: wire["blocks"][0].update(kind="spell"), "'spell'"),
        (lambda wire: wire["blocks"][0].update(minutes="ten"), "'minutes'"),
        (lambda wire: wire["blocks"][0].update(title=7), "'title'"),
        (lambda wire: wire["blocks"][0].update(items=[3]), "an item is not an object"),
        (lambda wire: wire["blocks"][0].update(items=[{"kind": "law"}]), "'law'"),
    ],
)
def test_damaged_packs_are_refused(
    change: Callable[[dict[str, object]], None], message: str, pack: Pack
) -> None:
    """The error names what is wrong."""
    wire = json.loads(pack.to_json())
    change(wire)
    with pytest.raises(InputError, match=message):
        pack_from_wire(wire)


def test_what_is_no_json_is_refused() -> None:
    """A file of another kind is named as that."""
    with pytest.raises(InputError, match="not JSON"):
        read_pack("PK\x03\x04")
