"""Which questions a pack has, in which order, and where the right options stand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
    Question,
    letter_of,
)

Asked = Question | Matching
# kinds that ask for the same skill take turns as one: a quiz of one kind is soon guessed
GROUPS = ((SCENARIO,), (STATEMENT,), (WHO, WHEN, NUMBER), (MATCH, MEANING))


def chosen(candidates: Iterable[Asked], count: int, level: int) -> list[Asked]:
    """`count` questions at most, the groups of kinds in turn; what is written before what is made, what is of
    the audience's level first, and no provision asked about twice while others wait.
    """
    queues: dict[int, list[Asked]] = defaultdict(list)
    for one in candidates:
        queues[next(n for n, kinds in enumerate(GROUPS) if one.kind in kinds)].append(one)
    for queue in queues.values():
        queue.sort(key=lambda one: (not one.written, abs(one.level - level)))
    taken: list[Asked] = []
    places: set[str] = set()
    while len(taken) < count and any(queues.values()):
        for number in sorted(queues):
            if queues[number] and len(taken) < count:
                one = next((q for q in queues[number] if _is_new(q, places)), queues[number][0])
                queues[number].remove(one)
                taken.append(one)
                places |= _places(one)
    return taken


def _is_new(one: Asked, places: set[str]) -> bool:
    """Whether it asks about none of these; terms to be matched may look back at what was asked before."""
    return isinstance(one, Matching) or not _places(one) & places


def _places(one: Asked) -> set[str]:
    return {proof.source.locator for proof in one.proofs}


def posed(questions: Sequence[Asked], seed: str) -> list[Posed]:
    """The questions with their options in their places.

    The right ones of a pack stand at every place about equally often; the order is that of a digest, so that
    the same pack comes out the same.
    """
    start = sorted(range(OPTIONS), key=lambda place: crc32(f"{seed}{place}".encode()))
    found, number = [], 0
    for n, one in enumerate(questions, start=1):
        name = f"q{n}"
        if isinstance(one, Matching):
            found.append(_matching(name, one))
        elif one.options:
            found.append(_fixed(name, one))
        else:
            found.append(_placed(name, one, start[number % OPTIONS]))
            number += 1
    return found


def _matching(name: str, one: Matching) -> Posed:
    said = [meaning for _, meaning in one.pairs]
    options = sorted(said, key=lambda words: crc32(words.encode()))
    if options == said:  # the answer would be 1-a, 2-b, 3-c, 4-d
        options = [*options[1:], options[0]]
    return Posed(name, one, tuple(options), "".join(letter_of(options.index(words)) for words in said))


def _fixed(name: str, one: Question) -> Posed:
    return Posed(name, one, one.options, letter_of(one.options.index(one.right)))


def _placed(name: str, one: Question, place: int) -> Posed:
    wrong = sorted(one.wrong, key=lambda option: crc32(f"{one.ask}{option}".encode()))
    return Posed(name, one, (*wrong[:place], one.right, *wrong[place:]), letter_of(place))
