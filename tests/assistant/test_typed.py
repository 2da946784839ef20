"""The typed form: what was pasted reads as if a hand had typed it, and nothing that has a meaning changes."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.typed import typed_form


@pytest.mark.parametrize(
    ("pasted", "typed"),
    [
        ("bio\u00adlogical", "biological"),
        ("bio\u200blogi\u2060cal\ufeff", "biological"),
        ("\u202bما هو التنوع؟\u202c", "ما هو التنوع؟"),
        ("biolo-\ngical", "biological"),
        ("biolo\u2010\r\n  gical", "biological"),
        ("biolo\u00ad\ngical", "biological"),
        ("the LMO-\nFFP", "the LMO-FFP"),
        ("ｗｈａｔ　ｉｓ　ＡＢＳ？", "what is ABS?"),
        ("the ﬁrst ﬂora, e\ufb03cient", "the first flora, efficient"),
        ("𝐖𝐡𝐚𝐭 is 𝘢 ⓒⓞⓟ", "What is a cop"),
        ("Article Ⅷ", "Article VIII"),
        ("e\u0301tat", "état"),
        ("l’accès", "l'accès"),
        ("non‑Party", "non-Party"),
        ("one\u00a0two\u2009three\u2028four", "one two three four"),
        ("a\x00b\x1b[2J c", "a b [2J c"),
        ("ﺍﻻﺗﻔﺎﻗﻴﺔ", "الاتفاقية"),
        ("الاتـــفاقية", "الاتفاقية"),
        ("الاتِّفاقِيَّةُ", "الاتفاقية"),
        ("كنوانسيون تنوع زیستی", "كنوانسيون تنوع زيستي"),
    ],
)
def test_what_shows_otherwise_is_plain(pasted: str, typed: str) -> None:
    """Hyphens at the ends of lines, marks that do not show, letters that Unicode has a second time."""
    assert typed_form(pasted) == typed


@pytest.mark.parametrize(
    ("mixed", "one"),
    [
        ("Сonvention оn Biоlоgical", "Convention on Biological"),  # С, о are Cyrillic
        ("СОР", "COP"),
        ("конвенция КC", "конвенция КС"),  # C is Latin
        ("Cтатья 8", "Статья 8"),
        ("κοινό Ο", "κοινό Ο"),
        ("Αrticle", "Article"),  # Greek
    ],
)
def test_a_word_is_of_one_alphabet(mixed: str, one: str) -> None:
    """The one of the letters that only it has; where none tells, that of the text."""
    assert typed_form(mixed) == one


@pytest.mark.parametrize(
    ("close", "spaced"),
    [
        ("exemptions,act of god", "exemptions, act of god"),
        ("article15,paragraph5,what", "article 15, paragraph 5, what"),
        ("artcle8j, biologcal1x", "artcle 8j, biologcal1x"),
        ("что,такое КС", "что, такое КС"),
        ("8(j),what", "8(j), what"),
        ("nagoya..what do", "nagoya, what do"),
        ("mechanism.What is it", "mechanism. What is it"),
        ("what??who", "what? who"),
        ("really?!", "really?"),
    ],
)
def test_a_blank_stands_after_a_mark(close: str, spaced: str) -> None:
    """And a word is not stuck to the number after it."""
    assert typed_form(close) == spaced


@pytest.mark.parametrize(
    "text",
    [
        "Decision 15/8, paragraph 3 (a), and XIII/23",
        "Article 8(j)",
        "Article 8 (j)",
        "Articles 15,16 and 10.5",
        "LMO-FFP at COP15",
        "1,000 to 2.5 m²",
        "https://www.cbd.int/decision/cop?id=12266,what",
        "somebody@example.org,then",
        "what does “a, b [...] c” mean?",
        "U.S.A. and e.g. this",
        "什么,是",
        "第8（j）条说什么？",
        "Что такое КС и COP?",
        "وفقًا للمادة ٨",
        "¿Qué dice el artículo 15?",
        "Où est l'annexe II ?",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    """References, numbers, addresses, quotations and what was typed in the first place."""
    assert typed_form(text) == text


@given(st.text(max_size=60))
def test_the_typed_form_is_one_line_and_settled(text: str) -> None:
    """Of any text; of a typed form it is the same again, and composed."""
    typed = typed_form(text)
    assert typed == " ".join(typed.split())
    assert typed.isprintable()
    assert typed_form(typed) == typed
    assert unicodedata.is_normalized("NFC", typed)


@pytest.mark.parametrize(
    "piece", ["a", "a,", ".", "aа", "\u064b", "a-\n", "?", "a1", "é", "aaaaa1", "\ufffe", "a.b/", "“"]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    """20,000 characters take well under a second, whatever they are: their square would take many."""
    began = time.perf_counter()
    typed_form(piece * (20_000 // len(piece)))
    assert time.perf_counter() - began < 1
