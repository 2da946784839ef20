"""Every check on answers made by hand: what it takes as right, and each way in which it can be wrong."""

import pytest

from evaluation.kinds.checks import CHECKS, within


def test_every_check_says_what_counts_as_right() -> None:
    """In its docstring."""
    assert all(check.__doc__ for check in CHECKS.values())


def test_within_is_of_whole_steps() -> None:
    """Article 15 does not stand in Article 1."""
    assert within("cbd/art-15/para-5", ["cbd/art-15"])
    assert within("cbd/art-15", ["cbd/art-15"])
    assert not within("cbd/art-15", ["cbd/art-1", "cbd/art-15/para-5"])


def test_whole(hand) -> None:
    """The named provision stands first with all its words."""
    case = hand.case("whole", provision="cbd/art-15")
    assert hand.judged(case, hand.answer("cbd/art-15")) == ""
    assert hand.judged(case, hand.answer("cbd/art-15/para-5", "cbd/art-15"))
    assert hand.judged(case, hand.refusal("not_in_corpus"))


def test_whole_is_no_extract(hand) -> None:
    """Neither where the answer says so, nor where the citation calls a piece the whole text."""
    case, text = hand.case("whole", provision="cbd/art-15"), hand.known["cbd/art-15"]
    marked = hand.citation("cbd/art-15", text=text, extract=True)
    silent = hand.citation("cbd/art-15", text=text[:20])
    assert "extract" in hand.judged(case, hand.answer(marked))
    assert "extract" in hand.judged(case, hand.answer(silent))


def test_a_part_of_a_named_provision(hand) -> None:
    """The part itself, what stands in it, or a larger one that quotes it; not its neighbour."""
    case = hand.case("whole", provision="cbd/art-15/para-5", part=True)
    above = hand.citation("cbd/art-15", text=hand.known["cbd/art-15"][:20], extract=True)
    for right in ("cbd/art-15/para-5", "cbd/art-15/para-5/item-a", "cbd/art-15"):
        assert hand.judged(case, hand.answer(right)) == ""
    for wrong in (hand.answer("cbd/art-15/para-1"), hand.answer(above), hand.refusal("not_in_corpus")):
        assert hand.judged(case, wrong)


@pytest.mark.parametrize("kind", ["concept", "language"])
def test_the_first_citation_counts(kind, hand) -> None:
    """A right place in the second row is a miss, and so is a refusal."""
    case = hand.case(kind, any_of=["cbd/art-2", "cbd/art-15"])
    assert hand.judged(case, hand.answer("cbd/art-15/para-5", "cbd/art-1")) == ""
    assert hand.judged(case, hand.answer("cbd/art-1", "cbd/art-15"))
    assert hand.judged(case, hand.refusal("not_in_corpus"))


def test_a_count_cites_so_many_things(hand) -> None:
    """The right number with fewer things behind it is a miss, and so is another number with all of them."""
    case = hand.case("count", number=2, any_of=["gbf"])
    both = ("gbf/goal-a", "gbf/goal-b")
    assert hand.judged(case, hand.answer(*both, counts="Framework: 2 goals.")) == ""
    assert hand.judged(case, hand.answer(*both, counts="Framework: 3 goals."))
    assert hand.judged(case, hand.answer("gbf/goal-a", counts="Framework: 2 goals."))
    assert hand.judged(case, hand.answer("aichi/target-1", "aichi/target-2", counts="Framework: 2 goals."))
    assert hand.judged(case, hand.refusal("not_in_corpus"))


def test_the_number_of_an_article_is_not_what_was_counted(hand) -> None:
    """Figures in the label of what is cited do not count."""
    case = hand.case("count", number=17, any_of=["cbd/art-17"])
    cited = hand.citation("cbd/art-17", label="Convention, Article 17", text="a, b, c\n" * 9)
    assert hand.judged(case, hand.answer(cited, counts="Convention, Article 17: 9 parts."))
    assert hand.judged(case, hand.answer(cited, counts="Convention, Article 17: 17 parts.")) == ""


