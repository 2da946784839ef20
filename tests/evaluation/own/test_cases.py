"""The questions about made documents: how many there are of each, and that their gold is true."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from evaluation.cli.command import HOME
from evaluation.cover import fold
from evaluation.own.cases import ABSENT, KINDS, LAW, Case, parse_case, read_cases
from evaluation.own.documents import Made, blocks_of
from evaluation.questions import read_questions
from ingest.errors import EvaluationError
from tests.evaluation.own.outside import joined, pdf_pages, pptx_pages

MADE = Made("plan", "plan", "en", "plan.pdf", blocks=blocks_of("# Plan\nWe mow 40 hectares.\n# End"))
RECORD = {
    "id": "x",
    "document": "plan",
    "kind": "plain",
    "question": "How much?",
    "lang": "en",
    "half": "dev",
    "gold": [{"words": ["40 hectares"], "page": 2}],
}


@pytest.fixture(scope="module")
def cases(documents: tuple[Made, ...]) -> tuple[Case, ...]:
    """All questions."""
    return read_cases(documents)


def test_there_are_sixty_of_each_half(cases: tuple[Case, ...], documents: tuple[Made, ...]) -> None:
    """10 of them to be refused, 10 about the law, and some about every document in each half."""
    for half in ("dev", "test"):
        found = [case for case in cases if case.half == half]
        assert len(found) == 60
        kinds = Counter(case.kind for case in found)
        assert kinds[ABSENT] == kinds[LAW] == 10
        assert set(kinds) == set(KINDS)
        assert {case.document for case in found if case.gold} == {made.id for made in documents}
        assert {case.lang for case in found} == {"ar", "en", "es", "fr"}


def test_a_half_is_read_alone(documents: tuple[Made, ...]) -> None:
    """And one that does not exist is refused."""
    assert {case.half for case in read_cases(documents, "dev")} == {"dev"}
    with pytest.raises(EvaluationError, match="no question belongs to the half 'none'"):
        read_cases(documents, "none")


def test_gold_stands_on_its_page(
    cases: tuple[Case, ...], documents: tuple[Made, ...], files: dict[str, Path]
) -> None:
    """And its words together on no other."""
    read = {".pdf": pdf_pages, ".pptx": pptx_pages}
    pages = {made.id: read[made.format](files[made.id]) for made in documents if made.paged}
    for case in cases:
        for passage in case.gold:
            if passage.page:
                found = [
                    at
                    for at, text in enumerate(pages[passage.document], start=1)
                    if all(joined(words) in joined(text) for words in passage.words)
                ]
                assert found == [passage.page], case.id


def test_a_question_asks_in_other_words(cases: tuple[Case, ...]) -> None:
    """It is not the sentence that answers it."""
    for case in cases:
        assert not [
            one for one in case.gold if fold(one.words[0]) in fold(case.question) and len(one.words) == 1
        ]


def test_crossing_questions_cross(cases: tuple[Case, ...], documents: tuple[Made, ...]) -> None:
    """They are in another language than the document; all others about one are in its own."""
    language = {made.id: made.lang for made in documents}
    for case in cases:
        if case.document:
            assert (case.lang != language[case.document]) is (case.kind == "crossing"), case.id


def test_no_question_stands_in_another_set(cases: tuple[Case, ...]) -> None:
    """A test half is not learnt from."""
    others = {
        fold(item.question)
        for path in sorted((HOME / "questions").glob("*.jsonl"))
        for item in read_questions(path)
    }
    assert not [case.id for case in cases if fold(case.question) in others]
    assert len({(case.history, fold(case.question)) for case in cases}) == len(cases)


def test_the_readme_says_how_many(cases: tuple[Case, ...]) -> None:
    """Of each row of its table."""
    readme = (
        (HOME / "README.md").read_text(encoding="utf-8").split("## Questions about files of one's own")[1]
    )
    counted = Counter(case.kind for case in cases)
    rows = re.findall(r"^\| (`.+?) \| (\d+) \|", readme.split("\n## ")[0], re.M)
    assert {kind for words, _ in rows for kind in re.findall(r"`(\w+)`", words)} >= set(KINDS)
    for words, number in rows:
        assert sum(counted[kind] for kind in set(re.findall(r"`(\w+)`", words))) == int(number)


def test_a_case_is_read() -> None:
    """With its passage."""
    case = parse_case(RECORD, {"plan": MADE})
    assert (case.gold[0].document, case.gold[0].words, case.gold[0].page) == ("plan", ("40 hectares",), 2)
    assert case.item.question == "How much?"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "odd"}, "the kind 'odd'"),
        ({"lang": "xx"}, "the language 'xx'"),
        ({"document": "other"}, "made are plan"),
        ({"gold": []}, "has other gold"),
        ({"kind": "absent"}, "has other gold"),
        ({"kind": "law", "document": ""}, "has other gold"),
        ({"kind": "law"}, "the document is 'plan'"),
        ({"gold": [{"words": ["50 hectares"], "page": 2}]}, "no passage"),
        ({"gold": [{"words": ["40 hectares", "End"], "page": 2}]}, "no passage"),
        ({"gold": [{"words": ["40 hectares"]}]}, "a page"),
        ({"gold": [{"word": "x"}]}, "a passage has words"),
        ({"gold": [{"document": "other", "words": ["x"]}]}, "a passage is of 'other'"),
        ({"kind": "follow"}, "turns before it"),
        ({"history": ["Why?"]}, "turns before it"),
        ({"note": "x"}, "JSON object of"),
        ({"kind": "law", "document": "", "gold": [], "any_of": ["no such Place"]}, "no such Place"),
    ],
)
def test_a_wrong_case_is_refused(change: dict[str, Any], words: str) -> None:
    """With what is wrong."""
    with pytest.raises(ValueError, match=words):
        parse_case(RECORD | change, {"plan": MADE})
