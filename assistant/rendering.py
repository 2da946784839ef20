"""An answer in text: Markdown for chats and assistants, plain text for a terminal."""

import re

from assistant.answer import Answer, Citation

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LINE_START = re.compile(r"(?m)^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def markdown(answer: Answer) -> str:
    """Write an answer as Markdown: statements with [n] marks, notes, and the references with their exact
    quotes.

    Markup in a text stays text.
    """
    blocks = []
    for statement in answer.statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        blocks.append(f"{escaped(statement.text)} {marks}".strip())
        if statement.plain:
            blocks.append(f"*In plain words (guide, not official text):* {escaped(statement.plain)}")
    if answer.refusal:
        blocks.append(escaped(answer.refusal.message))
    blocks += [f"*{escaped(note)}*" for note in answer.notes]
    if answer.citations:
        blocks.append("**References**")
        blocks.append("\n".join(map(_reference, answer.citations)))
    return "\n\n".join(blocks)


def _reference(citation: Citation) -> str:
    label = escaped(citation.label)
    linked = citation.url.startswith(("https://", "http://"))
    name = f"[{label}](<{_address(citation.url)}>)" if linked else label
    official = "" if citation.official else " (not official text)"
    return f"[{citation.number}] {name}{official}: “{escaped(citation.quote)}”  "


def _address(url: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match[0]):02X}", url)


def escaped(text: str) -> str:
    """Keep Markdown and HTML from reading markup into a text; a line break stays one line."""
    plain = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)


def plain_text(answer: Answer) -> str:
    """The answer for a terminal: statements with numbers, then the numbered sources."""
    lines: list[str] = []
    if answer.rewritten:
        lines += [f"({answer.rewritten})", ""]
    if answer.refusal:
        lines += [answer.refusal.message]
        lines += [f"  nearest: {locator}" for locator in answer.refusal.closest]
    for statement in answer.statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        lines += [f"{statement.text} {marks}"]
        if statement.plain:
            lines += [f"  In plain words (guide, not official text): {statement.plain}"]
        lines += [""]
    lines += [f"Note: {note}" for note in answer.notes]
    lines += [_source(citation) for citation in answer.citations]
    return "\n".join(lines).strip()


def _source(citation: Citation) -> str:
    aside = f" (as quoted in {', '.join(citation.quoted_in)})" if citation.provenance == "quoted" else ""
    aside = aside or (" (guide, not official text)" if citation.provenance == "guide" else "")
    return f"[{citation.number}] {citation.label}{aside}\n    “{citation.quote}”\n    {citation.url}"
