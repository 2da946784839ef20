"""Intent: which words say where an answer stands and which form it has."""

from dataclasses import replace

import pytest

from assistant.asking.heads import NO_LABELS
from assistant.asking.intent import asked_unit, named_documents, named_sessions, named_together, read_intent
from ingest.concepts import concepts_by_id
from ingest.model import Document
from ingest.references.resolve import read_references
from tests.assistant.asking.conftest import held

TREATIES = ("cbd", "cartagena-protocol", "nagoya-protocol", "nagoya-kuala-lumpur-protocol")
DOCUMENTS = [Document("tsc-training-2023", "training", "The deck", "Deck")]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("What does the CBD say?", ("cbd",)),
        ("under the Convention", ("cbd",)),
        ("the 1992 treaty", ("cbd",)),
        ("What does the biosafety protocol ask?", ("cartagena-protocol",)),
        ("the GMO treaty", ("cartagena-protocol",)),
        ("the ABS protocol and the Nagoya Protocol", ("nagoya-protocol",)),
        ("the Nagoya-Kuala Lumpur Supplementary Protocol", ("nagoya-kuala-lumpur-protocol",)),
        ("Compare the Cartagena Protocol and the Nagoya Protocol", ("cartagena-protocol", "nagoya-protocol")),
        ("What is in the KMGBF?", ("gbf",)),
        ("Aichi targets", ("aichi",)),
        ("What does the trainer say on the slides?", ("tsc-training-2023",)),
        ("Who pays?", ()),
        ("We met in Nagoya", ()),
    ],
)
def test_instruments(text: str, documents: tuple[str, ...]) -> None:
    """By their titles or by what people call them."""
    assert named_documents(text, DOCUMENTS) == documents


@pytest.mark.parametrize(
    ("things", "documents"),
    [
        (("living-modified-organism",), ("cartagena-protocol",)),
        (("checkpoint", "party"), ("nagoya-protocol",)),
        (("checkpoint", "advance-informed-agreement"), TREATIES[1:]),
        ((), TREATIES[1:]),
    ],
)
def test_the_protocol_of_the_things_named(things: tuple[str, ...], documents: tuple[str, ...]) -> None:
    """Is the one that establishes them; several, or none, leave it open."""
    held_here = [Document(one, "protocol", one, one) for one in TREATIES]
    named = [concepts_by_id()[one] for one in things]
    intent = read_intent("Who decides under the protocol?", NO_LABELS, held_here, named)
    assert (intent.vague, intent.documents) == (True, documents)


def test_an_instrument_among_the_things_named_is_meant() -> None:
    """Its name in another language says which one as well as its English one; English words come first."""
    held_here = [Document(one, "protocol", one, one) for one in TREATIES]
    named = [concepts_by_id()["cartagena-protocol"]]
    meant = [read_intent(text, NO_LABELS, held_here, named) for text in ("who decides", "Nagoya Protocol")]
    assert [one.documents for one in meant] == [("cartagena-protocol",), ("nagoya-protocol",)]
    assert not any(one.vague for one in meant)


@pytest.mark.parametrize(
    ("text", "listed", "documents"),
    [
        ("reservations in all four treaties", False, TREATIES),
        ("when could each of the 4 instruments be signed", False, TREATIES),
        ("objective of the convention and of every protocol", False, TREATIES),
        ("who is the depositary of each protocol", False, TREATIES[1:]),
        ("every Protocol and the Convention: who signs?", False, TREATIES),
        ("reports under the CBD and its protocols", True, TREATIES),
        ("how do the Convention and its Protocols relate", False, ()),
        ("all the articles of the Nagoya Protocol", True, ()),
        ("all treaties that we have joined", False, TREATIES),
        ("four agreements were signed", False, TREATIES),
        ("how long is it under both protocols", False, TREATIES[1:3]),
        ("the two protocols, how do they differ", False, TREATIES[1:3]),
        ("both of the protocols and the supplementary one", False, TREATIES[1:]),
        ("the protocol", True, ()),
    ],
)
def test_instruments_named_together(text: str, listed: bool, documents: tuple[str, ...]) -> None:
    """Each of them is asked about; the Convention and its Protocols where a list is wanted."""
    assert named_together(text, listed) == documents


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("COP 10", (10,)),
        ("cop-2", (2,)),
        ("COP X", (10,)),
        ("the first COP", (1,)),
        ("the 15th meeting of the Conference of the Parties", (15,)),
        ("COP 3 and COP IV", (3, 4)),
        ("the meeting in Jakarta", (2,)),
        ("at the meeting in Nagoya", (10,)),
        ("at Curitiba", (8,)),
        ("the Nagoya Protocol", ()),
        ("COP 99", ()),
        ("COP 0", ()),
        ("cop iiii", ()),
        ("the first paragraph", ()),
        ("the third ordinary meeting of the COP", (3,)),
        ("decisions Conference of the Parties meeting tenth", (10,)),
        ("what does utilization mean in nagoya", ()),  # the Protocol
        ("Which decisions were taken in Nagoya?", (10,)),
    ],
)
def test_sessions(text: str, sessions: tuple[int, ...]) -> None:
    """By number, in words, or by the town."""
    assert named_sessions(text) == sessions


