"""All facts of a file, checked sentence by sentence; what provisions are about is judged at once, for all."""

from collections.abc import Callable, Iterator, Sequence

from assistant.trainer.context import Context, read_in
from assistant.trainer.desk import Desk
from assistant.trainer.facts.acts import decision_errors
from assistant.trainer.facts.amounts import amount_errors, unread_amounts
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.counts import count_errors
from assistant.trainer.facts.instruments import instrument_errors
from assistant.trainer.facts.meetings import meeting_errors
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.subjects import subject_errors
from assistant.trainer.facts.topic import Topic, topics_in
from assistant.trainer.quotation import Quotation
from assistant.trainer.report import NOTE, SLIP, UNCHECKED, Finding
from assistant.trainer.slides import Piece
from index.encoder import Encoder
from ingest.phrases import plain
from ingest.sentences import sentences

Check = Callable[[Sentence, Desk], Iterator[Error]]
CHECKS: tuple[Check, ...] = (
    meeting_errors,
    decision_errors,
    instrument_errors,
    count_errors,
    amount_errors,
)
KIND = "fact"
MOST_TOPICS = 300  # of a file: each costs about a hundredth of a second


def fact_findings(
    pieces: Sequence[Piece],
    contexts: Sequence[Context],
    quoted: Sequence[Sequence[Quotation]],
    desk: Desk,
    encoder: Encoder | None,
) -> list[Finding]:
    """What the pieces state that is not so, each with what the source says, in their order; `quoted` is what
    each of them quotes. Without an encoder it is not judged what provisions are about.
    """
    found: list[tuple[int, Finding]] = []
    topics: list[tuple[int, str, Topic]] = []
    for place, (piece, context, law) in enumerate(zip(pieces, contexts, quoted, strict=True)):
        for said in sentences(piece.text):
            references = read_in(plain(said), context.instrument, desk.index)
            sentence = Sentence.of(said, references, strangers=context.strangers)
            errors = [error for check in CHECKS for error in check(sentence, desk)]
            found += [(place, _told(error, SLIP, piece, said, desk)) for error in errors]
            unread = unread_amounts(sentence, desk)
            found += [(place, _told(error, NOTE, piece, said, desk)) for error in unread]
            topics += [(place, said, topic) for topic in topics_in(sentence) if not _is_law(topic, law)]
    if topics and encoder is None:
        place, said, _ = topics[0]
        found.append((place, _unread(pieces[place], said, desk.say("topics_unjudged"))))
    elif topics and encoder is not None:
        judged = topics[:MOST_TOPICS]
        if len(topics) > MOST_TOPICS:
            place, said, _ = topics[MOST_TOPICS]
            message = desk.say("topics_unread", count=MOST_TOPICS)
            found.append((place, _unread(pieces[place], said, message)))
        others = subject_errors([topic for _, _, topic in judged], desk, encoder)
        found += [
            (place, _told(others[topic], SLIP, pieces[place], said, desk))
            for place, said, topic in judged
            if topic in others
        ]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def _is_law(topic: Topic, quoted: Sequence[Quotation]) -> bool:
    """Whether the provision is named in words of the law: what cites another one is not about that alone."""
    return any(topic.reference.words in one.text for one in quoted)


def _unread(piece: Piece, said: str, message: str) -> Finding:
    return Finding(NOTE, UNCHECKED, piece.place, said, message)


def _told(error: Error, severity: str, piece: Piece, said: str, desk: Desk) -> Finding:
    kind = KIND if severity == SLIP else UNCHECKED
    message = desk.say(error.name, **error.values)
    return desk.finding(severity, kind, piece.place, said, message, error.locator, error.source)
