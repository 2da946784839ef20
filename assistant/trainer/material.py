"""The material of a session: what the corpus has on its subject, looked up once and read by every block."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.reading.labels import label_at, label_of
from assistant.reading.timeline import VERBATIM, Entry, Timeline, find_timeline, in_language
from assistant.reading.topics import find_topic, fold, names_of
from assistant.trainer.audiences import Audience
from assistant.trainer.duties import NOBODY, Duty, duties_of
from assistant.trainer.plan import Plan
from assistant.trainer.provisions import definitions, key_provisions
from assistant.trainer.sentences import idle_verbs
from assistant.words.store import Words
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.model import PlainWords, Provision
from ingest.topics import Topic


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    subject: str
    audience: Audience
    minutes: int


@dataclass(frozen=True, slots=True)
class Material:
    """What a session is made of; `definitions` are provisions too, and none of them is in `provisions`."""

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

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The decisions of the timeline in their order; none where there is no timeline."""
        return self.timeline.entries if self.timeline else ()

    @property
    def verbatim(self) -> list[Provision]:
        """Those of the provisions whose official words are here."""
        return [provision for provision in self.provisions if provision.provenance in VERBATIM]

    @property
    def unread(self) -> bool:
        """Whether it has plain words that nobody has read yet whose language it is."""
        said = map(self.plain, (*self.provisions, *self.definitions))
        return any(plain is not None and plain.unread for plain in said)

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


def gather(request: Request, plan: Plan, index: SearchIndex, say: Words) -> Material:
    """Give the material on a subject. Raises NotFoundError where the corpus has nothing on it."""
    subject = request.subject
    topic = find_topic(subject)
    timeline = find_timeline(subject, index)
    keys = key_provisions(subject, topic, timeline, index, plan.provisions)
    if not keys and timeline is None:
        raise NotFoundError(
            f"The corpus has nothing on '{subject}'.",
            "Name a topic such as 'technology transfer' or an article such as 'Article 18'.",
        )
    terms = definitions(topic, keys, index, plan.definitions)
    provisions = _without_terms(keys, terms, topic)
    shown = {provision.locator for provision in provisions}
    language = say.language
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
        provisions=tuple(map(named.called, provisions)),
        definitions=tuple(named.called(term) for term in terms if term.locator not in shown),
        duties=tuple(
            replace(duty, label=label_at(duty.source, language, index))
            for duty in _duties(provisions, timeline, index)
        ),
    )


def _without_terms(
    keys: Sequence[Provision], terms: Iterable[Provision], topic: Topic | None
) -> list[Provision]:
    """The key provisions that are no definitions; an article of the topic itself is shown as what it is."""
    defining = {term.locator for term in terms} - set(topic.articles if topic else ())
    # where all of them define something, the definitions are what the session is about
    return [provision for provision in keys if provision.locator not in defining] or list(keys)


def _duties(provisions: Iterable[Provision], timeline: Timeline | None, index: SearchIndex) -> Iterable[Duty]:
    """Who must do what in the key provisions and in all that is quoted of the timeline's decisions."""
    quoted = [
        provision
        for entry in (timeline.entries if timeline else ())
        for provision in index.in_document(entry.decision)
        if provision.leaf and provision.provenance in VERBATIM
    ]
    # a key provision may be one of those that a decision of the timeline has
    for provision in {one.locator: one for one in [*provisions, *quoted]}.values():
        for duty in duties_of(provision, index):
            if duty.actor != NOBODY and duty.verb not in idle_verbs():
                yield duty


def _title(subject: str, topic: Topic | None, language: str) -> str:
    if topic and set(names_of(topic)) & {fold(subject), re.sub(r"^the ", "", fold(subject))}:
        return topic.called(language)
    return subject[:1].upper() + subject[1:]
