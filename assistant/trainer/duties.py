"""Who must do what: actor, verb, task and deadline of each operative sentence, with the paragraph it stands
in.

Actors come from the official actor codes where the source gives them, and from the sentence otherwise; each
row says
which. The task is made of the provision's own words and no others. The grammar is that of treaties and
decisions in English.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from assistant.reading.context import leads
from assistant.reading.resolve import resolve
from assistant.reading.timeline import VERBATIM
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.locator import Locator
from ingest.model import Provision

OFFICIAL, SENTENCE = "official code", "from the sentence"
COP = "Conference of the Parties"
_SENTENCES = frozenset({"art", "para", "item", "subitem"})  # what a duty may be begun in
MANDATORY = frozenset({"shall", "shall not", "must", "undertakes to", "undertakes", "decides"})

_REQUESTS = (
    "requests",
    "urges",
    "invites",
    "encourages",
    "calls upon",
    "calls on",
    "instructs",
    "directs",
    "mandates",
    "authorizes",
    "recommends",
    "reiterates its invitation to",
    "reminds",
    "appeals to",
)
_DECISIONS = (
    "decides",
    "adopts",
    "approves",
    "endorses",
    "establishes",
    "agrees",
    "welcomes",
    "takes note",
    "notes",
    "recognizes",
    "affirms",
    "emphasizes",
    "launches",
    "extends",
    "reaffirms",
    "stresses",
    "commends",
    "acknowledges",
)
_ADVERBS = r"(?:(?:also|further|strongly|again|once again|furthermore|in addition|accordingly|therefore)\s+)*"
_REQUEST = re.compile(
    rf"{_ADVERBS}(?P<verb>{'|'.join(_REQUESTS)})\s+(?P<also>also\s+|further\s+)?(?P<rest>.+)", re.I | re.S
)
_DECISION = re.compile(rf"{_ADVERBS}(?P<verb>{'|'.join(_DECISIONS)})\b\s*(?P<rest>.*)", re.I | re.S)
_MODAL = re.compile(
    r"\b(?P<verb>shall not|shall|should not|should|must|undertakes(?: to)?|may not)\b(?P<rest>[^;]*)", re.S
)
# where the words for those who are asked end and the task begins
_TASK = re.compile(
    r"(?:,\s*(?:as appropriate|where appropriate|in accordance with [^,]{3,60}|subject to [^,]{3,80}|"
    r"in collaboration with [^,]{3,120}"
    r"|within [^,]{3,60}|and subject to [^,]{3,60}|when [^,]{3,60}|in particular [^,]{3,60})\s*,)?"
    r"\s+(?=(?:not\s+)?to\s+(?!the\b|this\b|its\b|be held)[a-z]+)"
)
_SECOND = re.compile(r",?\s+and\s+(?P<verb>requests|urges|invites|encourages|calls upon)\s+", re.I)
# the bodies that treaties and decisions name, the longest first; what is printed -> what the sentence says
_ACTORS: tuple[tuple[str, str], ...] = (
    ("Conference of the Parties serving as the meeting of the Parties",
     r"conference of the parties serving as the meeting of the parties(?: to this protocol)?"),
    (COP, r"conference of the parties|governing body"),
    ("Executive Secretary", r"executive secretary"),
    ("Secretariat", r"secretariat"),
    ("Subsidiary Body on Scientific, Technical and Technological Advice",
     r"subsidiary body on scientific, technical and technological advice|sbstta"),
    ("Subsidiary Body on Implementation", r"subsidiary body on implementation"),
    ("Global Environment Facility", r"global environment facility|\bgef\b"),
    ("Financial mechanism", r"financial mechanism"),
    ("Parties of import", r"part(?:y|ies) of import"),
    ("Parties of export", r"part(?:y|ies) of export"),
    ("Developed country Parties", r"developed[- ]country parties|developed countr(?:y|ies)"),
    ("Contracting Parties", r"contracting part(?:y|ies)"),
    ("Parties", r"part(?:y|ies)"),
    ("Other Governments", r"other governments"),
    ("Governments", r"governments"),
    ("States", r"states?"),
    ("Competent national authorities", r"competent (?:national )?authorit(?:y|ies)"),
    ("National focal points", r"(?:national )?focal points?"),
    ("Notifier", r"notifier"),
    ("Exporter", r"exporter"),
    ("Operator", r"operators?"),
    ("Depositary", r"depositar(?:y|ies)"),
    ("Biosafety Clearing-House", r"biosafety clearing-house"),
    ("Access and Benefit-sharing Clearing-House", r"access and benefit-sharing clearing-house"),
    ("Clearing-house mechanism", r"clearing-house mechanism"),
    ("Indigenous peoples and local communities", r"indigenous (?:peoples )?and local communities"),
    ("International organizations", r"international organizations"),
    ("Executive Director of UNEP", r"executive director of the united nations environment programme"),
    ("Secretary-General of the United Nations", r"secretary-general of the united nations"),
    ("Arbitral tribunal", r"(?:arbitral )?tribunal"),
    ("Conciliation commission", r"(?:conciliation )?commission"),
    ("Subsidiary bodies", r"subsidiary bod(?:y|ies)"),
    ("Organizations", r"organizations"),
    ("Institutions", r"institutions"),
    ("Donors", r"donors?"),
    ("Private sector", r"private sector"),
)  # fmt: skip
_CODES = {
    "gef": "Global Environment Facility",
    "sbstta": "Subsidiary Body on Scientific, Technical and Technological Advice",
    "sbi": "Subsidiary Body on Implementation",
    "iplc": "Indigenous peoples and local communities",
    "executive-director": "Executive Director of UNEP",
    "int-organizations": "International organizations",
    "inter-gov-organizations": "Intergovernmental organizations",
}
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    r"fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|next|\d+(?:st|nd|rd|th))"
)
_DEADLINE = re.compile(
    rf"\b(?:at its {_ORDINAL}(?: ordinary)? meeting|(?:prior to|before|for consideration (?:by "
    rf"[^,;]{{3,80}} )?at|no later than|not later than"
    rf"|in time for|by) (?:its|the) {_ORDINAL}"
    r"(?: ordinary)? meeting(?: of the [A-Z][\w ]{3,60})?|(?:by|before|no later than|not later than|"
    r"until) (?:the end of )?(?:\d{1,2} )?"
    r"(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December) (?:19|20)\d{2}|(?:by|before|no later than|not later "
    r"than|until)(?: the end of)? (?:19|20)\d{2}\b"
    r"|within (?:a period of |not more than )?(?:\w+ (?:hundred and )?\w+ |\d+ |one |two |three |a |"
    r"\w+ )(?:days|months?|years?)"
    rf"|at the {_ORDINAL} meeting(?: of the [A-Z][\w ]{{3,60}})?|every \w+ years|immediately|without delay)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One row: `actor` must (or is asked to) `verb` the `task`; `source` is the provision's locator."""

    actor: str
    verb: str
    task: str
    deadline: str
    source: str
    label: str
    origin: str
    binding: bool
    sentence: str
    url: str = ""


