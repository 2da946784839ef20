"""Nothing of the training deck is lost, nothing is added, and its remarks and quotations stand where they
belong.

The slides file may regroup the deck (joined lines, decisions side by side put one below the other,
remarks after the decisions); it may not change a word. Quoted documents are checked against the deck too.
"""

import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SEED = ROOT / "tests" / "data" / "seed-deck.txt"
SEED_SHA256 = "f562662f1cf89683092a33425a1284538f231bc2f60d2b7ae75cb5e9b9b6dc98"
CORPUS = ROOT / "corpus"
DECK = CORPUS / "training" / "tsc-training-2023.md"
QUOTED = sorted(path for path in CORPUS.glob("*/*.md") if "\nquoted_on:" in path.read_text(encoding="utf-8"))

_ABOUT = re.compile(r" \{about: ([^{}]+)\}$")
_COMMENT = re.compile(r"<!-- ([\w-]+): (.*) -->")
_LIST_ITEM = re.compile(r"- |\d+\. ")
_WORDS_OF_OUR_OWN = {"decisions", "and"}


@dataclass(frozen=True)
class Slide:
    """One slide of the file; `blocks` are normalised, `about` holds the locators of its remarks."""

    number: int
    title: str
    metadata: dict[str, str]
    blocks: tuple[str, ...]
    about: tuple[str, ...]

    @property
    def text(self) -> str:
        """Everything that the deck shows on the slide, its running title first."""
        return " ".join(filter(None, [self.metadata.get("running"), *self.blocks]))


def normalise(text: str) -> str:
    """Fold white space; drop emphasis, tags and the mark of a list item. Links stay as they are."""
    text = re.sub(r"</?[a-z]+>|\*", "", text)
    return re.sub(r"^- ", "", re.sub(r"\s+", " ", text).strip())


@cache
def seed_units() -> tuple[str, ...]:
    """The deck's paragraphs, list items and table cells in its own order; hard line breaks are joined."""
    text = SEED.read_text(encoding="utf-8")
    text = text.replace("Cooperation Key\n\nDecisions", "Cooperation Key Decisions")
    units: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        lines: list[str] = []
        for line in paragraph.strip().split("\n"):
            if re.fullmatch(r"[-\s|]+", line):
                continue
            if "\t" in line:
                lines += line.split("\t")
            elif lines and not _LIST_ITEM.match(line):
                lines[-1] += " " + line
            else:
                lines.append(line)
        units += [unit for unit in map(normalise, lines) if unit]
    return tuple(units)


def read(path: Path) -> tuple[dict[str, object], str]:
    """Front matter and body of a corpus file."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


@cache
def slides() -> tuple[Slide, ...]:
    """The slides of the corpus file."""
    found = []
    for part in re.split(r"^## Slide ", read(DECK)[1], flags=re.M)[1:]:
        head, *blocks = part.strip().split("\n\n")
        heading, *comments = head.split("\n")
        number, title = heading.split(". ", 1)
        metadata = {key: value for line in comments for key, value in _COMMENT.findall(line)}
        about = [
            locator for block in blocks for match in _ABOUT.findall(block) for locator in match.split(", ")
        ]
        texts = tuple(normalise(_ABOUT.sub("", block)) for block in blocks)
        found.append(Slide(int(number), title, metadata, texts, tuple(about)))
    return tuple(found)


def deck_strings() -> list[str]:
    """Every string of the slides file that comes from the deck: running titles and blocks."""
    return [text for slide in slides() for text in (slide.metadata.get("running", ""), *slide.blocks) if text]


def quoted_blocks(path: Path) -> list[str]:
    """The paragraphs of a quoted document, without its headings and comments."""
    lines = [line for line in read(path)[1].split("\n") if not line.startswith(("#", "<!--"))]
    return [normalise(line) for line in lines if line.strip()]


def shares_ten_words(text: str, other: str) -> bool:
    """Whether ten words in a row (all, where there are fewer) of one text stand in the other."""
    words = text.split()
    return any(" ".join(words[i : i + 10]) in other for i in range(max(1, len(words) - 9)))


def occurrences(phrase: str, texts: list[str]) -> int:
    """How often the phrase stands in the texts, never cut out of a longer word."""
    pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
    return sum(len(pattern.findall(text)) for text in texts)


def catalogue(name: str) -> list[dict[str, str]]:
    """The rows of a catalogue table."""
    with (CORPUS / "catalogue" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_seed_copy_is_the_original() -> None:
    """The copy of the deck in the tests has not been edited."""
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


def test_slides_are_numbered_without_gaps() -> None:
    """Slides are numbered 1 to N in order, and none is empty."""
    assert list(range(1, len(slides()) + 1)) == [slide.number for slide in slides()]
    assert all(slide.blocks for slide in slides())


def test_every_line_of_the_deck_occurs_as_often_as_in_the_deck() -> None:
    """From deck to file: each paragraph, item and cell stands in the file as many times as in the deck."""
    seed, ours = [" ".join(seed_units())], deck_strings()
    counts = {unit: (occurrences(unit, seed), occurrences(unit, ours)) for unit in set(seed_units())}

    assert {unit: count for unit, count in counts.items() if count[0] != count[1]} == {}


def test_every_block_of_the_file_occurs_in_the_deck() -> None:
    """From file to deck: no block holds words that the deck does not have in that order."""
    flow = [" ".join(seed_units())]
    blocks = Counter(deck_strings())

    assert [block for block, count in blocks.items() if occurrences(block, flow) < count] == []


def test_each_slide_holds_the_words_of_its_place_in_the_deck() -> None:
    """Slide after slide uses up the words of the deck, first to last; only the order within a slide is
    free.
    """
    rest = " ".join(seed_units()).split()
    for slide in slides():
        ours = slide.text.split()
        assert Counter(rest[: len(ours)]) == Counter(ours), f"slide {slide.number}"
        rest = rest[len(ours) :]

    assert rest == []


def test_titles_use_the_words_of_the_slide() -> None:
    """A slide's title is made of words that stand on the slide."""
    for slide in slides():
        known = set(re.findall(r"\w+", slide.text.lower())) | _WORDS_OF_OUR_OWN
        assert set(re.findall(r"\w+", slide.title.lower())) <= known, f"slide {slide.number}"


