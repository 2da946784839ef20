"""Languages: which one a question is in, and its English words."""

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Wording
from assistant.question import Question
from assistant.reading.glossary import english_words

if TYPE_CHECKING:
    from lingua import LanguageDetector

SUPPORTED = ("en", "fr", "es", "pt", "ar", "ru", "zh")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_VOTING = ("en", "fr", "es", "pt")  # languages of one script, told apart by their small words
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=[^\W\d_]{2})", re.I)
# below this a Latin-script question is taken for English: short keyword questions look like anything
TURNS = 2  # of the asker, so many are looked back at
CERTAIN = 0.75
LAST_LATIN = "\u024f"


def read_wording(question: Question) -> Wording:
    """The question without instructions to the machine, in English words, with the asker's last turns."""
    language = question.language or detect(question.text)
    clean = pattern("injected").sub(" ", question.text).strip()
    turns = [turn.content for turn in question.history if turn.role == "user"][-TURNS:]
    return Wording(
        clean=clean,
        language=language,
        english=english_words(clean or question.text, language),
        before=tuple(turns),
        before_english=tuple(english_words(turn, detect(turn)) for turn in turns),
        injected=clean != question.text.strip(),
    )


def detect(text: str) -> str:
    """One of SUPPORTED; "en" where nothing speaks for another."""
    told = evident(text)
    if told:
        return told
    found = _detector().compute_language_confidence_values(text)[0]
    code = found.language.iso_code_639_1.name.lower()
    return code if found.value >= CERTAIN else "en"


def evident(text: str) -> str:
    """The language that the script of a text tells, or its small words; "" where they tell none."""
    letters = sum(character.isalpha() for character in text) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(text)) / letters > 0.3:
            return language
    votes = _votes(text)
    best = max(votes, key=lambda language: votes[language])
    others = (count for language, count in votes.items() if language != best)
    return best if votes[best] > max(others) else ""


def asked_language(text: str) -> str | None:
    """The language that a request names: "in French, please"."""
    return next((code for code in SUPPORTED if _names(code).search(text)), None)


def _votes(text: str) -> dict[str, int]:
    """How many function words of each language in Latin script the text has; many belong to several."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    votes = {language: sum(word in known for word in found) for language, known in _function_words().items()}
    votes["fr"] += len(_ELIDED.findall(text))
    return votes


@cache
def _names(language: str) -> re.Pattern[str]:
    """What the language is called; a name in Latin letters begins a word ("russe" is not in "Brussels")."""
    names = sorted(word_list(f"named_{language}"))
    return re.compile("|".join(rf"\b{name}" if name[0] < LAST_LATIN else name for name in names), re.I)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {
        language: word_list(f"function_words_{language}") | word_list(f"greets_{language}")
        for language in _VOTING
    }


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language, LanguageDetectorBuilder

    latin = (Language.ENGLISH, Language.FRENCH, Language.SPANISH, Language.PORTUGUESE)
    return (
        LanguageDetectorBuilder.from_languages(*latin)
        .with_low_accuracy_mode()
        .with_preloaded_language_models()
        .build()
    )
