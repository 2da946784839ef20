"""The typed form: a text as a hand at a keyboard would have typed it, wherever it was pasted from.

What shows nothing is left out, what only looks otherwise (ligatures, full width, letters of another
alphabet inside a word) becomes the plain letter, words that the end of a line had cut are whole, and a blank
stands after a comma between words. What a quotation or a reference means stays: "15/8", "8(j)", "XIII/23".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

VOWELLED = 10  # a text is written with Arabic vowel signs where more than one letter in so many has one
_CUT = re.compile(r"(?<=[^\W\d_])([-\u2010\u00ad])[ \t]*[\r\n\u2028]\s*(?=([^\W\d_]))")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_VOWELS = re.compile(r"[\u064b-\u0652\u0670]")
_HIDDEN = re.compile(r"[\u034f\u0640\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # marks that change how others show
_TWICE = re.compile(  # letters and digits that Unicode has once more: ligatures, full width, Roman numbers
    r"[\u017f\u2160-\u217f\u24b6-\u24e9\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\uff10-\uff19\uff21-\uff3a"
    r"\uff41-\uff5a\U0001d400-\U0001d7ff]"
)
_WIDE = re.compile(r"[\uff01-\uff5e]")
_TYPED = str.maketrans(
    dict.fromkeys("‐‑−﹣", "-")
    | dict.fromkeys("’‘‛ʼʹ′`´", "'")
    | dict.fromkeys("″‶〃〝〞", '"')
    | dict.fromkeys("∕⁄", "/")
    | {"ک": "ك", "ی": "ي", "ھ": "ه"}  # as Persian keyboards have them
)
_AGAIN = re.compile(r"([?!؟])[?!؟]+|(,),+")
_ADDRESS = re.compile(r"://|@|^www\.|\w\.\w+/")
_DOTS = re.compile(r"(?<=[^\W\d_])\.{2,}(?=[^\W\d_])")
_CLOSE = re.compile(r"(?<=[\w)\]\"”»])([,;!?؟،؛])(?=[^\W\d_\u3400-\u9fff])(?<![\u3400-\u9fff].)")
_SENTENCES = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z])")
_STUCK = re.compile(r"(?<![^\W_])([^\W\d_\u3400-\u9fff]{5,})(?=\d{1,3}[a-m]?(?!\w))")  # "article15"


def typed_form(text: str) -> str:
    """The text in its typed form, on one line. What is no text (controls) becomes a blank."""
    text = _CUT.sub(_joined, text)
    if not text.isascii():
        text = _plain(text)
    text = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(map(_spaced, text.split()))


def _joined(cut: re.Match[str]) -> str:
    """ "biolo-" and "gical" are one word; "LMO-" and "FFP" keep their hyphen."""
    return "" if cut[1] == "\u00ad" or cut[2].islower() else "-"


def _plain(text: str) -> str:
    """Composed letters of one alphabet a word, without what does not show."""
    shown = (c for c in _HIDDEN.sub("", text) if c.isascii() or unicodedata.category(c) != "Cf")
    text = _TWICE.sub(lambda letter: unicodedata.normalize("NFKC", letter[0]), "".join(shown))
    if not _CHINESE.search(text):
        text = _WIDE.sub(lambda mark: unicodedata.normalize("NFKC", mark[0]), text)
    text = unicodedata.normalize("NFC", text).translate(_TYPED)
    if len(_VOWELS.findall(text)) * VOWELLED > len(_ARABIC.findall(text)):
        text = _VOWELS.sub("", text)
    for alphabet in ALPHABETS:
        text = alphabet.settle(text)
    return text


def _spaced(piece: str) -> str:
    """What stands between two blanks, with a blank after its commas; an address stays."""
    if piece.isalpha() or _ADDRESS.search(piece):
        return piece
    piece = _DOTS.sub(", ", _AGAIN.sub(r"\1\2", piece))
    return _STUCK.sub(r"\1 ", _SENTENCES.sub(". ", _CLOSE.sub(r"\1 ", piece)))


@dataclass(frozen=True)
class Alphabet:
    """An alphabet some of whose letters look like Latin ones: `alike` stand in the order of `latin`."""

    letters: re.Pattern[str]
    alike: str
    latin: str

    @cached_property
    def _own(self) -> re.Pattern[str]:
        return re.compile(rf"(?![{self.alike}]){self.letters.pattern}")

    @cached_property
    def _only_latin(self) -> re.Pattern[str]:
        return re.compile(rf"(?![{self.latin}])[A-Za-z\u00c0-\u024f]")

    def settle(self, text: str) -> str:
        """Every word that mixes this alphabet with the Latin one, or only looks Latin, in one of the two."""
        if not self.letters.search(text):
            return text
        written = bool(self._own.search(text))
        return _WORD.sub(lambda word: self._settled(word[0], written), text)

    def _settled(self, word: str, written: bool) -> str:
        """One word; `written` says that the text has letters that only this alphabet has."""
        if word.isascii() or not self.letters.search(word):
            return word
        latin = bool(self._only_latin.search(word))
        if latin and self._own.search(word):
            return word
        if latin or not written:
            return word.translate(self._to_latin)
        return word.translate(self._from_latin)

    @cached_property
    def _to_latin(self) -> dict[int, str]:
        return dict(zip(map(ord, self.alike), self.latin, strict=True))

    @cached_property
    def _from_latin(self) -> dict[int, str]:
        return dict(zip(map(ord, self.latin), self.alike, strict=True))


_WORD = re.compile(r"[^\W\d_]+")
ALPHABETS = (
    Alphabet(re.compile("[\u0400-\u052f]"), "аеорсухіјѕһԁАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdABEKMHOPCTYXIJS"),
    Alphabet(re.compile("[\u0370-\u03ff]"), "οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX"),
)
