"""What is wrong with plain words in a language, as far as a machine sees it.

A fault is certain: the words cannot stay like that. A doubt is to be looked at by somebody who reads the
language; where the words are right, `corpus/guide-checks.toml` says why (`[[exception]]`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.guide.checks import (
    Modal,
    exceptions,
    latin_words,
    left_in_english,
    modals,
    months_in,
    number_words,
    without_months,
)
from ingest.model import PlainWords
from ingest.references.resolve import read_references
from ingest.wordlists import folded, unshown

LONGEST = 45  # words of a summary
LONGEST_CHINESE = 110  # characters of one
QUESTIONS = 2
STOPS = ".。!?؟！？»”）)"
QUESTION_MARKS = {"ar": "؟", "zh": "？"}
SCRIPTS = {"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"}  # as Unicode names their letters; others are Latin
QUOTATION_MARKS = {"pt": "“”", "zh": "“”‘’《》"}  # in the other languages «»
_ALL_MARKS = '"“”„‟‘‚‛«»‹›《》「」『』'
_PAIRS = (("«", "»"), ("“", "”"), ("《", "》"))
# What stands between words where another mark belongs, with the mark that does
_POINTS = {
    "ar": (re.compile(r"[,;]"), "، or ؛"),
    "zh": (re.compile(r"(?<=[\u3400-\u9fff])[,;:?!.](?!$)|[,;:?!](?=[\u3400-\u9fff])"), "，；：？！。"),
    "fr": (re.compile(r"(?<=\w)[;:?!](?=\s|$)"), "a space before ; : ? !"),
    "es": (re.compile(r"(?<=\w)\s[,;:?!.]"), "no space before it"),
    "pt": (re.compile(r"(?<=\w)\s[,;:?!.]"), "no space before it"),
    "ru": (re.compile(r"(?<=\w)\s[,;:?!.]"), "no space before it"),
}
_ENGLISH = re.compile(r"\b(?:the|and|of|which|with|shall|must|their|from|this|that|under)\b", re.I)
_ROMAN = re.compile(r"[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in `place` ("summary", "question 1" ...) and what to do about it, a sentence each.
    `check` is the name of what found it; with `doubt`, it may be right all the same.
    """

    place: str
    check: str
    message: str
    hint: str
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """Plain words in a language beside the English summary that they are to say."""

    provision: str
    english: str
    words: PlainWords

    @property
    def language(self) -> str:
        """The code of the language."""
        return self.words.language

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text by its place."""
        yield "summary", self.words.summary
        for number, question in enumerate(self.words.questions, start=1):
            yield f"question {number}", question


def faults_of(rendering: Rendering) -> list[Fault]:
    """Faults and doubts, without those that the exceptions name. Of empty texts nothing else is said."""
    empty = list(_empty(rendering))
    if empty:
        return empty
    return [
        fault
        for find in _CHECKS
        for fault in find(rendering)
        if (fault.check, rendering.language, rendering.provision) not in exceptions()
    ]


def _empty(rendering: Rendering) -> Iterator[Fault]:
    for place, text in rendering.texts():
        if not text.strip():
            yield Fault(place, "empty", "it is empty.", "Write it, or leave the whole row empty.")
    if len(rendering.words.questions) < QUESTIONS:
        count = len(rendering.words.questions)
        yield Fault("question 1", "empty", f"there are {count} questions.", f"Write {QUESTIONS}.")


def _length(rendering: Rendering) -> Iterator[Fault]:
    yield from too_long(rendering.words.summary, rendering.language)


def too_long(text: str, language: str) -> Iterator[Fault]:
    """That a summary in this language is too long, where it is."""
    chinese = language == "zh"
    count, most = (len(text), LONGEST_CHINESE) if chinese else (len(text.split()), LONGEST)
    if count > most:
        unit = "characters" if chinese else "words"
        yield Fault("summary", "length", f"it has {count} {unit}, {most} at most.", "Shorten it.")


def _ends(rendering: Rendering) -> Iterator[Fault]:
    summary = rendering.words.summary.rstrip()
    if summary and summary[-1] not in STOPS:
        yield Fault("summary", "end", "it does not end in a full stop.", "Write whole sentences.")
    mark = QUESTION_MARKS.get(rendering.language, "?")
    for place, text in rendering.texts():
        if place == "summary" or not text.strip():
            continue
        if not text.rstrip("»”’ ").endswith(mark):
            yield Fault(place, "end", f"it does not end in '{mark}'.", "Write it as a question.")
        if rendering.language == "es" and "¿" not in text:
            yield Fault(place, "end", "it has no '¿'.", "Put one where the question begins.")


def _marks(rendering: Rendering) -> Iterator[Fault]:
    own = QUOTATION_MARKS.get(rendering.language, "«»")
    for place, text in rendering.texts():
        wrong = sorted({mark for mark in text if mark in _ALL_MARKS and mark not in own})
        if wrong:
            yield Fault(place, "marks", f"it has the mark {' '.join(wrong)}.", f"Write {own[0]} … {own[1]}.")
        if any(text.count(first) != text.count(last) for first, last in _PAIRS):
            yield Fault(place, "marks", "a quotation mark stands alone.", "Open and close each quotation.")


def _points(rendering: Rendering) -> Iterator[Fault]:
    """Commas and their kin are those of the language, and stand as it has them."""
    if rendering.language in _POINTS:
        wrong, right = _POINTS[rendering.language]
        for place, text in rendering.texts():
            found = wrong.search(text)
            if found:
                yield Fault(place, "marks", f"it has '{found[0]}' between words.", f"Write {right}.")


def _script(rendering: Rendering) -> Iterator[Fault]:
    script = SCRIPTS.get(rendering.language, "LATIN")
    for place, text in rendering.texts():
        traditional = [letter for letter in text if script == "CJK" and not _is_simplified(letter)]
        if traditional:
            yield Fault(
                place,
                "script",
                f"it has a character that is not simplified ({' '.join(dict.fromkeys(traditional))}).",
                "Write it in simplified characters.",
            )
        digits = sorted({letter for letter in text if letter.isdigit() and letter not in "0123456789"})
        if digits:
            yield Fault(place, "script", f"it has the digit {' '.join(digits)}.", "Write digits as 0 to 9.")
        foreign = [
            letter
            for letter in text
            if letter.isalpha() and _script_of(letter) not in {script, "LATIN", "FEMININE", "MASCULINE"}
        ]
        if foreign:
            yield Fault(
                place,
                "script",
                f"it has a letter of another script ({' '.join(dict.fromkeys(foreign))}).",
                "Type that word again.",
            )
        elif script == "LATIN":
            english = left_in_english(rendering.language).search(folded(text)) or _ENGLISH.search(text)
            if english:
                yield Fault(place, "script", f"it has English words ('{english[0]}').", "Translate them.")
        else:
            yield from _latin_words(place, text, script)


def _latin_words(place: str, text: str, script: str) -> Iterator[Fault]:
    """Latin letters are for names, abbreviations and numerals; elsewhere they were left from the English, or
    are look-alikes within a word.
    """
    for word in re.findall(r"[A-Za-zÀ-ɏ]+", latin_words().sub(" ", text)):
        if len(word) > 1 and not _ROMAN.fullmatch(word) and sum(map(str.isupper, word)) < 2:
            yield Fault(
                place,
                "script",
                f"'{word}' is in Latin letters.",
                "Translate it; a name belongs into the list of Latin words in corpus/guide-checks.toml.",
            )
    joined = re.search(r"[A-Za-z](?=[^\W\d_A-Za-z])|(?<=[^\W\d_A-Za-z])[A-Za-z]", text)
    if script == "CYRILLIC" and joined:
        yield Fault(place, "script", f"a word mixes scripts at '{joined[0]}'.", "Type that word again.")


def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "?").split(" ", 1)[0]


def _is_simplified(letter: str) -> bool:
    """Whether a character is one of those of the mainland's standard, or no Chinese one at all."""
    try:
        return bool(letter.encode("gb2312"))
    except UnicodeEncodeError:
        return _script_of(letter) != "CJK"


