"""Languages: which one a question is in, and its English words."""

import re
from functools import cache
from typing import TYPE_CHECKING

from index.lexical import stem_word
from ingest.glossary import Glossary, read_embedded_glossary

if TYPE_CHECKING:
    from lingua import LanguageDetector

SUPPORTED = ("en", "fr", "es", "pt", "ar", "ru", "zh")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_FUNCTION_WORDS = {
    "en": "the of and or what which who whom whose when where why how do does did is are was were be has "
    "have had can may must should will "
    "would in on for to by from with about under an any not that this these it its we our my you your "
    "they their there if say says as no "
    "than article paragraph decision protocol convention",
    "fr": "le la les des du de un une et ou que qui quel quelle quels quelles est sont dans en pour sur au "
    "aux avec par ne pas où quand comment "
    "combien ce cette ces doit doivent peut peuvent il elle ils nous notre leur leurs se dit selon "
    "article paragraphe décision protocole "
    "convention",
    "es": "el la los las un una de del al y que qué quién quiénes cuál cuáles cuándo cuánto cuántos dónde "
    "cómo es son en para por con no se su "
    "sus debe deben puede pueden hay lo nos nuestro nuestra dice según artículo párrafo decisión "
    "convenio protocolo",
    "pt": "um uma os as de do da dos das no na nos nas ao aos em que quem qual quais quando quanto quantos "
    "onde como é são para por pelo pela "
    "com não se seu sua deve devem pode podem há nosso nossa diz segundo artigo parágrafo decisão "
    "convenção protocolo",
}
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=[^\W\d_]{2})", re.I)
# below this a Latin-script question is taken for English: short keyword questions look like anything
CERTAIN = 0.75


def detect(text: str) -> str:
    """One of SUPPORTED; "en" where nothing speaks for another."""
    letters = sum(character.isalpha() for character in text) or 1
    for language, pattern in _SCRIPTS:
        if len(pattern.findall(text)) / letters > 0.3:
            return language
    votes = _votes(text)
    best = max(votes, key=lambda language: votes[language])
    if votes[best] > max(count for language, count in votes.items() if language != best):
        return best
    found = _detector().compute_language_confidence_values(text)[0]
    code = found.language.iso_code_639_1.name.lower()
    return code if found.value >= CERTAIN else "en"


def _votes(text: str) -> dict[str, int]:
    """How many function words of each language in Latin script the text has; many belong to several."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    votes = {language: sum(word in known for word in found) for language, known in _function_words().items()}
    votes["fr"] += len(_ELIDED.findall(text))
    return votes


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}


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


@cache
def glossary() -> Glossary:
    """The project's glossary, read once."""
    return read_embedded_glossary(stem_word)


def english_words(text: str, language: str) -> str:
    """The question itself when it is English, else what the glossary makes of it."""
    return text if language == "en" else glossary().translate(text, language)
