"""To whom something is told or given: "provide a copy to the Secretariat"."""

import re
from functools import cache

from assistant.trainer.grammar import any_of, pattern
from assistant.trainer.nouns import named_in


def recipient_in(task: str) -> str:
    """Those to whom the task tells or gives something, by name; "" where it names none."""
    words = re.sub(r"^to\s+", "", task)
    told = pattern("telling", r"^(?:\w+ly\s+)?{words}\s+(?:\w+ly,?\s+)?(?P<who>[^;:]+)").match(words)
    names = _somebody(told["who"]) if told else []
    if not names and _giving().search(words):
        places = re.finditer(r"\b(?:to|through)\s+(?P<who>[^,;:]+)", words)
        names = next((found for match in places if (found := _somebody(match["who"]))), [])
    return "; ".join(names)


def _somebody(phrase: str) -> list[str]:
    house = pattern("clearing", r"^(?:the\s+)?(?P<name>{words})\b").match(phrase)
    if house:
        return [house["name"][:1].upper() + house["name"][1:]]
    # what is told begins after "of" or "that": it is nobody
    short = re.split(
        r"\s(?:of\s+(?:its|their|any|such|the\s+(?!part|convention|protocol))|that|about|on)\s",
        phrase,
        flags=re.I,
    )[0]
    return [one.name for one in named_in(re.split(r"\s+(?:to|by|through|in|within|with)\s+", short)[0])]


@cache
def _giving() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('giving')}(?:d|t?ed)?\b", re.I)