def _unshown(rendering: Rendering) -> Iterator[Fault]:
    hidden = unshown(rendering.language)
    for place, text in rendering.texts():
        for word in hidden.found(text):
            use = hidden.use(word)
            yield Fault(
                place,
                "words",
                f"'{word}' is not shown to readers.",
                f"Use instead: {use}." if use else "See corpus/words-not-shown.toml.",
            )


def _numbers(rendering: Rendering) -> Iterator[Fault]:
    """Numbers in digits, and months, are those of the English summary."""
    language = rendering.language
    expected = _figures(rendering.english, language) + months_in(rendering.english, "en")
    found = _figures(rendering.words.summary, language) + months_in(rendering.words.summary, language)
    missing, added = expected - found, found - expected
    if missing or added:
        said = [f"lacks {', '.join(sorted(missing))}"] if missing else []
        said += [f"has {', '.join(sorted(added))}"] if added else []
        yield Fault(
            "summary",
            "numbers",
            f"beside the English it {' and '.join(said)}.",
            "Write the numbers and dates that the English has, in digits where it has digits.",
        )


_BILLION = re.compile(r"(\d+) billion")


def _figures(text: str, language: str) -> Counter[str]:
    """Numbers in digits, in English or in that language. Chinese counts billions in 亿 and numbers months."""
    if language == "zh":
        text = re.sub(r"\d+月", " ", _BILLION.sub(r"\g<1>0", text))
    return Counter(re.findall(r"\d+", text))


