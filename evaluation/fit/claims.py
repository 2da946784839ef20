"""What the cross-encoder learns of statements: true ones and forged ones, each beside its premise."""

import random
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import numpy as np

from assistant.reading.support.premise import premise
from evaluation.fit.pairs import Pair
from evaluation.support.statements import HOME, Claimed
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.locator import overlap
from ingest.model import GuideEntry, PlainWords
from ingest.sentences import sentences
from ingest.vocabulary import LANGUAGES

FROM_GUIDE = 6_500
NEAR = 8  # entries nearest to one, among which another is drawn
LONG = 15  # characters of a sentence that says something
ONE_SENTENCE = 0.6  # how often one sentence of several is taken alone
TRUE, OF_ANOTHER, WITH_ANOTHER = 0.5, 0.65, 0.8  # up to where a drawn number makes each
NUMBER = 0.6  # how often a number is changed where there is one


def statement_pairs(claimed: Iterable[Claimed], index: SearchIndex, encoder: Encoder) -> Iterator[Pair]:
    """Statements that people wrote, true ones and forged ones, each beside its premise."""
    for one in claimed:
        provision = index.get(one.provision)
        if provision is not None:
            words = premise(one.statement, provision, index, encoder)
            yield Pair(one.statement, words, one.faithful, "carries", "example")


def summary_pairs(
    guide: Iterable[GuideEntry],
    apart: Collection[str],
    index: SearchIndex,
    encoder: Encoder,
    chance: random.Random,
) -> Iterator[Pair]:
    """What the guide says of a provision, in one of its languages: as it is, or with something of another
    entry, another number or a turned word. Nothing of provisions that overlap those `apart`.
    """
    entries = [entry for entry in guide if not any(overlap(entry.provision, one) for one in apart)]
    vectors = encoder.encode([entry.summary for entry in entries])
    near = np.argsort(-(vectors @ vectors.T), axis=1)[:, 1 : 1 + NEAR]
    for _ in range(FROM_GUIDE):
        place = chance.randrange(len(entries))
        entry, language = entries[place], chance.choice(LANGUAGES)
        other = entries[int(chance.choice(near[place]))]
        said = _piece(entry.plain(language), chance)
        statement = _changed(said, _piece(other.plain(language), chance), chance)
        provision = index.get(entry.provision)
        if statement is not None and provision is not None:
            words = premise(statement, provision, index, encoder)
            yield Pair(statement, words, statement == said, "carries", "summary")


def _piece(plain: PlainWords, chance: random.Random) -> str:
    """One of its sentences, or all of them."""
    said = [one for one in sentences(plain.summary) if len(one) > LONG]
    return chance.choice(said) if len(said) > 1 and chance.random() < ONE_SENTENCE else plain.summary


def _changed(said: str, other: str, chance: random.Random) -> str | None:
    """What was said, half of the time; else something that the provision does not say; None where nothing in
    it can be turned.
    """
    drawn = chance.random()
    if drawn < TRUE:
        return said
    if drawn < OF_ANOTHER:
        return other
    if drawn < WITH_ANOTHER:
        return " ".join(chance.sample([said, other], 2))
    numbers = re.findall(r"\b\d{1,4}\b", said)
    if numbers and chance.random() < NUMBER:
        number = chance.choice(numbers)
        return said.replace(number, str(abs(int(number) + chance.choice([-3, -2, -1, 1, 2, 3, 10]))), 1)
    turned = [(word, by) for word, by in _turns() if re.search(word, said)]
    if not turned:
        return None
    word, by = chance.choice(turned)
    return re.sub(word, by, said, count=1)


@cache
def _turns() -> list[tuple[str, str]]:
    found = tomllib.loads((HOME / "turns.toml").read_text(encoding="utf-8"))
    return [(word, by) for pairs in found.values() for word, by in pairs]