def test_metadata_is_furniture_of_the_deck() -> None:
    """Running titles are the deck's; a section is the last one that a slide before has opened."""
    section = None
    for slide in slides():
        assert set(slide.metadata) <= {"running", "section"}
        assert slide.metadata.get("running", seed_units()[0]) in seed_units()
        opens = slide.blocks[0].startswith("Section ")
        assert slide.metadata.get("section") == (None if opens else section), f"slide {slide.number}"
        section = slide.blocks[0] if opens else section


def test_remarks_name_decisions_of_the_catalogue() -> None:
    """What a remark is about is a decision that the catalogue knows and the same slide names."""
    numbers = {row["id"]: row["number"] for row in catalogue("decisions.csv")}
    for slide in slides():
        named = set(re.findall(r"Decision ([IVX]+/\d+)", slide.text))
        for locator in slide.about:
            assert locator in numbers
            number = numbers[locator].replace("14/", "XIV/").replace("15/", "XV/")
            assert number in named, f"slide {slide.number}: {locator}"


def test_decisions_on_the_slides_have_the_titles_of_the_catalogue() -> None:
    """Every decision that a COP slide lists is in the catalogue under that title."""
    titles = {row["number"]: row["title"].casefold() for row in catalogue("decisions.csv")}
    listed = [
        match.groups()
        for slide in slides()
        if not slide.title.startswith(("Decision ", "After"))
        for block in slide.blocks
        if (match := re.fullmatch(r"Decision ([IVX]+/\d+) (.+)", block))
    ]
    printed = [(number.replace("XIV/", "14/").replace("XV/", "15/"), title) for number, title in listed]
    wrong = [(number, title) for number, title in printed if titles.get(number) != title.casefold()]

    assert len(set(listed)) > 45
    assert wrong == []


def test_there_are_quoted_documents() -> None:
    """The pattern for `QUOTED` finds the documents that the deck quotes."""
    assert len(QUOTED) >= 13


@pytest.mark.parametrize("path", QUOTED, ids=lambda path: path.stem)
def test_quoted_text_is_verbatim_in_the_deck(path: Path) -> None:
    """Each block of a quoted document stands, word for word, in the deck and on one of the slides it
    names.
    """
    front, _ = read(path)
    on = [slide.text for slide in slides() if slide.number in front["quoted_on"]]  # type: ignore[operator]
    flow = " ".join(seed_units())
    blocks = [
        block.replace("(c) In keeping", "c) In keeping") for block in quoted_blocks(path)
    ]  # the deck's slip

    assert blocks
    assert front["quoted_in"] == "tsc-training-2023"
    assert [block for block in blocks if block not in flow] == []
    assert [block for block in blocks if not any(block in text for text in on)] == []


@pytest.mark.parametrize("path", QUOTED, ids=lambda path: path.stem)
def test_quoted_on_names_the_slides_that_quote_the_text(path: Path) -> None:
    """Each slide of `quoted_on` shares ten words in a row with the text, and no other slide has a whole block
    of it.
    """
    front, _ = read(path)
    named = set(front["quoted_on"])  # type: ignore[call-overload]
    blocks = [block for block in quoted_blocks(path) if len(block.split()) >= 10]
    sharing = {
        slide.number for slide in slides() if any(shares_ten_words(block, slide.text) for block in blocks)
    }
    holding = {slide.number for slide in slides() if any(block in slide.text for block in blocks)}

    assert holding <= named <= sharing


def test_decision_files_agree_with_the_catalogue() -> None:
    """Id, number, title, symbol, year and address of a quoted decision are those of the catalogue."""
    rows = {row["id"]: row for row in catalogue("decisions.csv")}
    for path in sorted((CORPUS / "decisions").glob("*.md")):
        front, _ = read(path)
        row = rows[str(front["id"])]
        ours = [str(front[key]) for key in ("number", "title", "session", "date", "symbol", "url")]

        assert [row[key] for key in ("number", "title", "cop", "year", "symbol", "url")] == ours
        assert f"cop-{front['session']}/dec-{front['decision']}" == front["id"]
        assert f"Decision {row['number']}" == front["short_title"]


def test_catalogue_ids_are_unique_and_match_their_columns() -> None:
    """A decision's id says its session, and no id occurs twice."""
    rows = catalogue("decisions.csv")

    assert len(rows) == len({row["id"] for row in rows})
    assert all(row["id"] == f"cop-{row['cop']}/dec-{row['number'].split('/')[1]}" for row in rows)
