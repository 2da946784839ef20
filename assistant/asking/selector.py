"""The selector: which of the candidates are cited, one after another while they answer what is not answered
yet, by a model fitted on the dev questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.asking.merits import FEATURES, meaning_rows, merits, one_each
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from index.interface import Numbers

LOOK_AT = 12  # of the best candidates, beside the best for each part, instrument and thing that is asked for


@dataclass(frozen=True, slots=True)
class Selector:
    """Whether one more provision is cited: a logistic model with one weight for each of FEATURES, whose
    chance must reach `least`; and how far a part of a named provision must stand out from the next
    (`part_gap`, in units of the fused score).
    """

    weights: dict[str, float]
    bias: float
    least: float
    part_gap: float

    def chances(self, values: Numbers) -> Numbers:
        """How likely each candidate answers what is not answered yet; `values` has a row for each of them."""
        slope = np.array([self.weights[name] for name in FEATURES], dtype=np.float32)
        return np.asarray(1 / (1 + np.exp(-(values @ slope + self.bias))), dtype=np.float32)


def considered(query: Query, ranking: Ranking) -> list[int]:
    """Rows that may be cited, best first: the best of all, of each part and of each instrument named, and
    what says what the things are whose meaning is asked.
    """
    rows = ranking.top(LOOK_AT)
    for part in query.asking:
        rows += [int(row) for row in np.argsort(-ranking.reach[1 + part], kind="stable")[:1]]
    rows += one_each(query.intent.documents, ranking) + meaning_rows(query, ranking)
    return sorted(set(_of_session(query, rows, ranking)), key=lambda row: -ranking.fused[row])


def add_one_by_one(
    query: Query, ranking: Ranking, rows: Sequence[int], limit: int, selector: Selector
) -> list[int]:
    """Rows to cite: first what says what the thing is whose meaning is asked, else the best; at most `limit`,
    none beside its own parent or part.
    """
    chosen = meaning_rows(query, ranking)[:1] or [rows[0]]
    while len(chosen) < limit:
        values = merits(query, ranking, rows, chosen)
        chances = selector.chances(values)
        chances[values[:, FEATURES.index("overlap")] > 0] = 0
        best = int(chances.argmax())
        if chances[best] < selector.least:
            break
        chosen.append(rows[best])
    return chosen


def _of_session(query: Query, rows: list[int], ranking: Ranking) -> list[int]:
    """Who asks what the first COP decided wants its decisions, where one of them is the best; not who asks
    what the Convention says of the first COP. When and where a meeting was is never told of another one.
    """
    sessions, best = ranking.candidates.facts.sessions, ranking.top(1)
    if not best or not query.intent.sessions:
        return rows
    wanted = np.isin(sessions, query.intent.sessions)
    if wanted[best[0]]:
        return [row for row in rows if wanted[row]]
    of_another = query.intent.event and sessions[best[0]] > 0
    return ranking.best_of(wanted, LOOK_AT) or rows if of_another else rows