def test_a_provision_that_shows_the_number_needs_no_count(hand) -> None:
    """It says it in a word, or lists the things, by lines, by marks or in a row; an extract shows nothing."""
    case = hand.case("count", number=3, any_of=["cbd/annex-2"])
    for text in (
        "The tribunal shall consist of three members.",
        "The commission shall:\na) meet;\nb) decide;\nc) report.",
        "a) meet;\ni) often;\nii) here;\nb) decide;\nc) report.",
        "The Arabic, Chinese and English texts are equally authentic.",
    ):
        cited = hand.citation("cbd/annex-2/art-1", text=text)
        assert hand.judged(case, hand.answer(cited)) == "", text
        assert hand.judged(case, hand.answer(cited | {"extract": True})), text
        assert hand.judged(hand.case("count", number=7, any_of=["cbd/annex-2"]), hand.answer(cited)), text
        assert hand.judged(hand.case("count", number=3, any_of=["cbd/annex-1"]), hand.answer(cited)), text


def test_as_many_gold_places_show_the_number(hand) -> None:
    """Where nothing was counted wrongly beside them."""
    case = hand.case("count", number=3, any_of=["goals"])
    three = ("goals/goal-1", "goals/goal-2", "goals/goal-3")
    assert hand.judged(case, hand.answer(*three)) == ""
    assert hand.judged(case, hand.answer(*three[:2]))
    assert hand.judged(case, hand.answer(*three, counts="4 goals"))


def test_a_pointer_is_of_the_right_kind(hand) -> None:
    """Another page, none, or an answer is a miss."""
    case = hand.case("pointer", pointer="membership")
    assert hand.judged(case, hand.refusal("not_in_corpus", "membership")) == ""
    assert hand.judged(case, hand.refusal("not_in_corpus", "meetings"))
    assert hand.judged(case, hand.refusal("not_in_corpus"))
    assert hand.judged(case, hand.answer("cbd/art-36"))


def test_what_the_texts_answer_has_no_pointer(hand) -> None:
    """Any citation may be the right one."""
    case = hand.case("pointer", pointer=None, any_of=["cbd/art-34"])
    assert hand.judged(case, hand.answer("cbd/art-35", "cbd/art-34/para-1")) == ""
    assert hand.judged(case, hand.answer("cbd/art-35"))
    assert hand.judged(case, hand.refusal("not_in_corpus", "membership"))


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("greeting", "conversation"),
        ("thanks", "conversation"),
        ("abilities", "conversation"),
        ("out_of_scope", "out_of_scope"),
    ],
)
def test_help_goes_on(role, reason, hand) -> None:
    """Three questions are offered, and each is answered when it is asked."""
    case = hand.case("help", **{"as": role})
    offered = ["One?", "Two?", "Three?"]
    answered = {question: hand.answer("cbd/art-1") for question in offered}
    dead = answered | {"Two?": hand.refusal("not_in_corpus")}
    assert hand.judged(case, hand.refusal(reason, help=offered), answered) == ""
    assert "Two?" in hand.judged(case, hand.refusal(reason, help=offered), dead)
    assert hand.judged(case, hand.refusal(reason, help=offered[:2]), answered)
    assert hand.judged(case, hand.refusal("not_in_corpus", help=offered), answered)
    assert hand.judged(case, hand.answer("cbd/art-1"))


def test_a_near_miss_names_what_lies_nearest(hand) -> None:
    """Gold, what stands in it or what holds it; a document as a whole names nothing."""
    case = hand.case("help", **{"as": "near_miss"}, any_of=["cbd/art-8/item-a"])
    dead = {"One?": hand.refusal("not_in_corpus")}
    for near in ("cbd/art-8", "cbd/art-8/item-a", "cbd/art-8/item-a/subitem-i"):
        assert hand.judged(case, hand.refusal("not_in_corpus", closest=["cbd/art-3", near])) == ""
        assert hand.judged(case, hand.refusal("not_in_corpus", closest=[near], help=["One?"]), dead)
    for far in ("cbd/art-9", "cbd", "cbd/art-8/item-b"):
        assert hand.judged(case, hand.refusal("not_in_corpus", closest=[far]))
    assert hand.judged(case, hand.answer("cbd/art-8/item-a"))


def test_core_matter_is_answered(hand) -> None:
    """A refusal is a miss, however helpful."""
    case = hand.case("help", **{"as": "core"}, any_of=["cbd/art-15"])
    assert hand.judged(case, hand.answer("cbd/art-1", "cbd/art-15/para-1")) == ""
    assert hand.judged(case, hand.answer("cbd/art-1"))
    assert hand.judged(case, hand.refusal("not_in_corpus", closest=["cbd/art-15"]))


