"""Holding a saved pack against the corpus: what no longer matches, or was edited so that it is no quotation.

The words of a saved quotation must be the source's to the letter, white space aside: what is printed between
quotation marks may not differ in a capital or a comma. `assistant.reading.quote` compares more leniently what
people have typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.trainer.duties import Duty, duties_of
from assistant.trainer.duty_columns import named_cells
from assistant.trainer.pack import GAP, Block, Item, Pack, Source
from assistant.trainer.spoken import Texts, no_texts, spoken
from assistant.trainer.statuses import spent_statuses
from index.interface import SearchIndex
from ingest.model import Provision

VERBATIM_KINDS = frozenset({"quote", "fact", "remark"})  # of items: their words are somebody else's


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A source that no longer matches: `reason` is "gone", "changed", "edited", "status" or "uncited";
    `expected` is what the pack says, `found` what the corpus says.
    """

    block: str
    title: str
    locator: str
    label: str
    reason: str
    message: str
    expected: str = ""
    found: str = ""


def recheck(pack: Pack, index: SearchIndex, texts: Texts = no_texts) -> list[Mismatch]:
    """Tell what in a saved pack no longer matches the corpus, or was edited so that it is no longer a
    quotation. What a pack quotes in its own language is held against `texts`.
    """
    return [
        mismatch
        for block in pack.blocks
        for item in block.items
        for mismatch in _mismatches(block, item, pack.language, index, texts)
    ]


def _mismatches(
    block: Block, item: Item, language: str, index: SearchIndex, texts: Texts
) -> Iterator[Mismatch]:
    if item.kind in VERBATIM_KINDS and not item.sources:
        message = "This is marked as quoted and names no source."
        yield Mismatch(block.id, block.title, "", "", "uncited", message, item.text)
    for number, source in enumerate(item.sources):
        provision = index.get(source.locator)
        if provision is None:
            message = f"The corpus no longer has {source.label or source.locator}."
            yield _mismatch(block, source, "gone", message)
            continue
        if source.quote and _one_line(source.quote) not in _one_line(provision.text):
            provision = spoken(provision, language, texts)
        if source.quote and _one_line(source.quote) not in _one_line(provision.text):
            message = f"The words of {source.label} have changed."
            yield _mismatch(block, source, "changed", message, provision.text)
        # the first source of a quotation proves its words, and of a row its cells
        elif number == 0 and item.kind == "quote" and _is_edited(item, source, provision, index):
            message = "The quoted words were edited: they are no longer those of the source."
            yield _mismatch(block, source, "edited", message, item.text)
        spent = spent_statuses(provision)
        if spent:
            message = f"{source.label} is marked {', '.join(spent)} by the Secretariat's review."
            yield _mismatch(block, source, "status", message)


def _mismatch(block: Block, source: Source, reason: str, message: str, found: str = "") -> Mismatch:
    return Mismatch(block.id, block.title, source.locator, source.label, reason, message, source.quote, found)


def _is_edited(item: Item, source: Source, provision: Provision, index: SearchIndex) -> bool:
    """Whether the words between the gaps of a quotation do not stand in its source; of a row, whether its
    source gives nobody that to do.
    """
    if item.cells:
        return not any(_says(duty, item) for duty in duties_of(provision, index))
    whole = _one_line(source.quote or provision.text)
    parts = [_one_line(part).strip(' “”"') for part in item.text.replace(GAP.strip(), "…").split("…")]
    return not all(part in whole for part in parts)


def _says(duty: Duty, item: Item) -> bool:
    """Whether the row is that duty; packs made before have the beginning of its action alone."""
    told = duty.actor, duty.verb, duty.deadline, duty.recipient, duty.condition
    row = named_cells(item)
    known = [row[name] for name in ("actor", "verb", "deadline", "recipient", "condition")]
    task = _one_line(row["task"])
    same = all(_one_line(one) == _one_line(other) for one, other in zip(known, told, strict=True) if one)
    return same and (task == duty.task or (task.endswith("…") and duty.task.startswith(task.rstrip(" …"))))


def _one_line(text: str) -> str:
    return " ".join(text.split())
