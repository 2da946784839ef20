"""What an export prints of a pack's time: made from the minutes of its blocks, whoever has set them."""

from collections.abc import Iterator
from dataclasses import replace

from assistant.trainer.pack import Block, Item, Pack, outline
from assistant.trainer.timing import steps_of
from assistant.words.forms import number, unbroken
from assistant.words.store import Words


def minutes_words(minutes: float, say: Words) -> str:
    """ "1,5 min" in French."""
    return say("minutes", minutes=number(minutes, say.language))


def plan_lines(pack: Pack, say: Words) -> Iterator[tuple[str, str]]:
    """The parts of the session with their minutes, ("9.5 min", "Key provisions"), at the end all of it."""
    for group, minutes in outline(pack):
        yield minutes_words(minutes, say), say(f"group_{group}")
    yield minutes_words(sum(block.minutes for block in pack.blocks), say), say("total")


def printed(pack: Pack) -> Pack:
    """The pack with the steps of its group work, its own words set as its language sets them."""
    say = Words("trainer", pack.language)
    blocks = (_with_steps(block, say) for block in pack.blocks)
    return replace(pack, blocks=tuple(_unbroken(block, pack.language) for block in blocks))


def _unbroken(block: Block, language: str) -> Block:
    """What is quoted is left as it is."""
    items = (
        item
        if item.kind not in {"own", "guide"}
        else replace(
            item,
            text=unbroken(item.text, language),
            options=tuple(unbroken(option, language) for option in item.options),
        )
        for item in block.items
    )
    return replace(block, title=unbroken(block.title, language), items=tuple(items))


def _with_steps(block: Block, say: Words) -> Block:
    steps = steps_of(block.minutes)
    if block.kind != "exercise" or steps.groups <= 0:  # an edited pack may leave it no time
        return block
    parts = {"brief": steps.brief, "groups": steps.groups, "report": steps.report}
    words = say("exercise_steps", **{name: minutes_words(value, say) for name, value in parts.items()})
    return replace(block, items=(*block.items, Item("own", words)))


def spans(pack: Pack) -> list[str]:
    """When each block begins and ends, from the beginning of the session: "0:05-0:07"."""
    begun, found = 0.0, list[str]()
    for block in pack.blocks:
        found.append(f"{_clock(begun)}–{_clock(begun + block.minutes)}")  # from and to
        begun += block.minutes
    return found


def _clock(minutes: float) -> str:
    seconds = round(minutes * 60)
    half = ":30" if seconds % 60 else ""
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}{half}"
