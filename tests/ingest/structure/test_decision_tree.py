"""Official JSON trees, and the same invented decision as a Word and a PDF file in both printed layouts."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.corpus.source import read_source
from ingest.errors import SourceError
from ingest.model import Document, Provision
from ingest.structure.decision_record import languages_of, load_tree
from ingest.structure.decision_tree import read_tree

Node = dict[str, Any]
BODY = [
    ("", "The Conference of the Parties,"),
    ("", "Recalling its decision on chairs and the words it used at that time in that place,"),
    ("", "Noting with appreciation the lamps that were given to its meeting by a friend of lamps,"),
    ("A", "A. Furniture of the meeting"),
    ("A.1", "1. Takes note of the report on chairs, which was prepared for the present meeting by no one;"),
    (
        "A.2",
        "2. Requests no one, within the limits of the chairs that are there, and in cooperation with others:",
    ),
    ("A.2.1", "(a) To count the chairs of every room in which the Parties sit, stand or wait for others;"),
    ("A.2.2", "(b) To report on the following matters at a meeting of the Parties that has chairs enough:"),
    ("A.2.2.1", "(i) The chairs that were counted and those that were not, by room and by floor;"),
    ("A.2.2.2", "(ii) The lamps above them and the light that they give in the evening to those who read;"),
    ("B", "B. Lamps and other lights"),
    (
        "B.3",
        "3. Invites Parties and others to bring lamps to the meeting, as far as possible and as appropriate;",
    ),
    ("B.4", "4. Decides to sit down."),
    ("I", "Annex I"),
    ("I", "LIST OF CHAIRS"),
    ("I.1", "1. The first chair stands at the window of the room in which the decision on chairs was taken."),
    (
        "I.2",
        "2. The second chair has the following parts, each of which may be lent to another chair on request:",
    ),
    ("I.2.1", "(a) A seat, on which a Party sits when it does not stand or walk to another room;"),
    ("I.2.2", "(b) A back, against which a Party leans when the meeting goes on into the night."),
    ("II", "Annex II"),
    ("II", "LIST OF LAMPS"),
    ("II.1", "1. There is one lamp in the room, and it is lit in the evening by the one who sits below it."),
]
OLD = [
    "CBD",
    "Distr. GENERAL",
    "UNEP/CBD/COP/DEC/VIII/11",
    "15 June 2006",
    "ORIGINAL: ENGLISH",
    "CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY",
    "Eighth meeting",
    "Nowhere, 20-31 March 2006",
    "Agenda item 16",
    "DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES AT ITS EIGHTH MEETING",
    "VIII/11. Chairs and lamps",
]
NEW = [
    "CBD",
    "Distr. GENERAL",
    "CBD/COP/DEC/15/8",
    "19 December 2022",
    "Original: English",
    "CONFERENCE OF THE PARTIES TO THE CONVENTION ON BIOLOGICAL DIVERSITY",
    "Fifteenth meeting - Part II",
    "Nowhere, 7-19 December 2022",
    "Agenda item 12 B",
    "DECISION ADOPTED BY THE CONFERENCE OF THE PARTIES",
    "15/8. Chairs and lamps",
]


def as_tree(session: int, number: int) -> bytes:
    """The decision as the API gives it: annexes as text, everything else numbered."""
    nodes: list[Node] = [
        {"html": {"en": "".join(f"<p>{words}</p>" for place, words in BODY if not place)}, "nodes": []}
    ]
    by_place: dict[str, Node] = {}
    for place, words in BODY:
        parts = place.split(".")
        if not place:
            continue
        if parts[0] in {"I", "II"}:
            annex = by_place.get(parts[0])
            if annex is None:
                annex = by_place[parts[0]] = {"annex": len(parts[0]), "html": {"en": ""}}
                nodes.append(annex)
            annex["html"]["en"] += f"<p>{words}</p>"
            continue
        numbers = dict(zip(("paragraph", "item", "subitem"), map(int, parts[1:]), strict=False))
        node: Node = {
            "section": parts[0],
            **numbers,
            "html": {"en": f"<p>{words}</p>"},
            "nodes": [],
            "type": "operational",
            "statuses": ["active"],
        }
        by_place[place] = node
        (by_place[".".join(parts[:-1])]["nodes"] if len(parts) > 1 else nodes).append(node)
    head = {
        "code": f"CBD/COP/{session:02}/{number:02}",
        "treaty": "XXVII8",
        "body": "COP",
        "session": session,
        "decision": number,
    }
    return json.dumps({**head, "title": {"en": "Chairs and lamps"}, "nodes": nodes}).encode()


def as_docx(masthead: list[str]) -> bytes:
    """The decision as a Word file."""
    import docx

    document = docx.Document()
    for words in [*masthead, *(words for _, words in BODY)]:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(masthead: list[str]) -> bytes:
    """The decision as a PDF, with lines that are broken at the margin and a running header."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    out = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    SimpleDocTemplate(out, invariant=1).build(
        [Paragraph(words, style) for words in [*masthead, *(words for _, words in BODY)]]
    )
    return out.getvalue()


