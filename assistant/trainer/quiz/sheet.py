"""The quiz alone: a sheet of questions for the participants and, after it, its key."""

from dataclasses import replace

from assistant.trainer.pack import Pack
from ingest.errors import InputError


def sheet_of(pack: Pack) -> Pack:
    """A pack of nothing but its title, its questions and then their answers; notes, which have the key, stay
    with the answers. Raises InputError for a pack without questions.
    """
    title = [block for block in pack.blocks if block.kind == "title"]
    asked = [replace(block, notes="") for block in pack.blocks if block.kind == "quiz"]
    answers = [block for block in pack.blocks if block.kind == "answers"]
    if not asked:
        raise InputError(
            f"The session on '{pack.title}' has no quiz.",
            "Make one for new national focal points or technical staff, of 30 minutes or more.",
        )
    blocks = (*title, *asked, *answers)
    return replace(pack, minutes=round(sum(block.minutes for block in blocks)), blocks=blocks)
