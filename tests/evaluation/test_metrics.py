import pytest

from evaluation.cover import GoldText
from evaluation.metrics import METRICS, character_precision, character_recall, judge, score
from evaluation.reply import read_reply

OTHER = "Nothing of the sort is said in this sentence of the other kind."


def scored(make, gold_locators, wire, answerable=True, reason=""):
    """Scores of a reply against gold provisions of the little corpus, judged by hand-written texts."""
    texts = {"cbd/art-17/para-1": make.facilitate, "cbd/art-18/para-1": make.promote}
    texts |= dict.fromkeys(("cbd/art-18/para-3", "deck/slide-1"), make.mechanism)
    golds = [GoldText(name.split("/")[0], name, (texts[name],), whole=True) for name in gold_locators]
    reply = None if wire is None else read_reply(wire)
    verdicts = [judge(c, golds, texts.get(c.id), c.id in texts) for c in reply.citations] if reply else []
    return score(answerable, reply, golds, verdicts, reason)


def test_a_right_answer(make):
    """One gold provision, cited and nothing else: everything is 1 and nothing was refused."""
    scores = scored(make, ["cbd/art-18/para-3"], make.answer(make.citation()))
    assert scores == {
        "failed": 0.0,
        "nugget_recall": 1.0,
        "citation_precision": 1.0,
        "first_citation": 1.0,
        "character_precision": 1.0,
        "character_recall": 1.0,
        "wrong_refusals": 0.0,
        "quote_exactness": 1.0,
        "existence": 1.0,
        "statements_cited": 1.0,
    }


def test_shares_by_hand(make):
    """Two gold provisions, three citations, one of them right and in second place."""
    wire = make.answer(
        make.citation("cbd/art-17/para-1", make.facilitate),
        make.citation(number=2),
        make.citation("cbd/art-17/para-1", make.facilitate, 3),
    )
    scores = scored(make, ["cbd/art-18/para-3", "cbd/art-18/para-1"], wire)
    assert scores["nugget_recall"] == 1 / 2
    assert scores["citation_precision"] == pytest.approx(1 / 3)
    assert scores["first_citation"] == 0
    assert scores["character_precision"] == pytest.approx(
        len(make.mechanism) / (len(make.mechanism) + 2 * len(make.facilitate))
    )
    assert scores["character_recall"] == pytest.approx(
        len(make.mechanism) / (len(make.mechanism) + len(make.promote))
    )
    assert scores["quote_exactness"] == scores["existence"] == 1


def test_quote_altered_by_one_letter(make):
    """The text is right and covers the gold, but the quote is not its slice: not exact, and not in gold by
    character.
    """
    altered = make.mechanism.replace("clearing-house", "clearing-mouse")
    scores = scored(make, ["cbd/art-18/para-3"], make.answer(make.citation(quote=altered)))
    assert (scores["quote_exactness"], scores["nugget_recall"], scores["existence"]) == (0, 1, 1)
    assert scores["character_recall"] < 1


def test_text_altered_by_one_letter(make):
    """A consistent forgery (quote and text altered alike) is neither exact nor does it cover the gold."""
    altered = make.mechanism.replace("clearing-house", "clearing-mouse")
    scores = scored(make, ["cbd/art-18/para-3"], make.answer(make.citation(text=altered)))
    assert (scores["quote_exactness"], scores["first_citation"]) == (0, 0)


@pytest.mark.parametrize(("start", "end"), [(1, 90), (0, 5000), (-3, 4), (4, 4)])
def test_offsets_that_do_not_fit(make, start, end):
    """A quote that is not at its offsets is not exact."""
    assert (
        scored(make, ["cbd/art-18/para-3"], make.answer(make.citation(start=start, end=end)))[
            "quote_exactness"
        ]
        == 0
    )


def test_wrong_source_with_the_same_sentence(make):
    """The deck says the same sentence; citing it for the Convention finds nothing, though it is quoted
    exactly.
    """
    scores = scored(make, ["cbd/art-18/para-3"], make.answer(make.citation("deck/slide-1")))
    assert [
        scores[n]
        for n in (
            "nugget_recall",
            "citation_precision",
            "first_citation",
            "character_precision",
            "character_recall",
        )
    ] == [0] * 5
    assert scores["quote_exactness"] == scores["existence"] == 1


def test_paragraph_that_does_not_exist(make):
    """A citation of Article 18, paragraph 9 does not exist, and so its quote cannot be exact."""
    scores = scored(make, ["cbd/art-18/para-3"], make.answer(make.citation("cbd/art-18/para-9")))
    assert (scores["existence"], scores["quote_exactness"]) == (0, 0)


