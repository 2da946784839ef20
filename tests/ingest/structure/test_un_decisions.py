"""Real files of decisions of another convention, read beside the checkout: each decision, each word, in time.

Nothing of them is kept here: what is expected is found in the files by other and simpler means.
"""

import re
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.acts import Act
from ingest.corpus.source import ParsedSource, read_sources
from ingest.model import Provenance, Provision
from ingest.references.resolve import read_references

_TITLE = re.compile(r"^\s*(Decision|Resolution) (\d+)/CP\.(\d+)\s*$", re.M)
_MARK = re.compile(r"^\W{0,3}(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]{1,5})[.)]?\W*$|^\W{1,3}$")
SECONDS = 10  # for all of them, on a busy machine


@pytest.fixture(scope="module")
def files(un_decisions: Path) -> dict[Path, tuple[ParsedSource, ...]]:
    """Each file with what is read from it."""
    return {path: read_sources(path) for path in sorted(un_decisions.glob("*.txt"))}


def words(text: str) -> list[str]:
    """The words of a text in order."""
    return re.findall(r"\w+", text.replace("\u00ad", ""))


def own_spans(provisions: Sequence[Provision]) -> Iterator[tuple[int, int]]:
    """Where the words stand that are of a provision and of none of its parts."""
    for provision in provisions:
        own = provision.text if provision.leaf else provision.chapeau
        start = provision.start + provision.text.find(own)
        yield start, start + len(own)


def test_every_decision_is_a_document(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """As many as there are lines that name one and nothing else, in their order."""
    for path, sources in files.items():
        expected = [
            f"unfccc-cop-{session}/{'dec' if what == 'Decision' else 'res'}-{number}"
            for what, number, session in _TITLE.findall(path.read_text(encoding="utf-8"))
        ]
        assert [source.document.id for source in sources] == expected, path.name


def test_every_word_is_read_in_its_order(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """From the first decision on; only the lines with the symbols stay out."""
    for path, sources in files.items():
        text = path.read_text(encoding="utf-8")
        first = _TITLE.search(text)
        assert first is not None
        expected = words(_TITLE.sub("", text[first.start() :]))
        assert words("\n".join(source.document.text for source in sources)) == expected, path.name


def test_every_word_is_of_one_part(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """What is of none is the number of one, or the name of an annex."""
    for path, sources in files.items():
        for source in sources:
            text, done = source.document.text, 0
            for start, end in sorted(own_spans(source.provisions)):
                assert start >= done, (path.name, source.document.id, text[start:end])
                between = text[done:start].strip()
                known = (
                    not between or re.match(r"(?:Annex|Appendix|Article)\b", between) or _MARK.match(between)
                )
                assert known or all(_MARK.match(part) for part in between.split()), between
                done = end
            assert all(_MARK.match(part) for part in text[done:].split())


def test_what_is_known_of_a_decision_is_told(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """Its session, its title, the day of its adoption and the town; it is never official."""
    sources = [source for found in files.values() for source in found]
    for source in sources:
        act = Act.of(source.document.id)
        assert act is not None
        assert source.document.session == act.session
        assert len(source.document.title) > 10
        assert source.document.place
        assert source.document.provenance is Provenance.OWN
    dated = [source for source in sources if re.fullmatch(r"20[0-9]{2}-1[12]-[0-9]{2}", source.document.date)]
    undated = [s for s in sources if s not in dated and "plenary meeting\n" in s.document.text]
    assert dated
    assert not undated


def test_labels_are_unique_and_slices_exact(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """Over all files."""
    provisions = [(s.document, p) for found in files.values() for s in found for p in s.provisions]
    assert len({p.label for _, p in provisions}) == len({p.locator for _, p in provisions}) == len(provisions)
    assert all(document.text[p.start : p.end] == p.text for document, p in provisions)


def test_no_recital_names_the_bodies(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """Several may open a decision together; their names are the preamble's own words, whatever their
    number.
    """
    recitals = [p for found in files.values() for s in found for p in s.provisions if p.kind == "recital"]
    assert len(recitals) > 600
    assert [p.label for p in recitals if p.text[0].islower()] == []


def test_every_label_is_read_back(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """As the one provision that bears it; texts, tables and headings have no numbers that people cite."""
    uncited = re.compile(r"/(?:text|head|table|fig|note|adoption)|~")
    cited = [
        p for found in files.values() for s in found for p in s.provisions if not uncited.search(p.locator)
    ]
    assert len(cited) > 8_000
    read = {p.locator: read_references(p.label) for p in cited}
    assert [name for name, one in read.items() if not one or str(one[0].targets[0]) != name] == []


def test_numbered_paragraphs_go_on_by_one(files: dict[Path, tuple[ParsedSource, ...]]) -> None:
    """In the body of each decision: 1, 2, 3 and so on. Some files begin with another number, none leaves one
    out.
    """
    for found in files.values():
        for source in found:
            depth = source.document.id.count("/") + 1
            body = [
                p.locator.rpartition("para-")[2]
                for p in source.provisions
                if p.kind == "para" and p.locator.count("/") == depth
            ]
            first = int(body[0]) if body else 1
            assert body == [str(first + n) for n in range(len(body))], source.document.id


def test_all_files_are_read_in_time(un_decisions: Path) -> None:
    """2.3 MB in seconds."""
    begun = time.process_time()
    for path in un_decisions.glob("*.txt"):
        read_sources(path)
    assert time.process_time() - begun < SECONDS