@pytest.mark.parametrize(
    ("last", "sessions"),
    [
        ("Et la COP 5, sur ce sujet ?", (5,)),
        ("e a quinta COP?", (5,)),
        ("第十次缔约方大会呢?", (10,)),
        ("а КС 9?", (9,)),
        ("decision 15/8", (4,)),
        ("COP-MOP 9", (4,)),
    ],
)
def test_a_meeting_is_named_in_any_language(last: str, sessions: tuple[int, ...]) -> None:
    """What the last turn refers to comes before the meeting of the turns before; a decision is no meeting."""
    own = read_references(last)
    assert read_intent("What did COP 4 decide?", NO_LABELS, [], own=own).sessions == sessions


@pytest.mark.parametrize(
    ("spoken", "sessions", "later"),
    [
        ("What did COP 17 decide on forests?", (), (17,)),
        ("ماذا قرر مؤتمر الأطراف السابع عشر؟", (), (17,)),
        ("What did COP 16 decide?", (16,), ()),
        ("What did COP 16 and COP 17 decide?", (16,), (17,)),
        ("What did COP 26 decide?", (), ()),  # one of the library's documents is of a session 26
    ],
)
def test_a_meeting_later_than_all_texts_is_told(
    spoken: str, sessions: tuple[int, ...], later: tuple[int, ...]
) -> None:
    """And is taken for no other one, whatever its name begins with."""
    documents = [replace(DOCUMENTS[0], session=26)]
    intent = read_intent(spoken, NO_LABELS, documents, own=read_references(spoken), spoken=spoken)
    assert (intent.sessions, intent.later) == (sessions, later)


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("wording", "contents"),
        ("definition", "defining"),
        ("list", "enumeration"),
        ("count", "quantity"),
        ("figures", "quantity"),
        ("comparison", "comparison"),
        ("who_must", "who_must"),
        ("status", "status"),
        ("contact", "contact"),
        ("event", "event"),
        ("which", "which_article"),
        ("preamble", "preamble"),
        ("trainer", "trainer"),
    ],
)
def test_forms_are_read_from_labels(label: str, field: str) -> None:
    """Each label sets its own field and no other; without it nothing does."""
    fields = (
        "contents",
        "defining",
        "enumeration",
        "quantity",
        "comparison",
        "who_must",
        "status",
        "contact",
        "event",
        "which_article",
        "preamble",
        "trainer",
    )
    intent = read_intent("Forests and their species", held(label), DOCUMENTS)
    assert [name for name in fields if getattr(intent, name)] == [field]
    assert not any(
        getattr(read_intent("Forests and their species", NO_LABELS, DOCUMENTS), name) for name in fields
    )


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("What did Brazil do?", "country"),
        ("What does the trainer think?", "trainer"),
        ("What is the title of Article 5?", "title"),
    ],
)
def test_forms_are_read_from_words(text: str, cue: str) -> None:
    """Of what is named, labels know nothing."""
    assert getattr(read_intent(text, NO_LABELS, DOCUMENTS), cue) is True
    assert getattr(read_intent("Forests and their species", NO_LABELS, DOCUMENTS), cue) is False


def test_labels_are_kept() -> None:
    """For what is decided later by their chances."""
    labels = held("fact", fact=0.75)
    assert read_intent("Who pays?", labels, DOCUMENTS).labels is labels


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What is biotechnology?", "biotechnology"),
        ("What does “genetic material” mean?", "genetic material"),
        ("What is meant by a country of origin?", "country of origin"),
        ("How is sustainable use defined in the Convention?", "sustainable use"),
        ("Definition of ecosystem", "ecosystem"),
        ("OECM definition", "oecm"),
        ("What does the treaty mean by modern biotechnology?", "modern biotechnology"),
        ("Who pays?", ""),
    ],
)
def test_terms(text: str, term: str) -> None:
    """What the definition is asked of."""
    assert read_intent(text, NO_LABELS, []).term == term


@pytest.mark.parametrize(("town", "session"), [("Sharm El-Sheikh", 14), ("Kunming", 15), ("Montreal", 15)])
def test_towns(town: str, session: int) -> None:
    """They lead to their COP; one with two sittings has both."""
    assert named_sessions(f"What was decided in {town}?") == (session,)


@pytest.mark.parametrize(
    "text", ["", "?" * 5000, "what is " * 2000, "the first " * 2000, "cop " * 4000, "did " * 3000]
)
def test_hostile_text(text: str) -> None:
    """Nothing takes long or fails."""
    read_intent(text, NO_LABELS, DOCUMENTS)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Which article covers it?", "article"),
        ("which goals speak of money?", "target"),
        ("plastic pollution target", "target"),
        ("target pollinators", "target"),
        ("is there a world target on food waste", "target"),
        ("which COP took a decision on bird flu", "decision"),
        ("decision on wild meat: number and year", "decision"),
        ("What does the decision on import require?", ""),
        ("Each State shall target poachers of all kinds everywhere", ""),
    ],
)
def test_the_kind_of_text_that_is_wanted(text: str, unit: str) -> None:
    """By a word for it, in short questions too."""
    assert asked_unit(text) == unit
