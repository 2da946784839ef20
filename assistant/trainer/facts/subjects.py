"""The subject of a named provision: is that what it is about, or is it plainly what another one is about?

A fitted line over two cosines decides (`data/subjects.json`, written by `cbd-evaluate fit facts`). It knows
one encoder: under another one subjects are not judged.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.resolve import is_held
from assistant.trainer.desk import Desk
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.nearness import Nearness, Pair, nearness
from assistant.trainer.facts.topic import Manner, Topic
from assistant.trainer.tables import DATA
from index.encoder import Encoder, open_encoder
from index.interface import SearchIndex
from index.lexical import stems
from ingest.errors import FittingError
from ingest.locator import Decision, catalogue_entry, lies_in

FILE = DATA / "subjects.json"
FEATURES = ("own", "other")
SHORT = 2_000  # characters of a provision whose own words settle what it speaks of
MOST_LISTED = 4  # of a list of provisions, more have no common subject
REFIT = "Fit it again: cbd-evaluate fit facts"


@dataclass(frozen=True, slots=True)
class Line:
    """Log-odds that words are about a provision, and below which they are not: `plainly`, where a verb says
    so, or else `loosely`, where the odds grow by `doubt` for each unit by which the nearest other one is
    less near than `near`: words that are like nothing were not said of a subject.
    """

    own: float
    other: float
    bias: float
    plainly: float
    loosely: float
    near: float
    doubt: float

    def denies(self, found: Nearness, manner: Manner) -> bool:
        """Whether another provision is what the words are about."""
        odds = self.own * found.own + self.other * found.other + self.bias
        if manner == "plainly":
            return odds < self.plainly
        return odds + self.doubt * max(0.0, self.near - found.other) < self.loosely


def line_for(encoder: str, path: Path = FILE) -> Line | None:
    """The line that was fitted for an encoder of that name; None for another. Raises FittingError where the
    file is damaged or was fitted for other features.
    """
    stored = _stored(path)
    if stored.get("encoder") != encoder:
        return None
    if set(stored["weights"]) != set(FEATURES):
        raise FittingError(f"{path.name} was fitted for other features.", REFIT)
    return Line(**stored["weights"], bias=stored["bias"], **stored["least"])


@cache
def _stored(path: Path) -> Mapping[str, Any]:
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FittingError(f"{path.name} cannot be read ({error}).", REFIT) from error
    return stored


def encoder_for(index: SearchIndex) -> Encoder | None:
    """The encoder by which what provisions are about is judged; None where the index has another one than
    the line was fitted for. Nothing is loaded before something is embedded.
    """
    if line_for(index.snapshot.encoder) is None:
        return None
    encoder = open_encoder()
    return encoder if encoder.name == index.snapshot.encoder else None


def subject_errors(topics: Sequence[Topic], desk: Desk, encoder: Encoder) -> dict[Topic, Error]:
    """The topics that are not those of the provisions named, in none of the ways to read the reference.
    Raises FittingError where the line was not fitted for the encoder.
    """
    line = line_for(encoder.name)
    if line is None:
        raise FittingError(f"{FILE.name} was not fitted for {encoder.name}.", REFIT)
    read = {topic: list(_pairs(topic, desk.index)) for topic in topics}
    pairs = {
        topic: found for topic, found in read.items() if not any(_says(pair, desk.index) for pair in found)
    }
    near = nearness([pair for found in pairs.values() for pair in found], desk.index, encoder)
    errors = {}
    for topic, found in pairs.items():
        judged = together([(pair, near[pair]) for pair in found if pair in near])
        if judged and all(line.denies(one, topic.manner) for _, one in judged):
            errors[topic] = _error(*judged[0], desk)
    return errors


def _says(pair: Pair, index: SearchIndex) -> bool:
    """Whether a provision speaks of a subject in its very words: an article on technologies asks for "the
    training of personnel" as well.
    """
    provision, asked = index.get(str(pair.target)), set(stems(pair.words))
    if provision is None or not asked or len(provision.text) > SHORT:
        return False
    return asked <= set(stems(provision.text))


def together(judged: Sequence[tuple[Pair, Nearness]]) -> list[tuple[Pair, Nearness]]:
    """What is nearest to the words in any of the documents that may be meant, for each of them: the article
    on it may be one of the Convention where the Protocols have none.
    """
    if not judged:
        return []
    homes = [str(pair.target) for pair, _ in judged]
    strangers = [one for _, one in judged if not any(lies_in(one.nearest, home) for home in homes)]
    best = max(strangers, key=lambda one: one.other, default=None)
    return [
        (pair, Nearness(one.own, best.other, best.nearest) if best and best.other > one.other else one)
        for pair, one in judged
    ]


def _pairs(topic: Topic, index: SearchIndex) -> Iterator[Pair]:
    """The words with each of what the reference may name, as far as the corpus has it; of a list all must be
    wrong. A decision says much that its title does not: loosely read, it is only told from those of its
    meeting.
    """
    for target in (*topic.reference.targets[:MOST_LISTED], *topic.reference.alternatives):
        if is_held(target, index):
            decision = Decision.of(target.document) if topic.manner == "loosely" else None
            yield Pair(topic.words, target, f"{target.document.partition('/')[0]}/" if decision else "")


def _error(pair: Pair, near: Nearness, desk: Desk) -> Error:
    locator = str(pair.target)
    fact = desk.index.get(catalogue_entry(locator))
    provision = desk.index.get(locator) or fact
    name = "subject" if near.nearest else "subject_alone"
    values = {"label": desk.label(locator), "said": pair.words, "other": desk.label(near.nearest)}
    source = fact.text if fact else provision.text if provision else ""
    return Error(name, locator, source, values)
