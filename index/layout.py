"""Which provision, role and document each passage has: how what is found of passages becomes Candidates."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.facts import Facts
from index.interface import ROLES, Candidates, Filters, Limits, Numbers, Rows
from index.vectors import Nearest
from ingest.model import Document


class Layout:
    """The passages of one generation: `provisions` holds the position of each one's provision, `roles` the
    number of its role in ROLES, both of shape (passages,).
    """

    def __init__(
        self, provisions: Rows, roles: NDArray[np.int8], facts: Facts, documents: Mapping[str, Document]
    ) -> None:
        self._provisions = provisions
        self._roles = roles
        self._facts = facts
        self._documents = documents

    def __len__(self) -> int:
        return len(self._provisions)

    def searched(self, filters: Filters) -> list[str] | None:
        """The documents that may be searched; None for all."""
        if not filters:
            return None
        return [
            document.id
            for document in self._documents.values()
            if (not filters.kinds or document.kind in filters.kinds)
            and (not filters.documents or document.id in filters.documents)
            and (not filters.sessions or document.session in filters.sessions)
        ]

    def allowed(self, filters: Filters) -> NDArray[np.bool_] | None:
        """The passages that may be found, as a mask; None for all."""
        documents = self.searched(filters)
        if documents is None:
            return None
        wanted = set(documents)
        provisions = np.array([document in wanted for document in self._facts.documents], dtype=np.bool_)
        return np.asarray(provisions[self._provisions], dtype=np.bool_)

    def candidates(
        self,
        nearest: Sequence[Nearest],
        lexical: Numbers,
        synonyms: Numbers,
        phrases: Numbers,
        allowed: NDArray[np.bool_] | None,
        limits: Limits,
    ) -> Candidates:
        """The provisions that were found: by what is nearest to each vector, and by BM25 of every passage."""
        dense = [self._best(rows, np.maximum(cosines, 0)) for rows, cosines in nearest]
        words, other, pairs = (
            self._lexical(scores, allowed, limits.lexical) for scores in (lexical, synonyms, phrases)
        )
        found = pairs["text"] > 0
        for scores in (*dense, words, other):
            for role in ROLES:
                found |= scores[role] > 0
        rows = np.flatnonzero(found)
        return Candidates(
            positions=rows,
            facts=self._facts.take(rows),
            dense={role: _stacked([scores[role] for scores in dense], rows) for role in ROLES},
            lexical={role: scores[rows] for role, scores in words.items()},
            phrases=pairs["text"][rows],
            synonyms={role: scores[rows] for role, scores in other.items()},
        )

    def _lexical(self, scores: Numbers, allowed: NDArray[np.bool_] | None, limit: int) -> dict[str, Numbers]:
        rows = np.flatnonzero(scores if allowed is None else np.where(allowed, scores, 0))
        return self._best(rows, scores[rows], limit)

    def _best(self, rows: Rows, scores: Numbers, limit: int | None = None) -> dict[str, Numbers]:
        """The score of each provision's best passage, role by role, shape (provisions,). Of each role no more
        than `limit` passages count, the best ones; `rows` ascend where there is one.
        """
        found = {}
        roles = self._roles[rows]
        for number, role in enumerate(ROLES):
            best = np.zeros(len(self._facts), dtype=np.float32)
            own = np.flatnonzero(roles == number)
            if limit is not None and len(own) > limit:
                own = own[highest(scores[own], limit)]
            np.maximum.at(best, self._provisions[rows[own]], scores[own])
            found[role] = best
        return found


def highest(scores: Numbers, count: int) -> Rows:
    """Where the `count` highest scores stand, 0 < count < len(scores), in no order; equals, the first ones.
    Sorting all of them would take longer than to compare vectors.
    """
    least = np.partition(scores, -count)[-count]
    above = np.flatnonzero(scores > least)
    return np.concatenate([above, np.flatnonzero(scores == least)[: count - len(above)]])


def _stacked(scores: Sequence[Numbers], rows: Rows) -> Numbers:
    """Some provisions' scores for each vector, shape (vectors, rows)."""
    return np.array([one[rows] for one in scores], dtype=np.float32).reshape(len(scores), len(rows))
