"""Whether the words of a file are words: fonts may keep to themselves which letters they show."""

import re
import unicodedata
from collections import Counter
from functools import cache

from ingest.readers.clean import unmapped_share

UNREADABLE = 0.3  # of the characters have no letter: nothing can be read
MISSING = 0.005  # of them: words are missing
# of the letters are Latin ones with accents, or of phonetic script: no language has so many, but a wrong code
# page has, and fonts that say Cyrillic letters by their glyphs
MISTAKEN = 0.45
PHONETIC = 0.1  # of the letters are of phonetic script amid more of another one, which writes none
STRANGE = 0.03  # of the letters are of scripts that the text is not written in
CUT = 0.1  # of the words have a digit between letters
ENOUGH = 200  # letters, or words of Arabic, below which nothing is said
USUAL = 0.06  # of the words of an Arabic, Persian or Urdu text at least are these
_ACCENTED = re.compile(r"[\u00c0-\u02af]")
_PHONETIC = re.compile(r"[\u0250-\u02ff]")
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u02ff]")
_ARABIC = re.compile(r"[\u0620-\u06ff\u200c]+")
_SYMBOLS = re.compile("[\uf000-\uf0ff]")  # arrows and marks of Office's own fonts: no words
_CUT = re.compile(r"[^\W\d_]+[0-9]+[^\W\d_]+\w*")
_USUAL = frozenset(
    "من في على إلى عن أن التي الذي هذا هذه ذلك مع أو كل ما لا بين بعد قبل كما قد تم لم إن كان كانت هو هي عند "
    "حيث خلال ثم غير أي وفي ومن وعلى وأن ولا وقد "
    "از در به که و را این اين با است برای آن یک تا بر می های شود خود هر یا شده ها "
    "کے کی کا میں ہے اور سے کو نے پر یہ ہیں اس جو بھی کہ".split()
)  # fmt: skip
# Scripts that stand in one text by their nature.
_TOGETHER = {"CJK": "EAST", "HIRAGANA": "EAST", "KATAKANA": "EAST", "HANGUL": "EAST", "BOPOMOFO": "EAST"}
_EVERYWHERE = frozenset(
    {"LATIN", "GREEK", "MICRO", "FEMININE", "MASCULINE", "MODIFIER", "MATHEMATICAL", "OHM", "N"}
)


def why_unreadable(text: str) -> str:
    """Why nothing of a text can be used; "" where it can."""
    if unmapped_share(text) > UNREADABLE:
        return "its fonts do not say which characters they show"
    letters = sum(map(str.isalpha, text))
    if letters >= ENOUGH and (
        len(_ACCENTED.findall(text)) > MISTAKEN * letters or _phonetic_amid(text) > PHONETIC * letters
    ):
        return "its fonts say other letters than they show"
    return ""


def doubts(text: str) -> str:
    """What makes one doubt that all of a text is as its reader sees it; "" where nothing does."""
    if unmapped_share(_SYMBOLS.sub("", text)) > MISSING:
        return "some of its fonts do not say which characters they show, so words are missing"
    if _strange_share(text) > STRANGE or _cut_share(text) > CUT:
        return "some of its fonts seem to say other letters than they show"
    arabic = _ARABIC.findall(text)
    if len(arabic) >= ENOUGH / 2 and sum(word in _USUAL for word in arabic) < USUAL * len(arabic):
        return "its Arabic letters do not make the words that such texts have"
    return ""


def _phonetic_amid(text: str) -> int:
    """How many letters are of phonetic script in a text of another than the Latin one: Azerbaijani and Ewe
    write some, Arabic and Russian none.
    """
    found = len(_PHONETIC.findall(text))
    return found if found < len(_FOREIGN.findall(text)) else 0


def _strange_share(text: str) -> float:
    scripts = Counter(_script(letter) for letter in text if letter > "\u024f" and letter.isalpha())
    for usual in _EVERYWHERE:
        del scripts[usual]
    total = sum(map(str.isalpha, text))
    if total < ENOUGH or not scripts:
        return 0.0
    return (sum(scripts.values()) - max(scripts.values())) / total


def _cut_share(text: str) -> float:
    words = re.findall(r"\w*[^\W\d_]{2}\w*", text)
    return sum(bool(_CUT.fullmatch(word)) for word in words) / len(words) if len(words) >= ENOUGH else 0.0


@cache
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0].split("-")[0]
    return _TOGETHER.get(name, name)
