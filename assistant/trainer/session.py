"""From a subject to a session: an outline with timing, exact quotes, the timeline, exercises and a quiz with
its key.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.trainer.audiences import Audience, audiences, read_request
from assistant.trainer.blocks.concept import what_it_is
from assistant.trainer.blocks.diagram import diagram
from assistant.trainer.blocks.frame import agenda, reading, title
from assistant.trainer.blocks.history import decisions, picture
from assistant.trainer.blocks.law import defining, law, provision_blocks
from assistant.trainer.blocks.questions import questions
from assistant.trainer.blocks.tasks import breaks, discussion, duties, exercises, role
from assistant.trainer.material import Material, Request, gather
from assistant.trainer.pack import Block, Pack
from assistant.trainer.plan import plan_of
from assistant.trainer.spoken import Texts, no_texts
from assistant.trainer.timing import timed
from assistant.words.store import Words
from index.interface import SearchIndex
from ingest.errors import InputError

SHORTEST, LONGEST = 10, 240
LONGEST_SUBJECT = 300
_WITHOUT_ITEMS = frozenset({"title", "timeline", "break"})  # blocks that say something without any


def make_session(
    words: str,
    index: SearchIndex,
    *,
    minutes: int = 45,
    audience: str = "",
    language: str = "en",
    texts: Texts = no_texts,
) -> Pack:
    """Give a pack on the subject, which quotes in its language what `texts` has in it. Raises InputError for
    what cannot be asked, NotFoundError where the corpus has nothing on it.
    """
    subject, addressed = read_request(words)
    _refuse_impossible(subject, minutes)
    request = Request(subject, _audience(audience or addressed), minutes)
    material = gather(request, plan_of(request.audience, minutes), index, Words("trainer", language), texts)
    return Pack(
        material.title,
        subject,
        request.audience.id,
        minutes,
        language,
        index.snapshot.id,
        index.snapshot.built_at,
        tuple(numbered(timed(blocks_of(material), minutes, request.audience.shares))),
    )


def blocks_of(material: Material) -> list[Block]:
    """Give all blocks in their order; parts without content are left out. The breaks stand at the end until
    the time is parted.
    """
    slides = [
        title(material),
        agenda(material),
        what_it_is(material),
        diagram(material),
        defining(material),
        *(block for one in material.provisions for block in provision_blocks(one, material)),
        picture(material),
        *decisions(material),
        duties(material),
        role(material),
        *exercises(material),
    ]
    # a slide of nothing but a heading is worse than none
    shown = [block for block in slides if block and (block.items or block.kind in _WITHOUT_ITEMS)]
    after = [*questions(material, shown), discussion(material), law(material), reading(material)]
    after += breaks(material)
    return shown + [block for block in after if block and (block.items or block.kind in _WITHOUT_ITEMS)]


def numbered(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the ids that they have in a pack."""
    return [replace(block, id=f"{number}-{block.kind}") for number, block in enumerate(blocks, start=1)]


def _refuse_impossible(subject: str, minutes: int) -> None:
    if not any(c.isalnum() for c in subject) or len(subject) > LONGEST_SUBJECT:
        raise InputError(
            "The subject of the session is empty or too long.",
            'Try: cbd-assistant session "The clearing-house mechanism"',
        )
    if not SHORTEST <= minutes <= LONGEST:
        raise InputError(
            f"A session of {minutes} minutes cannot be planned.", f"Choose {SHORTEST} to {LONGEST}."
        )


def _audience(identity: str) -> Audience:
    known = audiences()
    if not identity:
        return next(iter(known.values()))
    if identity not in known:
        raise InputError(f"The audience '{identity}' is not known.", f"Choose one of {', '.join(known)}.")
    return known[identity]
