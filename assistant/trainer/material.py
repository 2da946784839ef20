"""The material of a session: what the corpus has on its subject, looked up once and read by every block."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.reading.labels import label_at, label_of
from assistant.reading.timeline import (
    VERBATIM,
    Entry,
    Timeline,
    article_named,
    find_timeline,
    in_language,
    topic_meant,
)
from assistant.reading.topics import fold, names_of
from assistant.trainer.audiences import Audience
from assistant.trainer.composed import beside_topic, composed
from assistant.trainer.duties import NOBODY, Duty, duties_of
from assistant.trainer.grammar import idle_verbs
from assistant.trainer.plan import Plan
from assistant.trainer.provisions import (
    Taught,
    definitions,
    for_slides,
    in_teaching_order,
    law_of_topic,
    unheld,
)
from assistant.trainer.spoken import Texts, no_texts, spoken
from assistant.words.store import ENGLISH, Words
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.model import PlainWords, Provision
from ingest.topics import Topic
from ingest.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    subject: str
    audience: Audience
    minutes: int


@dataclass(frozen=True, slots=True)
class Material:
    """What a session is made of. `law` is all that belongs to the subject, in teaching order; `provisions`
    are those of it that slides quote. `terms` are all that define its words, `definitions` those of them that
    slides quote; none of these is in `provisions`.
    """

    title: str
    request: Request
    plan: Plan
    topic: Topic | None
    timeline: Timeline | None
    provisions: tuple[Provision, ...]
    definitions: tuple[Provision, ...]
    duties: tuple[Duty, ...]
    index: SearchIndex
    say: Words
    law: tuple[Taught, ...] = ()
    terms: tuple[Provision, ...] = ()
    texts: Texts = no_texts

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The decisions of the timeline in their order; none where there is no timeline."""
        return self.timeline.entries if self.timeline else ()

    @property
    def unread(self) -> bool:
        """Whether it has plain words that nobody has read yet whose language it is."""
        told = (one.provision for one in unheld(self.law))
        said = map(self.plain, (*self.provisions, *self.definitions, *told))
        return any(plain is not None and plain.unread for plain in said)

    @property
    def notices(self) -> tuple[str, str]:
        """What is thin here, and the command that fetches it: the law of the treaties, and the words of
        decisions; "" for what is not.
        """
        treaties = [one for one in self.law if one.provision.document in vocabulary().treaties]
        titles = [entry for entry in self.entries if not entry.words or entry.words.kind != "quote"]
        sessions = ",".join(dict.fromkeys(str(entry.session) for entry in titles))
        return (
            self._thin("thin", len(unheld(treaties)), len(treaties), "treaties"),
            self._thin("thin_decisions", len(titles), len(self.entries), f"decisions --cop {sessions}"),
        )

    def _thin(self, name: str, missing: int, among: int, parts: str) -> str:
        command = f"cbd-assistant sync {parts}"
        return self.say(name, missing=missing, all=among, command=command) if missing else ""

    def spoken(self, provision: Provision) -> Provision:
        """The provision in the language of the session, where its words are held in it."""
        return spoken(provision, self.say.language, self.texts)

    def foreign(self, provision: Provision) -> str:
        """Says that the words of a provision are quoted in English; "" where that is the session's language,
        or they are in another.
        """
        return self.in_english if self.spoken(provision).language == ENGLISH else ""

    @property
    def in_english(self) -> str:
        """The same of words that are held in English alone."""
        return "" if self.say.language == ENGLISH else self.say("in_english")

    def called(self, provision: Provision) -> Provision:
        """The provision, labelled in the language of the session."""
        return replace(provision, label=label_of(provision, self.say.language, self.index))

    def get(self, locator: str) -> Provision | None:
        """A provision of the corpus, labelled in the language of the session."""
        provision = self.index.get(locator)
        return self.called(provision) if provision else None

    def plain(self, provision: Provision) -> PlainWords | None:
        """What the guide says of a provision, in the language of the session where it was written in it."""
        guide = self.index.guide(provision.locator)
        return guide.plain(self.say.language) if guide else None


def gather(request: Request, plan: Plan, index: SearchIndex, say: Words, texts: Texts = no_texts) -> Material:
    """Give the material on a subject. Raises NotFoundError where the corpus has nothing on it."""
    subject, language = request.subject, say.language
    topic = topic_meant(subject, article_named(subject, index))
    timeline = find_timeline(subject, index)
    law = _law(subject, topic, timeline, language, index)
    if not law and timeline is None:
        raise NotFoundError(
            f"The corpus has nothing on '{subject}'.",
            "Name a topic such as 'technology transfer' or an article such as 'Article 18'.",
        )
    quoted = [one.provision for one in for_slides(law, plan.provisions)]
    shown = {provision.locator for provision in quoted}
    terms = [term for term in definitions(topic, law, index) if term.provenance in VERBATIM]
    named = Material(
        _title(subject, topic, language),
        request,
        plan,
        topic,
        in_language(timeline, language, index) if timeline else None,
        (),
        (),
        (),
        index,
        say,
    )
    return replace(
        named,
        texts=texts,
        law=tuple(replace(one, provision=named.called(one.provision)) for one in law),
        provisions=tuple(map(named.called, quoted)),
        terms=tuple(map(named.called, terms)),
        definitions=tuple(named.called(term) for term in terms if term.locator not in shown)[
            : plan.definitions
        ],
        duties=tuple(
            replace(duty, label=label_at(duty.source, language, index))
            for duty in _duties([one.provision for one in law], timeline, index)
        ),
    )


def _law(
    subject: str, topic: Topic | None, timeline: Timeline | None, language: str, index: SearchIndex
) -> list[Taught]:
    if topic is None:
        return composed(
            subject, language, {one.decision for one in timeline.entries} if timeline else (), index
        )
    more = beside_topic(subject, topic, language, index)
    return in_teaching_order([*more, *law_of_topic(topic, timeline, index)])


def _duties(provisions: Iterable[Provision], timeline: Timeline | None, index: SearchIndex) -> Iterable[Duty]:
    """Who must do what in the law and in all that is quoted of the timeline's decisions."""
    quoted = [
        provision
        for entry in (timeline.entries if timeline else ())
        for provision in index.in_document(entry.decision)
        if provision.leaf and provision.provenance in VERBATIM
    ]
    # a provision of the law may be one of those that a decision of the timeline has
    for provision in {one.locator: one for one in [*provisions, *quoted]}.values():
        for duty in duties_of(provision, index):
            if duty.actor != NOBODY and duty.verb not in idle_verbs():
                yield duty


def _title(subject: str, topic: Topic | None, language: str) -> str:
    if topic and set(names_of(topic)) & {fold(subject), re.sub(r"^the ", "", fold(subject))}:
        return topic.called(language)
    return subject[:1].upper() + subject[1:]
