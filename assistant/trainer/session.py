"""From a subject to a session: an outline with timing, exact quotes, the timeline, exercises and a quiz with
its key.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.reading.timeline import VERBATIM, Entry, Timeline, entry_of, timeline_of
from assistant.reading.topics import find_topic, fold
from assistant.trainer.duties import NOBODY, Duty, duties_of
from assistant.trainer.pack import Block, Item, Pack, Source, source_of
from assistant.trainer.provisions import cut, definitions, ends_whole, key_provisions
from assistant.trainer.quiz import quiz, shortened
from assistant.trainer.words import AUDIENCES, Wording
from index.interface import SearchIndex
from ingest.errors import InputError, NotFoundError
from ingest.locator import Locator
from ingest.model import Provision
from ingest.topics import Topic

SHORTEST, LONGEST = 10, 240
QUOTE_ROOM = (
    430  # characters of law that are read at 24 pt from the back of a room, with the plain words below
)
ENTRIES_A_SLIDE = 5
TERMS_OF_REFERENCE = "nfp-terms-of-reference"
_AUDIENCE = (
    (
        "new-nfp",
        r"\b(?:new|nouveaux|nuevos)?\s*(?:national |chm |nationaux |nacionales )*(?:focal points?|nfps?|"
        r"points focaux|puntos focales)\b"
        r"|\bnewcomers?\b|\bbeginners?\b",
    ),
    ("ministerial", r"\bminist\w+|\bdecision[- ]makers?\b|\bdécideurs\b|\bparliament\w*"),
    ("technical", r"\btechnical (?:staff|experts?|officers?)\b|\bexperts?\b|\bscientists?\b|\bwebmasters?\b"),
)
_NO_ACTION = frozenset(
    {
        "takes note",
        "notes",
        "welcomes",
        "recognizes",
        "emphasizes",
        "stresses",
        "commends",
        "acknowledges",
        "affirms",
        "reaffirms",
    }
)
# shares of the time by kind of block; what an audience does without is left out
_SHARES: dict[str, dict[str, float]] = {
    "new-nfp": {
        "title": 2,
        "agenda": 3,
        "definitions": 4,
        "provision": 14,
        "timeline": 5,
        "decisions": 7,
        "duties": 6,
        "role": 5,
        "exercise": 28,
        "quiz": 12,
        "answers": 9,
        "reading": 2,
    },
    "technical": {
        "title": 1,
        "agenda": 2,
        "definitions": 5,
        "provision": 24,
        "timeline": 4,
        "decisions": 9,
        "duties": 11,
        "exercise": 26,
        "quiz": 9,
        "answers": 7,
        "reading": 2,
    },
    "ministerial": {
        "title": 3,
        "agenda": 5,
        "provision": 34,
        "timeline": 14,
        "decisions": 0,
        "duties": 20,
        "exercise": 0,
        "reading": 4,
    },
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of everything a session holds."""

    provisions: int
    definitions: int
    decisions: int
    exercises: int
    questions: int
    role: bool


def plan_of(audience: str, minutes: int) -> Plan:
    """12 to 20 slides for 45 minutes, fewer for a briefing of ministers, more for half a day."""
    scale = minutes / 45
    if audience == "ministerial":
        return Plan(max(2, min(7, round(4 * scale))), 0, 0, 0, 0, False)
    many = 6 if audience == "technical" else 5
    provisions = max(2, min(12, round(many * scale)))
    slides = 3 if minutes >= 30 else 0
    return Plan(
        provisions,
        2,
        slides * ENTRIES_A_SLIDE,
        1 if minutes < 30 else 2,
        4 if minutes <= 60 else 8,
        audience == "new-nfp" and minutes >= 30,
    )


