"""Everything that is fitted on dev questions over an index, one after the other: each with those before it in
force.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from assistant.asking.follow import Follower
from assistant.asking.heads import ADDRESSED, KEPT_ELSEWHERE, LABELS, heads_of
from assistant.asking.own_documents import is_own
from assistant.asking.selector import Selector
from assistant.asking.tuning import ARRAYS, Tuning, list_model, model_of
from assistant.assistant import Assistant
from evaluation.fit.answerability import fit_answerability
from evaluation.fit.cases import Case, read_cases
from evaluation.fit.following import fit_following
from evaluation.fit.intent import all_examples, fit_intent, labelled_questions
from evaluation.fit.lists import fit_lists
from evaluation.fit.own import fit_own
from evaluation.fit.ranking import fit_ranking, sure_score
from evaluation.fit.selection import fit_selection
from evaluation.kinds.cases import KINDS, read_kinds
from evaluation.questions import Item
from ingest.errors import EvaluationError

NAMES = ("intent", "ranking", "follow", "lists", "selection", "answerability", "own")
REASONS = {  # of the labels whose questions are refused
    "elsewhere": "out_of_scope",
    "contact": "not_in_corpus",
    "status": "not_in_corpus",
    "figures": "not_in_corpus",
    "other_treaty": "out_of_scope",
    "unsafe": "unsafe",
    **dict.fromkeys(KEPT_ELSEWHERE, "not_in_corpus"),
    **dict.fromkeys(ADDRESSED, "conversation"),
}
ANSWERED = {"fact", "definition", "wording", "who_must", "list", "comparison", "which", "history"}
STRANGERS = 200  # of the refusals, asked as if after another question
Keep = Callable[[str, dict[str, Any], str], None]  # given a name, what is stored, and what was reached


def fit_models(
    asked: Sequence[tuple[Iterable[Item], Assistant]], refusals: Iterable[Item], keep: Keep
) -> None:
    """Fit all of NAMES in their order on dev questions; "lists" and "own" where there are enough questions of
    their kind among them.

    The heads learn from examples of their own. What a question is understood as depends on them, so that the
    questions are read after that, once. Those over an index with an office's own documents teach "own" alone,
    which holds them against what the others say: of a question that it knows "answerability" is too sure.

    Args:
        asked: sets, each with the assistant over the index that it is about; the encoder is one and the same.
        refusals: more questions to the first assistant, from which it is learnt only when to refuse.
        keep: told what was fitted.

    """
    first, refusals = asked[0][1], list(refusals)
    values = fit_intent(all_examples(), first.encoder)
    keep("intent", values, f"F1 {values['measured']['mean']:.3f} out of fold")
    tuning = replace(first.tuning, heads=heads_of(values))
    of_law = _of_law(asked)
    of_own = [(items, assistant) for items, assistant in asked if _has_own(assistant)]
    cases = _cases(of_law, tuning)

    searched = [case for case in cases if not case.query.asks_what]  # what a thing is needs no search
    weights, quality = fit_ranking(searched, tuning.weights)
    tuning = replace(tuning, weights=weights, sure=sure_score(searched, weights))
    keep("ranking", {"values": weights, "sure": tuning.sure}, f"first right {quality:.3f} of {len(searched)}")

    values, quality = fit_following(
        [*cases, *read_cases(strangers([*asked[0][0], *islice(refusals, STRANGERS)]), first, tuning.heads)],
        weights,
    )
    follower = Follower(values["values"], values["bias"], values["least"])
    tuning = replace(tuning, follower=follower)
    keep("follow", values, f"read right {quality:.3f} out of fold")

    listed = fit_lists(searched, weights)
    if listed:
        tuning = replace(tuning, lists=list_model(listed))
        keep("lists", listed, f"{listed['measured']}")

    values, quality = fit_selection(searched, tuning)
    selector = Selector(values["values"], values["bias"], values["least"], tuning.selector.part_gap)
    tuning = replace(tuning, selector=selector)
    keep("selection", values, f"quality {quality:.3f} out of fold")

    tuning = _fit_answerability(cases, first, refusals, tuning, keep)
    own = _fit_own(_cases(of_own, tuning), of_own, refusals, tuning)
    if own:
        keep("own", own, f"{own['measured']}")


def fit_own_alone(
    asked: Sequence[tuple[Iterable[Item], Assistant]], refusals: Iterable[Item], keep: Keep
) -> None:
    """Fit "own" alone, with everything else as it is stored. Raises EvaluationError where there are too few
    questions about own documents.
    """
    tuning = asked[0][1].tuning
    own = _fit_own(_cases(asked, tuning), asked, list(refusals), tuning)
    if own is None:
        raise EvaluationError(
            "There are too few questions about own documents to learn from.",
            "Give a set about several of them over an index that holds them; see evaluation/README.md.",
        )
    keep("own", own, f"{own['measured']}")


def fit_answerability_alone(
    asked: Sequence[tuple[Iterable[Item], Assistant]],
    refusals: Iterable[Item],
    keep: Keep,
    taught: Sequence[tuple[Iterable[Item], Assistant]] = (),
) -> None:
    """Fit "answerability" alone, with everything else as it is stored; arguments as of fit_models. Sets that
    are `taught` do not say where its thresholds lie.
    """
    first = asked[0][1]
    cases, beside = (_cases(_of_law(sets), first.tuning) for sets in (asked, taught))
    _fit_answerability(cases, first, list(refusals), first.tuning, keep, beside)


def _fit_answerability(
    cases: Sequence[Case],
    first: Assistant,
    refusals: Sequence[Item],
    tuning: Tuning,
    keep: Keep,
    taught: Sequence[Case] = (),
) -> Tuning:
    """The tuning with what is learnt of the cases, and of examples of what is refused."""
    more = [*refusals, *labelled_examples(), *kind_examples()]
    examples = [*cases, *read_cases(more, first, tuning.heads, ungraded=True)]
    values, arrays = fit_answerability(examples, tuning.weights, taught)
    keep("answerability", {**values, ARRAYS: arrays}, f"{values['measured']}")
    return replace(tuning, answerability=model_of(values, arrays))


def _cases(asked: Sequence[tuple[Iterable[Item], Assistant]], tuning: Tuning) -> list[Case]:
    """Every dev question of the sets as it is read."""
    return [case for items, assistant in asked for case in read_cases(items, assistant, tuning.heads)]


def _fit_own(
    cases: Sequence[Case],
    asked: Sequence[tuple[Iterable[Item], Assistant]],
    refusals: Sequence[Item],
    tuning: Tuning,
) -> dict[str, Any] | None:
    """What is learnt of the cases; to the indexes that hold own documents the refusals are put as well."""
    offices = {id(assistant): assistant for _, assistant in asked if _has_own(assistant)}.values()
    strange = [case for one in offices for case in read_cases(refusals, one, tuning.heads, ungraded=True)]
    if not asked:
        return None
    unanswered = [case for case in strange if not case.item.answerable]
    return fit_own([*cases, *unanswered], tuning, asked[0][1].encoder)


def _of_law(
    asked: Sequence[tuple[Iterable[Item], Assistant]],
) -> list[tuple[Iterable[Item], Assistant]]:
    """The sets that are asked over an index without an office's own documents."""
    return [(items, assistant) for items, assistant in asked if not _has_own(assistant)]


