"""Fitting the judge of statements, on made numbers."""

from dataclasses import replace
from random import Random

from assistant.reading.support.judge import CLEAR, FEATURES, Close, Judge
from evaluation.fit.support import KEPT, Case, fit_cases


def cases() -> list[Case]:
    """Of 40 articles, faithful statements that are near and forged ones that are far, some objected to; a few
    of either are fatal.
    """
    random = Random(7)
    found = []
    for number in range(400):
        faithful = number % 2 == 0
        values = dict.fromkeys(FEATURES["guide"], 0.0)
        values["cosine"] = random.gauss(0.9 if faithful else 0.7, 0.1)
        values["negated"] = float(not faithful and random.random() < 0.5)
        found.append(Case(values, faithful, number % 50 < 2, f"cbd/art-{number // 10}"))
    return found


def test_no_more_of_the_forged_are_kept_than_was_asked() -> None:
    """Out of fold, whatever is known of a statement; nor is what is fatal."""
    fitted = fit_cases(cases())
    assert fitted["models"].keys() == FEATURES.keys() == fitted["measured"].keys()
    for name, shares in fitted["measured"].items():
        assert shares["forged"] <= KEPT, name
    assert 0.3 < fitted["measured"]["guide"]["faithful"] < 0.97  # the fatal ones are not kept


def test_what_is_fitted_weighs_the_right_way() -> None:
    """Nearness for a statement, an objection against it; what never varies nothing."""
    model = fit_cases(cases())["models"]["guide"]
    assert model["weights"]["cosine"] > 0 > model["weights"]["negated"]
    assert model["weights"]["share"] == 0
    judge = Judge(model["weights"], model["bias"], model["least"])
    near = dict.fromkeys(FEATURES["guide"], 0.0) | {"cosine": 1.1}
    assert judge.carries(near)
    assert not judge.carries(near | {"cosine": 0.6})


def test_what_is_read_weighs_beside_the_models_of_meaning() -> None:
    """By cases that were read alone; models of words know no cross-encoder."""
    random = Random(3)
    read = [
        replace(one, read=random.gauss(2.0 if one.faithful else -2.0, 1.0)) if number % 4 < 2 else one
        for number, one in enumerate(cases())
    ]
    plain, beside = fit_cases(cases()), fit_cases(read)
    assert [name for name, model in beside["models"].items() if "close" in model] == ["guide", "text"]
    close = Close(**beside["models"]["guide"]["close"])
    assert close.weight > 0
    assert plain["models"]["guide"]["weights"] == beside["models"]["guide"]["weights"]
    assert close.carries(close.least, lambda: 3.0)
    assert not close.carries(close.least, lambda: -3.0)


def test_a_statement_is_read_only_where_that_makes_a_difference() -> None:
    """What is far above or far below is decided without."""
    close, asked = Close(0.5, 1.0), list[int]()

    def read() -> float:
        asked.append(1)
        return 9.0  # held within what says something

    assert close.carries(1.0 + 0.5 * CLEAR, read)
    assert not close.carries(0.9 - 0.5 * CLEAR, read)
    assert not asked
    assert close.carries(1.1 - 0.5 * CLEAR, read)
    assert asked == [1]
