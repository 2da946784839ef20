"""`same`: two indexes of the same texts are asked the same questions; which answers are not the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.questions import QuestionSet
from evaluation.report.markdown import table
from evaluation.systems.interface import System

OWN = ("timings_ms", "index")  # of each answer itself: how long it took, and when its index was built
SHOWN = 200  # characters of a value that differs

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unlike:
    """One question whose two answers are not the same: the first two values that differ, and where they
    stand in the answer ("citations[2].id").
    """

    set: str
    id: str
    question: str
    where: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Sameness:
    """How many questions of each set were asked, and those whose answers differ."""

    asked: Mapping[str, int]
    unlike: tuple[Unlike, ...]


def same(
    sets: Iterable[QuestionSet], one: System, other: System, say: Callable[[int, int], None]
) -> Sameness:
    """Put every question of the sets to both. An answer is the same if text, citations, their order and all
    else that a reader gets are, but for the time that it took. Raises what a system raises.
    """
    sets = list(sets)
    total, done = sum(map(len, sets)), 0
    unlike = []
    for each in sets:
        for item in each:
            where = difference(_shown(one.ask(item)), _shown(other.ask(item)))
            if where:
                unlike.append(Unlike(each.name, item.id, item.question, *where))
            done += 1
            say(done, total)
    return Sameness({each.name: len(each) for each in sets}, tuple(unlike))


def _shown(answer: Record) -> Record:
    return {name: value for name, value in answer.items() if name not in OWN}


def difference(one: object, other: object, where: str = "") -> tuple[str, str, str] | None:
    """Where two values of JSON differ first, and what stands there; None where they are the same."""
    if isinstance(one, Mapping) and isinstance(other, Mapping) and one.keys() == other.keys():
        parts = [(f"{where}.{name}".lstrip("."), one[name], other[name]) for name in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        parts = [(f"{where}[{n}]", *pair) for n, pair in enumerate(zip(one, other, strict=True))]
    elif type(one) is type(other) and one == other:
        return None
    else:
        return where, str(one)[:SHOWN], str(other)[:SHOWN]
    return next((found for at, a, b in parts if (found := difference(a, b, at))), None)


def same_lines(found: Sameness) -> Iterator[str]:
    """The numbers of each set as a Markdown table, then each difference."""
    unlike = {name: sum(one.set == name for one in found.unlike) for name in found.asked}
    rows = [[name, str(asked), str(asked - unlike[name])] for name, asked in found.asked.items()]
    total = sum(found.asked.values())
    rows.append(["all", str(total), str(total - len(found.unlike))])
    yield from table(["set", "questions", "same answer"], rows)
    for one in found.unlike:
        yield ""
        yield f"{one.set} {one.id}: {one.question}"
        yield f"  {one.where}"
        yield f"  - {one.one}"
        yield f"  + {one.other}"
