"""Lists of words that editors keep in `corpus/`, as patterns that find them in a text.

A word is found whole, whatever its capitals. * at its end stands for any ending; a space also stands for a
hyphen, and … between two words for up to twelve others.
In Arabic a word is also found behind the article and the small words written together with it, in Chinese it
is found anywhere.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.embedded import embedded_folder
from ingest.errors import SourceError

_VOWELS = re.compile("[\u064b-\u0652\u0640]")  # Arabic short vowels and the stretching of letters
_JOINED = (
    "(?:[وف]?[بلك]?(?:ال|لل)?)"  # Arabic small words and the article, written together with the next one
)
_GAP = r"(?:\W+\w+){0,12}?\W+"  # what … stands for
_NEVER = re.compile(r"(?!)")


def folded(text: str) -> str:
    """Small letters, straight apostrophes, no Arabic short vowels: the form in which words are looked for."""
    return _VOWELS.sub("", text.replace("’", "'")).casefold()


def pattern_of(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """One pattern for all the phrases of a language, the longest first, for a text that is folded."""
    found = [
        _GAP.join(_words(part, language) for part in folded(phrase).split("…"))
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    if not found:
        return _NEVER
    words = "|".join(found)
    return re.compile(words if language == "zh" else rf"(?<!\w)(?:{words})(?!\w)")


def _words(phrase: str, language: str) -> str:
    """The pattern of words that follow each other."""
    before = _JOINED if language == "ar" else ""
    return r"[\s‐‑–-]+".join(
        before + re.escape(part.removesuffix("*")) + (r"\w*" if part.endswith("*") else "")
        for part in phrase.split()
    )


def read_list(name: str) -> dict[str, Any]:
    """What stands in one of the files of words. Raises SourceError for one that cannot be read."""
    try:
        return tomllib.loads((embedded_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{name}: the list cannot be read ({error}).", "Mend the file, in UTF-8."
        ) from error


UNSHOWN = "words-not-shown.toml"


@dataclass(frozen=True, slots=True)
class Unshown:
    """The words of one language that no reader is shown, the phrases in which they are fine, and what is used
    in the place of each kind.
    """

    words: re.Pattern[str]
    fine: re.Pattern[str]
    instead: tuple[tuple[re.Pattern[str], str], ...]

    def found(self, text: str) -> list[str]:
        """The words of the list that stand in a text, in small letters."""
        return [match.group() for match in self.words.finditer(self.fine.sub(" _ ", folded(text)))]

    def use(self, word: str) -> str:
        """What is used in the place of a word that was found; "" for none."""
        return next((use for kind, use in self.instead if kind.fullmatch(word)), "")


@cache
def unshown(language: str) -> Unshown:
    """What is not shown in a language."""
    kinds = [kind[language] for kind in read_list(UNSHOWN)["kind"]]
    return Unshown(
        pattern_of([word for kind in kinds for word in kind["words"]], language),
        pattern_of([word for kind in kinds for word in kind.get("fine", [])], language),
        tuple((pattern_of(kind["words"], language), kind["use"]) for kind in kinds),
    )
