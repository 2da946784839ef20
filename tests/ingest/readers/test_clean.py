"""What cannot be seen is taken out, and what is shown is shown as it is."""

import pytest

from ingest.readers.clean import clean, clean_line, shown, unmapped_share


def test_unseen_characters_are_taken_out() -> None:
    """Controls, zero-width marks and turned directions; line breaks and tabs stay."""
    assert clean("a\x00b\u200bc\u202ed\n\te") == "abcd\n\te"


def test_halves_of_characters_are_joined() -> None:
    """As some files have them; one alone is marked as missing, so that every text can be kept."""
    assert clean("a\ud83d\udc3b b\ud83d") == "a\U0001f43b b\ufffd"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ﬁnance eﬃcient ﬂow", "finance efficient flow"), ("Ａｒｔｉｃｌｅ ９", "Article 9"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("⽣物", "生物"), ("ﻻ", "لا"), ("𝟏𝟐 𝐁𝐨𝐥𝐝", "12 Bold"), ("clearing\u2011house", "clearing\u2010house"),
        ("\uf0b7 item \uf0fc", "• item ✓"), ("（第３条）、½ m² ™", "（第3条）、½ m² ™"),
    ],
)  # fmt: skip
def test_characters_kept_for_older_codes_are_plain(text: str, plain: str) -> None:
    """Ligatures, full and half width, forms, radicals; marks of Chinese and signs with a meaning stay."""
    assert clean(text) == plain


def test_a_line_has_single_blanks() -> None:
    """Whatever white space stood there."""
    assert clean_line("  a\u00a0\u00a0b\r\n c\u200b ") == "a b c"


def test_a_name_shows_what_would_hide_in_it() -> None:
    """As its code; a name without such characters is itself."""
    assert shown("report\u202efdp.exe") == "report\\u202efdp.exe"
    assert shown("Bericht ü.pdf") == "Bericht ü.pdf"


@pytest.mark.parametrize(
    ("text", "share"), [("plain words", 0.0), ("", 0.0), ("\ufffd\ufffdab", 0.5), ("/gid12", 1.0)]
)
def test_glyphs_without_a_character_are_counted(text: str, share: float) -> None:
    """As their share of what is not blank."""
    assert unmapped_share(text) == share
