"""A case: all that is known of a question when it must be decided whether it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking.patterns import elsewhere, names_treaty
from assistant.asking.query import Choice, Query
from assistant.asking.ranking import Ranking
from assistant.asking.verdict import Verdict
from index.interface import SearchIndex
from ingest.acts import Act
from ingest.locator import described
from ingest.model import Provision

NEAREST = 3  # provisions offered as the closest, and held against what is asked


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`named`: the margin below the model's threshold at which a question is still answered that names a
    provision. `same_matter`: how far below what is cited, in the fused score, another instrument's provision
    is named beside it. `sure`: the margin above the model's threshold from which a question is answered
    although a detail that it seems to ask for is given nowhere. `kept`: the one from which it is answered
    although an official page seems to keep what it asks for; of three unseen questions above it that were
    sent to a page, the texts answered two.
    """

    named: float
    same_matter: float
    sure: float
    kept: float


@dataclass(frozen=True, slots=True)
class Case:
    """All that is known of a question when it must be decided whether it is answered. `verdict` says how
    likely the texts answer it, and whether it is of their field; `begins` that nothing was asked before it.
    """

    question: str
    query: Query
    ranking: Ranking
    chosen: Sequence[Choice]
    verdict: Verdict
    index: SearchIndex
    thresholds: Thresholds
    begins: bool = False

    def explained(self, provision: Provision, questions: bool = False) -> str:
        """The words of a provision with what the guide says of it, its questions too where wanted."""
        locator = provision.locator if questions else described(provision.locator)
        guide = self.index.guide(locator)
        asked = guide.questions if guide and questions else ()
        return " ".join([provision.text, *asked, guide.summary if guide else ""])

    def best(self, count: int) -> list[Provision]:
        """The best provisions found."""
        return self.index.at(self.ranking.positions(self.ranking.top(count)))

    @property
    def in_added_words(self) -> bool:
        """Whether what was found best is in the words of a file that was added, such as a decision of another
        body: its articles and meetings have numbers of their own.
        """
        found = self.ranking.candidates.facts
        return any(
            found.office[row] or Act.of(str(found.documents[row])) is not None for row in self.ranking.top(1)
        )

    @property
    def named(self) -> list[Provision]:
        """The provisions that the question names."""
        return [provision for group in self.query.named for provision in group]


def of_another(case: Case) -> bool:
    """Whether another instrument or body is named."""
    return any(name.search(case.query.text) for name in elsewhere()) or names_treaty(case.query.spoken)
