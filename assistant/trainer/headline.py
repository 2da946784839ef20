"""The sentence that heads the slide of a provision, and the line below it that says where that stands.

It is ours, as everything is that is not quoted: the message written for the provision; else the guide's
summary where that is short, or its first clause that ends at a semicolon; else, in English, who must do what;
else what its article is about.
"""

import re

from assistant.reading.labels import steps_of
from assistant.reading.timeline import VERBATIM, entry_of
from assistant.trainer.duties import NOBODY, duties_of
from assistant.trainer.material import Material
from assistant.words.phrases import labelled
from ingest.locator import Locator, catalogue_entry
from ingest.messages import embedded_messages
from ingest.model import Provision
from ingest.vocabulary import ENGLISH

MOST_WORDS = 14
MOST_LETTERS = 96  # two lines of a slide's title
MOST_CHINESE = 40  # its characters are twice as wide, and are no words
FEWEST_WORDS = 4  # fewer say nothing
_MODALS = {"shall": "must", "must": "must", "shall not": "must not", "should": "should"}
_SENTENCE = re.compile(r"(?<=[.!?؟])\s|(?<=[。！？])")
_CLAUSE = re.compile(r"[;؛](?=\s)|；")


def headline(provision: Provision, material: Material) -> str:
    """The sentence: one line of a slide, or two."""
    language = material.say.language
    plain = material.plain(provision)
    in_language = plain is not None and plain.language == language
    return (
        embedded_messages(language).get(provision.locator, "")
        or (first_clause(plain.summary, language) if plain and in_language else "")
        or _who_must(provision, material)
        or _about(provision, material)
    )


def source_line(provision: Provision, material: Material, part: str = "") -> str:
    """Where it stands: its label, where and when a decision was taken, which `part` of it a slide has, that
    it is quoted in English; then the title of its article, which may be shortened where there is no room.
    """
    entry = entry_of(provision.document, material.index)
    taken = f"({entry.where}, {entry.year})" if entry else ""
    where = " ".join(filter(None, (provision.label, taken, part)))
    where = " · ".join(filter(None, (where, material.foreign(provision))))
    heading = "" if entry else _article_title(provision, material)
    return labelled(where, heading, material.say.language) if heading else where


def first_clause(summary: str, language: str) -> str:
    """The first sentence where it is short, or what stands before its semicolon; "" where neither is: words
    cut within a clause say something else.
    """
    sentence = _SENTENCE.split(summary.strip())[0].rstrip(" .。")
    for words in (sentence, _CLAUSE.split(sentence)[0].rstrip()):
        if fits(words, language):
            return words
    return ""


def fits(words: str, language: str) -> bool:
    """Whether a title has room for the words, and they are more than a heading."""
    if language == "zh":
        return FEWEST_WORDS <= len(words) <= MOST_CHINESE
    return FEWEST_WORDS <= len(words.split()) <= MOST_WORDS and len(words) <= MOST_LETTERS


def _who_must(provision: Provision, material: Material) -> str:
    """ "Each Party must ...", of the texts' own words, which are English."""
    if material.say.language != ENGLISH or provision.provenance not in VERBATIM:
        return ""
    for duty in duties_of(provision, material.index):
        words = f"{duty.actor} {_MODALS.get(duty.verb, '')} {duty.task}"
        # the actor is named in the plural, and the task may speak of one: "its wolves"
        agrees = not re.search(r"\bits(?:elf)?\b", duty.task)
        if duty.actor != NOBODY and duty.verb in _MODALS and agrees and fits(words, ENGLISH):
            return words
    return ""


def _about(provision: Provision, material: Material) -> str:
    """ "Article 15(2) is about “Access to Genetic Resources”"; a title that is too long is left out."""
    where = steps_of(provision, material.say.language, material.index)
    title = _article_title(provision, material)
    if title and len(where) + len(title) <= MOST_LETTERS:
        return _begun(material.say("about", label=where, title=title))
    return _begun(material.say("says", label=provision.label))


def _begun(sentence: str) -> str:
    """With a capital: "article 3" is how French calls one within a sentence."""
    return sentence[:1].upper() + sentence[1:]


def _article_title(provision: Provision, material: Material) -> str:
    """The title of the article that it stands in, as the catalogue has it; "" for none."""
    locator = Locator.parse(provision.locator)
    fact = material.index.get(catalogue_entry(Locator(locator.document, locator.steps[:1])))
    return fact.heading if fact else ""
