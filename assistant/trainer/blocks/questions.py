"""The quiz: its questions and, after them, their answers with the words that prove them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.trainer.material import Material
from assistant.trainer.pack import Block, Item, draft
from assistant.trainer.quiz.choice import Asked, chosen, posed
from assistant.trainer.quiz.made import Teaching, answering, asking
from assistant.trainer.quiz.question import Matching, Posed, Question
from assistant.trainer.quiz.shown import Shown
from assistant.trainer.quiz.terms import matching, meaning
from assistant.trainer.quiz.whose import statements, who
from assistant.trainer.quiz.written import written
from assistant.words.store import ENGLISH, Words
from ingest.locator import overlap
from ingest.model import Provision
from ingest.quiz import embedded_quiz

A_ROUND = 4  # questions that are answered before the next ones are asked


def questions(material: Material, slides: Sequence[Block]) -> list[Block]:
    """Slides of questions, a slide of their answers, and so on; the trainer's notes of both have the key.

    Only what stands on one of the `slides` before is asked.
    """
    blocks: list[Block] = []
    say = material.say
    picked = chosen(_candidates(material, slides), material.plan.questions, material.request.audience.level)
    rounds = [picked[start : start + A_ROUND] for start in range(0, len(picked), A_ROUND)]
    # terms to be matched are the last of a round: they have a slide of their own
    asked = posed([one for part in rounds for one in sorted(part, key=_alone)], material.title, say.language)
    for start in range(0, len(asked), A_ROUND):
        part = asked[start : start + A_ROUND]
        blocks += [_asked(those, say) for those in _parts(part)]
        blocks.append(_answered(part, say))
    return blocks


def _asked(part: Sequence[Posed], say: Words) -> Block:
    return draft("quiz", say("quiz"), [one.asked() for one in part], _key(part))


def _answered(part: Sequence[Posed], say: Words) -> Block:
    return draft("answers", say("answers"), [_marked(one.answered(), say) for one in part], _key(part))


def _marked(answer: Item, say: Words) -> Item:
    """An answer whose proof is in English, of a session in another language, says so."""
    if answer.kind != "quote" or say.language == ENGLISH:
        return answer
    return replace(answer, why=" ".join(filter(None, (answer.why, f"({say('in_english')})"))))


def _key(part: Sequence[Posed]) -> str:
    return "\n".join(f"{one.name[1:]}. {one.solution}" for one in part)


def _candidates(material: Material, slides: Sequence[Block]) -> Iterator[Asked]:
    shown, index, say = Shown.on(slides), material.index, material.say
    here = (*material.provisions, *material.definitions)
    on_slides = tuple({one.locator: one for one in here if shown.has(one.locator)}.values())
    for one in here:
        told = material.spoken(one)
        if told is not one and shown.proves(one.locator, told.text):  # it proves what the English does
            shown.quoted[one.locator].append(one.text)
    teaching = Teaching(on_slides, shown, index, say)
    # what a session begins with is what it is about
    yield from sorted(written(embedded_quiz(), shown, index, say), key=lambda one: _place(one, on_slides))
    yield from asking(teaching)
    yield from statements(teaching)
    yield from who(teaching)
    yield from matching(teaching)
    yield from answering(teaching)
    yield from meaning(teaching)


def _place(one: Question, slides: Sequence[Provision]) -> int:
    """Where among the provisions of the slides the one stands that a question is about."""
    asked = one.proofs[0].source.locator
    return next((n for n, other in enumerate(slides) if overlap(asked, other.locator)), len(slides))


def _alone(one: Asked) -> bool:
    return isinstance(one, Matching)


def _parts(asked: Sequence[Posed]) -> list[list[Posed]]:
    """The questions of a round that are asked together; terms to be matched stand by themselves."""
    together = [one for one in asked if not _alone(one.question)]
    alone = [[one] for one in asked if _alone(one.question)]
    return [part for part in (together, *alone) if part]
