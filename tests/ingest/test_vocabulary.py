"""The vocabulary is read from data: changed copies show how, the project's own files that they are sound."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from ingest.embedded import embedded_folder
from ingest.errors import SourceError
from ingest.spelling import normal, spellings
from ingest.vocabulary import LANGUAGES, Vocabulary, read_vocabulary, vocabulary

OURS = embedded_folder()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the names and sessions, to be changed."""
    shutil.copytree(OURS / "names", tmp_path / "names")
    (tmp_path / "catalogue").mkdir()
    shutil.copy(OURS / "catalogue/sessions.csv", tmp_path / "catalogue")
    return tmp_path


def test_it_is_read_once() -> None:
    """The same object every time, equal to nothing but itself."""
    assert vocabulary() is vocabulary()
    assert vocabulary() != read_vocabulary(OURS)


def test_kinds_of_instruments_are_told_apart() -> None:
    """Treaties and frameworks, in the order of the data."""
    known = vocabulary()
    assert known.convention == "cbd"
    assert known.treaties == ("cbd", *known.protocols)
    assert set(known.frameworks).isdisjoint(known.treaties)
    assert all(known.instrument(one) for one in (*known.treaties, *known.frameworks))
    assert known.instrument("none") is None


def test_a_protocol_comes_before_what_it_supplements() -> None:
    """Its title names that too."""
    order = [one.id for one in vocabulary().inner_first]
    for instrument in vocabulary().instruments:
        if instrument.protocol_to:
            assert order.index(instrument.id) < order.index(instrument.protocol_to)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What does the supplementary protocol say?", ("nagoya-kuala-lumpur-protocol",)),
        ("the GMO treaty and the parent convention", ("cartagena-protocol", "cbd")),
        ("What does the Convention say?", ("cbd",)),
        ("Parties to the Convention", ()), ("the Convention and its Protocols", ()),
        ("the KM-GBF, or Aichi", ("gbf", "aichi")), ("in Nagoya", ()), ("whatever", ()),
        ("And what about Nagoya?", ("nagoya-protocol",)), ("COP 10 was at Nagoya", ()), ("Nagoya, Japan", ()),
        ("the Nagoya-Kuala Lumpur text", ("nagoya-kuala-lumpur-protocol",)),
    ],
)  # fmt: skip
def test_instruments_are_known_by_what_people_call_them(text: str, expected: tuple[str, ...]) -> None:
    """Nicknames count, but not where the words beside them show that something else is meant."""
    assert vocabulary().named_instruments(text) == expected


def test_kinds_of_documents_are_known_by_what_people_call_them() -> None:
    """A deck is called by its slides and its trainer."""
    assert vocabulary().named_kinds("Which slide of the trainer's deck?") == ("training",)
    assert vocabulary().named_kinds("Which article?") == ()


def test_the_last_session_is_the_last_of_the_catalogue(corpus: Path) -> None:
    """Another meeting of the Conference of the Parties is one more row, and only that."""
    before = read_vocabulary(corpus).last_session("cop")
    with (corpus / "catalogue/sessions.csv").open("a", encoding="utf-8") as file:
        file.write(f"{before + 1},,2030-10-19,2030-10-30,Testville,Nowhere,2030,planned\n")
    known = read_vocabulary(corpus)
    assert known.last_session("cop") == before + 1
    assert known.body("cop") is not None
    assert known.towns["Testville"] == before + 1
    assert known.last_session("no body") == 0


def test_numbers_are_known_by_their_words() -> None:
    """One language at a time, compounds among them."""
    known = vocabulary()
    assert known.cardinals("en")["twenty-one"] == 21
    assert known.ordinals("en")["sixteenth"] == 16
    assert known.ordinals("en")["thirty-first"] == 31
    assert known.ordinals("fr")["premiere"] == 1
    assert known.cardinals("fr")["trente-et-un"] == 31
    assert known.ordinals("pt")["decimo-quinto"] == 15
    assert known.cardinals("xx") == {}


def test_every_page_of_a_row_has_its_decision(corpus: Path) -> None:
    """The first is decision 1."""
    (corpus / "names/pages.toml").write_text(
        'site = "https://x.int"\n[[page]]\nnumber = 7\nprovision = "np-mop-1/dec-9"\n'
        '[[row]]\nfirst = 20\nsession = "cop-3"\ndecisions = 2\n',
        encoding="utf-8",
    )
    assert read_vocabulary(corpus).pages == {7: "np-mop-1/dec-9", 20: "cop-3/dec-1", 21: "cop-3/dec-2"}


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("instruments.toml", '[[instrument]]\nid = "x"\n', "record 1 (x)"),
        ("bodies.toml", '[[body]]\nid = "x"\nnmaes = 1\n', "record 1 (x)"),
        ("numbers.toml", "[en", "numbers.toml: the names cannot be read"),
    ],
)
def test_what_cannot_be_used_is_named(corpus: Path, file: str, content: str, told: str) -> None:
    """The file, and the record in it."""
    (corpus / "names" / file).write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        read_vocabulary(corpus)
    assert told in str(raised.value)


def owners(known: Vocabulary) -> Counter[str]:
    """How many things bear each name."""
    bearers = [one.names for one in (*known.instruments, *known.bodies)]
    bearers += [*known.generic.values(), *known.others.values()]
    found: Counter[str] = Counter()
    for each in bearers:
        found.update({normal(one) for names in each.values() for name in names for one in spellings(name)})
    return found


def test_no_name_has_two_bearers() -> None:
    """In whatever language: a text says no language."""
    assert [name for name, count in owners(vocabulary()).items() if count > 1] == []


def test_names_are_in_languages_of_the_project() -> None:
    """A misspelt language would be a name that nobody misses."""
    known = vocabulary()
    everything = [one.names for one in (*known.instruments, *known.bodies)]
    everything += [*known.generic.values(), *known.others.values()]
    assert {language for names in everything for language in names} <= set(LANGUAGES)
    assert set(known.numbers) <= set(LANGUAGES)


def test_what_refers_to_a_record_finds_it() -> None:
    """Bodies belong to instruments, protocols to what they supplement, forms end without a limit."""
    known = vocabulary()
    for body in known.bodies:
        assert known.instrument(body.instrument), body.id
        assert body.decides in {"decision", "recommendation"}
        assert body.last_session <= body.read_until
        assert body.labels[-1].until is None
    assert all(known.instrument(i.protocol_to) for i in known.instruments if i.protocol_to)
    assert len({body.id for body in known.bodies}) == len(known.bodies)
    assert len({one.id for one in known.instruments}) == len(known.instruments)