def of_file(folder: Path, identity: str, suffix: str, raw: bytes) -> tuple[Document, tuple[Provision, ...]]:
    """Read a file with the front matter that `sync` and `add` put beside it."""
    path = folder / f"decision{suffix}"
    path.write_bytes(raw)
    path.with_suffix(".yaml").write_text(
        f"id: {identity}\nkind: decision\ntitle: Chairs and lamps\n", encoding="utf-8"
    )
    source = read_source(path)
    return source.document, source.provisions


@pytest.mark.parametrize(("session", "number", "masthead"), [(8, 11, OLD), (15, 8, NEW)], ids=["old", "new"])
@pytest.mark.parametrize(("suffix", "write"), [(".docx", as_docx), (".pdf", as_pdf)], ids=["docx", "pdf"])
def test_a_file_gives_the_locators_and_words_of_the_tree(
    tmp_path: Path,
    session: int,
    number: int,
    masthead: list[str],
    suffix: str,
    write: Callable[[list[str]], bytes],
) -> None:
    """The same invented decision has the same provisions, whatever it was read from."""
    _, expected = read_tree("tree", as_tree(session, number))
    _, found = of_file(tmp_path, f"cop-{session}/dec-{number}", suffix, write(masthead))
    assert [p.locator for p in found] == [p.locator for p in expected]
    assert {p.locator: folded(p.text) for p in found[1:]} == {p.locator: folded(p.text) for p in expected[1:]}
    assert {p.locator: folded(p.chapeau) for p in found[1:]} == {
        p.locator: folded(p.chapeau) for p in expected[1:]
    }


def folded(text: str) -> str:
    """The words, white space aside: a PDF has no line breaks of its own."""
    return " ".join(text.split())


def test_every_numbered_part_has_its_locator() -> None:
    """Section, paragraph, item, sub-item, annex and recital are where the fields and the form put them."""
    _, provisions = read_tree("tree", as_tree(15, 8))
    locators = {p.locator.removeprefix("cop-15/dec-8/") for p in provisions}
    assert {
        "preamble",
        "preamble/recital-1",
        "preamble/recital-2",
        "sec-a",
        "sec-a/para-1",
        "sec-a/para-2",
        "sec-a/para-2/item-a",
        "sec-a/para-2/item-b",
        "sec-a/para-2/item-b/subitem-i",
        "sec-a/para-2/item-b/subitem-ii",
        "sec-b/para-3",
        "sec-b/para-4",
        "annex-1",
        "annex-1/para-1",
        "annex-1/para-2/item-a",
        "annex-1/para-2/item-b",
        "annex-2/para-1",
    } <= locators


