"""Understanding: a question with its history becomes a stand-alone query with the provisions it names."""

import re
from dataclasses import dataclass

from assistant.answer import Question
from assistant.asking.intent import Cues, places_of, read_cues
from assistant.asking.language import detect, english_words
from index.interface import SearchIndex
from index.lexical import words
from ingest.locator import Locator
from ingest.model import Provision
from ingest.references.resolve import Reference, read_references

SHORT = 3  # a follow-up with so few content words says too little alone
_ANAPHORA = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|her|those|ones|this one|that one|the (?:same|"
    r"others?|rest)|do so|else|instead|again|"
    r"the (?:first|second|third|last|next)(?= (?:ones?|paragraphs?|items?|sentences?|parts?|points?|"
    r"articles?|of (?:them|these|those))\b|\W*$|[,;])|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )there(?! (?:is|are|was|were|be)\b)|"
    r"this|that (?!is\b))\b|^\W*(?:and|but|or|so|then|what about|how about|why|what now|in that case|"
    r"also|ok|okay|thanks|i see)\b",
    re.I,
)
_INJECTED = re.compile(
    r"(?:^|[.!?\n]\s*)[^.!?\n]*\b(?:ignore|disregard|forget|override)\b[^.!?\n]*\b(?:instruction|rule|"
    r"prompt|above|previous|earlier)[^.!?\n]*[.!?\n]?|"
    r"\b(?:print|reveal|show|repeat)\b[^.!?\n]*\bsystem prompt\b[^.!?\n]*[.!?]?|"
    r"<\s*(?:system|assistant|script)[^>]*>|\[/?(?:INST|SYSTEM)\]",
    re.I,
)
_ABOUT_REFERENCE = frozenset(
    "article articles art paragraph para paragraphs text exact wording say says said state states tell "
    "read reads quote give show please full whole provision convention "
    "protocol decision cbd cop annex item items sub what content contents verbatim word words letter "
    "look read explain summary summarize summarise mean oblige official "
    "cartagena nagoya kuala lumpur supplementary biosafety treaty title titled called number find cite "
    "citation need want like know exactly about under".split()
)


CATALOGUE_FACTS = frozenset(
    "title titled name named call called subject topic about adopt adopted adoption year when where "
    "place city town country symbol number meeting session held take "
    "taken address link page official url date which what deal dealt cover covered concern concerns "
    "theme".split()
)


_SESSION_WORDS = frozenset(
    "cop cops conference parties ordinary meet met sit sat first second third fourth fifth sixth "
    "seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth".split()
)


