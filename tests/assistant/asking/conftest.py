"""A shelf of hand-made provisions that stands for an index, and rankings over it: no files, no model."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pytest

from assistant.asking import follow, lists, merits, own_merits, rank
from assistant.asking.case import Thresholds
from assistant.asking.follow import Follower
from assistant.asking.heads import LABELS, NO_LABELS, Heads, Labels
from assistant.asking.lists import ListModel
from assistant.asking.own import OwnModel
from assistant.asking.own_ranking import OwnRanker
from assistant.asking.query import Intent, Query
from assistant.asking.ranking import Ranking
from assistant.asking.selector import Selector
from assistant.asking.tuning import Tuning
from index.encoder import Encoder, Vectors
from index.facts import Row, read_facts
from index.interface import DEFAULT_LIMITS, ROLES, Candidates, Filters, Limits, Numbers, Snapshot, Words
from ingest.locator import Locator
from ingest.model import CrossReference, Document, GuideEntry, Provenance, Provision

SNAPSHOT = Snapshot("shelf", "2026-01-01T00:00:00Z", "stub", {})
LAW = Document("cbd", "convention", "The Law", "Law", url="https://example.org/law")
OTHER = Document("nagoya-protocol", "protocol", "The Other Law", "Other Law")
DECISION = Document("cop-1/dec-3", "decision", "Wolves", "Decision I/3", session=1)
TITLE_ONLY = Document("cop-1/dec-4", "decision", "Lakes", "Decision I/4", session=1)
SECOND = Document("cop-2/dec-3", "decision", "Wolves again", "Decision II/3", session=2)
DECK = Document("deck", "training", "The Deck", "Deck")
MEETING = Document("cop-1", "session", "COP 1", "COP 1", session=1, note="Nassau")


def provision(locator: str, text: str, kind: str, **more: object) -> Provision:
    """A provision of the shelf; its document is the first part of its locator."""
    document = Locator.parse(locator).document
    parent = locator.rpartition("/")[0] if locator != document else None
    made = Provision(locator, document, kind, f"Label of {locator}", text, 0, len(text), 0, parent)
    return replace(made, chapeau=text, **more)  # type: ignore[arg-type]


PROVISIONS = (
    provision("cbd", "The Law.", "document", leaf=False),
    provision("cbd/preamble/recital-1", "Aware of forests,", "recital"),
    provision("cbd/art-2", "Terms.", "art", leaf=False),
    provision("cbd/art-2/term-a", "“Forest” means many trees.", "term", heading="Forest"),
    provision("cbd/art-2/term-b", "“Lake” means standing water.", "term", heading="Lake"),
    provision("cbd/art-2/term-c", "“Wolf” means a large dog.", "term", heading="Wolf"),
    provision("cbd/art-3", "Each Party shall: (a) protect forests; (b) restore lakes.", "art", leaf=False),
    provision("cbd/art-3/item-a", "(a) protect forests;", "item"),
    provision("cbd/art-3/item-b", "(b) restore lakes within 2 years.", "item"),
    provision("cbd/art-4/catalogue", "Article 4 is called Wolves.", "catalogue", heading="Wolves"),
    provision("cbd/art-4", "", "art", provenance=Provenance.GUIDE),
    provision("nagoya-protocol/art-1", "Parties share benefits of forests.", "art"),
    provision("cop-1/dec-3", "Decides to count the wolves.", "document"),
    provision("cop-1/dec-4/catalogue", "Decision I/4 is on lakes.", "catalogue", url="https://example.org/4"),
    provision("deck/slide-1/remark-1", "Counting wolves took years.", "remark", about=("cop-1/dec-3",)),
    provision("cop-1/catalogue", "COP 1 met in Nassau.", "catalogue"),
)


@dataclass
class Shelf:
    """An index of the provisions above; it finds whatever `found` says, whatever is asked."""

    provisions: Sequence[Provision] = PROVISIONS
    guides: dict[str, GuideEntry] = field(default_factory=dict)
    found: dict[str, float] = field(default_factory=dict)
    asked: list[tuple[Words, Filters]] = field(default_factory=list)
    sentences: dict[int, float] = field(default_factory=dict)  # cosines, by position
    snapshot: Snapshot = SNAPSHOT

    def __post_init__(self) -> None:
        self.provisions = [replace(p, position=n) for n, p in enumerate(self.provisions)]
        self.by_locator = {p.locator: p for p in self.provisions}
        self.documents = {d.id: d for d in (LAW, OTHER, DECISION, TITLE_ONLY, SECOND, DECK, MEETING)}

    def candidates(
        self, vectors: Vectors, words: Words, filters: Filters, limits: Limits = DEFAULT_LIMITS
    ) -> Candidates:
        """What `found` says, as the cosines of the passages of the text."""
        self.asked.append((words, filters))
        return found(self, self.found, len(vectors))

    def at(self, positions: Sequence[int]) -> list[Provision]:
        """See SearchIndex."""
        return [self.provisions[position] for position in positions]

    def get(self, locator: str) -> Provision | None:
        """See SearchIndex."""
        return self.by_locator.get(locator)

    def knows(self, locator: str) -> bool:
        """See SearchIndex."""
        return locator in self.by_locator

    def children(self, locator: str) -> list[Provision]:
        """See SearchIndex."""
        return [p for p in self.provisions if p.parent == locator]

    def in_document(self, document: str) -> list[Provision]:
        """See SearchIndex."""
        return [p for p in self.provisions if p.document == document]

    def neighbours(self, locator: str) -> tuple[Provision | None, Provision | None]:
        """See SearchIndex."""
        return None, None

    def guide(self, locator: str) -> GuideEntry | None:
        """See SearchIndex."""
        return self.guides.get(locator)

    def cites(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return []

    def cited_by(self, locator: str) -> list[CrossReference]:
        """See SearchIndex."""
        return []

    def words(self, language: str) -> dict[str, int]:
        """The words of the provisions, once each, in small letters: in English only."""
        text = " ".join(one.text for one in self.provisions).lower() if language == "en" else ""
        return dict.fromkeys(re.findall(r"[^\W\d_]+", text), 1)

    def alike(self, locators: Sequence[str]) -> Numbers:
        """Nothing is like anything else."""
        return np.eye(len(locators), dtype=np.float32)

    def nearest_sentences(self, vector: Vectors, positions: Sequence[int]) -> Numbers:
        """No provision has sentences but those that were given some."""
        return np.array([self.sentences.get(position, 0.0) for position in positions], dtype=np.float32)

    def weight(self, stem: str) -> float:
        """Every known word weighs 1, an unknown one 2."""
        return 1.0 if any(stem in p.text.lower() for p in self.provisions) else 2.0


def found(shelf: Shelf, scores: dict[str, float], vectors: int = 1) -> Candidates:
    """Candidates with these cosines of their texts, and nothing from any other retriever; those that the
    shelf has a guide entry of are guided.
    """
    chosen = sorted((shelf.by_locator[locator] for locator in scores), key=lambda p: p.position)
    rows = [
        Row(
            p.position,
            p.locator,
            p.document,
            p.kind,
            p.parent,
            p.provenance.value,
            p.heading,
            p.leaf,
            p.locator in shelf.guides,
            len(p.text),
        )
        for p in chosen
    ]
    cosines = np.array([scores[p.locator] for p in chosen], dtype=np.float32)
    nothing = np.zeros(len(chosen), dtype=np.float32)
    return Candidates(
        positions=np.array([p.position for p in chosen], dtype=np.int64),
        facts=read_facts(rows, shelf.documents),
        dense={role: np.array([cosines if role == "text" else nothing] * vectors) for role in ROLES},
        lexical=dict.fromkeys(ROLES, nothing),
        phrases=nothing,
        synonyms=dict.fromkeys(ROLES, nothing),
    )


def adds(least: float = 0.5, bias: float = 0.0, part_gap: float = 0.05, **weights: float) -> Selector:
    """A selector with these weights, and 0 for every other feature."""
    return Selector({**dict.fromkeys(merits.FEATURES, 0.0), **weights}, bias, least, part_gap)


def wants(bias: float = 0.0, **weights: float) -> ListModel:
    """A model of lists with these weights, and 0 for every other feature."""
    return ListModel(np.array([weights.get(name, 0.0) for name in lists.FEATURES], dtype=np.float32), bias)


def leans(least: float = 0.0, bias: float = 0.0, **weights: float) -> Follower:
    """A follower with these weights, and 0 for every other feature."""
    return Follower({**dict.fromkeys(follow.FEATURES, 0.0), **weights}, bias, least)


def held(*labels: str, **chances: float) -> Labels:
    """Labels of which these hold, with these chances; 0 for any other."""
    return Labels({**NO_LABELS.chances, **chances}, frozenset(labels))


def reads(encoder: Encoder, **texts: str) -> Heads:
    """Heads by which each label named holds for the text beside it, and for nothing that shares few of its
    words.
    """
    weights = np.zeros((len(LABELS), encoder.encode_queries(["size"]).shape[1]), dtype=np.float32)
    for label, text in texts.items():
        weights[LABELS.index(label)] = 20 * encoder.encode_queries([text])[0]
    return Heads(
        weights, np.full(len(LABELS), -15, dtype=np.float32), np.full(len(LABELS), 0.5, dtype=np.float32)
    )


def tuned(**fields: object) -> Tuning:
    """Tuning by hand: the cosine of the text is the score, nothing is added to the best, no list is wanted
    whole, nothing leans.
    """
    weights = {**dict.fromkeys(rank.WEIGHTS, 0.0), "dense_text": 1.0}
    plain = Tuning(
        weights=weights,
        heads=None,
        follower=leans(least=1.0),
        selector=adds(least=1.1),
        lists=wants(bias=-1.0),
        decline=Thresholds(6.0, 0.5, 1.0, 0.35),
        answerability=None,
        own_ranker=ranks_own(fused=1.0),
        own=answers_own(least=1.0),
        sure=1.0,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def ranks_own(bias: float = 0.0, **weights: float) -> OwnRanker:
    """A ranker of own passages with these weights, and 0 for every other feature; the nearest are read."""
    values = [weights.get(name, 0.0) for name in own_merits.RANKED]
    worth = np.array([name == "near" for name in own_merits.FOUND_BY], dtype=np.float32)
    return OwnRanker(np.array(values, dtype=np.float32), bias, worth)


def answers_own(least: float = 0.0, bias: float = 0.0, **weights: float) -> OwnModel:
    """A model of what own passages answer with these weights, and 0 for every other feature."""
    values = [weights.get(name, 0.0) for name in own_merits.ANSWERED]
    return OwnModel(np.array(values, dtype=np.float32), bias, least)


def rows(ranking: Ranking, *locators: str) -> list[int]:
    """Where these provisions stand among the candidates."""
    return [list(ranking.candidates.facts.locators).index(locator) for locator in locators]


def in_parts(ranking: Ranking, *parts: dict[str, float]) -> Ranking:
    """The same candidates with these scores for the parts of the question."""
    locators = ranking.candidates.facts.locators
    scores = [ranking.fused, *([part.get(one, 0.0) for one in locators] for part in parts)]
    return replace(ranking, reach=np.array(scores, dtype=np.float32))


@pytest.fixture
def shelf() -> Shelf:
    """A fresh one."""
    return Shelf()


def ranking_over(shelf: Shelf, scores: dict[str, float]) -> Ranking:
    """A ranking of provisions of the shelf by these fused scores."""
    candidates = found(shelf, scores)
    fused = candidates.dense["text"][0]
    return ranking_of(candidates, fused)


def ranking_of(candidates: Candidates, fused: Numbers) -> Ranking:
    """A ranking of a question of one part by these scores."""
    order = np.argsort(-fused, kind="stable")
    return Ranking(candidates, fused, order, np.zeros(4, dtype=np.float32), fused[None])


@pytest.fixture
def ranked(shelf: Shelf) -> Callable[[dict[str, float]], Ranking]:
    """Give the function that ranks provisions of the shelf by the fused scores given."""
    return partial(ranking_over, shelf)


@pytest.fixture
def query() -> Callable[..., Query]:
    """Give the function that makes a query of some words; other fields by name, those of the intent too."""

    def make(text: str = "forests", **fields: object) -> Query:
        own = {name: fields.pop(name) for name in list(fields) if name in Intent.__dataclass_fields__}
        intent = Intent(**own)  # type: ignore[arg-type]
        return replace(Query(text, (), "en", intent), **fields)  # type: ignore[arg-type]

    return make