def test_right_words_under_a_wrong_number(make):
    """Paragraph 3's words under the name of paragraph 1 are not exact."""
    assert (
        scored(make, ["cbd/art-18/para-3"], make.answer(make.citation("cbd/art-18/para-1")))[
            "quote_exactness"
        ]
        == 0
    )


def test_refused_though_answerable(make):
    """A wrong refusal scores zero everywhere that an answer was due."""
    scores = scored(make, ["cbd/art-18/para-3"], make.refusal())
    assert scores["wrong_refusals"] == 1
    assert [
        scores[n]
        for n in (
            "nugget_recall",
            "citation_precision",
            "first_citation",
            "character_precision",
            "character_recall",
        )
    ] == [0] * 5
    assert scores["quote_exactness"] is None


def test_crashed(make):
    """A failure scores zero as well, and is not a refusal."""
    scores = scored(make, ["cbd/art-18/para-3"], None)
    assert (scores["failed"], scores["nugget_recall"], scores["wrong_refusals"]) == (1, 0, 0)


@pytest.mark.parametrize(("reason", "right"), [("not_in_corpus", 1.0), ("unsafe", 0.0)])
def test_refused_rightly(make, reason, right):
    """An unanswerable question should be refused, and for the expected reason."""
    scores = scored(make, [], make.refusal(reason), answerable=False, reason="not_in_corpus")
    assert (scores["correct_refusals"], scores["refusal_reason"]) == (1, right)
    assert "nugget_recall" not in scores


def test_answered_though_unanswerable(make):
    """Any answer, and any crash, on an unanswerable question is wrong."""
    assert scored(make, [], make.answer(make.citation()), answerable=False)["correct_refusals"] == 0
    assert scored(make, [], None, answerable=False)["correct_refusals"] == 0


def test_statement_without_a_citation(make):
    """Of two statements one carries a citation that is there."""
    wire = make.answer(make.citation())
    wire["answer"] += [{"text": "I think so.", "citations": []}, {"text": "So do I.", "citations": [7]}]
    assert scored(make, ["cbd/art-18/para-3"], wire)["statements_cited"] == pytest.approx(1 / 3)


def test_answer_without_citations(make):
    """An answer that cites nothing has no precision, rather than dropping out."""
    assert scored(make, ["cbd/art-18/para-3"], make.answer())["citation_precision"] == 0


def test_character_measures_by_hand(make):
    """Gold of 30 characters inside a quote of 60: precision one half, recall 1."""
    gold = [GoldText("cbd", "cbd/art-1", ("g" * 30,))]
    cited = read_reply(make.answer(make.citation(text="g" * 30 + "x" * 30))).citations
    assert character_precision(cited, gold) == 0.5
    assert character_recall(cited, gold) == 1.0
    assert character_recall(cited, [GoldText("cbd", "cbd/art-1", ())]) == 0.0


def test_best_of_several_quotes_counts_for_character_recall(make):
    """Covering one of two equally good quotes is full recall."""
    gold = [GoldText("cbd", "cbd/art-1", (OTHER, make.mechanism))]
    assert character_recall(read_reply(make.answer(make.citation())).citations, gold) == 1.0


def test_any_place_counts_for_the_characters(make):
    """A quote of 20 characters that is the second place of gold is right, and all of it is quoted."""
    other = GoldText("deck", "deck/slide-1", ("s" * 20,))
    gold = [GoldText("cbd", "cbd/art-1", ("g" * 30,), others=(other,))]
    cited = [read_reply(make.answer(make.citation("deck/slide-1", "s" * 20))).citations[0]]
    assert character_precision(cited, gold) == character_recall(cited, gold) == 1.0
    elsewhere = [read_reply(make.answer(make.citation("cbd/art-1", "s" * 20))).citations[0]]
    assert character_precision(elsewhere, gold) == character_recall(elsewhere, gold) == 0.0


def test_unknown_corpus(make):
    """Without a corpus nothing is said about existence, and exactness is about the offsets only."""
    cited = read_reply(make.answer(make.citation())).citations[0]
    verdict = judge(cited, [], None, None)
    assert (verdict.exists, verdict.exact) == (None, True)


def test_names_are_unique():
    """Every metric has one name and a meaning."""
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert all(metric.meaning for metric in METRICS)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        None,
        "no",
        {"answerable": True},
        {"answerable": True, "refusal": {"reason": "x"}, "answer": [], "citations": []},
    ],
)
def test_what_does_not_speak_the_contract(broken):
    """A reply outside the contract raises ValueError, which a run counts as a failure."""
    with pytest.raises(ValueError, match=r"contract|contradict"):
        read_reply(broken)