def test_every_provision_is_a_slice_of_the_text() -> None:
    """Offsets are exact."""
    document, provisions = read_tree("tree", as_tree(15, 8))
    for provision in provisions:
        assert provision.text == document.text[provision.start : provision.end]
        assert provision.text.startswith(provision.chapeau)


def small(nodes: list[Any], **head: Any) -> bytes:
    """A tree of decision 15/8 with these nodes."""
    return json.dumps(
        {
            "code": "CBD/COP/15/08",
            "treaty": "XXVII8",
            "body": "COP",
            "session": 15,
            "decision": 8,
            "nodes": nodes,
            **head,
        }
    ).encode()


def test_type_statuses_and_actors_are_as_given() -> None:
    """What is missing stays missing: a paragraph without a status is not active."""
    raw = small(
        [
            {"paragraph": 1, "html": {"en": "1. Asks."}},
            {
                "paragraph": 2,
                "type": "operational",
                "statuses": ["superseded"],
                "actors": ["parties", "GEF"],
                "html": {"en": "2. Tells."},
            },
        ]
    )
    _, (_, first, second) = read_tree("tree", raw)
    assert (first.type, first.statuses, first.actors) == ("", (), ())
    assert (second.type, second.statuses, second.actors) == (
        "operational",
        ("superseded",),
        ("parties", "GEF"),
    )


def test_subjects_targets_and_related_documents_are_kept_and_private_ones_are_not() -> None:
    """Documents of the Secretariat's own log are dropped."""
    raw = small(
        [
            {
                "paragraph": 1,
                "html": {"en": "1. Asks."},
                "subjects": ["CBD-SUBJECT-CHM"],
                "gbfTargets": ["GBF-TARGET-20"],
                "documents": ["CBD/SBI/9/INF/99", "SCBD/LOG/1"],
            }
        ]
    )
    _, (_, paragraph) = read_tree("tree", raw)
    assert (paragraph.metadata["subjects"], paragraph.metadata["gbfTargets"]) == (
        "CBD-SUBJECT-CHM",
        "GBF-TARGET-20",
    )
    assert paragraph.metadata["documents"] == "CBD/SBI/9/INF/99"


def test_a_paragraph_has_its_own_official_address_and_an_item_that_of_its_paragraph() -> None:
    """No address is promised that is not known to exist."""
    _, provisions = read_tree("tree", as_tree(15, 8))
    urls = {p.locator: p.url for p in provisions}
    assert (
        urls["cop-15/dec-8/sec-a/para-2"]
        == urls["cop-15/dec-8/sec-a/para-2/item-b"]
        == "https://www.cbd.int/decisions/cop/15/8/a/2"
    )
    assert urls["cop-15/dec-8/annex-1/para-1"] == "https://www.cbd.int/decisions/cop/15/8"


def test_html_is_sanitised_and_keeps_emphasis_lists_and_tables() -> None:
    """The words are plain, the markup is kept beside them without what could do harm."""
    words = (
        "<p onclick='x()'>1. <em>Asks</em><script>alert(1)</script> "
        "for:</p><table><tr><td>a</td><td>b</td></tr></table><a href='javascript:x'>no</a>"
    )
    _, (_, paragraph) = read_tree("tree", small([{"paragraph": 1, "html": {"en": words}}]))
    assert paragraph.text == "Asks for:\n| a | b |\nno"
    assert "<em>Asks</em>" in paragraph.metadata["html"]
    assert "<td>a</td>" in paragraph.metadata["html"]
    assert not {"script", "onclick", "javascript"} & set(
        paragraph.metadata["html"].replace("<", " ").replace(":", " ").split()
    )


