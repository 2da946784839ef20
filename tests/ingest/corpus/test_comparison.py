"""A text is an instrument when all of it is there, word by word; anything else is told what does not fit."""

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from ingest.corpus.comparison import Comparison, compare, gap_in
from ingest.corpus.load import load_corpus
from ingest.corpus.recognise import Recognition, recognise
from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.model import Document, Origin, Provenance
from ingest.readers.blocks import Block
from ingest.readers.front_matter import split_front_matter
from ingest.readers.markdown import read_markdown
from ingest.structure.treaty import parse
from ingest.vocabulary import vocabulary
from tests.ingest.corpus.renderings import RENDERINGS, html_numbered, markdown
from tests.sweep import sweep

GOLDEN = Path(__file__).parents[2] / "data" / "treaty-locators.txt"
# copies whose markup does not show all of the structure: they are ordinary documents
NOT_TOLD = {("cartagena-protocol", "bold.html")}


def blocks_of(treaties: Path, instrument: str) -> list[Block]:
    """The text of an instrument without its front matter."""
    path = treaties / f"{instrument}.md"
    return read_markdown(split_front_matter(path, path.read_text(encoding="utf-8"))[1])


def golden(instrument: str) -> list[str]:
    """Its locators in their order."""
    lines = (line.removesuffix(" +") for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.split("/")[0] == instrument]


@pytest.fixture
def body(treaties: Path) -> str:
    """The Convention as a public copy in Markdown would have it."""
    return markdown(blocks_of(treaties, "cbd")).decode()


@pytest.fixture
def taken(tmp_path: Path) -> Callable[[str, str], Recognition]:
    """What a file of that text is taken for."""

    def take(text: str, name: str = "public-copy.md") -> Recognition:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return recognise(tmp_path / name, name)

    return take


Taken = Callable[..., Recognition]


def is_ordinary(found: Recognition) -> bool:
    """Whether a file was taken for a document like any other, and stands for no instrument."""
    return vocabulary().instrument(found.id) is None and found.origin is not Origin.CHECKED


