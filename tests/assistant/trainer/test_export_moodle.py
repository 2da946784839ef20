"""The quiz as Moodle reads it: the elements and values that its own reader looks for."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from assistant.trainer.export_moodle import to_moodle
from assistant.trainer.pack import Block, Item, Pack, Source, pack_from_wire
from ingest.errors import InputError

LAW = Source("cbd/art-3", "Convention, Article 3", "Count <wolves>.", "https://example.org/3", "official")
ASKED = (
    Item("own", "Who counts wolves & bears?", options=("Nobody", "Parties", "COP", "GEF"), ref="q1"),
    Item("own", "True or false? Wolves count.", options=("True", "False"), ref="q2"),
    Item("own", "Match.", cells=("Wolf", "Lake"), options=("water", "dog"), ref="q3"),
)
ANSWERS = (
    Item("quote", "Count <wolves>.", (LAW,), "(b) Parties", ref="q1", key="b", why="They do."),
    Item("quote", "Count <wolves>.", (LAW,), "(b) False", ref="q2", key="b", why="They are counted."),
    Item("own", "", (LAW,), "1–b, 2–a", ref="q3", key="ba"),
)
PACK = Pack(
    "Wolves/Bears", "wolves", "new-nfp", 45, "en", "id", "",
    (Block("1-quiz", "quiz", "Quiz", 3, ASKED), Block("2-answers", "answers", "Answers", 2, ANSWERS)),
)  # fmt: skip


def questions(pack: Pack) -> list[ElementTree.Element]:
    """The questions of the file, the one that names the category first."""
    root = ElementTree.fromstring(to_moodle(pack))  # noqa: S314  # what was just written here
    assert root.tag == "quiz"
    return list(root)


def test_the_first_line_is_the_declaration() -> None:
    """Moodle's description wants nothing before it."""
    assert to_moodle(PACK).startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<quiz>")


def test_the_category_has_the_name_of_the_session() -> None:
    """A stroke in it is doubled, since a single one parts categories."""
    category = questions(PACK)[0]

    assert category.get("type") == "category"
    assert category.findtext("category/text") == "$course$/top/Wolves//Bears"


def test_each_question_has_what_every_type_needs() -> None:
    """A name, its text as escaped HTML, what explains it, and a mark."""
    for one, kind in zip(questions(PACK)[1:], ("multichoice", "truefalse", "matching"), strict=True):
        assert one.get("type") == kind
        assert one.findtext("name/text")
        assert one.find("questiontext").get("format") == "html"  # type: ignore[union-attr]
        assert float(one.findtext("defaultgrade") or 0) == (2 if kind == "matching" else 1)
    choice = questions(PACK)[1]
    assert choice.findtext("questiontext/text") == "Who counts wolves &amp; bears?"
    told = choice.findtext("generalfeedback/text") or ""
    assert "<p>They do.</p><p>“Count &lt;wolves&gt;.”</p>" in told
    assert "Convention, Article 3 https://example.org/3" in told


def test_one_option_of_a_choice_has_the_mark() -> None:
    """One is to be chosen, and the platform may shuffle."""
    choice = questions(PACK)[1]
    marks = {one.findtext("text"): one.get("fraction") for one in choice.findall("answer")}

    assert marks == {"Nobody": "0", "Parties": "100", "COP": "0", "GEF": "0"}
    assert [choice.findtext(name) for name in ("single", "shuffleanswers", "answernumbering")] == [
        "true", "true", "abc",
    ]  # fmt: skip


def test_true_and_false_are_the_words_that_moodle_knows() -> None:
    """In every language, or it would guess by their order."""
    pack = replace(PACK, language="fr", blocks=tuple(map(in_french, PACK.blocks)))
    truth = questions(pack)[2]

    assert truth.get("type") == "truefalse"
    assert [(one.findtext("text"), one.get("fraction")) for one in truth.findall("answer")] == [
        ("true", "0"), ("false", "100"),
    ]  # fmt: skip


def in_french(block: Block) -> Block:
    """The block with its options in French."""
    words = {"True": "Vrai", "False": "Faux"}
    items = [
        replace(item, options=tuple(words.get(option, option) for option in item.options))
        for item in block.items
    ]
    return replace(block, items=tuple(items))


def test_terms_have_what_belongs_to_them() -> None:
    """By the letters of the key."""
    pairs = questions(PACK)[3].findall("subquestion")

    assert [(one.findtext("text"), one.findtext("answer/text")) for one in pairs] == [
        ("Wolf", "dog"), ("Lake", "water"),
    ]  # fmt: skip


def test_a_question_whose_answer_was_dropped_is_left_out() -> None:
    """And one whose key fits no option; a pack without any is refused with what to do."""
    gone = replace(PACK.blocks[1], items=(replace(ANSWERS[0], key="h"), *ANSWERS[1:2]))
    assert len(questions(replace(PACK, blocks=(PACK.blocks[0], gone)))) == 2
    with pytest.raises(InputError, match="no quiz"):
        to_moodle(replace(PACK, blocks=PACK.blocks[:1]))


def test_a_pack_that_was_saved_has_the_same_quiz() -> None:
    """Through the file that a page edits."""
    import json

    assert to_moodle(pack_from_wire(json.loads(PACK.to_json()))) == to_moodle(PACK)
