"""An answer in text, labelled in the reader's language: Markdown for chats and other assistants, plain text
for a terminal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from assistant.answer import Answer, Citation, Refusal, RefusalReason, Statement
from assistant.layout import HEADING, Line
from assistant.words.phrases import aside, labelled, plain_label
from assistant.words.store import say
from ingest.model import Origin, Provenance

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$)")


GAP = "[…]"
_EM = "\u2003"  # a space that Markdown keeps at the head of a line
FEW = 5  # marks beside a number that was counted, whose list stands below it
LIST = 8  # sources from which on those that were told word for word are not told again


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: a statement, line by line, with the marks of what it rests on, a refusal, or a
    text under the label that says what it is.
    """

    lines: tuple[Line, ...]
    label: str = ""
    marks: str = ""

    @classmethod
    def of(cls, text: str, label: str = "", marks: str = "") -> Self:
        """A part of one line."""
        return cls((Line(text, 0),), label, marks)


def parts(answer: Answer) -> Iterator[Part]:
    """What an answer says, in reading order, without its sources."""
    language = answer.language
    cited = {citation.number: citation for citation in answer.citations}
    for statement in answer.statements:
        sources = [cited[number] for number in statement.citations]
        yield _statement(statement, sources, language)
        if statement.kind == "quote" and any(source.extract for source in sources):
            yield Part.of(say("answer.extract", language), say("answer.note", language))
        if statement.plain:
            yield Part.of(statement.plain, plain_label(language))
    if answer.refusal:
        yield Part.of(answer.refusal.message)
    for note in answer.notes:
        yield Part.of(note, say("answer.note", language))
    if any(statement.unread for statement in answer.statements):
        yield Part.of(say("answer.unread", language), say("answer.note", language))


def _statement(statement: Statement, sources: Sequence[Citation], language: str) -> Part:
    counted = statement.kind == "count" and len(sources) > FEW
    marks = "" if counted else "".join(f"[{number}]" for number in statement.citations)
    if statement.kind == "concept":
        return Part.of(statement.text, say("answer.concept", language), marks)
    source = sources[0] if sources else None
    if statement.kind != "quote" or source is None or not statement.text.endswith(source.quote):
        return Part.of(statement.text, marks=marks)
    above = statement.text.removesuffix(source.quote).strip()
    lines = quoted_lines(source)
    if len(lines) == 1:
        return Part.of(f"{above} {lines[0].text}".strip(), marks=marks)
    return Part((Line(above, 0), *lines) if above else lines, marks=marks)


def quoted_lines(citation: Citation) -> tuple[Line, ...]:
    """The quote line by line, with [...] at the sides where words of the provision are left out."""
    first, *rest = citation.lines
    before, after = citation.left_out
    lines = [replace(first, text=f"{GAP} {first.text}") if before else first, *rest]
    if after:
        lines[-1] = replace(lines[-1], text=f"{lines[-1].text} {GAP}")
    return tuple(lines)


def _is_told(citation: Citation, answer: Answer) -> bool:
    """Whether a long quote, or one of a long list, stands word for word above the sources."""
    if len(citation.lines) == 1 and len(answer.citations) <= LIST:
        return False
    return any(
        citation.number in statement.citations and statement.text.endswith(citation.quote)
        for statement in answer.statements
    )


def whose_words(citation: Citation, language: str) -> str:
    """What is said beside a citation whose words are known from elsewhere, or are not official; "" for the
    official text.
    """
    if citation.provenance is Provenance.OFFICIAL:
        return ""
    if citation.origin is Origin.COPY:
        return say("provenance.copy", language)
    if citation.provenance is Provenance.QUOTED and citation.quoted_in:
        return say("answer.quoted_in", language, sources=", ".join(citation.quoted_in))
    return say(f"provenance.{citation.provenance}", language)


def where(citation: Citation, language: str) -> str:
    """The page of a file that the quote stands on, and what is printed there; "" where the label says it, as
    of a slide, or where there are no pages.
    """
    if not citation.pages or "/slide-" in citation.id:
        return ""
    if citation.page_label:
        return say("answer.printed_page", language, n=citation.pages, label=citation.page_label)
    return say("answer.page", language, n=citation.pages)


