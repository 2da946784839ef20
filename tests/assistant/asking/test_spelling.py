"""Spelling: questions are read as they were meant, and what was read otherwise is said."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asking.known_words import marked
from assistant.asking.speller import Speller
from assistant.asking.spelling import Spelling, spell
from assistant.question import Question, Turn

ENGLISH = """
    what who how which when does say is are it a an the of to on for in and about under can must pays needed
    needs decide country access biological diversity genetic resources duties Parties Convention Nagoya
    Protocol Article Decision paragraph checkpoint LMO LMOs FFP conservation forests mechanism
"""
FRENCH = "objectifs Convention autorités nationales compétentes accès sont les quels"
WORDS = {
    "en": dict.fromkeys(ENGLISH.split(), 30),
    "fr": dict.fromkeys(FRENCH.split(), 10),
}
GENERAL = {marked(word, "en") for word in "mayor does say wolves somebody some".split()}
SPELLER = Speller(lambda language: WORDS.get(language, {}), GENERAL)
QUESTIONS = (
    "What does the Convention say about biological diversity?",
    "Which are the duties of Parties under Nagoya Protocol, Article 8?",
    "Is a checkpoint needed for LMOs?",
    "Who pays for conservation of forests, and when must a country decide?",
    "What does Article 8(j) say?",
    "What does Decision 15/8 say about access to genetic resources?",
    "What does Decision XIII/23, paragraph 3 (b), say?",
    "Who pays for the mechanism?",
    "Is an LMO-FFP needed?",
    "When must Parties decide on access?",
    "How can a country say what it needs?",
    "What is “access to genetic resources”?",
)


def read(text: str, *before: str, language: str | None = None) -> Spelling:
    """The question as it was meant, as the steps get it."""
    turns = tuple(Turn("user", turn) for turn in before)
    return spell(Question(text, turns, language).checked(), SPELLER)


@pytest.mark.parametrize(
    ("typed", "meant", "corrected"),
    [
        ("What of biologcal diversty?", "What of biological diversity?", ("biological", "diversity")),
        ("What of geneticresources?", "What of genetic resources?", ("genetic resources",)),
        ("whatisbiologicaldiversity", "What is biological diversity?", ("what is biological diversity",)),
        ("see www.geneticresources.org", "See www.geneticresources.org", ()),
        ("What of conservasion?", "What of conservation?", ("conservation",)),
        ("wat r d duties", "What are the duties?", ()),
        ("WHAT OF LMOS AND ACCESS", "What of LMOs and access?", ()),
        ("WHAT OF BIOLOGCAL DIVERSTY", "What of biological diversity?", ("biological", "diversity")),
        ("Quels sont les autorites competentes", "Quels sont les autorités compétentes ?", ()),
        ("Quels sont les autorités compétantes", "Quels sont les autorités compétentes ?", ("compétentes",)),
        ("What of biolo-gical and conser- vation?", "What of biological and conservation?", ()),
        ("WHAT OF CONSER-VATION", "What of conservation?", ()),
        ("What of short- and long-term access?", "What of short- and long-term access?", ()),
        ("What of Artcle 8 and paragrph 3?", "What of Article 8 and paragraph 3?", ("Article", "paragraph")),
        ("forests, conservation", "Forests, conservation", ()),
        ("artcle8j of the convetion", "Article 8j of the Convention", ("Article", "Convention")),
        ("oq eh access", "O que é access?", ()),
    ],
)
def test_a_question_is_read_as_it_was_meant(typed: str, meant: str, corrected: tuple[str, ...]) -> None:
    """Words that were read otherwise are told; case, shorthand, accents and the mark at the end are not."""
    found = read(typed)
    assert (found.question.text, found.read) == (meant, corrected)


@pytest.mark.parametrize("text", QUESTIONS)
def test_what_is_rightly_written_stays(text: str) -> None:
    """Numbers, abbreviations, references, quotations."""
    assert read(text) == Spelling(Question(text, language="en"))


@pytest.mark.parametrize(
    "text",
    [
        "What of the mayor of Mogadishu?",  # names, known or not
        "What of GenBank and SBSTA?",
        "What of cbd/art-8/biologcal and biologcal1x?",
        "What of www.biologcal.org/diversty?",
        "Who says “the biologcal diversty of the forests and the mechanizm”?",  # as it was quoted
        "Was sind die Pflichten der Vertragsparteien zum Schutze der Arten?",  # not known here
    ],
)
def test_what_nobody_here_can_judge_stays(text: str) -> None:
    """Names, addresses, long quotations, other languages."""
    assert read(text).question.text == text


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("What is the Convention", "What is the Convention?"),
        ("In what country is it", "In what country is it?"),
        ("Forests are needed. Who pays", "Forests are needed. Who pays?"),
        (
            "Under “the Convention”, who decides on “access”",
            "Under “the Convention”, who decides on “access”",
        ),
        ("The country who pays for it", "The country who pays for it"),
        ("What is it. The forests", "What is it. The forests"),
        ("Quels sont les objectifs", "Quels sont les objectifs ?"),
        ("对公约 什么", "对公约 什么？"),
        ("ما هي الاتفاقية", "ما هي الاتفاقية؟"),
    ],
)
def test_what_asks_has_a_mark_at_its_end(typed: str, read_as: str) -> None:
    """Where the last sentence begins by asking."""
    assert read(typed).question.text == read_as


def test_each_word_is_told_once() -> None:
    """In the order of the question."""
    assert read("What of diversty, biologcal diversty?").read == ("diversity", "biological")


def test_the_turns_before_are_read_too() -> None:
    """Those of the asker, without a word about it; what was answered stays."""
    turns = (Turn("user", "what of biologcal diversty"), Turn("assistant", "biologcal"))
    found = spell(Question("And forests?", turns), SPELLER)
    assert [turn.content for turn in found.question.history] == ["What of biological diversity?", "biologcal"]
    assert found.read == ()


def test_the_question_has_the_language_that_it_was_read_in() -> None:
    """Said with it, or told by its small words, or that of most of its words, as they were meant."""
    assert read("acces biologcal diversty").question == Question("Access biological diversity", (), "en")
    assert read("objectifs, accès").question.language == "fr"
    assert read("Quels sont les forests?").question.language == "fr"
    assert read("acces biologcal", language="fr").question.language == "fr"


def test_one_word_that_no_language_knows_tells_none() -> None:
    """Then it is answered in English."""
    assert read("asdf").question.language == "en"


def test_of_a_long_list_of_slips_only_some_are_looked_at() -> None:
    """Each costs time."""
    found = read("What of " + " ".join(f"biologcal{letter}" for letter in "abcdefghijklmnop" * 10))
    assert len(found.question.text) < 2_000


TYPED = {
    "capitals": str.upper,
    "small letters": str.lower,
    "swapped case": str.swapcase,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: "\u00ad".join(text),
    "zero width": lambda text: "\u200b".join(text),
    "directions": lambda text: f"\u202a{text}\u202c",
    "full width": lambda text: text.translate(
        {ord(letter): chr(ord(letter) + 0xFEE0) for letter in map(chr, range(33, 127)) if letter.isalnum()}
    ),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "no mark": lambda text: text.rstrip("?"),
    "marks": lambda text: f"{text}??",
    "no blanks": lambda text: text.replace(", ", ","),
    "lines": lambda text: text.replace(" ", "\n"),
    "cut words": lambda text: text.replace("conservation", "conser-\nvation").replace(
        "genetic", "gene-\ntic"
    ),
    "look-alikes": lambda text: text.replace("e", "е").replace("o", "о"),
}


@given(st.sampled_from(QUESTIONS), st.lists(st.sampled_from(sorted(TYPED)), max_size=3, unique=True))
def test_however_it_is_typed_it_is_understood_alike(question: str, ways: list[str]) -> None:
    """Each way of typing and any three of them: the same words, or the same in another case where case is
    lost for the letter of an item.
    """
    text = question
    for way in ways:
        text = TYPED[way](text)
    found = read(text)
    assert found.question.text == question
    assert found.read == ()


SLIPS = (
    "diversity",
    "biological",
    "conservation",
    "Convention",
    "resources",
    "Protocol",
    "mechanism",
    "checkpoint",
)


@given(st.permutations(SLIPS), st.integers(2, 3))
def test_words_run_together_are_read_apart(words: list[str], count: int) -> None:
    """Two of them or three, in small letters."""
    apart = " ".join(words[:count]).lower()
    assert read(f"What of the {apart.replace(' ', '')}?").read == (apart,)


@given(st.sampled_from(SLIPS), st.integers(1, 8), st.sampled_from(["missing", "twice", "swapped"]))
def test_one_slip_in_a_long_word_is_read_over(word: str, place: int, slip: str) -> None:
    """Wherever it is, but for the first and the last letter."""
    place = min(place, len(word) - 3)
    before, here, after = word[:place], word[place], word[place + 1 :]
    typed = {"missing": before + after, "twice": before + here + here + after}.get(
        slip, before + after[0] + here + after[1:]
    )
    assert read(f"What of the {typed}?").question.text == f"What of the {word}?"


def test_a_text_without_blanks_is_read_in_linear_time() -> None:
    """2,000 letters in a row, as Chinese has them, take no time."""
    begin = time.process_time()
    read("生" * 2000)
    read("x" * 2000)
    assert time.process_time() - begin < 1
