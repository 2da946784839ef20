"""Own documents: whether what an office added answers a question, whatever the question is about.

The machines of `answerability` know from their examples what the law answers; what an office's plan or budget
answers they cannot know. There it counts how much of the question the passage says, by its words and by
what they mean, and whether it gives the detail that is asked for.
"""

from dataclasses import dataclass, replace

from assistant.asking.own_merits import answer_features
from assistant.asking.own_ranking import is_own_best
from assistant.asking.query import Query
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from index.encoder import Encoder, Reader
from index.interface import Numbers, SearchIndex


@dataclass(frozen=True, slots=True, eq=False)
class OwnModel:
    """A logistic model of ANSWERED, and of MATCHED where it was fitted for what the encoder reads (`reads`);
    what lies below `least` is not answered by the passage.
    """

    values: Numbers
    bias: float
    least: float
    reads: bool = False

    def margin(self, features: Numbers) -> float:
        """Log-odds above the least."""
        return float(features @ self.values) + self.bias - self.least


def answered_by_own(
    verdict: Verdict, query: Query, ranking: Ranking, index: SearchIndex, model: OwnModel, encoder: Encoder
) -> Verdict:
    """The verdict, or that of the model where an own passage was found best."""
    if not is_own_best(ranking, index):
        return verdict
    reader = encoder if model.reads and isinstance(encoder, Reader) else None
    margin = model.margin(answer_features(query, ranking, verdict, index, reader))
    if margin < 0:
        return replace(verdict, answered=margin)
    return Verdict(margin, max(verdict.field, 0.0), max(verdict.labelled, 0.0))
