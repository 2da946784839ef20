"""How the characters of a file are written: its marks, its own words about it, or the words of its text."""

import pytest

from ingest.readers.encoding import encoding_of

RUSSIAN = "Стороны обязуются не реже одного раза в год представлять доклад о мерах и о ходе работы на местах"
ARABIC = "يقدم كل طرف تقريرا عن التدابير التي اتخذها في هذا الشأن على أن يعرض على مؤتمر الأطراف"
CHINESE = "缔约方会议在第十五届会议上通过了关于生物多样性的决定，并请各国在两年内提交报告。"
FRENCH = "Les Parties sont invitées à communiquer des données sur la conservation et l’accès aux ressources"
SPANISH = "Las Partes presentarán informes sobre las medidas adoptadas para la conservación de los bosques"


def page(text: str, charset: str) -> str:
    """A web page that declares an encoding."""
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><p>{text}'
    )


@pytest.mark.parametrize(
    ("text", "declared", "codec"),
    [
        (FRENCH, "windows-1252", "cp1252"),
        (FRENCH, "iso-8859-1", "cp1252"),
        (RUSSIAN, "windows-1251", "cp1251"),
        (RUSSIAN, "KOI8-R", "koi8-r"),
        (ARABIC, "windows-1256", "cp1256"),
        (ARABIC, "iso-8859-6", "iso8859-6"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gb2312", "gb18030"),
        ("日本の生物多様性", "shift_jis", "shift_jis"),
        ("日本の生物多様性", "iso-2022-jp", "iso2022_jp"),
        ("생물 다양성", "euc-kr", "euc_kr"),
        ("İçindekiler ve ağaçlar", "iso-8859-9", "cp1254"),
    ],
)
def test_what_a_page_declares_is_what_it_is_read_in(text: str, declared: str, codec: str) -> None:
    """Latin 1 and GB 2312 as what browsers take them for."""
    raw = page(text, declared).encode(codec)
    found = encoding_of(raw)
    assert found
    assert not found.guessed
    assert found.text(raw) == page(text, declared)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_shows_itself(codec: str) -> None:
    """By its mark or by its bytes, whatever is declared."""
    assert encoding_of("A plain text.".encode(codec)).text("A plain text.".encode(codec)) == "A plain text."
    raw = page(FRENCH, "windows-1251").encode(codec)
    found = encoding_of(raw)
    assert found
    assert found.text(raw) == page(FRENCH, "windows-1251")


@pytest.mark.parametrize(
    ("text", "codec", "said"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        (SPANISH, "cp1252", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (ARABIC, "cp1256", "windows-1256"),
        (CHINESE, "gb18030", "GB 18030"),
    ],
)
@pytest.mark.parametrize(
    "declared",
    ["", "utf-8", "utf-8-sig", "utf-16le", "utf-32be", "unicode_escape", "no-such-code", "iso-8859-1"],
)
def test_words_show_what_is_not_declared_or_declared_wrongly(
    text: str, codec: str, said: str, declared: str
) -> None:
    """A text without a word of it, and pages whose editor declares the same for everything."""
    raw = (page(text, declared) if declared else text).encode(codec)
    found = encoding_of(raw)
    assert found
    assert text in found.text(raw)
    assert found.guessed == ("" if (declared, codec) == ("iso-8859-1", "cp1252") else said)


@pytest.mark.parametrize(
    "raw",
    [
        b"caf\xe9",
        bytes(range(128, 256)),
        "Řádný návrh a správný údaj a ještě jiné věci a lesy se na území nenacházejí".encode("cp1250"),
        b"\xff\xfe\x00",
        page("x", "shift_jis").encode() + b"\x81",
        page("x", "utf-7").encode() + b"\xe9",
        CHINESE.encode("gb18030") + b"\xff",
    ],
)
def test_what_nothing_tells_is_not_guessed(raw: bytes) -> None:
    """Too few words, a mark or a declaration that does not fit."""
    assert encoding_of(raw) is None


def test_a_byte_that_stands_for_nothing_costs_no_text() -> None:
    """Some are in no code page of Windows."""
    raw = page(FRENCH, "windows-1252").encode("cp1252") + b"\x81"
    found = encoding_of(raw)
    assert found
    assert found.text(raw).endswith("ressources\ufffd")
