"""Everything that is fitted on dev questions over an index, by the name of the file it is stored in. Each is
fitted with those before it in force: intent, ranking, follow, selection, answerability.
"""

from collections.abc import Callable, Sequence
from typing import Any

from assistant.assistant import Assistant
from evaluation.fit.answerability import fit_answerability
from evaluation.fit.cases import read_cases
from evaluation.fit.following import fit_following
from evaluation.fit.intent import fit_intent, read_examples
from evaluation.fit.ranking import fit_ranking, sure_score
from evaluation.fit.selection import fit_selection
from evaluation.questions import Item

Fitted = tuple[dict[str, Any], str]  # what is stored, and what was reached in a few words


def intent(items: Sequence[Item], assistant: Assistant) -> Fitted:
    """The heads; they learn from examples of their own, not from the question sets."""
    values = fit_intent(read_examples(), assistant.encoder)
    return values, f"F1 {values['measured']['mean']:.3f} out of fold"


def ranking(items: Sequence[Item], assistant: Assistant) -> Fitted:
    """The weights of the ranking."""
    cases = read_cases(items, assistant)
    weights, quality = fit_ranking(cases, assistant.tuning.weights)
    values = {"values": weights, "sure": sure_score(cases, weights)}
    return values, f"first right {quality:.3f} of {len(cases)}"


def follow(items: Sequence[Item], assistant: Assistant) -> Fitted:
    """When a question leans on the turns before."""
    values, quality = fit_following(read_cases(items, assistant), assistant.tuning.weights)
    return values, f"read right {quality:.3f} out of fold"


def selection(items: Sequence[Item], assistant: Assistant) -> Fitted:
    """How many provisions are cited."""
    values, quality = fit_selection(read_cases(items, assistant), assistant.tuning, assistant.index)
    return values, f"quality {quality:.3f} out of fold"


def answerability(items: Sequence[Item], assistant: Assistant) -> Fitted:
    """When to refuse, and why."""
    values = fit_answerability(read_cases(items, assistant), assistant)
    return values, f"{values['measured']}"


FITS: dict[str, Callable[[Sequence[Item], Assistant], Fitted]] = {
    "intent": intent,
    "ranking": ranking,
    "follow": follow,
    "selection": selection,
    "answerability": answerability,
}