@pytest.mark.parametrize(
    ("instrument", "name"), sweep(product(vocabulary().treaties, [*RENDERINGS, "numbered.html"]), 4)
)
def test_a_copy_is_the_instrument_or_an_ordinary_document(
    treaties: Path, tmp_path: Path, instrument: str, name: str
) -> None:
    """However it is marked up: the same locators, or a clear word."""
    render = RENDERINGS.get(name, html_numbered)
    (tmp_path / name).write_bytes(render(blocks_of(treaties, instrument)))
    found = recognise(tmp_path / name, name)
    if (instrument, name) in NOT_TOLD:
        assert is_ordinary(found)
        assert "not as the catalogue has it" in found.reason
        return
    assert (found.id, found.origin) == (instrument, Origin.CHECKED)
    front = f"id: {found.id}\nkind: {found.kind}\ntitle: {found.title}\norigin: checked\n"
    if name.endswith(".md"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(f"---\n{front}---\n{text}", encoding="utf-8")
    else:
        (tmp_path / name).with_suffix(".yaml").write_text(front, encoding="utf-8")
    source = read_source(tmp_path / name)
    assert [p.locator for p in source.provisions] == golden(instrument)
    assert compare(instrument, source.provisions).fits


def test_the_renderings_are_nine_and_all_but_one_are_told() -> None:
    """So that nobody makes the test above easier unseen."""
    assert len(RENDERINGS) == 8
    assert len(NOT_TOLD) == 1


# what a public copy may look like


def commentary(body: str) -> str:
    """Each article with a remark of the editor below it."""
    return re.sub(
        r"(?m)^(## Article \d+\. .*)$", r"\1\n\nCommentary: this article is much discussed.\n", body
    )


def annotated(body: str) -> str:
    """The marks of footnotes in the words."""
    return body.replace("common concern of humankind,", "common concern of humankind [12],", 1)


def only_words_changed(body: str) -> str:
    """One "shall" that became a "should"."""
    return body.replace("Each Contracting Party shall, as far", "Each Contracting Party should, as far", 1)


def number_changed(body: str) -> str:
    """One number."""
    assert "ninetieth day" in body
    return body.replace("ninetieth day", "sixtieth day", 1)


ADVERSE: dict[str, Callable[[str], str]] = {
    "a word changed": only_words_changed,
    "a number changed": number_changed,
    "a not left out": lambda body: body.replace("shall not", "shall", 1),
    "a commentary": commentary,
    "an annotated edition": annotated,
    "cut in the middle": lambda body: body[: len(body) // 2],
    "cut at the end": lambda body: body.rpartition("#### Article 6")[0],
    "without the preamble": lambda body: re.sub(r"(?s)\n\nPreamble.*?(?=\n\n## Article 1)", "", body),
    "without an article": lambda body: re.sub(r"(?s)## Article 10\..*?(?=## Article 11\.)", "", body),
    "without an annex": lambda body: re.sub(r"(?s)## Annex I\..*?(?=## Annex II)", "", body),
    "two articles in each other's place": lambda body: body.replace("## Article 12.", "## Article 0.")
    .replace("## Article 13.", "## Article 12.")
    .replace("## Article 0.", "## Article 13."),
    "a title of another article": lambda body: body.replace("## Article 3. Principle", "## Article 3. Scope"),
    "an article bis": lambda body: body.replace(
        "## Article 7.", "## Article 6 bis. More measures\n\nEach Party may do more.\n\n## Article 7.", 1
    ),
    "a paragraph more": lambda body: body.replace(
        "## Article 17.", "6. Nothing in this Article is binding.\n\n## Article 17.", 1
    ),
    "a list item gone": lambda body: re.sub(r"(?m)^h\) .*\n", "", body, count=1),
    "all articles in the preamble": lambda body: re.sub(r"(?m)^## (Article \d+)\. ", r"\1 on ", body),
    "the articles twice": lambda body: body + "\n\n" + body,
    "a draft": lambda body: body.replace("shall", "[shall][should]"),
    "what the office says before it": lambda body: body.replace("\n\n", "\n\nPrinted by us.\n\n", 1),
    "what the office says behind it": lambda body: body + "\n\n## Remarks\n\nThe Ministry thanks you.",
    "the annex before the articles": lambda body: body[: body.index("## Article 1.")]
    + body[body.index("## Annex I.") :]
    + "\n\n"
    + body[body.index("## Article 1.") : body.index("## Annex I.")],
}  # fmt: skip


@pytest.mark.parametrize("case", ADVERSE)
def test_what_is_not_the_convention_is_never_taken_for_it(body: str, taken: Taken, case: str) -> None:
    """A faulty copy, a draft or a commentary is an ordinary document, and what does not fit is said."""
    text = ADVERSE[case](body)
    assert text != body
    found = taken(text)
    assert is_ordinary(found)
    assert "copy: public-copy.md" in found.short_title or not found.claims


def test_front_matter_does_not_make_a_text_the_convention(body: str, taken: Taken) -> None:
    """Whatever it says of itself, and whatever the file is called."""
    front = (
        "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\norigin: fetched\n---\n"
    )
    found = taken(front + only_words_changed(body), "cbd.md")
    assert is_ordinary(found)
    assert (found.id, found.kind) == ("cbd-copy", "other")
    assert "Article 5" in found.doubt


def test_the_words_of_another_instrument_do_not_pass_under_its_name(
    treaties: Path, body: str, taken: Taken
) -> None:
    """A text is compared with what it says it is and with what its articles say it is."""
    protocol = markdown(blocks_of(treaties, "nagoya-protocol")).decode()
    mixed = "# Convention on Biological Diversity\n\n" + protocol.partition("\n\n")[2]
    found = taken(mixed)
    assert found.id in {"nagoya-protocol", "public-copy"}
    assert found.id != "cbd"
    assert taken("# Our copy\n\n" + body.partition("\n\n")[2]).id in {"cbd", "public-copy"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "# Biodiversity Act\n\nThis Act gives effect to the Convention on Biological Diversity.\n\n"
            + "\n\n".join(f"## Article {n}. Duties {n}\n\nThe Minister shall act." for n in range(1, 43)),
            "other",
        ),
        (
            "# Slides on the Convention on Biological Diversity\n\n"
            + "\n\n".join(f"## Slide {n}. Article {n}\n\nArticle {n}. Words" for n in range(1, 12)),
            "training",
        ),
        (
            "# Convention sur la diversité biologique\n\nLes Parties contractantes,\n\n"
            + "\n\n".join(f"## Article {n}. Objet\n\nLes Parties sont des amies." for n in range(1, 43)),
            "protocol",
        ),
        ("# Convention on Biological Diversity\n\nA report on it, in a few words.", "other"),
    ],
    ids=["a national law", "a deck", "a translation", "a report"],
)  # fmt: skip
def test_what_speaks_of_the_convention_is_not_it(taken: Taken, text: str, kind: str) -> None:
    """A law that gives effect to it, slides about it, its French text, a report with its name for a title."""
    found = taken(text)
    assert is_ordinary(found)
    assert found.kind == kind


