"""The fitted judge: how likely a provision carries a statement to which no rule objects.

`judge.json` is written by `cbd-evaluate fit support`. It holds a logistic model for each of four cases: with
or without a guide's summary to compare with, on the embeddings of the encoder that it was fitted for or, of
another one, on words alone. Where that encoder reads two texts as one, what it reads counts beside the model.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.reading.support.nearness import (
    GUIDE,
    GUIDE_PIECES,
    LANGUAGE,
    OBJECTED,
    PIECES,
    SENTENCES,
    WHOLE,
)
from ingest.errors import FittingError

DATA = Path(__file__).with_name("judge.json")
CLEAR = 6.0  # log-odds of what was read: more says no more
REFIT = "Fit it again: cbd-evaluate fit support"
EMBEDDED = {"cosine", "guide_cosine"}  # what else depends on the encoder
_WORDS = tuple(name for name in (*WHOLE, *SENTENCES, *OBJECTED, *LANGUAGE) if name not in EMBEDDED)
_GUIDE_WORDS = tuple(name for name in GUIDE if name not in EMBEDDED)
FEATURES = {
    "guide": (*WHOLE, *SENTENCES, *OBJECTED, *LANGUAGE, *PIECES, *GUIDE, *GUIDE_PIECES),
    "text": (*WHOLE, *SENTENCES, *OBJECTED, *LANGUAGE, *PIECES),
    "guide_words": (*_WORDS, *_GUIDE_WORDS),
    "text_words": _WORDS,
}


@dataclass(frozen=True, slots=True)
class Close:
    """What the log-odds of the cross-encoder weigh beside those of a model; both together must reach
    `least`.
    """

    weight: float
    least: float

    def sum(self, logit: float, read: float) -> float:
        """Of a model's log-odds and of those that were read, held within CLEAR."""
        return logit + self.weight * min(max(read, -CLEAR), CLEAR)

    def carries(self, logit: float, read: Callable[[], float]) -> bool:
        """Whether the statement is likely enough; it is read only where that can make a difference."""
        if self.sum(logit, CLEAR) < self.least or self.sum(logit, -CLEAR) >= self.least:
            return logit >= self.least
        return self.sum(logit, read()) >= self.least


@dataclass(frozen=True, slots=True)
class Judge:
    """One logistic model: its log-odds must reach `least`, or, where a cross-encoder reads statement and
    provision as one text, those of both what `close` says.
    """

    weights: Mapping[str, float]
    bias: float
    least: float
    close: Close | None = None

    def logit(self, values: Mapping[str, float]) -> float:
        """The log-odds that the provision carries the statement."""
        return sum(weight * values[name] for name, weight in self.weights.items()) + self.bias

    def carries(self, values: Mapping[str, float], read: Callable[[], float] | None = None) -> bool:
        """Whether it is likely enough; `read` gives the log-odds of the cross-encoder, if there is one."""
        logit = self.logit(values)
        if read is None or self.close is None:
            return logit >= self.least
        return self.close.carries(logit, read)


def judge_for(values: Mapping[str, float], encoder: str, path: Path = DATA) -> Judge:
    """The model for what is known of a statement, under an encoder of that name.

    Raises FittingError where the file is damaged or was fitted for other features.
    """
    stored = _stored(path)
    same = stored["encoder"] == encoder and PIECES[0] in values
    guide = GUIDE[0] in values
    return _judge(
        path,
        {(True, True): "guide", (True, False): "text", (False, True): "guide_words"}.get(
            (same, guide), "text_words"
        ),
    )


@cache
def _judge(path: Path, name: str) -> Judge:
    model = _stored(path)["models"][name]
    if model["weights"].keys() != set(FEATURES[name]):
        raise FittingError(f"{path.name} was fitted for other features ({name}).", REFIT)
    close = Close(**model["close"]) if "close" in model else None
    return Judge(model["weights"], model["bias"], model["least"], close)


@cache
def _stored(path: Path) -> dict[str, Any]:
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FittingError(f"{path.name} cannot be read ({error}).", REFIT) from error
    return stored
