from dataclasses import replace

import pytest

from evaluation.cli.main import main
from evaluation.validation import check, summary
from ingest.corpus.load import load_corpus
from ingest.model import Provenance


def quoted(make, identity, locator, *quotes, **changes):
    """A question with gold quotes."""
    return make.question(identity, **changes) | {
        "gold": [{"source": locator.split("/")[0], "locator": locator, "quotes": list(quotes)}]
    }


@pytest.fixture
def corpus(corpus_folder):
    """The little corpus."""
    return load_corpus([corpus_folder], embedded=False)


def test_a_good_set(write_set, make, corpus):
    """Locators that are there and quotes that are verbatim, white space aside, pass."""
    found = check(
        write_set(
            quoted(make, "q1", "cbd/art-18/para-3", "a  clearing-house\nmechanism"), make.question("q2")
        ),
        corpus,
    )
    assert found.problems == ()
    assert "2 questions" in summary(found)


def test_wrong_gold_quote_is_refused_with_its_line(write_set, make, corpus, corpus_folder, capsys):
    """A quote that is off by one letter is named with file, line and locator, and the exit status is 1."""
    path = write_set(
        make.question("q1"), quoted(make, "q2", "cbd/art-18/para-3", "a clearing-mouse mechanism")
    )
    assert check(path, corpus).problems == (
        "set.jsonl:2: the quote “a clearing-mouse mechanism” is not in 'cbd/art-18/para-3'.",
    )
    assert main(["check", str(path), "--corpus", str(corpus_folder), "--no-embedded"]) == 1
    assert "set.jsonl:2: the quote" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locator", "quote", "problem"),
    [
        ("cbd/art-18/para-3", "technical and scientific cooperation", "but in 'cbd/art-18/para-1'"),
        ("cbd/art-18/para-3", "The CONFERENCE of the Parties", "is not in"),
        ("cbd/art-18/para-9", "a clearing-house mechanism", "no provision 'cbd/art-18/para-9'."),
        ("np/art-5", "fair and equitable", "nor any document 'np'"),
    ],
)
def test_problems_are_explained(write_set, make, corpus, locator, quote, problem):
    """A misplaced quote, another spelling, a missing provision and a missing document are told apart."""
    (found,) = check(write_set(quoted(make, "q1", locator, quote)), corpus).problems
    assert problem in found


def test_disjoint_is_counted_and_claims_are_checked(write_set, make, corpus):
    """Sharing a stem with the gold makes a question not disjoint; names do not count; a false claim is a
    note.
    """
    path = write_set(
        make.question("q1", question="Is there a portal?", disjoint=True),
        make.question("q2", question="What must the Conference of the Parties determine?", disjoint=True),
        make.question("q3", ""),
    )
    found = check(path, corpus)
    assert found.disjoint == 1
    assert [note for note in found.notes if "determin" in note and ":2:" in note]


def test_unbalanced_halves_are_noted(write_set, make, corpus):
    """A category whose halves differ by more than one question is noted."""
    path = write_set(*(make.question(f"q{n}", half="dev") for n in range(3)))
    assert [note for note in check(path, corpus).notes if "not balanced (3 dev, 0 test)" in note]


def test_every_place_must_be_there(write_set, make, corpus):
    """And its quotes verbatim: a wrong one beside a good one is named."""
    wrong = {"source": "deck", "locator": "deck/slide-1", "quotes": ["a clearing-mouse mechanism"]}
    path = write_set(
        make.question("q1") | {"gold": [{"any_of": ["cbd/art-18/para-3", "deck/slide-1"]}]},
        make.question("q2") | {"gold": [{"any_of": ["cbd/art-18/para-3", "cbd/art-18/para-9"]}]},
        make.question("q3") | {"gold": [{"any_of": ["cbd/art-18/para-3", wrong]}]},
    )
    assert check(path, corpus).problems == (
        "set.jsonl:2: the corpus has no provision 'cbd/art-18/para-9'.",
        "set.jsonl:3: the quote “a clearing-mouse mechanism” is not in 'deck/slide-1'.",
    )


def test_the_guides_words_will_do_beside_another_place(write_set, make, corpus):
    """But never alone, nor first."""
    provisions = dict(corpus.provisions)
    guided = replace(provisions["deck/slide-1"], provenance=Provenance.GUIDE)
    corpus = replace(corpus, provisions=provisions | {"deck/slide-1": guided})
    path = write_set(
        make.question("q1") | {"gold": [{"any_of": ["cbd/art-18/para-3", "deck/slide-1"]}]},
        make.question("q2") | {"gold": [{"any_of": ["deck/slide-1", "cbd/art-18/para-3"]}]},
        make.question("q3", "deck/slide-1"),
    )
    assert [problem.partition(" ")[0] for problem in check(path, corpus).problems] == [
        "set.jsonl:2:",
        "set.jsonl:3:",
    ]


def test_a_word_of_any_place_is_shared(write_set, make, corpus):
    """A question that has one is not disjoint."""
    gold = {"gold": [{"any_of": ["cbd/art-17/para-1", "cbd/art-18/para-3"]}]}
    path = write_set(
        make.question("q1", question="How is a portal established?") | gold,
        make.question("q2", question="Is there a portal?") | gold,
    )
    assert check(path, corpus).disjoint == 1
