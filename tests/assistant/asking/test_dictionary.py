"""The dictionary of a language: which of its words a misspelt one was meant to be."""

import pytest

from assistant.asking.dictionary import Dictionary, bare, open_dictionary

ENGLISH = open_dictionary(
    "en",
    {
        "Convention": 900, "conventions": 20, "biological": 400, "diversity": 500, "conservation": 300,
        "opening": 70, "owning": 3, "phrase": 5, "phase": 10, "access": 300, "assess": 15, "Nagoya": 200,
        "LMOs": 90, "in-situ": 30, "bank": 40, "evaluated": 9, "evaluate": 12, "stage": 9,
        "state": 9, "marvellous": 1, "recognised": 15, "recognized": 8, "majeure": 4, "manure": 2,
        "definition": 30, "explain": 15, "how": 90, "who": 90, "where": 90,
        "are": 90, "this": 90, "what": 90, "SBSTTA": 90, "UNCCD": 9, "cases": 9, "causes": 9, "certainty": 6,
    },
)  # fmt: skip
SPANISH = open_dictionary(
    "es", {"cuántos": 9, "importación": 40, "beneficios": 100, "Nagoya": 90, "país": 30}
)
RUSSIAN = open_dictionary("ru", {"комиссии": 14, "Конвенции": 300})
ARABIC = open_dictionary("ar", {"للاتفاقية": 20, "أعداد": 3, "إعداد": 5, "وطنية": 9})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("biologcal", "biological"),  # missing
        ("diverssity", "diversity"),  # too many
        ("diversiyt", "diversity"),  # elsewhere
        ("divwrsity", "diversity"),  # wrong
        ("convetion", "Convention"),  # as it is usually written
        ("conservasion", "conservation"),  # sounds the same
        ("acccess", "access"),  # nearer than "assess"
        ("acess", "access"),  # though "assess" sounds like it
        ("opning", "opening"),  # more often than "owning"
        ("insitu", "in-situ"),
        ("evaluatd", "evaluated"),  # the last letter is right
        ("bagoya", "Nagoya"),  # the first one lies beside the right one
        ("recogniced", "recognised"),  # two spellings of one word
        ("majure", "majeure"),  # nearer by its sound than "manure"
        ("definishun", "definition"),
        ("xplain", "explain"),
        ("casues", "causes"),  # letters change places more easily than one is missing
        ("certenty", "certainty"),  # two slips in a long word
    ],
)
def test_the_nearest_word_was_meant(typed: str, meant: str) -> None:
    """By letters, by sound and by how often the corpus has it."""
    assert ENGLISH.nearest(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "phae",  # four letters are anything
        "stafe",  # "stage" or "state"? F lies beside both
        "lmoss",  # no abbreviation was meant
        "bxolxgxcal",  # too far
        "biologicals",  # another form of the same word
        "ank",  # "bank"? People know how a word begins
        "gccess",
        "marvxllxus",  # two slips are only read into what the corpus has often
    ],
)
def test_where_nothing_is_clearly_meant_nothing_is_read(typed: str) -> None:
    """An unclear word stays as it is."""
    assert ENGLISH.nearest(typed) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("opeinng", "opening"),
        ("abnk", "bank"),
        ("onwing", ""),  # seldom in the corpus
        ("bank", ""),
        ("bxnk", ""),  # another letter
    ],
)
def test_two_letters_that_changed_places_are_turned(typed: str, meant: str) -> None:
    """Where that makes a common word."""
    assert ENGLISH.turned(typed) == meant


def test_a_name_was_meant_to_be_a_name() -> None:
    """Or a long word that is common: "Bankk" may be anybody."""
    assert ENGLISH.nearest("nagoia", named=True) == "Nagoya"
    assert ENGLISH.nearest("biologcal", named=True) == "biological"
    assert ENGLISH.nearest("bankk") == "bank"
    assert ENGLISH.nearest("bankk", named=True) == ""


@pytest.mark.parametrize(
    ("dictionary", "typed", "meant"),
    [
        (SPANISH, "kuantos", "cuántos"),
        (SPANISH, "importasion", "importación"),
        (SPANISH, "benefisios", "beneficios"),
        (SPANISH, "nagolla", "Nagoya"),
        (RUSSIAN, "камисии", "комиссии"),
    ],
)
def test_what_sounds_the_same_was_meant(dictionary: Dictionary, typed: str, meant: str) -> None:
    """In its language: the sounds are data."""
    assert dictionary.alike(typed) == dictionary.nearest(typed) == meant


@pytest.mark.parametrize(
    ("dictionary", "typed", "meant"),
    [
        (SPANISH, "pais", "país"),
        (SPANISH, "importacion", "importación"),
        (SPANISH, "importasion", ""),
        (ARABIC, "للاتفاقيه", "للاتفاقية"),
        (ARABIC, "وطنيه", "وطنية"),
        (ARABIC, "اعداد", ""),  # which of two?
    ],
)
def test_accents_are_put_back(dictionary: Dictionary, typed: str, meant: str) -> None:
    """Where one word alone has them so."""
    assert dictionary.accented(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("whst", "what"),
        ("waht", "what"),
        ("hwo", "how"),  # "who" begins otherwise
        ("qho", "who"),
        ("wjere", "where"),
        ("thia", "this"),
        ("wha", ""),  # missing: "what", "who"?
        ("whit", ""),  # no slip of a finger
        ("ase", ""),  # "are"? S lies not beside R
        ("cqses", ""),  # no small word
    ],
)
def test_a_finger_slipped_in_a_small_word(typed: str, meant: str) -> None:
    """Once, and one small word alone is meant."""
    assert ENGLISH.small(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("sbsta", "SBSTTA"), ("sbstta", "SBSTTA"), ("unccb", "UNCCD"), ("sbst", "")]
)
def test_an_abbreviation_was_meant(typed: str, meant: str) -> None:
    """That differs in one letter."""
    assert ENGLISH.abbreviation(typed) == meant


def test_an_abbreviation_that_may_be_two_is_none() -> None:
    """Each differs in one letter."""
    assert open_dictionary("en", {"SBSTTA": 9, "SBSTTB": 9}).abbreviation("sbstt") == ""


def test_words_run_together_have_no_accents() -> None:
    """And are as dear without them; a word of one letter is one where the language has it."""
    assert SPANISH.costs["importacion"] == SPANISH.costs["importación"]
    assert "y" in SPANISH.costs
    assert "y" not in ENGLISH.costs


def test_a_word_has_a_usual_case() -> None:
    """That of the corpus."""
    assert (ENGLISH.usual["lmos"], ENGLISH.usual["nagoya"], ENGLISH.usual["access"]) == (
        "LMOs",
        "Nagoya",
        "access",
    )
    assert "lake" not in ENGLISH.usual


def test_a_language_without_words_means_nothing() -> None:
    """Nothing is near to anything."""
    assert open_dictionary("en", {}).nearest("biologcal") == ""


def test_bare_is_without_accents_hyphens_and_capitals() -> None:
    """What two spellings of a word have in common."""
    assert bare("État-Nação") == "etatnacao"