def _references(rendering: Rendering) -> Iterator[Fault]:
    expected, found = (_named(text) for text in (rendering.english, rendering.words.summary))
    if expected != found:
        said = " and ".join(
            f"{verb} {', '.join(sorted(named))}"
            for verb, named in (("lacks", expected - found), ("has", found - expected))
            if named
        )
        yield Fault(
            "summary",
            "references",
            f"beside the English it {said}.",
            "Name the articles and annexes that the English names.",
            doubt=True,
        )


def _named(text: str) -> Counter[str]:
    """The articles and annexes that a text names by their numbers, whichever instrument's they are."""
    targets = (target for reference in read_references(text) for target in reference.targets)
    return Counter(
        f"{step.kind} {step.number}"
        for target in targets
        for step in target.steps[:1]
        if step.kind in {"art", "annex"} and step.number
    )


def _modals(rendering: Rendering) -> Iterator[Fault]:
    yield from _kept(rendering, modals(rendering.language), "modals")


def _number_words(rendering: Rendering) -> Iterator[Fault]:
    """Small numbers in words."""
    yield from _kept(rendering, number_words(rendering.language), "number words")


def _kept(rendering: Rendering, kept: Iterable[Modal], check: str) -> Iterator[Fault]:
    """What the English says and the summary does not, or the other way round."""
    whole, summary = folded(without_months(rendering.english)), folded(rendering.words.summary)
    for one in kept:
        english, text = one.english_idle.sub(" ", whole), one.idle.sub(" ", summary)
        lost = _unmatched(one.english, english, one.rendered, text)
        if lost:
            yield Fault(
                "summary",
                check,
                f"the English says '{lost}' ({one.name}), this does not.",
                f"Say it, for example with: {one.example}.",
                doubt=True,
            )
        said, rendered = one.english.findall(english), one.rendered.findall(text)
        if not lost and len(said) > len(rendered):
            yield Fault(
                "summary",
                "counts",
                f"the English says {len(said)} times what is a {one.name} ({', '.join(said)}), "
                f"this {len(rendered)} times.",
                f"Look whether one is missing; it is said, for example, with: {one.example}.",
                doubt=True,
            )
        added = _unmatched(one.plain, one.fine.sub(" ", text), one.justified, english)
        if added:
            yield Fault(
                "summary",
                check,
                f"'{added}' says a {one.name}, the English does not.",
                "Say what the English says.",
                doubt=True,
            )


def _unmatched(said: re.Pattern[str], here: str, answered: re.Pattern[str], there: str) -> str:
    """What is said here and not answered there, sentence by sentence where both have as many; "" where all
    is answered.
    """
    own, other = _sentences(here), _sentences(there)
    pairs = zip(own, other, strict=True) if len(own) == len(other) else [(here, there)]
    found = ((said.search(one), two) for one, two in pairs)
    return next((match[0] for match, two in found if match and not answered.search(two)), "")


_SENTENCE_END = re.compile(r"(?<=[.;:!?؛؟])\s+|(?<=[。；：？！])")


def _sentences(text: str) -> list[str]:
    """The sentences of a text, and the clauses that stand between semicolons and colons."""
    return [part for part in _SENTENCE_END.split(text) if any(letter.isalnum() for letter in part)]


_CHECKS: tuple[Callable[[Rendering], Iterator[Fault]], ...] = (
    _length, _ends, _marks, _points, _script, _unshown, _numbers, _number_words, _references, _modals,
)  # fmt: skip


def same_words(renderings: Iterable[Rendering]) -> Mapping[str, list[Fault]]:
    """What stands twice but for its marks and capitals, by provision: a question anywhere, a summary within
    an instrument.
    """
    summaries: dict[tuple[str, str], list[tuple[str, str]]] = {}
    questions: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one in renderings:
        for place, text in one.texts():
            if place == "summary":
                summaries.setdefault((one.provision.split("/")[0], _letters(text)), []).append(
                    (one.provision, place)
                )
            else:
                questions.setdefault(("", _letters(text)), []).append((one.provision, place))
    found: dict[str, list[Fault]] = {}
    for places in (*summaries.values(), *questions.values()):
        for provision, place in places if len(places) > 1 else ():
            others = ", ".join(other for other, at in places if (other, at) != (provision, place))
            found.setdefault(provision, []).append(
                Fault(place, "same", f"{others} says the same.", "Say what is particular to this one.")
            )
    return found


def _letters(text: str) -> str:
    """What two texts have in common that differ in marks, spaces and capitals alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
