"""The quiz: its questions and, after them, their answers with the words that prove them."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.trainer.excerpt import excerpt
from assistant.trainer.material import Material
from assistant.trainer.pack import Block, draft
from assistant.trainer.quiz import QuizQuestion, quiz

A_SLIDE = 4
LONGEST_PROOF = 180


def questions(material: Material) -> list[Block]:
    """A slide of questions, a slide of their answers, and so on; the trainer's notes of both have the key."""
    blocks: list[Block] = []
    count = material.plan.questions
    asked = quiz(material.verbatim, material.timeline, material.index, material.say, count)
    for start in range(0, len(asked), A_SLIDE):
        part = asked[start : start + A_SLIDE]
        # numbers run on over the slides, as the trainer counts
        key = _key(part, start)
        answers = [replace(one.answered(), text=excerpt(one.quote, LONGEST_PROOF)) for one in part]
        blocks.append(draft("quiz", material.say("quiz"), [one.asked() for one in part], key))
        blocks.append(draft("answers", material.say("answers"), answers, key))
    return blocks


def _key(part: Sequence[QuizQuestion], start: int) -> str:
    return "\n".join(
        f"{number}. ({one.letter}) {one.answer}: {one.source.label}"
        for number, one in enumerate(part, start=start + 1)
    )