def test_a_law_that_reproduces_articles_is_not_the_instrument(body: str, taken: Taken) -> None:
    """Word by word, but in a law of its own."""
    articles = body[body.index("## Article 1.") : body.index("## Article 20.")]
    found = taken(f"# Biodiversity Act\n\n{articles}\n\n## Article 20. Penalties\n\nWho does otherwise pays.")
    assert is_ordinary(found)


def test_a_folder_is_held_to_the_same(body: str, write: Callable[..., Path]) -> None:
    """What a folder declares is compared when an index is built; what fits says that it was checked."""
    front = "---\nid: cbd\nkind: convention\ntitle: Convention on Biological Diversity\n{more}---\n\n"
    home = write({"cbd.md": front.format(more="") + body})
    corpus = load_corpus([home])
    assert corpus.documents["cbd"].origin is Origin.CHECKED
    assert corpus.provisions["cbd/art-8/item-j"].origin is Origin.CHECKED
    assert corpus.provisions["cbd/art-8/item-j"].provenance is Provenance.OFFICIAL
    for more in ("", "origin: checked\n", "origin: declared\n"):
        write({"cbd.md": front.format(more=more) + only_words_changed(body)})
        with pytest.raises(SourceError, match=r"says that it is the Convention.*Article 5 is in other words"):
            load_corpus([home])
    write({"cbd.md": front.format(more="origin: copy\n") + only_words_changed(body)})
    copied = load_corpus([home]).provisions["cbd/art-5"]
    assert copied.origin is not Origin.CHECKED
    assert copied.provenance is Provenance.QUOTED  # the deck's words go before an office's copy
    assert load_corpus([home]).provisions["cbd/art-6"].provenance is Provenance.OWN


# the parts of a comparison


def test_faults_are_said_in_words() -> None:
    """The outer provisions by their labels, and how many more there are."""
    found = Comparison(
        9,
        missing=("cbd/art-1", "cbd/art-1/para-1", "cbd/art-2"),
        reworded=tuple(f"cbd/art-{n}" for n in range(3, 10)),
    )
    assert found.faults == (
        "Article 1, Article 2 are missing or out of place; Article 3, Article 4, Article 5, Article 6 and 3 "
        "more are in other words than the official text"
    )
    assert not found.fits
    assert not Comparison(0).fits
    assert Comparison(2).fits


def test_articles_that_jump_are_seen() -> None:
    """From 1 on, one after the other; an article bis stands behind its own."""
    document = Document("cbd", "convention", "C", "C")

    def gap(*numbers: str) -> str:
        text = "\n\n".join(f"## Article {n}. T\n\nWords." for n in numbers)
        return gap_in(parse(document, read_markdown(text))[1])

    assert gap("1", "2", "2 bis", "3") == ""
    assert gap("15", "16") == "Article 15 after 0"
    assert gap("1", "3") == "Article 3 after 1"
