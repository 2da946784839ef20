"""The language that a text is in: by its script where only one is written in it, else by its words. Lingua's
door for documents.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

SAMPLE = 2_000  # characters, from the beginning, the middle and the end of a text
FEW = 6  # different words: of fewer nobody can tell, but by their small words
CERTAIN = 0.5  # of 75 languages together: what is less likely is no finding
DOMINANT = 0.3  # of the letters, in a script
ENGLISH = "en"
# Languages that alone, or nearly so, are written in their script, by its first and last letter.
_SCRIPTS = (
    ("ko", "\uac00-\ud7af\u1100-\u11ff\u3130-\u318f"), ("ja", "\u3040-\u30ff"), ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"), ("hy", "\u0530-\u058f"), ("ka", "\u10a0-\u10ff"), ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"), ("km", "\u1780-\u17ff"), ("my", "\u1000-\u109f"), ("am", "\u1200-\u137f"),
    ("si", "\u0d80-\u0dff"), ("ta", "\u0b80-\u0bff"), ("te", "\u0c00-\u0c7f"), ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"), ("gu", "\u0a80-\u0aff"), ("pa", "\u0a00-\u0a7f"), ("bn", "\u0980-\u09ff"),
    ("or", "\u0b00-\u0b7f"), ("dz", "\u0f00-\u0fff"), ("dv", "\u0780-\u07bf"), ("mn", "\u1800-\u18af"),
)  # fmt: skip
_UNKNOWN_TO_LINGUA = {
    "am": "Amharic", "dv": "Dhivehi", "dz": "Dzongkha", "kn": "Kannada", "km": "Khmer", "lo": "Lao",
    "ml": "Malayalam", "my": "Burmese", "or": "Odia", "si": "Sinhala",
}  # fmt: skip
# The likeliest language of a short text in a script of several.
_SHARED = (("ar", "\u0600-\u06ff"), ("ru", "\u0400-\u04ff"), ("zh", "\u4e00-\u9fff"), ("hi", "\u0900-\u097f"))
_JAPANESE = 0.05  # of the letters, in kana: so many are in every Japanese text, between Chinese characters
_COMMON = {
    "en": "the and of to in for",
    "fr": "le la les des et pour",
    "es": "el los las del que para",
    "de": "der die und den von für",
    "pt": "os das para que uma não",
    "nl": "het van een voor niet zijn",
}


def language_of(text: str) -> str:
    """The likeliest language of a text, as ISO 639-1 has it; English where nothing tells."""
    sample = _sample(text)
    letters = sum(map(str.isalpha, sample)) or 1
    if _count("\u3040-\u30ff", sample) > _JAPANESE * letters:
        return "ja"
    for code, script in _SCRIPTS:
        if _count(script, sample) > DOMINANT * letters:
            return code
    shared = next((code for code, script in _SHARED if _count(script, sample) > DOMINANT * letters), "")
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if shared == "zh" or len(set(words)) < FEW:
        return shared or _by_small_words(words)
    likeliest = _detector().compute_language_confidence_values(sample)[0]
    code = likeliest.language.iso_code_639_1.name.lower()
    return code if likeliest.value >= CERTAIN else shared or _by_small_words(words)


def language_name(code: str) -> str:
    """The English name of a language, for those who do not know its code; the code where it has none here."""
    from lingua import IsoCode639_1, Language

    iso = getattr(IsoCode639_1, code.upper()[:2], None)
    known = Language.from_iso_code_639_1(iso).name.capitalize() if iso is not None else ""
    return known or _UNKNOWN_TO_LINGUA.get(code, code)


def _sample(text: str) -> str:
    if len(text) <= 3 * SAMPLE:
        return text
    middle = (len(text) - SAMPLE) // 2
    return "\n".join((text[:SAMPLE], text[middle : middle + SAMPLE], text[-SAMPLE:]))


def _count(script: str, text: str) -> int:
    return sum(len(match) for match in re.findall(f"[{script}]+", text))


def _by_small_words(words: list[str]) -> str:
    counts = {code: sum(words.count(word) for word in common.split()) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: (counts[code], code == ENGLISH))
    return best if counts[best] > len(words) * 0.03 else ENGLISH


@cache
def _detector() -> "LanguageDetector":
    from lingua import LanguageDetectorBuilder

    # three letters in a row tell a document as well as five do, with a tenth of the memory
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()
