"""A conversation as a Word document: a heading a question, the law in its own style, each source a footnote;
a source that was given before points to its first note.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.shared import Mm

from assistant import wordfile
from assistant.answer import Citation, Statement
from assistant.layout import Line
from assistant.rendering import quoted_lines, whose_words
from assistant.transcript.turns import NOT_HELD, HeldTurn
from assistant.words.phrases import in_plain_words, labelled
from assistant.words.store import say
from index.interface import Snapshot

DEEPER = 7  # millimetres an item stands further in than what it belongs to
FEW = 5  # notes beside a number that was counted


@dataclass(slots=True)
class Transcript:
    """The document while it is written; `seen` has the number of the note of each source."""

    document: Any
    footnotes: wordfile.Footnotes = field(default_factory=wordfile.Footnotes)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def write(self, text: str, style: str = "Normal") -> Any:
        """One paragraph."""
        return self.document.add_paragraph(wordfile.legible(text), style=style)

    def note(self, paragraph: Any, citation: Citation, language: str) -> None:
        """The footnote of a source behind a paragraph."""
        key = citation.id, citation.quote
        first = self.seen.get(key)
        if first is not None:
            above = say("answer.above", language, label=citation.label, n=first)
            self.footnotes.add(paragraph, wordfile.Words(above))
            return
        self.seen[key] = self.footnotes.next
        words = wordfile.Words(f"{_source(citation, language)} ")
        self.footnotes.add(paragraph, words, wordfile.Words(citation.url, citation.url))


def to_docx(title: str, turns: Sequence[HeldTurn], language: str, snapshot: Snapshot, day: str) -> bytes:
    """The file; `language` is that of the page, `day` the one on which it is made."""
    transcript = Transcript(wordfile.new_document(title, language))
    transcript.document.add_heading(wordfile.legible(title), 0)
    transcript.write(say("page.export.made", language, date=day, index=snapshot.id), "Own note")
    if any(statement.unread for turn in turns for statement in turn.statements):
        transcript.write(say("answer.unread", language), "Own note")
    for turn in turns:
        _write_turn(transcript, turn)
    return wordfile.saved(transcript.document, transcript.footnotes)


def _write_turn(transcript: Transcript, turn: HeldTurn) -> None:
    said, language = turn.said, turn.said.language
    transcript.document.add_heading(wordfile.legible(said.question), 2)
    if said.rewritten:
        transcript.write(f"{say('page.answer.rewritten', language)} {said.rewritten}", "Own note")
    if said.refusal:
        transcript.write(said.refusal.message)
        for line in (said.refusal.pointer, *(f"- {question}" for question in said.refusal.help)):
            if line:
                transcript.write(line)
    for statement in turn.statements:
        _write_statement(transcript, statement, turn)
    for note in said.notes:
        transcript.write(labelled(say("answer.note", language), note, language), "Own note")


def _write_statement(transcript: Transcript, statement: Statement, turn: HeldTurn) -> None:
    language = turn.said.language
    sources = [turn.citations[number] for number in statement.citations]
    if statement.kind == "quote":
        paragraph = _write_quote(transcript, statement, sources[0])
    else:
        paragraph = transcript.write(_in_words(statement, language), _style(statement))
    counted = statement.kind == "count" and len(sources) > FEW
    for source in () if counted else sources:
        transcript.note(paragraph, source, language)
    if statement.kind == "quote" and any(source.extract for source in sources):
        transcript.write(say("answer.extract", language), "Own note")
    if statement.plain:
        transcript.write(in_plain_words(statement.plain, statement.plain_language), "Own note")


def _write_quote(transcript: Transcript, statement: Statement, source: Citation) -> Any:
    """A paragraph a line, items further in; the last one is given."""
    above = statement.text.removesuffix(source.quote).strip()
    lines = [*([Line(above, 0)] if above else []), *quoted_lines(source)]
    paragraph = None
    for number, line in enumerate(lines):
        opening, closing = "“" if not number else "", "”" if number == len(lines) - 1 else ""
        paragraph = transcript.write(f"{opening}{line.text}{closing}", "Quoted law")
        if line.depth > 0:
            paragraph.paragraph_format.left_indent = Mm(6 + DEEPER * line.depth)
    return paragraph


def _in_words(statement: Statement, language: str) -> str:
    """Words that are no quotation, with whose they are."""
    if statement.kind == NOT_HELD:
        return say("answer.no_quotation", language, text=statement.text)
    whose = {
        "concept": say("answer.concept", language),
        "count": say("answer.reckoned", language),
    }.get(statement.kind) or say(f"page.kind.{statement.kind}", language)
    return f"{statement.text} ({whose})"


def _style(statement: Statement) -> str:
    return "Own note" if statement.kind in {"concept", "count", "model", NOT_HELD} else "Normal"


def _source(citation: Citation, language: str) -> str:
    """ "Decision I/3, paragraph 2. Clearing-house mechanism, UNEP/CBD/COP/DEC/I/3. [whose words]" """
    document = citation.document
    title = document.title if document.title and document.title not in citation.label else ""
    named = ", ".join(part for part in (title, document.symbol) if part)
    whose = whose_words(citation, language)
    return " ".join(
        part
        for part in (f"{citation.label}.", f"{named}." if named else "", f"[{whose}]" if whose else "")
        if part
    )
