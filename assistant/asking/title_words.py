"""Words in the titles of documents, and those that the instruments have in theirs."""

import re
from functools import cache

from assistant.reading.topics import fold
from ingest.vocabulary import vocabulary

_AL = re.compile(r"(?<!\w)[وبلكف]?ال(?=\w{2})")


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title, accents, case and the Arabic article aside."""
    return tuple(_AL.sub("", fold(text.replace("-", " "))).split())


@cache
def instrument_words() -> frozenset[str]:
    """Words in the names of the instruments, in every language."""
    return frozenset(
        word
        for instrument in vocabulary().instruments
        for name in (instrument.title, instrument.short_title)
        for word in title_words(name)
    )
