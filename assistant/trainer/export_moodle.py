"""The quiz of a session pack for learning platforms: Moodle XML, which Moodle and others read.

No library that is kept writes it: of those on PyPI in November 2026 excel2moodle converts spreadsheets,
gift-wrapper writes another form, and the others are tools of a single version. So the standard library does.
The form is that of Moodle's own reader, question/format/xml/format.php: questions of the types multichoice,
truefalse and matching, all texts as escaped HTML.
"""

from collections.abc import Iterable
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from assistant.trainer.pack import LETTERS, Item, Pack
from assistant.words.store import Words
from ingest.errors import InputError

LONGEST_NAME = 80
_ALL, _NONE = "100", "0"  # per cent of the mark


def to_moodle(pack: Pack) -> bytes:
    """The questions with their keys, explanations and sources. Raises InputError for a pack without any."""
    pairs = list(answered(pack))
    if not pairs:
        raise InputError(
            "The session has no quiz that a learning platform could read.",
            "Make one of 30 minutes or more for focal points or technical staff, and keep its answers.",
        )
    quiz = Element("quiz")
    category = SubElement(quiz, "question", type="category")
    _text(category, "category", f"$course$/top/{pack.title.replace('/', '//')}")
    say = Words("trainer", pack.language)
    for asked, answer in pairs:
        _add_question(quiz, asked, answer, say)
    ElementTree.indent(quiz)
    written: bytes = ElementTree.tostring(quiz, encoding="utf-8", xml_declaration=True)
    return written


def answered(pack: Pack) -> Iterable[tuple[Item, Item]]:
    """The questions of a pack with their answers; one whose answer was dropped by an editor is left out."""
    answers = {item.ref: item for block in pack.blocks if block.kind == "answers" for item in block.items}
    for block in pack.blocks:
        for item in block.items if block.kind == "quiz" else ():
            answer = answers.get(item.ref) if item.ref else None
            if answer and _places(answer.key, item):
                yield item, answer


def _places(key: str, asked: Item) -> list[int]:
    """Which options are right, by the letters of the key; none where it does not fit the question."""
    places = [LETTERS.find(letter) for letter in key]
    fits = len(places) == (len(asked.cells) or 1)
    return places if fits and all(0 <= place < len(asked.options) for place in places) else []


def _add_question(quiz: Element, asked: Item, answer: Item, say: Words) -> None:
    places = _places(answer.key, asked)
    truth = (say("quiz_true"), say("quiz_false"))
    kind = "matching" if asked.cells else "truefalse" if asked.options == truth else "multichoice"
    question = SubElement(quiz, "question", type=kind)
    _text(question, "name", f"{asked.number(1)}. {asked.text}"[:LONGEST_NAME])
    _html(question, "questiontext", asked.text)
    _html(question, "generalfeedback", *_explanation(answer))
    SubElement(question, "defaultgrade").text = str(len(asked.cells) or 1)
    SubElement(question, "penalty").text = "1" if kind == "truefalse" else "0.3333333"
    SubElement(question, "hidden").text = "0"
    _OFFERED[kind](question, asked, places)


def _add_choice(question: Element, asked: Item, places: list[int]) -> None:
    for name, value in (("single", "true"), ("shuffleanswers", "true"), ("answernumbering", "abc")):
        SubElement(question, name).text = value
    for place, option in enumerate(asked.options):
        one = _html(question, "answer", option)
        one.set("fraction", _ALL if place in places else _NONE)
        _html(one, "feedback", "")


def _add_truth(question: Element, asked: Item, places: list[int]) -> None:
    for place, word in enumerate(("true", "false")):
        one = SubElement(
            question, "answer", fraction=_ALL if place in places else _NONE, format="moodle_auto_format"
        )
        SubElement(one, "text").text = word
        _html(one, "feedback", "")


def _add_terms(question: Element, asked: Item, places: list[int]) -> None:
    SubElement(question, "shuffleanswers").text = "true"
    for term, place in zip(asked.cells, places, strict=True):
        one = _html(question, "subquestion", term)
        _text(one, "answer", asked.options[place])


_OFFERED = {"multichoice": _add_choice, "truefalse": _add_truth, "matching": _add_terms}


def _explanation(answer: Item) -> list[str]:
    """Why it is the right one, the words that prove it, and where they stand."""
    words = f"“{answer.text}”" if answer.kind == "quote" and answer.text else answer.text
    where = [" ".join(part for part in (source.label, source.url) if part) for source in answer.sources]
    return [part for part in (answer.why, words, *where) if part]


def _text(parent: Element, name: str, words: str) -> Element:
    child = SubElement(parent, name)
    SubElement(child, "text").text = words
    return child


def _html(parent: Element, name: str, *paragraphs: str) -> Element:
    """An element with HTML: a paragraph each, escaped; one alone stands without marks."""
    escaped = [escape(words, quote=False) for words in paragraphs]
    words = escaped[0] if len(escaped) == 1 else "".join(f"<p>{one}</p>" for one in escaped)
    child = _text(parent, name, words)
    child.set("format", "html")
    return child