def test_what_is_unclear_is_asked_back(hand) -> None:
    """With two readings at least; the same question again is none."""
    case = hand.case("ambiguous", question="Does it apply?", asks=True)
    readings = ["Does it apply? (Convention)", "Does it apply? (Protocol)"]
    assert hand.judged(case, hand.refusal("unclear", help=readings)) == ""
    assert hand.judged(case, hand.refusal("unclear", help=[readings[0], "does it  apply?"]))
    assert hand.judged(case, hand.refusal("not_in_corpus", help=readings))
    assert hand.judged(case, hand.answer("cbd/art-4"))


def test_every_reading_is_cited_or_named(hand) -> None:
    """In notes, suggestions or what a refusal offers; a longer title does not name what it has in it."""
    case = hand.case("ambiguous", asks=False, readings=["nagoya-protocol", "cartagena-protocol"])
    nagoya, title = "nagoya-protocol/art-1", "the Cartagena Protocol on Biosafety"
    longer = f"Nagoya-Kuala Lumpur Supplementary Protocol on Liability and Redress to {title}"
    label = ["See also: Cartagena Protocol, Article 1."]
    assert hand.judged(case, hand.answer(nagoya, "cartagena-protocol/art-1")) == ""
    assert hand.judged(case, hand.answer(nagoya, notes=[f"It may be {title}."])) == ""
    assert hand.judged(case, hand.answer(nagoya, suggestions=label)) == ""
    assert hand.judged(case, hand.refusal("unclear", help=["In the Nagoya Protocol?", f"In {title}?"])) == ""
    assert "cartagena-protocol" in hand.judged(case, hand.answer(nagoya, notes=[f"Not {longer}."]))
    assert "cartagena-protocol" in hand.judged(case, hand.answer(nagoya))
    assert hand.judged(case, hand.refusal("unclear"))


def test_typed_ends_where_the_clean_form_does(hand) -> None:
    """The same first citation, or the same refusal with the same page."""
    case, clean = hand.case("typed", question="wat", clean="What?"), "What?"
    cited, refused = hand.answer("cbd/art-1", "cbd/art-2"), hand.refusal("not_in_corpus", "news")
    assert hand.judged(case, hand.answer("cbd/art-1"), {clean: cited}) == ""
    assert hand.judged(case, refused, {clean: refused}) == ""
    assert hand.judged(case, hand.answer("cbd/art-2", "cbd/art-1"), {clean: cited})
    assert hand.judged(case, refused, {clean: cited})
    assert hand.judged(case, cited, {clean: refused})
    assert hand.judged(case, hand.refusal("not_in_corpus"), {clean: refused})
    assert hand.judged(case, hand.refusal("out_of_scope", "news"), {clean: refused})


def test_an_answer_is_in_the_language_of_its_question(hand) -> None:
    """It says so, and what stands beside the quotes is written in its script."""
    case = hand.case("language", lang="ru", any_of=["cbd/art-15"])
    own = {"language": "ru", "suggestions": ["Что такое Нагойский протокол (ABS)?"]}
    assert hand.judged(case, hand.answer("cbd/art-15", **own)) == ""
    assert hand.judged(case, hand.answer("cbd/art-15", **own | {"language": "en"}))
    assert hand.judged(case, hand.answer("cbd/art-15", **own | {"notes": ["What is the Nagoya Protocol?"]}))
    assert hand.judged(case, hand.answer("cbd/art-1", **own))


def test_generated_kinds_are_checked_like_the_others(hand) -> None:
    """An article whole, a name by what establishes it."""
    from evaluation.kinds.cases import Case, Expected

    article = Case("a", "articles", "What does Article 15 say?", "en", Expected(provision="cbd/art-15"))
    name = Case("n", "names", "What is ABS?", "en", Expected(any_of=("cbd/art-15",)))
    piece = hand.citation("cbd/art-15", text="Parties recognize")
    assert hand.judged(article, hand.answer("cbd/art-15")) == ""
    assert hand.judged(article, hand.answer(piece))
    assert hand.judged(name, hand.answer(piece)) == ""
    assert hand.judged(name, hand.answer("cbd/art-1", "cbd/art-15"))
