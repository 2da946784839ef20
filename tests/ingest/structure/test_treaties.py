"""The four instruments parse into every article, paragraph, item and annex entry, checked against a golden
list of locators.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.corpus.source import ParsedSource, read_source
from ingest.model import Provision
from ingest.readers.blocks import Block
from ingest.readers.front_matter import split_front_matter
from ingest.readers.markdown import read_markdown

GOLDEN = (
    Path(__file__).parents[2] / "data" / "treaty-locators.txt"
)  # in reading order; "+" marks what has parts
SIZES = {
    "cartagena-protocol": (
        271,
        220,
        {"art": 40, "para": 117, "item": 95, "subitem": 2, "recital": 11, "annex": 3},
    ),
    "cbd": (270, 224, {"art": 65, "para": 91, "item": 67, "term": 17, "recital": 23, "annex": 2, "part": 2}),
    "nagoya-kuala-lumpur-protocol": (
        107,
        81,
        {"art": 21, "para": 38, "item": 34, "subitem": 4, "point": 2, "recital": 5},
    ),
    "nagoya-protocol": (
        252,
        210,
        {"art": 36, "para": 78, "item": 101, "subitem": 8, "recital": 25, "annex": 1},
    ),
}
EXPECTED_WORDS = {
    "cbd/preamble/recital-9": "Noting also that where there is a threat",
    "cbd/art-2/term-sustainable-use": '"Sustainable use" means',
    "cbd/art-8/item-j": "Subject to its national legislation, respect",
    "cbd/art-18/para-4": "The Contracting Parties shall, in accordance with national",
    "cbd/annex-1/para-3": "Described genomes and genes",
    "cbd/annex-2/part-1/art-3/para-1": "If the President of the",
    "cbd/annex-2/part-2/art-3": "If any appointments by the parties",
    "cartagena-protocol/art-3/item-i/subitem-b": "Fusion of cells",
    "cartagena-protocol/art-3/item-j": "“Regional economic integration organization”",
    "cartagena-protocol/annex-3/para-9/item-h": "Receiving environment.",
    "nagoya-kuala-lumpur-protocol/art-2/para-2/item-d/subitem-ii/point-a": "",
    "nagoya-protocol/art-6/para-3/item-g/subitem-i": "",
    "nagoya-protocol/annex/para-2/item-q": "",
    "cbd/testimonium": "IN WIT",
}


@pytest.fixture(scope="module", params=sorted(SIZES))
def instrument(request: pytest.FixtureRequest, treaties: Path) -> ParsedSource:
    """One of the four, parsed."""
    return read_source(treaties / f"{request.param}.md")


def test_every_provision_has_its_locator(instrument: ParsedSource) -> None:
    """The locators, their order and what has parts are those of the golden list."""
    identity = instrument.document.id
    golden = [
        line
        for line in GOLDEN.read_text(encoding="utf-8").splitlines()
        if line.split("/")[0].split(" ")[0] == identity
    ]
    assert [p.locator + ("" if p.leaf else " +") for p in instrument.provisions] == golden


def test_numbers_of_provisions(instrument: ParsedSource) -> None:
    """So many provisions, leaves, articles, paragraphs and items."""
    provisions, leaves, kinds = SIZES[instrument.document.id]
    counted = Counter(p.kind for p in instrument.provisions)
    assert len(instrument.provisions) == provisions
    assert sum(p.leaf for p in instrument.provisions) == leaves
    assert {kind: counted[kind] for kind in kinds} == kinds


def test_all_leaves_together() -> None:
    """The four instruments have 735 leaves."""
    assert sum(leaves for _, leaves, _ in SIZES.values()) == 735


def test_the_words_stand_at_their_locators(instrument: ParsedSource) -> None:
    """Provisions that are easily mixed up hold the words they should."""
    found = {p.locator: p.text for p in instrument.provisions}
    for locator, words in EXPECTED_WORDS.items():
        if locator.split("/")[0] == instrument.document.id:
            assert found[locator].startswith(words)


def test_invariants_of_the_instruments(
    instrument: ParsedSource, treaties: Path, invariants: Callable[[str, Sequence[Provision]], None],
    nothing_lost: Callable[[Sequence[Block], str, Sequence[Provision]], None],
) -> None:  # fmt: skip
    """Offsets are exact, children lie inside their parents in order, and no word of the source is lost."""
    path = treaties / f"{instrument.document.id}.md"
    _, body = split_front_matter(path, path.read_text(encoding="utf-8"))
    invariants(instrument.document.text, instrument.provisions)
    nothing_lost(read_markdown(body), instrument.document.text, instrument.provisions)


def test_no_number_is_missing(instrument: ParsedSource) -> None:
    """Articles, paragraphs and recitals of one parent count 1, 2, 3 without a gap."""
    numbers: dict[tuple[str | None, str], list[str]] = {}
    for p in instrument.provisions:
        if p.kind in {"art", "para", "recital", "part"}:
            numbers.setdefault((p.parent, p.kind), []).append(p.locator.rsplit("-", 1)[1])
    for found in numbers.values():
        assert found == [str(number) for number in range(1, len(found) + 1)]