def read_request(words: str) -> tuple[str, str]:
    """Read ("The clearing-house mechanism", "new-nfp") of "The clearing-house mechanism, for new national
    focal points"; "" for no audience.
    """
    for audience, pattern in _AUDIENCE:
        match = re.search(
            rf"[,;:(–—-]*\s*(?:\bfor|\bpour|\bpara|\bto)\s+(?:the |les |los |des )?(?:{pattern})[^,;]*",
            words,
            re.I,
        )
        if match:
            rest = f"{words[: match.start()]} {words[match.end() :]}".strip(" ,;:()–—-")
            return rest or words, audience
    return words.strip(" ,;:"), ""


def make_session(
    words: str, index: SearchIndex, *, minutes: int = 45, audience: str = "", language: str = "en"
) -> Pack:
    """Give a pack on the subject. Raises InputError for what cannot be asked, NotFoundError where the corpus
    has nothing on it.
    """
    subject, named = read_request(words)
    audience = audience or named or AUDIENCES[0]
    _check(subject, minutes, audience)
    say = Wording(language)
    topic = find_topic(subject)
    timeline = _timeline(subject, index)
    plan = plan_of(audience, minutes)
    provisions = key_provisions(subject, topic, timeline, index, plan.provisions)
    if not provisions and timeline is None:
        raise NotFoundError(
            f"The corpus has nothing on '{subject}'.",
            "Name a topic such as 'technology transfer' or an article such as 'Article 18'.",
        )
    title = _title(subject, topic)
    blocks = _Builder(title, topic, timeline, provisions, plan, audience, minutes, index, say).blocks()
    return Pack(
        title,
        subject,
        audience,
        minutes,
        language,
        index.snapshot.id,
        index.snapshot.built_at,
        tuple(_timed(blocks, minutes, audience)),
    )


def _check(subject: str, minutes: int, audience: str) -> None:
    if not any(c.isalnum() for c in subject) or len(subject) > 300:
        raise InputError(
            "The subject of the session is empty or too long.",
            'Try: cbd-assistant session "The clearing-house mechanism"',
        )
    if not SHORTEST <= minutes <= LONGEST:
        raise InputError(
            f"A session of {minutes} minutes cannot be planned.", f"Choose {SHORTEST} to {LONGEST}."
        )
    if audience not in AUDIENCES:
        raise InputError(f"The audience '{audience}' is not known.", f"Choose one of {', '.join(AUDIENCES)}.")


def _timeline(subject: str, index: SearchIndex) -> Timeline | None:
    try:
        return timeline_of(subject, index)
    except NotFoundError:
        return None


def _title(subject: str, topic: Topic | None) -> str:
    if topic and set(topic.names) & {fold(subject), re.sub(r"^the ", "", fold(subject))}:
        return topic.title
    return subject[:1].upper() + subject[1:]