COLUMNS = ("actor", "verb", "task", "deadline", "source", "label", "origin", "url")


NOBODY = "(not named)"
_HEAD = re.compile(
    r"^(?:(?:each|any|the|no|all|every|that|such|those|other|a|an|both|interested|relevant|"
    r"concerned)\s+|party and\s+)+",
    re.I,
)
_INSERTED = re.compile(
    r"(?:^(?:where|when|if|in|for|to|with|at|as|upon|without|subject|pursuant|notwithstanding|unless|"
    r"under|following|on|by|after|until|taking|nothing"
    r"|except|thereafter|within|paragraphs?|articles?|as such|to this end)\b[^,]*,\s*)+",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence taken apart: `who` are the words for those who act, not yet a name."""

    sentence: str
    who: str
    verb: str
    task: str
    modal: bool = False


def duties_in(named: str, index: SearchIndex) -> list[Duty]:
    """Give the duties in a provision, with all below it, or in a whole document. Raises NotFoundError.

    `named` is a locator, a document's id or a reference in words ("Article 18", "decision I/3").
    """
    provisions = _provisions(named, index)
    if not any(provision.provenance in VERBATIM for provision in provisions):
        raise NotFoundError(
            f"The corpus has no official text of '{named}', so nobody's duties can be read from it.",
            "Synchronise the official text, or ask the guide: cbd-assistant show LOCATOR",
        )
    return [
        duty
        for provision in provisions
        if provision.leaf or _has_own_words(provision)
        for duty in duties_of(provision, index)
    ]


def _has_own_words(provision: Provision) -> bool:
    """Whether a provision says something before its items that is not completed by them."""
    return (
        bool(provision.chapeau.strip())
        and not provision.chapeau.rstrip().endswith((":", ",", "-", "–"))
        and provision.kind in {"art", "para", "item"}
    )


def _provisions(named: str, index: SearchIndex) -> list[Provision]:
    for locator in resolve(named, index):
        document = Locator.parse(locator).document
        inside = [
            p
            for p in index.in_document(document)
            if p.locator == locator or p.locator.startswith(f"{locator}/")
        ]
        if inside:
            return inside
    raise NotFoundError(
        f"The corpus has no provision or document '{named}'.",
        "Try a locator such as cbd/art-18, or a document such as cop-1/dec-3.",
    )


def duties_of(provision: Provision, index: SearchIndex) -> Iterator[Duty]:
    """Give the duties that one provision states, its own chapeaux read with it."""
    if provision.provenance not in VERBATIM or provision.kind in {
        "catalogue",
        "recital",
        "preamble",
        "head",
        "term",
        "document",
    }:
        return
    own = provision.text if provision.leaf else provision.chapeau
    above = _chapeau(provision, index)
    before = ""
    for said in _sayings(provision, own, above):
        for name, origin in _actors(said, provision, before):
            task = said.task if name != NOBODY else f"{_short(said.who)} {said.verb} {said.task.strip()}"
            deadline = _DEADLINE.search(said.sentence)
            yield Duty(
                name,
                said.verb,
                _tidy(task),
                deadline[0] if deadline else "",
                provision.locator,
                provision.label,
                origin,
                said.verb in MANDATORY,
                " ".join(f"{above} {own}".split()),
                provision.url,
            )
            before = name


def _sayings(provision: Provision, own: str, above: str) -> Iterable[Said]:
    """Tell what the words say by themselves, or, for an item that names nobody, as the end of the sentence
    above it.
    """
    said = list(_read(own)) if _says(own) else []
    item = provision.kind in {"item", "subitem", "point"} and _says(above)
    named = said and (not said[0].modal or _acting(_subject(said[0].who)))
    return list(_completed(above, own)) if item and not named else said


def _chapeau(provision: Provision, index: SearchIndex) -> str:
    """The words above it in its article or paragraph, as one line."""
    above = (one.chapeau for one in leads(provision, index) if one.kind in _SENTENCES)
    return " ".join(" ".join(above).split())


def _says(words: str) -> bool:
    return bool(
        _REQUEST.match(words.strip())
        or _DECISION.match(words.strip())
        or re.search(r"\b(?:shall|should|must|undertakes)\b", words)
    )


def _read(words: str) -> Iterator[Said]:
    """Tell what each sentence says."""
    for sentence in _sentences(words):
        request, decision = _REQUEST.match(sentence), _DECISION.match(sentence)
        if request:
            yield from _requested(sentence, request["verb"].lower(), request["rest"])
        elif decision:
            yield Said(sentence, COP, decision["verb"].lower(), decision["rest"])
        elif modal := _MODAL.search(
            sentence
        ):  # one row a sentence: what follows "and shall" is part of the same task
            yield Said(sentence, sentence[: modal.start()], modal["verb"], modal["rest"], modal=True)


def _completed(above: str, item: str) -> Iterator[Said]:
    """Give an item is the task that the words above it give to somebody."""
    said = next(_read(above.rstrip(" :")), None) if above and _says(above) else None
    if said is None:
        return
    lead = re.split(r"\b(?:shall|should|must)\b", said.task)[-1].strip(" :,")
    task = item if len(lead) < 4 or lead in {"to", "inter alia"} else f"{lead}: {item}"
    yield replace(said, task=task, sentence=f"{above} {item}")


def _sentences(words: str) -> list[str]:
    return [
        part.strip()
        for part in re.split(r"(?<=[a-z)\d][.;])\s+(?=[A-Z])", " ".join(words.split()))
        if part.strip()
    ]


def _requested(sentence: str, verb: str, rest: str) -> Iterator[Said]:
    second = _SECOND.search(rest)
    task = _TASK.search(rest)
    if (
        second and task and second.start() < task.start()
    ):  # "Invites Parties, and requests the Executive Secretary, to carry out"
        yield Said(sentence, rest[: second.start()], verb, rest[task.end() :])
        yield Said(sentence, rest[second.end() : task.start()], second["verb"].lower(), rest[task.end() :])
    elif task:
        yield Said(sentence, rest[: task.start()], verb, rest[task.end() :])
    else:
        yield Said(sentence, "", verb, rest)


def _actors(said: Said, provision: Provision, before: str) -> Iterable[tuple[str, str]]:
    """Who it is, and how that is known; `before` is who the sentence before it spoke of."""
    if provision.actors:
        return [
            (
                _CODES.get(code.lower(), code.replace("-", " ").capitalize() if code.islower() else code),
                OFFICIAL,
            )
            for code in provision.actors
        ]
    if not said.modal:
        return [(name, SENTENCE) for name in (list(_bodies(said.who)) or [_short(said.who) or NOBODY])]
    subject = _subject(said.who)
    if subject.lower() in {"it", "they", "he or she"}:
        return [(before or NOBODY, SENTENCE)]
    return [(_acting(subject) or NOBODY, SENTENCE)]


def _acting(subject: str) -> str:
    """Give the body that the subject is, and not one it only mentions ("Decisions taken by the Party of
    import"); "" for none.
    """
    for part in (subject, *reversed(subject.split(",")[1:])):
        body = next(_bodies(_HEAD.sub("", part.strip()), at_start=True), "")
        if body:
            return body
    return ""


def _bodies(text: str, *, at_start: bool = False) -> Iterator[str]:
    """Give the bodies that the text names, in order, each once."""
    found: list[tuple[int, int, str]] = []
    for name, pattern in _ACTORS:
        for match in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.I):
            if not any(start < match.end() and match.start() < end for start, end, _ in found) and not (
                at_start and match.start()
            ):
                found.append((match.start(), match.end(), name))
    yield from dict.fromkeys(name for _, _, name in sorted(found))


def _subject(before: str) -> str:
    """Give the clause in front of the modal, without insertions in front of it ("Subject to Article 3,
    ...").
    """
    clause = re.split(r"(?<=[.;])\s+", before.strip())[-1]
    return _INSERTED.sub("", clause).strip(" ,")


def _short(text: str) -> str:
    words = re.split(
        r",| (?:that|which|who|referred|established|provided|contained|described)\b", _subject(text)
    )[0].split()
    return " ".join(words[:10]).strip(" ,;:")


def _tidy(task: str) -> str:
    return (
        re.sub(r"^(?:also|further)\s+", "", " ".join(task.split()))
        .strip(" ,;:")
        .removesuffix("; and")
        .removesuffix(", and")
        .rstrip(" .;,")
    )


def filtered(duties: Iterable[Duty], actor: str = "", verb: str = "", words: str = "") -> list[Duty]:
    """Give the rows whose actor, verb and text hold these words, case aside."""
    return [
        d
        for d in duties
        if actor.casefold() in d.actor.casefold()
        and verb.casefold() in d.verb.casefold()
        and words.casefold() in f"{d.task} {d.sentence}".casefold()
    ]


def to_wire(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Ready for JSON."""
    return [asdict(duty) for duty in duties]
