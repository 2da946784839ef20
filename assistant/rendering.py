"""An answer in text, labelled in the reader's language: Markdown for chats and other assistants, plain text
for a terminal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.words.phrases import aside, labelled, plain_label
from assistant.words.store import say
from ingest.model import Provenance

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: a statement with the marks of what it rests on, a refusal, or a text under the
    label that says what it is.
    """

    text: str
    label: str = ""
    marks: str = ""


def parts(answer: Answer) -> Iterator[Part]:
    """What an answer says, in reading order, without its sources."""
    language = answer.language
    for statement in answer.statements:
        yield Part(statement.text, marks="".join(f"[{number}]" for number in statement.citations))
        if statement.plain:
            yield Part(statement.plain, plain_label(language))
    if answer.refusal:
        yield Part(answer.refusal.message)
    for note in answer.notes:
        yield Part(note, say("answer.note", language))
    if any(statement.unread for statement in answer.statements):
        yield Part(say("answer.unread", language), say("answer.note", language))


def whose_words(citation: Citation, language: str) -> str:
    """What is said beside a citation whose words are known from elsewhere, or are not official; "" for the
    official text.
    """
    if citation.provenance is Provenance.OFFICIAL:
        return ""
    if citation.provenance is Provenance.QUOTED and citation.quoted_in:
        return say("answer.quoted_in", language, sources=", ".join(citation.quoted_in))
    return say(f"provenance.{citation.provenance}", language)


def markdown(answer: Answer) -> str:
    """Write an answer as Markdown: statements with [n] marks, notes, and the references with their exact
    quotes.

    Markup in a text stays text.
    """
    language = answer.language
    blocks = []
    for part in parts(answer):
        label = labelled(part.label, "", language).strip() if part.label else ""
        text = f"{escaped(part.text)} {part.marks}".strip()
        blocks.append(f"*{escaped(label)}* {text}" if label else text)
    if answer.citations:
        blocks.append(f"**{say('answer.references', language)}**")
        blocks.append("\n".join(_reference(citation, language) for citation in answer.citations))
    return "\n\n".join(blocks)


def _reference(citation: Citation, language: str) -> str:
    label = escaped(citation.label)
    linked = citation.url.startswith(("https://", "http://"))
    name = f"[{label}](<{_address(citation.url)}>)" if linked else label
    whose = whose_words(citation, language)
    source = aside(name, escaped(whose), language) if whose else name
    return f"[{citation.number}] {source}: “{escaped(citation.quote)}”  "


def _address(url: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", url)


def escaped(text: str) -> str:
    """Keep Markdown and HTML from reading markup into a text; a line break stays one line."""
    plain = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)


def plain_text(answer: Answer) -> str:
    """Write an answer for a terminal: statements with their marks, what is labelled hanging below, then the
    numbered sources.
    """
    language = answer.language
    lines = [f"({answer.rewritten})"] if answer.rewritten else []
    for part in parts(answer):
        text = f"{part.text} {part.marks}".strip()
        lines += [f"  {labelled(part.label, text, language)}"] if part.label else ["", text]
    if answer.refusal and answer.refusal.closest:
        closest = "; ".join(answer.refusal.closest)
        lines += [f"  {labelled(say('answer.closest', language), closest, language)}"]
    lines += ["", *(_source(citation, language) for citation in answer.citations)]
    return "\n".join(lines).strip()


def _source(citation: Citation, language: str) -> str:
    whose = whose_words(citation, language)
    label = aside(citation.label, whose, language) if whose else citation.label
    return f"[{citation.number}] {label}\n    “{citation.quote}”\n    {citation.url}"
