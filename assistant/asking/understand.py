"""Understanding: a question with the turns before it becomes words that stand alone, with what it names."""

from collections.abc import Sequence

from assistant.asking.clauses import clauses
from assistant.asking.described import in_described
from assistant.asking.patterns import pattern, word_list
from assistant.asking.query import Reading, Wording
from assistant.asking.relative import read_relative
from assistant.asking.swapped import swapped
from assistant.question import Question, Turn
from assistant.reading.glossary import english_words
from assistant.words.store import ENGLISH
from index.interface import SearchIndex
from index.lexical import words
from ingest.locator import Locator
from ingest.references.resolve import Reference, names_part_alone, read_references
from ingest.vocabulary import vocabulary


def understand(question: Question, wording: Wording, index: SearchIndex, leaning: bool) -> Reading:
    """Read the references of the question; `leaning` on the turns before, it is read together with them."""
    document, context = _spoken_of(question, wording, index)
    own = _names_itself(question.text) or in_described(question.text, wording.english, index)
    references = own or (_seen_from(context, question.text, wording.language, index) if context else [])
    before = " ".join(wording.before) if leaning else ""
    before_english = " ".join(wording.before_english) if leaning else ""
    found = clauses(wording.clean, wording.language)
    parts = swapped([clause.text for clause in found], wording.language)
    spoken = pattern("each_instrument").sub(" ", wording.clean)  # each is looked at by itself
    return Reading(
        text=f"{before_english} {wording.english}".strip() or question.text,
        spoken=f"{before} {spoken}".strip() or question.text,
        parts=(*parts, wording.clean) if leaning and not parts and wording.clean else parts,
        repeated=parts != tuple(clause.text for clause in found),
        told=frozenset(place for place, clause in enumerate(found) if clause.told),
        references=tuple(references),
        own=tuple(own),
        context=document,
        leaning=leaning,
        focus=_focus(question.text, wording, references),
    )


def _spoken_of(question: Question, wording: Wording, index: SearchIndex) -> tuple[str, Locator | None]:
    """The document last spoken of, to which "and article 8?" belongs: of a provision, or an instrument that
    the asker named alone; and the provision last spoken of, to which "paragraph 4" belongs.
    """
    in_english = dict(zip(wording.before, wording.before_english, strict=True))
    later: list[Turn] = []  # than the last one that names a provision by itself
    provision = None
    for turn in reversed(question.history):
        provision = _last_named(turn.content, index)
        if provision is not None:
            break
        later.insert(0, turn)
    document = provision.document if provision else ""
    for turn in later:
        seen: Sequence[Reference] = []
        if provision is not None and turn.role == "user":
            seen = _seen_from(provision, turn.content, wording.language, index)
        if seen and index.knows(str(seen[-1].targets[-1])):
            provision = seen[-1].targets[-1]
            document = provision.document
            continue
        named = vocabulary().named_instruments(in_english.get(turn.content, ""))
        document = named[-1] if named else document
    return document, provision


def _seen_from(context: Locator, text: str, language: str, index: SearchIndex) -> Sequence[Reference]:
    """What a text names that goes on from a provision: a part of it, or one that stands beside it."""
    return read_references(text, context) or read_relative(text, language, context, index)


def _names_itself(text: str) -> Sequence[Reference]:
    """What the question names by itself; in "paragraph 19 of the decision on adaptation (8/CP.24)" the
    paragraph is that of the one decision named.
    """
    named = read_references(text)
    decisions = {target.document for one in named for target in one.targets if target.is_decision}
    if len(decisions) != 1 or not names_part_alone(text):
        return named
    return read_references(text, Locator(decisions.pop()))


def _last_named(turn: str, index: SearchIndex) -> Locator | None:
    """The provision that a turn names last."""
    targets = [target for reference in read_references(turn) for target in reference.targets]
    return next((target for target in reversed(targets) if index.knows(str(target))), None)


def _focus(asked: str, wording: Wording, references: Sequence[Reference]) -> str:
    """What the question asks beyond naming provisions: its other content words, in English. The names are cut
    out before anything is translated: the number in a name is no word of the question.
    """
    text = wording.english if wording.language == ENGLISH else asked
    for reference in sorted(references, key=lambda r: -r.start):
        text = text.replace(reference.words, " ")
    asking = word_list("about_a_reference")
    rest = words(english_words(text, wording.language))
    return " ".join(word for word in rest if word not in asking and not word.isdigit() and len(word) > 1)
