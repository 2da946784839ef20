"""Words run together: "biologicaldiversity" is parted where nothing of it is left over.

Of all ways to part it the likeliest is taken, by how often the corpus has each word; small words of a
language count as common ones. In a long word a part may be one letter, or what a general dictionary alone
knows. Of "dimpact" an apostrophe is missing.
"""

from assistant.asking.dictionary import bare
from assistant.asking.patterns import words_in
from assistant.asking.speller import Speller, languages_of

SHORTEST, LONGEST = 6, 80  # letters: fewer are seldom two words, more are no question
PART = 20  # letters of a part at most
LONG = 18  # letters from which on words of one letter are parts, and general ones: hardly a word is so long
GENERAL = range(5, 13)  # letters of a general word,
DEAR = 25.0  # and what it costs: as much as two rare ones
FRENCH, VOWELS = "fr", "aeiouyh"  # before which a word is elided


def parted(word: str, speller: Speller) -> str:
    """The words that an unknown one (in small letters) is made of, with blanks between them; "" where it is
    known, or was meant to be one word, or has a part that no language here knows.
    """
    languages = languages_of(word)
    if not SHORTEST <= len(word) <= LONGEST or speller.knows(word):
        return ""
    elided = _with_apostrophe(word, speller) if FRENCH in languages else ""
    if elided or any(speller.meant(word, language) for language in languages):
        return elided
    ways = [_likeliest(word, language, speller) for language in languages]
    found = min(filter(None, ways), default=None)
    return found[1] if found else ""


def _with_apostrophe(word: str, speller: Speller) -> str:
    """A French word with the elided one before it: "d'impact"; "" where it is no such word."""
    dictionary = speller.dictionary(FRENCH)
    for elided in words_in("elided", FRENCH):
        rest = word.removeprefix(elided)
        whole = rest if rest in dictionary.costs else dictionary.accented(rest)
        if rest != word and bare(rest)[:1] in VOWELS and whole:
            return f"{elided}'{whole}"
    return ""


def _likeliest(word: str, language: str, speller: Speller) -> tuple[float, str] | None:
    """The cheapest way to part the word in a language, with its cost; None where there is none."""
    costs = speller.dictionary(language).costs
    shortest = 1 if len(word) >= LONG else 2

    def cost(part: str) -> float | None:
        general = len(word) >= LONG and len(part) in GENERAL
        return costs.get(part) or (DEAR if general and speller.general(part, language) else None)

    best: list[tuple[float, str] | None] = [(0.0, "")]
    for end in range(1, len(word) + 1):
        ways = (
            (before[0] + paid, f"{before[1]} {word[start:end]}")
            for start in range(max(0, end - PART), end - shortest + 1)
            if (before := best[start]) and (paid := cost(word[start:end]))
        )
        best.append(min(ways, default=None))
    return best[-1] and (best[-1][0], best[-1][1].strip())
