"""The set of statements: read, halved, and measured."""

import json
from collections import Counter
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from evaluation.support.measure import Held, hold_all, shares, support_lines, write_support
from evaluation.support.statements import EXAMPLES, FORGERIES, STATEMENTS, Claimed, read_claimed
from ingest.errors import EvaluationError
from ingest.locator import overlap
from ingest.vocabulary import LANGUAGES

GOOD = {
    "id": "a", "lang": "en", "statement": "Parties act.", "provision": "cbd/art-1", "faithful": True,
    "half": "dev",
}  # fmt: skip


@pytest.mark.parametrize(("half", "least", "provisions"), [("dev", 300, 150), ("test", 150, 70)])
def test_the_set_is_what_was_asked_for(half: str, least: int, provisions: int) -> None:
    """Forged and faithful ones, of every kind, in seven languages, over many provisions."""
    found = read_claimed(STATEMENTS, half)
    counts = Counter(one.faithful for one in found)
    assert min(counts[True], counts[False]) >= least
    assert {(one.lang, one.faithful) for one in found} == set(product(LANGUAGES, (True, False)))
    assert {one.forgery for one in found} - {""} == set(FORGERIES)
    assert len({one.provision for one in found}) >= provisions


def test_nothing_that_is_learnt_from_is_measured() -> None:
    """No statement of the examples stands in the set, and nothing is learnt of a provision of its `test`
    half, of what stands above it or in it.
    """
    assert not {one.statement for one in read_claimed(STATEMENTS)} & {
        one.statement for one in read_claimed(EXAMPLES)
    }
    learnt = {one.provision for one in (*read_claimed(STATEMENTS, "dev"), *read_claimed(EXAMPLES))}
    measured = {one.provision for one in read_claimed(STATEMENTS, "test")}
    assert not [pair for pair in product(measured, learnt) if overlap(*pair)]


def test_every_statement_has_a_name_of_its_own() -> None:
    """Over both files, by which reports name it."""
    names = Counter(one.id for path in (STATEMENTS, EXAMPLES) for one in read_claimed(path))
    assert max(names.values()) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lang": "de"}, "language"),
        ({"half": "third"}, "half"),
        ({"faithful": "yes"}, "faithful"),
        ({"faithful": False}, "forgery"),
        ({"forgery": "modal"}, "forgery"),
        ({"faithful": False, "forgery": "other"}, "forgery"),
        ({"provision": "??"}, "a.jsonl:1"),
        ({"more": 1}, "unknown field more"),
        ({"statement": " "}, "statement"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    """With what is wrong with it."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(GOOD | change), encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        read_claimed(path)


@pytest.fixture
def held() -> list[Held]:
    """One of each outcome."""
    claimed = [
        Claimed("a", "en", "True.", "cbd/art-1", "", "dev"),
        Claimed("b", "fr", "Vrai.", "cbd/art-1", "", "dev"),
        Claimed("c", "en", "False.", "cbd/art-1", "modal", "dev"),
        Claimed("d", "en", "Wrong.", "cbd/art-1", "added", "dev"),
    ]
    check: Callable[[Claimed], tuple[bool, str]] = lambda one: (one.id in {"a", "c"}, "reason")  # noqa: E731
    return hold_all(claimed, check)


def test_shares(held: list[Held]) -> None:
    """In all, by language, by forgery."""
    found = {one.group: (one.count, one.share.value) for one in shares(held)}
    assert found == {
        "faithful": (2, 0.5), "faithful, en": (1, 1.0), "faithful, fr": (1, 0.0),
        "forged": (2, 0.5), "forged, en": (2, 0.5), "forged: modal": (1, 1.0), "forged: added": (1, 0.0),
    }  # fmt: skip
    assert len(support_lines(held)) == 2 + len(found)


def test_the_report_names_what_is_wrong(held: list[Held], tmp_path: Path) -> None:
    """Each statement with what it was, or why it was dropped."""
    text = write_support(held, "4 statements", tmp_path).read_text(encoding="utf-8")
    assert "`c` (en) False. `cbd/art-1`: modal" in text
    assert "`b` (fr) Vrai. `cbd/art-1`: reason" in text
    assert "`a`" not in text
