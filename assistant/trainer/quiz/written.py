"""Questions that were written by hand, of those that the slides prove, in the language of the session."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.reading.labels import label_of
from assistant.reading.timeline import VERBATIM
from assistant.trainer.pack import Source, source_of
from assistant.trainer.quiz.question import Proof, Question
from assistant.trainer.quiz.shown import Shown
from assistant.words.phrases import in_plain_words
from assistant.words.store import Words
from index.interface import SearchIndex
from ingest.quiz import STATEMENT, Phrasing, WrittenQuestion


def written(
    bank: Sequence[WrittenQuestion], shown: Shown, index: SearchIndex, say: Words
) -> Iterator[Question]:
    """Those whose proving words stand on a slide; one that nobody has put into the language is left out."""
    for one in bank:
        words, proof = one.words.get(say.language), proof_of(one, shown, index, say)
        if words and proof:
            yield _question(one, words, proof, say)


def proof_of(one: WrittenQuestion, shown: Shown, index: SearchIndex, say: Words) -> Proof | None:
    """What on the slides proves a question: the words of the provision, or the guide's where those are what
    it rests on. None where nothing does.
    """
    provision, guide = index.get(one.provision), index.guide(one.provision)
    if provision is None:
        return None
    label = label_of(provision, say.language, index)
    if provision.provenance in VERBATIM and shown.proves(one.provision, one.proof):
        return Proof("quote", one.proof, replace(source_of(provision, one.proof), label=label))
    plain = guide.plain(say.language).summary if guide else ""
    if guide and one.proof in guide.summary and shown.explains(one.provision, plain):
        return Proof("guide", in_plain_words(plain, say.language), Source(one.provision, label))
    return None


def _question(one: WrittenQuestion, words: Phrasing, proof: Proof, say: Words) -> Question:
    if one.kind != STATEMENT:
        return Question(
            one.kind, one.level, words.ask, words.right, words.wrong, words.why, (proof,), written=True
        )
    return statement(words.ask, words.why, proof, say, true=one.true, level=one.level, written=True)


def statement(
    words: str, why: str, proof: Proof, say: Words, *, true: bool, level: int, written: bool = False
) -> Question:
    """A statement that is true or false."""
    yes, no = say("quiz_true"), say("quiz_false")
    right, wrong = (yes, no) if true else (no, yes)
    ask = say("quiz_statement", statement=words)
    return Question(STATEMENT, level, ask, right, (wrong,), why, (proof,), written=written, options=(yes, no))
