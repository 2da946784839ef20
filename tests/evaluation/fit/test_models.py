"""Everything that is fitted, in one go over a tiny corpus: each with those before it in force."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from assistant.asking.heads import LABELS
from assistant.asking.tuning import DATA, load_tuning
from assistant.assistant import Assistant
from evaluation.fit import models, storage
from evaluation.fit.intent import Example
from evaluation.fit.models import NAMES, fit_answerability_alone, fit_models, fit_own_alone
from evaluation.questions import Item, parse_item
from index.build import build_index
from index.local import LocalIndex
from ingest.corpus.load import load_corpus
from ingest.errors import EvaluationError
from tests.conftest import WordEncoder

ASKED = {
    "cbd/art-17/para-1": "Who facilitates the exchange of information from public sources",
    "cbd/art-17/para-2": "Does exchange include results of scientific and socio-economic research",
    "cbd/art-18/para-1": "Where is technical and scientific cooperation promoted",
    "cbd/art-18/para-3": "Who determines how to establish a clearing-house mechanism",
}
Kept = dict[str, tuple[dict[str, Any], str]]


def item(number: int, question: str, *gold: str, **fields: Any) -> Item:
    """A dev question."""
    record = {
        "id": f"q{number}-{question[:9]}",
        "question": f"{question} {number}?",
        "category": "lookup",
        "lang": "en",
        "half": "dev",
    }
    return parse_item(record | {"gold": list(gold), "answerable": bool(gold)} | fields)


def items() -> list[Item]:
    """Questions of one part and of two, conversations, and such as must be refused."""
    found = []
    for number in range(6):
        for locator, question in ASKED.items():
            found.append(item(number, question, locator))
            found.append(item(number, question, locator, history=["Who pays for football shoes?"]))
        first, second = list(ASKED)[1], list(ASKED)[3]
        found.append(item(number, f"{ASKED[first]}, and {ASKED[second].lower()}", first, second))
        found.append(
            item(number, "And research", first, history=[ASKED["cbd/art-17/para-1"]], category="followup")
        )
        found.append(item(number, "Price of football shoes", category="unanswerable", reason="out_of_scope"))
        found.append(
            item(number, "Has France joined the research", category="unanswerable", reason="not_in_corpus")
        )
    return found


def refusals() -> list[Item]:
    """More that must be refused."""
    question = "Wage of football players"
    return [item(n, question, category="unanswerable", reason="out_of_scope") for n in range(6)]


@pytest.fixture
def over(corpus_folder: Path, tmp_path: Path) -> Assistant:
    """The assistant over the tiny corpus with an encoder that nothing was fitted for."""
    encoder = WordEncoder(dimension=64)
    build_index(load_corpus([corpus_folder], embedded=False), tmp_path / "built", encoder)
    return Assistant(LocalIndex(tmp_path / "built", encoder.name), encoder)


@pytest.fixture
def kept(over: Assistant, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """What is stored of each, and what is said of it."""
    examples = [
        Example(f"{label} {label} number{n}", "en", frozenset({label}), frozenset(LABELS))
        for n in range(10)
        for label in LABELS
    ]
    monkeypatch.setattr(models, "all_examples", lambda: examples)
    monkeypatch.setattr(models, "labelled_questions", lambda: examples)
    found: Kept = {}

    def keep(name: str, values: dict[str, Any], reached: str) -> None:
        found[name] = (values, reached)

    fit_models([(items(), over)], refusals(), keep)
    return found


@pytest.mark.slow
def test_all_of_it_is_fitted_in_order_and_can_be_read(
    kept: Kept, over: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stored beside the encoder and the corpus, it is what the assistant decides by; of own documents and of
    lists nothing is learnt where no question is about them.
    """
    assert tuple(kept) == tuple(name for name in NAMES if name not in {"lists", "own"})
    assert all(reached for _, reached in kept.values())
    folder = Path(shutil.copytree(DATA, tmp_path / "data"))
    monkeypatch.setattr(storage, "DATA", folder)
    for name, (values, _) in kept.items():
        storage.save(name, values, over)
        stored = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert (stored["encoder"], stored["corpus"]) == (over.encoder.name, over.index.snapshot.id)
    tuning = load_tuning(over.encoder.name, folder)
    assert tuning.heads is not None
    assert tuning.answerability is not None
    assert tuning.weights == kept["ranking"][0]["values"]
    assert tuning.follower.weights == kept["follow"][0]["values"]
    assert tuning.selector.weights == kept["selection"][0]["values"]
    assert tuning.selector.part_gap == load_tuning("any").selector.part_gap  # kept as it was
    answered = kept["answerability"][0]["measured"]
    more = [*models.labelled_examples(), *models.kind_examples()]
    good = sum(item.answerable for item in more)
    assert (answered["answerable"], answered["unanswerable"]) == (60 + good, 18 + len(more) - good)


@pytest.mark.long
def test_each_set_is_asked_over_its_own_index(
    over: Assistant, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The refusals over the first, with the examples that are refused; between them its questions as if each
    were asked after another.
    """
    asked: list[tuple[int, bool]] = []
    read = models.read_cases

    def watched(given: Any, assistant: Assistant, heads: Any, ungraded: bool = False) -> Any:
        listed = list(given)
        asked.append((len(listed), assistant is over))
        return read(listed, assistant, heads, ungraded)

    monkeypatch.setattr(models, "read_cases", watched)
    other = Assistant(over.index, over.encoder)
    fit_models([(items(), over), (items()[:4], other)], refusals(), lambda *_: None)
    first, second, strangers, more = asked
    assert (first, second) == ((len(items()), True), (4, False))
    alone = [item for item in items() if not item.history]
    assert strangers == (len(alone) - 1 + len(list(refusals())), True)
    examples = len(models.labelled_examples()) + len(models.kind_examples())
    assert more == (len(list(refusals())) + examples, True)


@pytest.mark.long
def test_questions_over_own_documents_teach_own_alone(
    over: Assistant, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a question that it has learnt, the model of when to refuse would be too sure."""
    office = Assistant(over.index, over.encoder)
    monkeypatch.setattr(models, "_has_own", lambda assistant: assistant is office)
    found: Kept = {}
    asked = [(items(), over), (items(), office)]
    fit_models(asked, refusals(), lambda name, *what: found.update({name: what}))
    for name in ("ranking", "selection", "answerability"):
        assert found[name][1] == kept[name][1]


def test_own_alone_says_where_nothing_can_be_learnt(over: Assistant) -> None:
    """And keeps nothing, where no index holds own documents."""
    with pytest.raises(EvaluationError, match="too few questions about own documents"):
        fit_own_alone([(items()[:2], over)], refusals(), lambda *_: pytest.fail("kept"))


@pytest.mark.long
def test_when_to_refuse_is_fitted_alone(over: Assistant, kept: Kept) -> None:
    """With everything else as it is stored, from the same examples; what is taught beside them is not among
    those that are measured.
    """
    found: Kept = {}
    fit_answerability_alone(
        [(items(), over)],
        refusals(),
        lambda name, *what: found.update({name: what}),  # type: ignore[arg-type]
        [(items()[:4], over)],
    )
    assert found["answerability"][0]["measured"]["taught"] == 4
    assert list(found) == ["answerability"]
    counted = ("answerable", "unanswerable")
    alone, whole = (one["answerability"][0]["measured"] for one in (found, kept))
    assert [alone[name] for name in counted] == [whole[name] for name in counted]
