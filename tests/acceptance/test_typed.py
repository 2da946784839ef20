"""As people type: however a question comes, it is answered as its clean form."""

import unicodedata
from collections.abc import Callable

import pytest

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.question import Question

Ask = Callable[..., Answer]
WIDE = {ord(letter): chr(ord(letter) + 0xFEE0) for letter in map(chr, range(33, 127)) if letter.isalnum()}
WAYS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "small": str.lower,
    "swapped": str.swapcase,
    "no mark": lambda text: text.rstrip("?؟ "),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: " ".join(word[:3] + "\u00ad" + word[3:] for word in text.split()),
    "zero width": lambda text: "\u200b".join(text),
    "full width": lambda text: text.translate(WIDE),
    "look-alikes": lambda text: text.replace("e", "е").replace("a", "а"),
    "cut words": lambda text: text.replace("ssing", "s-\nsing").replace("ational", "a-\ntional"),
    "no blanks": lambda text: text.replace(", ", ","),
}
LATIN = (
    "Who pays for the clearing-house mechanism?",
    "What are the tasks of a National Focal Point?",
    "What did the first COP decide on the clearing-house mechanism, and when?",
    "What does Decision XIII/23 say?",
    "Which measures does the Convention ask for in-situ conservation?",
    "Quels sont les objectifs de la Convention ?",
    "¿Qué dice el artículo 18 sobre la cooperación científica?",
)


def said(answer: Answer) -> str:
    """The first citation, or why there is none."""
    return answer.refusal.reason.value if answer.refusal else answer.citations[0].id


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("question", LATIN)
def test_the_same_is_answered_however_it_is_typed(ask: Ask, question: str, way: str) -> None:
    """Capitals, small letters, what was pasted from a file or a page."""
    assert said(ask(WAYS[way](question))) == said(ask(question))


@pytest.mark.parametrize(
    ("typed", "clean", "read"),
    [
        ("what is biologcal diversty", "What is biological diversity?", "Read as: biological, diversity"),
        (
            "who pays for the clearing hous mechanizm",
            "Who pays for the clearing-house mechanism?",
            "Read as: mechanism",
        ),
        ("wat r d duties of parties", "What are the duties of Parties?", ""),
        (
            "objectiv of the nagoya protocl",
            "Objective of the Nagoya Protocol",
            "Read as: objective, Protocol",
        ),
        (
            "can a contry leave the convension",
            "Can a country leave the Convention?",
            "Read as: country, Convention",
        ),
        (
            "quels sont les objectifs de la convension",
            "Quels sont les objectifs de la Convention ?",
            "Lu comme",
        ),
        ("cuales son los obgetivos del convenio", "¿Cuáles son los objetivos del Convenio?", "Leído como"),
        ("ما هي اهداف الاتفاقيه", "ما هي أهداف الاتفاقية؟", ""),
        ("какие цели канвенции", "Какие цели Конвенции?", "Прочитано как"),
    ],
)
def test_a_slip_is_read_over_and_told(ask: Ask, typed: str, clean: str, read: str) -> None:
    """In the language of the question; accents and shorthand are read without a word."""
    answer = ask(typed)
    assert said(answer) == said(ask(clean))
    notes = " ".join(answer.notes)
    assert read in notes
    assert ("Read as" in notes) is read.startswith("Read as")
    assert (answer.question, answer.rewritten) == (typed, "")


@pytest.mark.parametrize(
    "text",
    [
        "Who is the mayor of Somalia?",
        "Is Ouagadougou the capital of Burkina Faso?",
        "Does the Convention speak of polymetallic nodules, nanoplastics and bioprospecting?",
        "What do GenBank, SBSTTA and Ms. Schomaker say?",
        "What do the Montreux Record and the Basel Convention list?",
        "¿Qué dice el Acuerdo de Escazú?",
        "Was sind die Pflichten der Vertragsparteien?",
    ],
)
def test_names_and_rare_words_are_never_corrected(assistant: Assistant, text: str) -> None:
    """Nor are other languages."""
    from assistant.asking.spelling import spell

    assert spell(Question(text).checked(), assistant.speller).question.text == text