class _Builder:
    """Makes the blocks in the order of the session."""

    def __init__(
        self,
        title: str,
        topic: Topic | None,
        timeline: Timeline | None,
        provisions: Sequence[Provision],
        plan: Plan,
        audience: str,
        minutes: int,
        index: SearchIndex,
        say: Wording,
    ) -> None:
        self.title, self.topic, self.timeline, self.plan, self.audience = (
            title,
            topic,
            timeline,
            plan,
            audience,
        )
        self.minutes, self.index, self.say = minutes, index, say
        self.defined = definitions(topic, provisions, index, plan.definitions)
        told = {p.locator for p in self.defined}
        self.provisions = [
            p for p in provisions if p.locator not in told or p.locator in (topic.articles if topic else ())
        ] or list(provisions)
        self.defined = [p for p in self.defined if p.locator not in {q.locator for q in self.provisions}]
        self.duties = [
            duty
            for p in self._with_duties()
            for duty in duties_of(p, index)
            if duty.actor != NOBODY and duty.verb not in _NO_ACTION
        ]

    def _with_duties(self) -> list[Provision]:
        """Give the key provisions, and what else the corpus quotes of the timeline's decisions."""
        entries = self.timeline.entries if self.timeline else ()
        more = [
            p
            for entry in entries
            for p in self.index.in_document(entry.decision)
            if p.leaf and p.provenance in VERBATIM
        ]
        return list({p.locator: p for p in [*self.provisions, *more]}.values())

    def blocks(self) -> list[Block]:
        """All of them; parts without content are left out."""
        parts = [
            self._front(),
            self._agenda(),
            self._definitions(),
            *map(self._provision, self.provisions),
            self._picture(),
            *self._decisions(),
            self._duties(),
            self._role(),
            *self._exercises(),
            *self._quiz(),
            self._reading(),
        ]
        kept = [block for block in parts if block and (block.items or block.kind in {"title", "timeline"})]
        return [replace(block, id=f"{number}-{block.kind}") for number, block in enumerate(kept, start=1)]

    def _front(self) -> Block:
        say = self.say
        subtitle = say("subtitle", minutes=self.minutes, audience=say(self.audience))
        note = f"{say('draft', date=self.index.snapshot.built_at[:10])} {say('legend')}"
        return Block("", "title", self.title, 0, (Item("own", subtitle),), note)

    def _agenda(self) -> Block:
        say = self.say
        aims = [say("aim_know")]
        if self.timeline and len(self.timeline.entries) > 1:
            aims.append(
                say(
                    "aim_history",
                    first=self.timeline.entries[0].number,
                    last=self.timeline.entries[-1].number,
                )
            )
        if self.duties:
            aims.append(say("aim_decide" if self.audience == "ministerial" else "aim_duty"))
        return Block("", "agenda", say("agenda"), 0, tuple(Item("own", aim) for aim in aims))

    def _definitions(self) -> Block | None:
        items = [
            item
            for provision in self.defined
            for item in (self._quote(provision, 330), self._plain(provision))
            if item
        ]
        return (
            Block("", "definitions", self.say("definitions"), 0, tuple(items), self.say("note_quote"))
            if items
            else None
        )

    def _provision(self, provision: Provision) -> Block:
        if provision.provenance not in VERBATIM:
            item = Item("guide", self.say("guide_only", text=provision.text), (source_of(provision),))
            return Block("", "provision", self._heading(provision), 0, (item,), "")
        items = [item for item in (self._quote(provision, QUOTE_ROOM), self._plain(provision)) if item]
        return Block("", "provision", self._heading(provision), 0, tuple(items), self.say("note_quote"))

    def _heading(self, provision: Provision) -> str:
        """Head it with the article's title, or with where and when the decision was taken."""
        entry = entry_of(provision.document, self.index)
        if entry:
            return f"{provision.label} ({entry.where}, {entry.year})"
        here = Locator.parse(provision.locator)
        fact = self.index.get(f"{Locator(here.document, here.steps[:1])}/catalogue")
        return f"{provision.label}: {fact.heading}" if fact and fact.heading else provision.label

    def _quote(self, provision: Provision, room: int) -> Item:
        words = cut(provision.text, room)
        note = (
            self.say("shortened")
            if words != provision.text
            else ("" if ends_whole(provision) else self.say("cut_in_source"))
        )
        return Item("quote", words + (" […]" if note else ""), (source_of(provision),), note)

    def _plain(self, provision: Provision) -> Item | None:
        guide = self.index.guide(provision.locator)
        return (
            Item(
                "guide", self.say("plain", text=guide.summary), (Source(provision.locator, provision.label),)
            )
            if guide
            else None
        )

    # the timeline

    def _picture(self) -> Block | None:
        if self.timeline is None or len(self.timeline.entries) < 2:
            return None
        entries = self.timeline.entries
        title = self.say(
            "timeline",
            topic=self.timeline.title,
            count=len(entries),
            first=entries[0].number,
            last=entries[-1].number,
        )
        facts = tuple(Item("fact", entry.fact, (self._fact(entry),)) for entry in entries if entry.fact)
        return Block(
            "",
            "timeline",
            title,
            0,
            facts,
            self._note(),
            self.timeline.topic or self.timeline.title,
        )

    def _note(self) -> str:
        """Where the remarks come from: the deck of the topic, or every deck of the corpus."""
        decks = [d.id for d in self.index.documents.values() if d.kind == "training"]
        return self.say("note_timeline", deck=self.topic.deck if self.topic else ", ".join(decks))

    def _fact(self, entry: Entry) -> Source:
        return Source(entry.fact_locator, entry.label, entry.fact, entry.url, "catalogue")

    def _decisions(self) -> list[Block]:
        entries = self.timeline.entries[: self.plan.decisions] if self.timeline else ()
        size = -(-len(entries) // max(1, -(-len(entries) // ENTRIES_A_SLIDE))) if entries else 1
        pages = [entries[i : i + size] for i in range(0, len(entries), size)]
        title = self.timeline.title if self.timeline else ""
        key = "decisions_remarked" if entries and all(entry.remarks for entry in entries) else "decisions"
        return [
            Block("", "decisions", self.say(key, topic=title, first=page[0].number, last=page[-1].number), 0,
                  tuple(self._told(entry) for entry in page), self._note())
            for page in pages
        ]  # fmt: skip

    def _told(self, entry: Entry) -> Item:
        where = f"{entry.number} ({entry.where}, {entry.year})"
        if entry.remarks:
            remark = min(entry.remarks[:2], key=lambda r: len(r.text) > 150)
            sources = tuple(
                self._remark(locator, label)
                for locator, label in zip(remark.slides, remark.labels, strict=True)
            )
            note = self.say("shared_remark") if remark.shared else ""
            return Item("remark", shortened(remark.text, 150), (*sources, self._fact(entry)), note, (where,))
        return Item("fact", shortened(entry.title, 150), (self._fact(entry),), "", (where,))

    def _remark(self, locator: str, label: str) -> Source:
        found = self.index.get(locator)
        return Source(locator, label.replace(", remark", "; remark"), found.text if found else "", "", "own")

    # what to do

    def _duties(self) -> Block | None:
        rows = self._rows(4)
        notes = (
            self.say("origin_note", origin=" / ".join(sorted({self._origin(duty) for duty in rows})))
            if rows
            else ""
        )
        return (
            Block("", "duties", self.say("duties"), 0, tuple(self._row(duty) for duty in rows), notes)
            if rows
            else None
        )

    def _rows(self, most: int) -> list[Duty]:
        """Each body that acts comes first once, then each provision, then the rest; shown in the order of the
        texts.
        """
        ranked = sorted(
            range(len(self.duties)),
            key=lambda i: (
                any(self.duties[j].actor == self.duties[i].actor for j in range(i)),
                any(self.duties[j].source == self.duties[i].source for j in range(i)), i,
            ),
        )  # fmt: skip
        return [self.duties[i] for i in sorted(ranked[:most])]

    def _origin(self, duty: Duty) -> str:
        return self.say("origin_code" if duty.origin == "official code" else "origin_sentence")

    def _row(self, duty: Duty) -> Item:
        provision = self.index.get(duty.source)
        sources = (source_of(provision),) if provision else ()
        cells = (duty.actor, duty.verb, shortened(duty.task, 76), duty.deadline, duty.label)
        return Item("quote", f"{duty.actor} | {duty.verb} | {duty.task}", sources, self._origin(duty), cells)

    def _role(self) -> Block | None:
        items = (
            [
                p
                for p in self.index.in_document(TERMS_OF_REFERENCE)
                if p.kind == "item" and p.provenance in VERBATIM
            ]
            if self.plan.role
            else []
        )
        quoted = tuple(Item("quote", p.text.rstrip(";"), (source_of(p, p.text.rstrip(";")),)) for p in items)
        return Block("", "role", self.say("role"), 0, quoted, self.say("note_quote")) if quoted else None

    def _exercises(self) -> list[Block]:
        made = [exercise for exercise in (self._order(), self._reading_exercise()) if exercise]
        return made[: self.plan.exercises]

    def _order(self) -> Block | None:
        if self.timeline is None or len(self.timeline.entries) < 4:
            return None
        step = max(1, len(self.timeline.entries) // 6)
        chosen = self.timeline.entries[::step][:7]
        cards = ", ".join(entry.number for entry in sorted(chosen, key=lambda e: (e.where, e.number)))
        key = self.say("exercise_order_key", numbers=", ".join(f"{e.number} ({e.year})" for e in chosen))
        items = (
            Item(
                "own",
                self.say("exercise_order_task", numbers=cards),
                tuple(self._fact(entry) for entry in chosen),
            ),
            Item("own", self.say("exercise_steps", minutes=max(3, round(self.minutes * 0.1)))),
        )
        return Block("", "exercise", self.say("exercise_order"), 0, items, key)

    def _reading_exercise(self) -> Block | None:
        duty = next((duty for duty in self.duties if duty.deadline), None) or (
            self.duties[-1] if self.duties else None
        )
        provision = self.index.get(duty.source) if duty else None
        if duty is None or provision is None:
            return None
        deadline = self.say("deadline", deadline=duty.deadline) if duty.deadline else self.say("no_deadline")
        words = cut(provision.text, 300)
        more = "" if words == provision.text else " […]"
        items = (
            Item("own", self.say("exercise_read_task", label=duty.label), (source_of(provision),)),
            Item("quote", words + more, (source_of(provision),), self.say("shortened") if more else ""),
        )
        return Block(
            "",
            "exercise",
            self.say("exercise_read"),
            0,
            items,
            self.say("exercise_read_key", actor=duty.actor, verb=duty.verb, deadline=deadline),
        )

    def _quiz(self) -> list[Block]:
        questions = quiz(
            [p for p in self.provisions if p.provenance in VERBATIM],
            self.timeline,
            self.index,
            self.say,
            self.plan.questions,
        )
        blocks = []
        for start in range(0, len(questions), 4):
            part = questions[start : start + 4]
            notes = "\n".join(
                f"{number}. ({q.letter}) {q.answer}: {q.source.label}"
                for number, q in enumerate(part, start=start + 1)
            )
            blocks.append(Block("", "quiz", self.say("quiz"), 0, tuple(q.asked() for q in part), notes))
            answers = tuple(
                replace(
                    q.answered(), text=cut(q.quote, 180) + ("" if cut(q.quote, 180) == q.quote else " […]")
                )
                for q in part
            )
            blocks.append(Block("", "answers", self.say("answers"), 0, answers, notes))
        return blocks

    def _reading(self) -> Block:
        seen: dict[str, Item] = {}
        for provision in [*self.provisions, *self.defined]:
            document = self.index.documents.get(provision.document)
            if document and document.url:
                source = Source(
                    provision.locator, document.short_title, "", document.url, provision.provenance.value
                )
                seen.setdefault(
                    document.url,
                    Item("own", f"{document.short_title}: {shortened(document.title, 70)}", (source,)),
                )
        for entry in reversed(self.timeline.entries if self.timeline else ()):
            seen.setdefault(
                entry.url,
                Item(
                    "own",
                    f"{entry.label}: {shortened(entry.title, 70)}",
                    (replace(self._fact(entry), quote=""),),
                ),
            )
        return Block("", "reading", self.say("reading"), 0, tuple(list(seen.values())[:6]))


def _timed(blocks: Sequence[Block], minutes: int, audience: str) -> list[Block]:
    """Whole and half minutes that add up: the shares of the kinds, parted evenly among blocks of one kind."""
    shares = _SHARES[audience]
    counts = {kind: sum(block.kind == kind for block in blocks) for kind in shares}
    total = sum(share for kind, share in shares.items() if counts[kind])
    raw = [
        minutes * shares.get(block.kind, 0) / max(1, counts.get(block.kind, 1)) / total for block in blocks
    ]
    halves = [
        max(1 if block.kind != "title" else 0, round(2 * value))
        for block, value in zip(blocks, raw, strict=True)
    ]
    largest = max(range(len(blocks)), key=lambda i: (halves[i], -i))
    halves[largest] += 2 * minutes - sum(halves)
    return [replace(block, minutes=value / 2) for block, value in zip(blocks, halves, strict=True)]
