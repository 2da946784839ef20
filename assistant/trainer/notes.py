"""What the trainer is told of the slide of a provision: what to say, what to ask the room, what to watch for.

All of it is made from the provision: its verbs and limits as they stand in the text, a question that people
ask to get there, its neighbours, what it refers to, and the concepts that it establishes.
"""

import re
from collections.abc import Iterator
from functools import cache

from assistant.reading.context import leads
from assistant.reading.labels import label_at
from assistant.trainer.excerpt import operative_verb
from assistant.trainer.headline import headline
from assistant.trainer.material import Material
from assistant.trainer.tables import table
from assistant.words.phrases import labelled
from ingest.concepts import embedded_concepts
from ingest.messages import embedded_messages
from ingest.model import Provision

MOST_LIMITS, MOST_REFERENCES = 3, 3
_MAY = frozenset({"may"})
_BINDS = re.compile(r"shall|must|undertakes?|may not|decides|adopts|approves|establishes", re.I)


def opening_notes(provision: Provision, material: Material) -> str:
    """What to say, and how strict it is."""
    say = material.say
    text = f"{headline(provision, material)} ({provision.label})."
    return "\n".join([labelled(say("note_say"), text, say.language), *_watch(provision, material)])


def closing_notes(provision: Provision, material: Material) -> str:
    """What to ask the room, and what it may be taken for."""
    return "\n".join([*_ask(provision, material), *_apart(provision, material)])


def provision_notes(provision: Provision, material: Material) -> str:
    """All of it, for a slide that shows the whole."""
    parts = [opening_notes(provision, material), closing_notes(provision, material)]
    return "\n".join(part for part in parts if part)


def _watch(provision: Provision, material: Material) -> Iterator[str]:
    """How strict it is, and the words that limit it; the words above an item count as its own."""
    say = material.say
    above = (one.chapeau for one in leads(provision, material.index))
    text = " ".join(" ".join([*above, provision.text]).split())
    if provision.kind == "recital":
        yield labelled(say("note_watch"), say("note_recital"), say.language)
        return
    verbs = list(dict.fromkeys(match[0].strip() for match in operative_verb().finditer(text)))
    for key, found in _strictness(verbs):
        yield labelled(
            say("note_watch"), say(key, words=", ".join(f"“{verb}”" for verb in found)), say.language
        )
    limits = list(dict.fromkeys(match[0] for match in _limits().finditer(text)))[:MOST_LIMITS]
    if limits:
        words = ", ".join(f"“{limit}”" for limit in limits)
        yield labelled(say("note_watch"), say("note_limits", words=words), say.language)


def _strictness(verbs: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The verbs by what they do: bind, allow, or ask."""
    allowing = [verb for verb in verbs if verb.lower() in _MAY]
    binding = [verb for verb in verbs if _BINDS.match(verb)]
    asking = [verb for verb in verbs if verb not in {*allowing, *binding}]
    for key, found in (("note_binds", binding), ("note_asks", asking), ("note_allows", allowing)):
        if found:
            yield key, found


@cache
def _limits() -> re.Pattern[str]:
    words = "|".join(re.escape(limit).replace(r"\ ", r"\s+") for limit in table("conditions")["limits"])
    return re.compile(rf"\b(?:{words})\b", re.I)


def _ask(provision: Provision, material: Material) -> Iterator[str]:
    """A question that people ask to get there, as the guide has it in the language of the session."""
    say, plain = material.say, material.plain(provision)
    if plain and plain.questions and plain.language == say.language:
        yield labelled(say("note_ask"), plain.questions[0], say.language)
    else:
        yield labelled(say("note_ask"), say("note_ask_home"), say.language)


def _apart(provision: Provision, material: Material) -> Iterator[str]:
    """What stands beside it and says something else, what it refers to, and which term rests on it."""
    say, index = material.say, material.index
    messages = embedded_messages(say.language)
    beside = [one for one in index.neighbours(provision.locator) if one and one.locator in messages]
    if beside:
        other = beside[-1]  # the one that follows, where both have a message
        text = say("note_beside", label=material.called(other).label, text=messages[other.locator])
        yield labelled(say("note_apart"), text, say.language)
    named = dict.fromkeys(
        one.target for one in index.cites(provision.locator) if one.target != provision.locator
    )
    if named:
        labels = [label_at(target, say.language, index) for target in list(named)[:MOST_REFERENCES]]
        yield labelled(say("note_refers"), "; ".join(labels), say.language)
    rest = [one for one in embedded_concepts() if provision.locator in one.established_by[:2]]
    term = next((one for one in rest if not one.instrument), None)  # an instrument is known by then
    if term:
        yield labelled(
            say("note_term"), f"{term.name(say.language)}. {term.said(say.language)}", say.language
        )