@dataclass(frozen=True, slots=True)
class Missing:
    """A provision that the question names and the corpus lacks; `nearest` is the deepest part of it that
    exists.
    """

    words: str
    locator: Locator
    nearest: Provision | None


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: English `text`, its separate `parts`, and what the question names.

    `named` holds the provisions named, one group a reference (a range names several); `alternatives` other
    readings of them;
    `focus` is what the question asks beyond naming them.
    """

    text: str
    parts: tuple[str, ...]
    language: str
    cues: Cues
    named: tuple[tuple[Provision, ...], ...] = ()
    missing: tuple[Missing, ...] = ()
    alternatives: tuple[Provision, ...] = ()
    focus: str = ""
    rewritten: str = ""
    injected: bool = False


def understand(question: Question, index: SearchIndex) -> Query:
    """Read the question: language, references, cues, and the turn before where it leans on that."""
    language = question.language or detect(question.text)
    clean = _INJECTED.sub(" ", question.text).strip()
    turns = [turn.content for turn in question.history if turn.role == "user"][-2:]
    context = _context([turn.content for turn in question.history], index)
    own_references = read_references(question.text)
    references = own_references or (read_references(question.text, context) if context else [])
    own = english_words(clean or question.text, language)
    leaning = bool(turns) and _leans(clean, language, bool(own_references))
    before = " ".join(english_words(turn, detect(turn)) for turn in turns) if leaning else ""
    text = f"{before} {own}".strip()
    told = context.document if context else ""
    named, missing, alternatives = _resolve(references, index, read_cues(text, {}).documents, told)
    cues = read_cues(text, places_of(index.documents.values()))
    if not named and not missing:
        named = _sessions(own, cues, index)
    return Query(
        text=text or question.text,
        parts=_parts(own, leaning),
        language=language,
        cues=cues,
        named=named,
        missing=missing,
        alternatives=alternatives,
        focus=_focus(own, references if language == "en" else []),
        rewritten=_rewritten(question, turns, leaning, named, own_references),
        injected=clean != question.text.strip(),
    )


def asks_facts(focus: str) -> bool:
    """Whether a question asks nothing of what it names but when and where it was, or its title."""
    return all(word in CATALOGUE_FACTS or word in _SESSION_WORDS for word in focus.split())


def _sessions(text: str, cues: Cues, index: SearchIndex) -> tuple[tuple[Provision, ...], ...]:
    """The catalogue entries of the COPs named, where nothing is asked but when and where they met."""
    plain = re.sub(r"(?<=cop)[\s-]*[ivx]{1,5}\b|\b\d+(?:st|nd|rd|th)?\b", " ", text, flags=re.I)
    towns = {
        town
        for name, number in places_of(index.documents.values()).items()
        if number in cues.sessions
        for town in words(name)
    }
    if not cues.sessions or set(words(plain)) - CATALOGUE_FACTS - _SESSION_WORDS - towns:
        return ()
    found = (
        tuple(p for p in index.in_document(f"cop-{number}") if p.kind == "catalogue")
        for number in cues.sessions
    )
    return tuple(group for group in found if group)


def _leans(text: str, language: str, has_reference: bool) -> bool:
    """Whether a follow-up cannot be understood without what was said before it."""
    if has_reference:
        return False
    if language != "en":
        return len(text.split()) < 3 * SHORT
    return bool(_ANAPHORA.search(text)) or (len(words(text)) < SHORT and not read_cues(text, {}).defining)


def _context(turns: list[str], index: SearchIndex) -> Locator | None:
    """The provision last spoken of, to which "paragraph 4" belongs."""
    for turn in reversed(turns):
        for reference in reversed(read_references(turn)):
            for target in reversed(reference.targets):
                if index.knows(str(target)):
                    return target
    return None


def _parts(text: str, leaning: bool) -> tuple[str, ...]:
    """Sentences that are long enough to be searched for on their own."""
    parts = [part for part in re.split(r"(?<=[.?!:;])\s+", text) if len(part.split()) >= 4]
    return tuple(parts[:4]) if len(parts) > 1 else ((text,) if leaning and text else ())


def _resolve(
    references: list[Reference], index: SearchIndex, documents: tuple[str, ...], told: str
) -> tuple[tuple[tuple[Provision, ...], ...], tuple[Missing, ...], tuple[Provision, ...]]:
    named: list[tuple[Provision, ...]] = []
    missing: list[Missing] = []
    others: list[Provision] = []
    for reference in references:
        if not reference.targets[0].steps and "/" not in reference.targets[0].document:
            continue  # "COP 15" or an instrument alone says where to look (see cues), it names no provision
        readings = _readings(reference, documents, told)
        found = [
            tuple(p for target in reading for p in [_provision(target, index)] if p) for reading in readings
        ]
        best = next((position for position, provisions in enumerate(found) if provisions), None)
        if best is None:
            missing += [
                Missing(reference.words, target, _nearest(target, index)) for target in reference.targets[:1]
            ]
            continue
        named.append(found[best])
        absent = [target for target in readings[best] if _provision(target, index) is None]
        missing += [Missing(reference.words, target, _nearest(target, index)) for target in absent]
        others += [provision for provisions in found[best + 1 :] for provision in provisions]
    return tuple(named), tuple(missing), tuple(others)


def _readings(reference: Reference, documents: tuple[str, ...], told: str) -> list[tuple[Locator, ...]]:
    """The likeliest reading first: an instrument that the question names elsewhere settles what is ambiguous,
    the one last spoken of goes first.
    """
    readings = [reference.targets, *((alternative,) for alternative in reference.alternatives)]
    if not reference.alternatives:
        return readings
    chosen = [
        document for document in documents if any(reading[0].document == document for reading in readings)
    ]
    if len(chosen) == 1:
        return [tuple(Locator(chosen[0], target.steps) for target in reference.targets)]
    if any(reading[0].document == told for reading in readings[1:]):
        readings.insert(0, tuple(Locator(told, target.steps) for target in reference.targets))
        readings = list(dict.fromkeys(readings))
    return readings


def _provision(locator: Locator, index: SearchIndex) -> Provision | None:
    """The provision; a single annex may be called "annex I", and a decision of the catalogue is its entry."""
    text = str(locator)
    for candidate in (text, text.replace("/annex-1", "/annex"), f"{text}/catalogue"):
        provision = index.get(candidate)
        if provision:
            return provision
    return None


def _nearest(locator: Locator, index: SearchIndex) -> Provision | None:
    above = locator.parent
    while above is not None:
        provision = _provision(above, index)
        if provision:
            return provision
        above = above.parent
    return None


def _focus(text: str, references: list[Reference]) -> str:
    """What the question asks beyond naming provisions: its other content words."""
    for reference in sorted(references, key=lambda r: -r.start):
        text = text.replace(reference.words, " ")
    rest = [
        word for word in words(text) if word not in _ABOUT_REFERENCE and not word.isdigit() and len(word) > 1
    ]
    return " ".join(rest)


def _rewritten(
    question: Question,
    turns: list[str],
    leaning: bool,
    named: tuple[tuple[Provision, ...], ...],
    own_references: list[Reference],
) -> str:
    if not turns:
        return ""
    read = {target.document for reference in own_references for target in reference.targets}
    if any(
        provision.document not in read for group in named for provision in group
    ):  # nothing was read in the question alone, or of another instrument
        return f"{question.text} ({', '.join(provision.label for group in named for provision in group)})"
    return f"{' '.join(turns)} {question.text}" if leaning else ""
