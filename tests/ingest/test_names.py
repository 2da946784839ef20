"""Records of names: what a file says becomes values, and a record that cannot be used is told."""

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.names import (
    Body,
    Form,
    Nickname,
    Numbers,
    Sitting,
    read_body,
    read_instrument,
    read_nicknames,
    read_numbers,
    read_pages,
    read_records,
    read_sittings,
    read_table,
)

RECORD = {
    "id": "x",
    "kind": "protocol",
    "title": "X",
    "short_title": "X",
    "date": "2031-01-01",
    "names": {"en": ["x"]},
}
BODY = {
    "id": "b", "decides": "decision", "instrument": "x", "api": "B", "codes": ["B"], "names": {},
    "labels": [{"until": 3, "form": "B-{roman}/{number}"}, {"form": "B-{session}/{number}"}],
}  # fmt: skip


def test_an_instrument_has_the_address_of_its_text() -> None:
    """Or of its page, where it has no text."""
    assert read_instrument(RECORD | {"file": "/x-{language}.pdf"}, "https://s").url == "https://s/x-en.pdf"
    assert read_instrument(RECORD | {"url": "https://page"}, "https://s").url == "https://page"
    assert read_instrument(RECORD | {"short_names": ["XP"]}, "").short_names == ("XP",)


def test_a_body_prints_its_sessions_as_it_did_then() -> None:
    """The first form whose limit is not passed; the last one ever after."""
    body = read_body(BODY, 16)
    assert [body.label_form(session) for session in (3, 4)] == ["B-{roman}/{number}", "B-{session}/{number}"]
    assert [body.prints_roman(session) for session in (3, 4)] == [True, False]
    assert (body.symbol_form(3), body.step, body.recommends) == ("", "dec", False)


def test_the_last_session_is_that_of_the_catalogue_unless_told() -> None:
    """What is read as a session goes as far, unless told too."""
    body = read_body(BODY, 16)
    assert (body.last_session, body.read_until) == (16, 16)
    body = read_body(BODY | {"last_session": 3, "read_until": 9}, 16)
    assert (body.last_session, body.read_until) == (3, 9)


def test_nicknames_may_have_neighbours_that_forbid_them() -> None:
    """A plain one is a text."""
    given = {"en": ["deck", {"name": "the convention", "not_after": "to"}]}
    assert read_nicknames(given) == (Nickname("deck"), Nickname("the convention", not_after="to"))
    assert read_nicknames({}) == ()


def test_number_words_are_counted_by_their_place() -> None:
    """Several spellings of one stand together; tens and units make compounds."""
    numbers = read_numbers({"cardinals": ["un une", "deux"], "tens": ["", "vingt"], "zero": "zéro"})
    assert numbers.words("cardinals", "tens") == {
        "un": 1, "une": 1, "deux": 2, "vingt": 20, "vingt-un": 21, "vingt-une": 21, "vingt-deux": 22,
    }  # fmt: skip
    assert numbers.zero == ("zero",)
    assert Numbers().words("ordinals", "tens_ordinals") == {}


def test_rows_of_sessions_are_sittings(tmp_path: Path) -> None:
    """A table without the columns is refused."""
    path = tmp_path / "sessions.csv"
    path.write_text(
        "cop,part,start,end,city,country,year,status\n3,,a,b,Town,Land,1996,ok\n", encoding="utf-8"
    )
    assert list(read_sittings(path)) == [Sitting(3, "", "a", "b", "Town", "Land", "1996", "ok")]
    path.write_text("cop,town\n3,x\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"sessions\.csv: the catalogue table cannot be read"):
        list(read_sittings(path))


def test_pages_are_single_or_in_rows() -> None:
    """The first of a row is decision 1."""
    table = {
        "page": [{"number": 7, "provision": "np-mop-1/dec-9"}],
        "row": [{"first": 20, "session": "cop-3", "decisions": 2}],
    }
    assert dict(read_pages(table)) == {7: "np-mop-1/dec-9", 20: "cop-3/dec-1", 21: "cop-3/dec-2"}


def test_a_record_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """By its number and id, a file that is none by its name."""

    def make(record: dict[str, str]) -> Body:
        return read_body(record, 1)

    with pytest.raises(SourceError, match=r"bodies\.toml: record 2 \(y\) cannot be used"):
        read_records(Path("bodies.toml"), [BODY, {"id": "y"}], make)
    (tmp_path / "bodies.toml").write_text("[body", encoding="utf-8")
    with pytest.raises(SourceError, match=r"bodies\.toml: the names cannot be read"):
        read_table(tmp_path / "bodies.toml")


def test_a_form_is_for_ever_unless_it_ends() -> None:
    """Without a limit."""
    assert Form("x").until is None
