"""Languages: seven of them are told apart, and become English words."""

import pytest

from assistant.asking.language import SUPPORTED, asked_language, detect, english_words

QUESTIONS = {
    "en": (
        "Who pays?",
        "training",
        "CHM",
        "Article 18",
        "clearing-house mechanism pilot phase",
        "What must Parties do about training of personnel?",
        "Compare the Cartagena Protocol and the Nagoya Protocol on public awareness.",
        "Who controls the financial mechanism of the Convention?",
        "Our ministry has to report on what it did for wild species; which article says how often, and "
        "who reads it?",
    ),
    "fr": (
        "Qui paie ?",
        "formation du personnel",
        "mécanisme d'échange",
        "Que dit l'article 58 ?",
        "Que doivent faire les Parties pour former leur personnel ?",
        "Notre ministère doit rendre compte de ce qu'il a fait pour les espèces sauvages : quel "
        "article le dit ?",
    ),
    "es": (
        "¿Quién paga?",
        "capacitación del personal",
        "Artículo 18",
        "¿Qué es la biodiversidad?",
        "¿Dónde y cuándo se celebró la COP 13?",
        "¿Qué deben hacer las Partes para formar a su personal y compartir los resultados de la "
        "investigación?",
    ),
    "pt": (
        "Quem paga?",
        "formação de pessoal",
        "O que é a biodiversidade?",
        "Qual é a capital do Peru?",
        "O que diz o artigo 18 da Convenção?",
        "O que devem fazer as Partes para formar o seu pessoal e partilhar os resultados da investigação?",
    ),
    "ar": (
        "من يدفع؟",
        "تدريب الموظفين",
        "ماذا تقول المادة 18 من CBD؟",
        "ماذا يجب على الأطراف أن تفعل بشأن تدريب الموظفين وتبادل الخبراء؟",
    ),
    "ru": (
        "Кто платит?",
        "подготовка кадров",
        "Что говорит статья 18 CBD?",
        "Что должны делать Стороны для подготовки кадров и обмена экспертами?",
    ),
    "zh": ("谁付钱？", "人员培训", "CBD第十八条说什么？", "缔约方在人员培训和专家交流方面必须做什么？"),
}


def test_all_are_asked() -> None:
    """The list above has every language."""
    assert set(QUESTIONS) == set(SUPPORTED)


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in QUESTIONS.items() for text in texts]
)
def test_detection(language: str, text: str) -> None:
    """Short and long questions are told apart."""
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "?", "42", "8(j)", "...", "🦊", "Ää", "\u202e", "a" * 5000])
def test_what_speaks_for_no_language(text: str) -> None:
    """It is one of the seven all the same."""
    assert detect(text) in SUPPORTED


def test_english_stays() -> None:
    """An English question is searched for as it stands."""
    assert english_words("Who pays for it?", "en") == "Who pays for it?"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Que dit la Convention sur l'échange d'informations ?", "fr"),
        ("¿Qué dice el Convenio sobre el intercambio de información?", "es"),
        ("O que diz a Convenção sobre o intercâmbio de informações?", "pt"),
        ("ماذا تقول الاتفاقية عن تبادل المعلومات؟", "ar"),
        ("Что говорит Конвенция об обмене информацией?", "ru"),
        ("《公约》关于信息交流有何规定？", "zh"),
    ],
)
def test_a_question_in_each_language_becomes_english(text: str, language: str) -> None:
    """The treaty's terms in it are found."""
    english = english_words(text, language).lower()
    assert any(
        term in english for term in ("exchange of information", "information exchange", "information sharing")
    )


@pytest.mark.parametrize(
    "text",
    [
        "in French please",
        "en français, s'il te plaît",
        "en francés, por favor",
        "em francês, por favor",
        "بالفرنسية من فضلك",
        "по-французски, пожалуйста",
        "请用法语回答",
    ],
)
def test_a_language_is_asked_for_in_each_language(text: str) -> None:
    """By its name there."""
    assert asked_language(text) == "fr"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in English", "en"),
        ("ahora en español", "es"),
        ("em português", "pt"),
        ("same thing but in Arabic", "ar"),
        ("то же самое по-русски", "ru"),
        ("请用中文再说一遍", "zh"),
    ],
)
def test_each_language_can_be_asked_for(text: str, language: str) -> None:
    """With test_a_language_is_asked_for_in_each_language, all seven."""
    assert asked_language(text) == language


@pytest.mark.parametrize("text", ["more", "say what was decided in Brussels again", "shorter", ""])
def test_no_language_is_asked_for(text: str) -> None:
    """The name of one inside another word is none."""
    assert asked_language(text) is None