def _beside(citation: Citation, language: str) -> str:
    """What stands in brackets beside the label of a source: its page, and whose words they are."""
    return "; ".join(said for said in (where(citation, language), whose_words(citation, language)) if said)


def markdown(answer: Answer) -> str:
    """Write an answer as Markdown: statements with [n] marks, each paragraph and item on a line of its own,
    notes, and the references with the exact quotes that were not told in full above.

    Markup in a text stays text.
    """
    language = answer.language
    blocks = []
    for part in parts(answer):
        label = labelled(part.label, "", language).strip() if part.label else ""
        text = f"{_markdown_lines(part.lines)} {part.marks}".strip()
        blocks.append(f"*{escaped(label)}* {text}" if label else text)
    if answer.refusal:
        blocks += _ways_on(answer.refusal, language)
    if answer.citations:
        blocks.append(f"**{say('answer.references', language)}**")
        blocks.append("\n".join(_reference(citation, answer) for citation in answer.citations))
    return "\n\n".join(blocks)


def _markdown_lines(lines: Sequence[Line]) -> str:
    """Lines with hard breaks between them, deeper ones further in."""
    shown = (
        f"**{escaped(line.text)}**" if line.depth == HEADING else f"{_EM * line.depth}{escaped(line.text)}"
        for line in lines
    )
    return "  \n".join(shown)


def _ways_on(refusal: Refusal, language: str) -> list[str]:
    """The official page that has it, and the questions that can be asked."""
    blocks = []
    if refusal.pointer:
        label = escaped(labelled(say("answer.official_page", language), "", language).strip())
        blocks.append(f"*{label}* {_linked(escaped(refusal.pointer.label), refusal.pointer.url)}")
    if refusal.help and refusal.reason is not RefusalReason.UNCLEAR:
        blocks.append(f"*{escaped(labelled(say('answer.you_can_ask', language), '', language).strip())}*")
    if refusal.help:
        blocks.append("\n".join(f"- {escaped(question)}" for question in refusal.help))
    return blocks


def _reference(citation: Citation, answer: Answer) -> str:
    name = _linked(escaped(citation.label), citation.url)
    beside = _beside(citation, answer.language)
    source = aside(name, escaped(beside), answer.language) if beside else name
    if _is_told(citation, answer):
        return f"[{citation.number}] {source}  "
    return f"[{citation.number}] {source}: “{_markdown_lines(quoted_lines(citation))}”  "


def _linked(label: str, url: str) -> str:
    return f"[{label}](<{_address(url)}>)" if url.startswith(("https://", "http://")) else label


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
        text = f"{_plain_lines(part.lines)} {part.marks}".strip()
        lines += [f"  {labelled(part.label, text, language)}"] if part.label else ["", text]
    if answer.refusal:
        lines += _plain_ways_on(answer.refusal, language)
    lines += ["", *(_source(citation, answer) for citation in answer.citations)]
    return "\n".join(lines).strip()


def _plain_lines(lines: Sequence[Line], margin: str = "") -> str:
    return f"\n{margin}".join(f"{'   ' * max(0, line.depth)}{line.text}" for line in lines)


def _plain_ways_on(refusal: Refusal, language: str) -> list[str]:
    lines = []
    if refusal.pointer:
        page = f"{refusal.pointer.label}, {refusal.pointer.url}"
        lines.append(f"  {labelled(say('answer.official_page', language), page, language)}")
    if refusal.closest:
        closest = "; ".join(refusal.closest)
        lines.append(f"  {labelled(say('answer.closest', language), closest, language)}")
    if refusal.help and refusal.reason is not RefusalReason.UNCLEAR:
        lines.append(f"  {labelled(say('answer.you_can_ask', language), '', language).rstrip()}")
    return [*lines, *(f"    - {question}" for question in refusal.help)]


def _source(citation: Citation, answer: Answer) -> str:
    beside = _beside(citation, answer.language)
    label = aside(citation.label, beside, answer.language) if beside else citation.label
    quote = "" if _is_told(citation, answer) else f"\n    “{_plain_lines(quoted_lines(citation), '    ')}”"
    return f"[{citation.number}] {label}{quote}\n    {citation.url}"
