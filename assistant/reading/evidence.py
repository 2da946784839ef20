"""Checking a citation: does the reference exist, are the words in it verbatim, does it support the
statement?
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.reading.context import leads
from assistant.reading.quote import fold, is_verbatim
from assistant.reading.resolve import resolve
from index.encoder import Encoder
from index.interface import SearchIndex
from index.lexical import stems
from ingest.model import Provision
from ingest.vocabulary import vocabulary

# A statement is supported from this sum of its weighted share of words and its cosine on (each at most 1).
# Fitted on 250 summaries
# of the guide, which are free paraphrases: this accepts 4 of 5 against their own provision, 1 of 9 against
# its neighbour (which often
# says nearly the same) and none against another one.
THRESHOLD = 0.95
MOST_PROVISIONS = 20  # of a range or list, so many are looked at

_NEGATIONS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nor",
        "neither",
        "without",
        "cannot",
        "prohibits",
        "prohibited",
        "forbids",
        "forbidden",
    ]
)
_UNITS = r"(?:days?|weeks?|months?|years?|per cent|percent)"
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. `provision` is the one that supports the statement best; None where the reference names
    nothing here.
    """

    exists: bool
    verbatim: bool
    supported: bool
    provision: Provision | None
    locators: tuple[str, ...] = ()
    share: float = 0.0
    cosine: float = 0.0
    reason: str = ""


def check_citation(statement: str, reference: str, index: SearchIndex, encoder: Encoder) -> Checked:
    """Hold a statement against what the reference names.

    Supported is a statement whose words stand in the provision, or whose rare words and meaning lie near
    enough to it (THRESHOLD), and which names no number and no negation that the provision lacks. This finds
    wrong references; it is no legal judgement.
    """
    named = resolve(reference, index)
    found = [
        provision for locator in named[:MOST_PROVISIONS] if (provision := index.get(locator)) is not None
    ]
    if not found:
        reason = (
            "The corpus does not have what the reference names."
            if named
            else "The reference could not be read."
        )
        return Checked(False, False, False, None, tuple(named), reason=reason)
    held = [hold(statement, provision, index, encoder) for provision in found]
    best = max(held, key=lambda one: (one.verbatim, one.supported, one.share + one.cosine))
    return Checked(
        True,
        best.verbatim,
        best.supported,
        best.provision,
        tuple(named),
        best.share,
        best.cosine,
        best.reason,
    )


def hold(statement: str, provision: Provision, index: SearchIndex, encoder: Encoder) -> Checked:
    """Hold a statement against one provision."""
    whole = "\n".join([*(above.chapeau for above in leads(provision, index)), provision.text])
    share = weighted_share(statement, whole, provision.language, index)
    cosine = _cosine(statement, provision.text, whole, encoder)
    verbatim = is_verbatim(statement, provision.text) or is_verbatim(statement, whole)
    context = " ".join([provision.label, *provision.path, index.documents[provision.document].title])
    reason = "" if verbatim else _contradiction(statement, whole, context)
    near = share + cosine >= THRESHOLD
    if not verbatim and not reason and not near:
        reason = "Its words and meaning are too far from the provision."
    return Checked(True, verbatim, verbatim or (near and not reason), provision, (), share, cosine, reason)


def _cosine(statement: str, text: str, whole: str, encoder: Encoder) -> float:
    vectors = encoder.encode(list(dict.fromkeys([statement, text, whole])))
    return max(0.0, float(np.max(vectors[1:] @ vectors[0]))) if len(vectors) > 1 else 1.0


def weighted_share(statement: str, text: str, language: str, index: SearchIndex) -> float:
    """How much of the statement's content words, rare ones counting more, stands in the text; 0 to 1."""
    wanted = dict.fromkeys(stems(statement, language))
    there = set(stems(text, language))
    weights = {stem: index.weight(stem) for stem in wanted}
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if stem in there) / total if total else 0.0


def _contradiction(statement: str, text: str, context: str) -> str:
    """Say what the statement names and the provision lacks. `context` (label, headings, title) may hold a
    number too.
    """
    numbers = _numbers(statement) - _numbers(f"{text} {context}", every_word=True)
    if numbers:
        return f"The provision does not name the number {min(numbers)}."
    if _NEGATIONS & set(_WORD.findall(fold(statement))) and not _NEGATIONS & set(_WORD.findall(fold(text))):
        return "The statement negates, the provision does not."
    return ""


def _numbers(text: str, *, every_word: bool = False) -> set[int]:
    """Numbers in digits, and number words: every one, or only those before a unit ("two subjects" is a way to
    speak, "two months" a term).
    """
    words, folded = vocabulary().cardinals("en"), fold(text)
    named = _number_words(every_word).findall(folded)
    return {int(digits[:18]) for digits in re.findall(r"\d+", folded)} | {words[word] for word in named}


@cache
def _number_words(alone: bool) -> re.Pattern[str]:
    words = sorted(vocabulary().cardinals("en"), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(words)}){r'' if alone else f'[ -]{_UNITS}'}\b")
