"""A saved pack is held against the corpus that it was made from, and one that has changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.trainer.pack import Item, Pack, draft, source_of
from assistant.trainer.recheck import recheck
from assistant.trainer.session import make_session
from index.local import LocalIndex
from tests.assistant.asking.conftest import Shelf, provision
from tests.assistant.conftest import build

LAW = provision("cbd/art-3", "Parties shall open boxes, and close them.", "art")


@pytest.fixture(scope="module")
def pack(index: LocalIndex) -> Pack:
    """A session to save."""
    return make_session("CHM", index, minutes=45)


def reasons(item: Item, law: object = LAW) -> list[str]:
    """What is wrong with one item, in a corpus of one provision."""
    pack = Pack("", "", "", 0, "en", "", "", (draft("provision", "", [item]),))
    return [mismatch.reason for mismatch in recheck(pack, Shelf([law]))]  # type: ignore[arg-type,list-item]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parties shall open boxes, and close them.", []),
        ("Parties shall open […]", []),
        ("“Parties … close them.”", []),
        ("Parties  shall\nopen boxes", []),
        ("Parties should open boxes", ["edited"]),
        ("parties shall open boxes", ["edited"]),
        ("Parties shall open boxes and close them.", ["edited"]),
    ],
)
def test_quoted_words_are_held_to_the_letter(text: str, expected: list[str]) -> None:
    """Gaps and white space are no edits, a capital and a comma are."""
    assert reasons(Item("quote", text, (source_of(LAW),))) == expected


def test_a_part_that_is_spent_is_told() -> None:
    """By the status that the Secretariat's review gave it since."""
    spent = replace(LAW, statuses=("active", "superseded"))

    assert reasons(Item("quote", LAW.text, (source_of(LAW),)), spent) == ["status"]


def test_recheck_finds_what_no_longer_matches(pack: Pack, index: LocalIndex) -> None:
    """A provision that is gone, words that have changed, an edited quotation and one without a source, each
    with its place.
    """
    block = next(block for block in pack.blocks if block.kind == "provision")
    item = block.items[0]
    source = item.sources[0]
    gone = replace(item, sources=(replace(source, locator="cbd/art-99"),))
    changed = replace(
        item,
        sources=(replace(source, quote=source.quote.replace("shall", "should")),),
        text=item.text.replace("shall", "should"),
    )
    edited = replace(item, text=item.text.replace("shall", "should"))
    bare = Item("quote", "Said somewhere.")
    broken = replace(pack, blocks=(replace(block, items=(gone, changed, edited, bare, item)),))

    assert [mismatch.reason for mismatch in recheck(broken, index)] == [
        "gone",
        "changed",
        "edited",
        "uncited",
    ]
    assert all(mismatch.title == block.title for mismatch in recheck(broken, index))


def test_recheck_after_the_corpus_changed(pack: Pack, tmp_path: Path) -> None:
    """A pack made from the embedded corpus is held against one whose Article 18 reads otherwise."""
    text = (
        "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\nshort_title: "
        "Convention\norigin: fetched\n---\n\n## Article 18. Technical and Scientific Cooperation\n\n3. The "
        "Conference of the Parties shall do something else.\n"
    )
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "cbd.md").write_text(text, encoding="utf-8")
    changed = build(tmp_path / "index", [tmp_path / "corpus"])

    assert {mismatch.locator for mismatch in recheck(pack, changed) if mismatch.reason == "changed"} == {
        "cbd/art-18/para-3"
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Parties", "shall", "open boxes, and close them"), []),
        (("Parties", "shall", "open boxes …"), []),
        (("Secretariat", "shall", "open boxes, and close them"), ["edited"]),
        (("Parties", "may", "open boxes, and close them"), ["edited"]),
        (("Parties", "shall", "open boxes"), ["edited"]),
        (("Parties", "shall", "open boxes, and close them", "by 2030"), ["edited"]),
    ],
)
def test_the_rows_of_duties_are_held_to_the_text(cells: tuple[str, ...], expected: list[str]) -> None:
    """Who, how strictly, what and by when; packs made before have the beginning of what is to be done."""
    assert reasons(Item("quote", "", (source_of(LAW),), cells=cells)) == expected