def _has_own(assistant: Assistant) -> bool:
    """Whether an office added documents of its own to the index."""
    return any(map(is_own, assistant.index.documents.values()))


ROLES = {  # of questions that the texts do not answer -> the reason of the refusal
    "greeting": "conversation",
    "thanks": "conversation",
    "abilities": "conversation",
    "out_of_scope": "out_of_scope",
    "near_miss": "not_in_corpus",
}


def kind_examples() -> list[Item]:
    """The dev half of the sets by kind: from them it is learnt only when to refuse."""
    found = []
    for cases in read_kinds(KINDS, "dev").values():
        for case in cases:
            kept = "not_in_corpus" if case.expect.pointer else "conversation" if case.expect.asks else ""
            reason = kept or ROLES.get(case.expect.role, "")
            found.append(replace(case.item, half="dev", answerable=not reason, reason=reason))
    return found


def strangers(items: Iterable[Item]) -> list[Item]:
    """Questions that stand alone, each as if it were asked after the one before it in its set."""
    alone = [item for item in items if not item.history]
    return [replace(item, history=(other.question,)) for other, item in pairwise(alone)]


def labelled_examples() -> list[Item]:
    """Labelled examples: those that no legal text answers, what they are about says why; and their neighbours
    without a label, which the texts do answer. Questions of single provisions are left out: they are so much
    easier that with them too much of everything else was refused.
    """
    found = []
    for number, example in enumerate(labelled_questions()):
        reasons = [reason for label, reason in REASONS.items() if label in example.labels]
        neighbour = not example.labels and example.looked_for < set(LABELS)
        if (reasons and not example.labels & ANSWERED) or neighbour:
            found.append(
                Item(
                    f"example-{number}",
                    example.question,
                    "unanswerable" if reasons else "lookup",
                    example.language,
                    (),
                    answerable=not reasons,
                    gold=(),
                    half="dev",
                    reason=reasons[0] if reasons else "",
                )
            )
    return found