def test_items_that_are_no_nodes_are_found_in_their_paragraph() -> None:
    """A list inside one node gets the locators it would have in a file."""
    raw = small(
        [
            {"section": "A", "html": {"en": "A. Chairs"}},
            {
                "section": "A",
                "paragraph": 1,
                "html": {"en": "<p>1. Asks for:</p><p>(a) Chairs;</p><p>(b) Lamps.</p>"},
            },
        ]
    )
    document, provisions = read_tree("tree", raw)
    found = {p.locator: p.text for p in provisions}
    assert found["cop-15/dec-8/sec-a/para-1/item-b"] == "Lamps."
    assert found["cop-15/dec-8/sec-a/para-1"] == "Asks for:\n(a) Chairs;\n(b) Lamps."
    assert all(p.text == document.text[p.start : p.end] for p in provisions)


def test_other_languages_are_aligned_by_locator() -> None:
    """A node that lacks the language is given in English and says so."""
    raw = small(
        [
            {"paragraph": 1, "html": {"en": "1. Asks.", "fr": "1. Prie."}},
            {"paragraph": 2, "html": {"en": "2. Tells."}},
        ]
    )
    _, (_, first, second) = read_tree("tree", raw, "fr")
    assert (first.locator, first.language, first.text) == ("cop-15/dec-8/para-1", "fr", "Prie.")
    assert (second.language, second.text) == ("en", "Tells.")
    assert languages_of(load_tree("tree", raw)) == ["en", "fr"]


def test_the_older_store_is_read_by_its_codes() -> None:
    """`CBD/COP/14/24.B08.02.03` is section B, paragraph 8, item (b), sub-item (iii)."""
    records = [
        {"code": f"CBD/COP/14/24.{code}", "html": {"en": words}}
        for code, words in [
            ("B", "B. Chairs"),
            ("B08", "8. Asks:"),
            ("B08.02", "(b) For chairs:"),
            ("B08.02.03", "(iii) Of wood."),
        ]
    ]
    document, provisions = read_tree("texts", json.dumps(records).encode())
    assert document.id == "cop-14/dec-24"
    assert provisions[-1].locator == "cop-14/dec-24/sec-b/para-8/item-b/subitem-iii"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"<html>", "not readable JSON"),
        (b"[]", "not an object"),
        (b"[" * 100_000, "not readable JSON"),
        (small([]).replace(b'"nodes"', b'"children"'), "no list 'nodes'"),
        (small([{"paragraph": 1, "text": {"en": "1. Asks."}}]), "words in 'html'"),
        (small([{"html": {"en": "x"}}]).replace(b"COP", b"XXX"), "name a decision"),
        (small(["x"]), "not an object"),
    ],
)
def test_what_is_not_the_documented_shape_is_refused(raw: bytes, words: str) -> None:
    """A changed service is told as that, in one sentence."""
    with pytest.raises(SourceError, match=words):
        read_tree("tree", raw)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
fields = st.dictionaries(
    st.sampled_from(
        ["section", "paragraph", "item", "subitem", "annex", "html", "type", "statuses", "nodes", "code"]
    ),
    values,
    max_size=5,
)
words = st.sampled_from(
    ["<p>1. Asks;</p>", "A. Chairs", "<p>(a) x</p><p>(b) y</p>", "Annex I", "", "<table><tr><td>1."]
)
good = st.fixed_dictionaries(
    {"html": st.dictionaries(st.sampled_from(["en", "fr"]), words)},
    optional={
        "section": st.sampled_from("ABI"),
        "paragraph": st.integers(0, 40),
        "item": st.integers(0, 60),
        "subitem": st.integers(0, 20),
        "annex": st.integers(0, 3),
    },
)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@example([{"html": {"en": "<p>1. Asks;</p>"}}, {"annex": 400}, {"html": {}, "section": "A", "annex": 1}])
@given(st.lists(good | fields, max_size=6))
def test_any_tree_is_read_exactly_or_refused(nodes: list[Node]) -> None:
    """No record, however odd, makes anything but provisions with exact offsets and one locator each, or one
    error.
    """
    try:
        document, provisions = read_tree("tree", small(nodes))
    except SourceError:
        return
    assert len({p.locator for p in provisions}) == len(provisions)
    assert all(p.text == document.text[p.start : p.end] for p in provisions)
