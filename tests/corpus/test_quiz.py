"""The bank of quiz questions: whole in seven languages, proven by the words that it names, and fair."""

import re
from itertools import pairwise

import pytest

from assistant.assistant import Assistant
from assistant.reading.timeline import VERBATIM
from ingest.corpus.merge import Corpus
from ingest.quiz import STATEMENT, WrittenQuestion, embedded_quiz
from ingest.vocabulary import LANGUAGES

SCRIPT = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
LONGEST_STEM, LONGEST_OPTION, LONGEST_WHY = 230, 120, 200
MOST_LONGEST = 0.36
ABSOLUTE = {
    language: re.compile(words if language == "zh" else rf"\b(?:{words})\b", re.I)
    for language, words in {
        "en": "only|alone|all|any|each|every|whenever|never|always|nobody|none|nothing|no",
        "fr": "seule?s?|seulement|tout|toute?s?|tous|chaque|chacun|jamais|toujours|personne|rien|aucune?",
        "es": "solo|solamente|tod[oa]s?|cada|cualquiera?|nunca|siempre|nadie|nada|ning[uú]na?",
        "pt": "só|apenas|tod[oa]s?|cada|qualquer|nunca|sempre|ninguém|nada|nenhuma?",
        "ar": "فقط|وحده|وحدها|كل|كلما|جميع|أي|أبدا|دائما|أحد|لا شيء",
        "ru": "только|лишь|все|всех|всякий|кажд\\w+|люб\\w+|никогда|всегда|никому|ничего|никакой",
        "zh": "仅|只|任何|所有|一切|全部|每|从不|总是",
    }.items()
}
EACH = pytest.mark.parametrize("question", embedded_quiz(), ids=lambda question: question.id)


@EACH
def test_it_is_asked_in_every_language(question: WrittenQuestion) -> None:
    """In the language's own script, and short enough for a slide."""
    assert set(question.words) == set(LANGUAGES)
    for language, words in question.words.items():
        for text, most in [
            (words.ask, LONGEST_STEM), (words.why, LONGEST_WHY),
            *((option, LONGEST_OPTION) for option in (words.right, *words.wrong) if option),
        ]:  # fmt: skip
            assert 0 < len(text) <= most, (language, text)
            assert re.search(SCRIPT.get(language, "[a-zà-ÿ]"), text) or re.search(r"\d", text), text
        marked = words.ask.endswith(("?", "؟", "？"))
        assert marked == (question.kind != STATEMENT), words.ask


@EACH
def test_the_right_option_is_not_told_by_its_length(question: WrittenQuestion) -> None:
    """It is neither far longer nor far shorter than the wrong ones."""
    for words in question.words.values():
        lengths = [len(option) for option in words.wrong]
        if lengths:
            assert 0.45 * min(lengths) <= len(words.right) <= 1.6 * max(lengths), words


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_takes_the_longest_option_does_not_pass(language: str) -> None:
    """The right option is longer than each wrong one in not much more than a third of the questions."""
    asked = [one.words[language] for one in embedded_quiz() if one.kind != STATEMENT]
    longest = [words.ask for words in asked if len(words.right) > max(map(len, words.wrong))]

    assert len(longest) / len(asked) <= MOST_LONGEST, longest


@EACH
def test_no_absolute_word_marks_the_wrong_options(question: WrittenQuestion) -> None:
    """In no language do all three of them have an "only" or "never" that the right one is without."""
    for language, words in question.words.items():
        marked = [bool(ABSOLUTE[language].search(option)) for option in words.wrong]
        if marked and not ABSOLUTE[language].search(words.right):
            assert not all(marked), (language, words)


@EACH
def test_no_stem_asks_for_a_number_of_an_article(question: WrittenQuestion) -> None:
    """What is asked is what a text says, not where."""
    for option in (question.words["en"].right, *question.words["en"].wrong):
        assert not re.search(r"\b(?:Article|Decision|paragraph) [\dIVX]", option)


LIMIT = "as far as possible and as appropriate"
LIMITED = re.compile(r"cbd/art-(?:7|8|10)/item-\w|cbd/art-6/item-b|cbd/art-14/para-1/item-a")


@EACH
def test_a_duty_is_asked_with_what_limits_it(question: WrittenQuestion) -> None:
    """Where the Convention says "as far as possible and as appropriate" to a duty, the stem says so, in each
    language; a statement that is false has it in its correction, if at all.
    """
    if not LIMITED.fullmatch(question.provision) or (question.kind == STATEMENT and not question.true):
        return
    for language, limit in [
        ("en", LIMIT), ("fr", "mesure du possible"), ("es", "medida de lo posible"),
        ("pt", "medida do possível"), ("ar", "قدر الإمكان"), ("ru", "возможно"), ("zh", "尽可能"),
    ]:  # fmt: skip
        assert limit in question.words[language].ask, (question.id, language)


def test_statements_are_as_often_true_as_false_by_and_large() -> None:
    """Who always says "false" is right in no more than three of four."""
    true = [one.true for one in embedded_quiz() if one.kind == STATEMENT]

    assert 0.25 <= sum(true) / len(true) <= 0.75


def test_the_guide_has_the_words_of_what_no_instrument_is_quoted_for(embedded_corpus: Corpus) -> None:
    """Each provision is known; those of the framework are proven by the guide's summary."""
    for one in embedded_quiz():
        assert one.provision in embedded_corpus.provisions or one.provision in embedded_corpus.guide, one.id
        if one.provision.startswith("gbf/"):
            assert one.proof in embedded_corpus.guide[one.provision].summary, one.id


def test_the_instruments_have_the_words_that_prove_a_key(official: Assistant) -> None:
    """Sign by sign."""
    for one in embedded_quiz():
        provision = official.index.get(one.provision)
        if provision and provision.provenance in VERBATIM:
            assert one.proof in provision.text, one.id


def test_questions_stand_together_by_what_they_are_about() -> None:
    """The beginning of an id is the file's subject: what is asked twice is seen by its neighbour."""
    stems = [one.words["en"].ask for one in embedded_quiz()]

    assert all(one != other for one, other in pairwise(sorted(stems)))
