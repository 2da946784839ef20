"""Which questions a pack has, in which order, and where the right options stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from random import Random
from zlib import crc32

from assistant.trainer.quiz.question import (
    MATCH,
    MEANING,
    NUMBER,
    OPTIONS,
    SCENARIO,
    STATEMENT,
    WHEN,
    WHO,
    Matching,
    Posed,
    Proof,
    Question,
    is_asked,
    letter_of,
)

Asked = Question | Matching
# kinds that ask for the same skill take turns as one: a quiz of one kind is soon guessed
GROUPS = ((SCENARIO,), (STATEMENT,), (WHO, WHEN, NUMBER), (MATCH, MEANING))


def chosen(candidates: Iterable[Asked], count: int, level: int) -> list[Asked]:
    """`count` questions at most, the groups of kinds in turn; what is written before what is made, what is of
    the audience's level first. No provision is asked about twice while others wait, and then only by what
    somebody wrote: two made questions on one provision are the same question.
    """
    queues: dict[int, list[Asked]] = defaultdict(list)
    for candidate in candidates:
        queues[next(n for n, kinds in enumerate(GROUPS) if candidate.kind in kinds)].append(candidate)
    for queue in queues.values():
        queue.sort(key=lambda one: (not one.written, abs(one.level - level)))
    turns = [queues[number] for number in sorted(queues)]
    taken: list[Asked] = []
    proofs: list[Proof] = []
    while len(taken) < count:
        before = len(taken)
        for queue in turns:
            if len(taken) < count and (one := _new(queue, proofs)):
                taken.append(one)
                proofs += one.proofs
        if len(taken) == before:
            break
    again = [one for queue in turns for one in queue if one.written and one not in taken]
    return taken + again[: count - len(taken)]


def _new(queue: list[Asked], proofs: Collection[Proof]) -> Asked | None:
    """The first of a queue that asks about nothing that these prove, taken out of it."""
    for number, one in enumerate(queue):
        new = _beside(one, proofs)
        if new:
            del queue[number]
            return new
    return None


def _beside(one: Asked, proofs: Collection[Proof]) -> Asked | None:
    """What of a question asks about nothing that these prove; None where nothing does."""
    if isinstance(one, Matching):
        return one.beside(proofs)
    return None if any(is_asked(proof, proofs) for proof in one.proofs) else one


def posed(questions: Sequence[Asked], seed: str, language: str) -> list[Posed]:
    """The questions with their options in their places.

    The right ones of a pack stand at every place about equally often, in an order of its own, which is drawn
    from the seed: the same pack comes out the same, and who has seen one does not know the next.
    """
    places = _drawn_places(seed)
    found = []
    for n, one in enumerate(questions, start=1):
        name = f"q{n}"
        if isinstance(one, Matching):
            found.append(_matching(name, one, language))
        elif one.options:
            found.append(_fixed(name, one, language))
        else:
            found.append(_placed(name, one, next(places), language))
    return found


def _drawn_places(seed: str) -> Iterator[int]:
    """Each place once, in an order that is drawn, then each once again."""
    draw = Random(seed)  # noqa: S311 -- no secret: the key is in the notes
    while True:
        yield from draw.sample(range(OPTIONS), OPTIONS)


def _matching(name: str, one: Matching, language: str) -> Posed:
    said = [meaning for _, meaning in one.pairs]
    options = sorted(said, key=lambda words: crc32(words.encode()))
    if options == said:  # the answer would be 1-a, 2-b, 3-c, 4-d
        options = [*options[1:], options[0]]
    return Posed(
        name, one, tuple(options), "".join(letter_of(options.index(words)) for words in said), language
    )


def _fixed(name: str, one: Question, language: str) -> Posed:
    return Posed(name, one, one.options, letter_of(one.options.index(one.right)), language)


def _placed(name: str, one: Question, place: int, language: str) -> Posed:
    wrong = sorted(one.wrong, key=lambda option: crc32(f"{one.ask}{option}".encode()))
    return Posed(name, one, (*wrong[:place], one.right, *wrong[place:]), letter_of(place), language)
