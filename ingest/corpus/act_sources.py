"""A file of decisions becomes documents, one a decision, marked as the office's own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document, Origin, Provenance, Provision
from ingest.readers.blocks import Block
from ingest.structure.act_marks import goes_on, read_mark
from ingest.structure.act_split import ActBlocks, opening_end, split_acts
from ingest.structure.act_tree import parse_act

_DAY = re.compile(r"[0-9]{1,2}\s+[^\W\d_]{3,12}\s+[0-9]{4}")
COVER = 80  # blocks of a file in which its cover says where and when a session was held
_HELD = re.compile(
    r"(?:held (?:in|at)|tenue? à|celebrad[oa] en|состоявш\w+ в|проходивш\w+ "
        r"в)\s+(?:the\s+)?(?P<place>[^\W\d_][^,;()]{1,60}?),?\s+"
    r"(?:from|on|du|del|из|с)\s+[0-9]"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """A decision of a file, as a document with its provisions."""

    document: Document
    provisions: tuple[Provision, ...]


def read_acts(blocks: Sequence[Block], file: Document) -> list[Act] | None:
    """The decisions of a file; None where it holds none. `file` is what is known of the file as a whole."""
    found = split_acts(blocks)
    if found is None:
        return None
    place = _place(blocks[:COVER])
    return _told_apart(_act(act, file, place) for act in found.acts)


def _act(act: ActBlocks, file: Document, place: str) -> Act:
    printed, act = _dated(act)
    title, blocks = _title(act)
    head = act.title
    document = Document(
        id=head.id,
        kind="recommendation" if head.what == "recommendation" else "decision",
        title=title or head.label,
        short_title=head.label,
        language=file.language,
        url=file.url,
        provenance=Provenance.OWN,
        origin=Origin.COPY,
        symbol=head.symbol,
        session=head.session,
        place=place,
        author=file.author,
        note=file.note,
        digest=file.digest,
        path=file.path,
    )
    text, provisions, day = parse_act(document, blocks, by_section=head.ours)
    year = int(day[:4]) if day else int(printed[-4:]) if printed else None
    return Act(replace(document, text=text, date=day or printed or file.date, year=year), tuple(provisions))


def _dated(act: ActBlocks) -> tuple[str, ActBlocks]:
    """The day that a saved page prints below the symbol, "30 November 2018", and the decision without it."""
    first = act.blocks[0].text if act.blocks else ""
    if not _DAY.fullmatch(first) or act.title.title:
        return "", act
    return first, replace(act, blocks=act.blocks[1:])


def _title(act: ActBlocks) -> tuple[str, tuple[Block, ...]]:
    """The title of a decision and the blocks below it: it stands beside the symbol or on the lines below."""
    if act.title.title:
        return act.title.title, act.blocks
    rest = list(act.blocks)
    lines: list[str] = []
    while rest and len(lines) < 4 and not (lines and not _wrapped(lines[-1], rest[0].text)):
        text = rest[0].text
        if opening_end(text) or read_mark(text) or text.startswith("|") or len(text) > 500:
            break
        lines.append(text)
        del rest[0]
    return " ".join(lines), tuple(rest)


def _wrapped(before: str, text: str) -> bool:
    """Whether a line of a title goes on in the next."""
    return goes_on(before) or text[:1].islower()


def _place(blocks: Iterable[Block]) -> str:
    """Where the session was held, as the cover says."""
    match = _HELD.search(" ".join(block.text for block in blocks)[:6_000])
    return match["place"].strip() if match else ""


def _told_apart(acts: Iterable[Act]) -> list[Act]:
    """Two decisions of one symbol in a file are told apart by a count."""
    taken: set[str] = set()
    done = []
    for act in acts:
        done.append(renamed(act, taken))
        taken.add(done[-1].document.id)
    return done


def renamed(act: Act, taken: Iterable[str]) -> Act:
    """The decision, under an id of its own where its own is taken: `unfccc-cop-24/dec-2~2`."""
    reserved = set(taken)
    old = act.document.id
    if old not in reserved:
        return act
    candidates = (f"{old}~{mark}" for mark in _marks(act.document.language))
    new = next(name for name in candidates if name not in reserved)
    label = f"{act.document.short_title} [{new.partition('~')[2]}]"
    return Act(
        replace(act.document, id=new, short_title=label),
        tuple(_moved(provision, old, new, act.document.short_title, label) for provision in act.provisions),
    )


def _marks(language: str) -> Iterator[str]:
    if language != "en":
        yield language
    yield from map(str, range(2, 1000))


def _moved(provision: Provision, old: str, new: str, short: str, label: str) -> Provision:
    parent = provision.parent
    return replace(
        provision,
        locator=new + provision.locator[len(old) :],
        document=new,
        parent=new + parent[len(old) :] if parent else None,
        label=label + provision.label[len(short) :],
    )
