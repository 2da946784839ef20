"""Lines of unmarked text (plain text, PDF pages) become blocks: headings and paragraphs are recognised by
their form.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import groupby

from ingest.article_names import read_name
from ingest.readers.article_runs import article_lines
from ingest.readers.blocks import Block
from ingest.readers.rows import is_row

_HEADING = re.compile(
    r"(?P<kind>(?i:Article\s+[0-9]{1,4}(?:bis)?|Annex(?:\s+(?:[IVX]+|[0-9]{1,3}))?|Part\s+(?:[IVX]+|"
    r"[0-9]{1,3})|Section\s+[A-Z]|Preamble))"
    r"(?P<title>\s*[.:–-]\s*\S.{0,120}|\s+[^\W\d_a-z].{0,120})?[.:]?"
)
_SECTION = re.compile(r"[A-Z]\.\s+[A-Z][^.;:]{2,90}")
_ITEM = re.compile(
    r"(?:[-•*–]\s+|\(?(?:[a-z]|([a-z])\1|[ivxl]{2,5})\)\s*|[a-z]\.\s*(?=[A-Z])|"
    r"\(?[0-9]{1,3}(?:\.[0-9]+)*[.)]\s+|[0-9]{1,3}\.(?=[A-Z])|Goal\s+[0-9]+\s*:"
    r"|IN WIT+NESS WHEREOF)"
)
_RECITAL = re.compile(
    r"(?:[A-Z][a-z]+ing|Also|Aware|Concerned|Conscious|Convinced|Deeply|Further|Guided|Mindful)\b"
)
_CLAUSE_ENDS = re.compile(r"[.;:!?][)\]”’\"']*$|[;,]\s*(?:and|or|and/or)$")
_ROMAN = "IVXLC"
_FRACTION = re.compile(r"[IVXLC]{2,6}\.\s.*(?:[;,.]|[;,]\s(?:and|or|et|ou|y|o|e))$")  # "II. La vida, y"
_SENTENCE_ENDS = re.compile(r"[.;:!?؛؟。；：！？][)\]”’»\"']*$")  # of every script
_CALL = re.compile(r"(?<=[^\W\d_)][.,;:])\s?[0-9]{1,2}$")  # the mark of a footnote behind the end of a clause
_NUMBERED = re.compile(r"[0-9]{1,3}\.\s")
_COMPOUND = re.compile(r"\b\w++-\w+")  # from the beginning of a word only: a word may be as long as its file
_LEADERS = ("....", " . . .", "……")  # before the page in a list of contents
_BROKEN_WORD = re.compile(r"(\w+)[-\u2010\u00ad]$")
_LEVELS = {"annex": 2, "part": 3, "section": 3, "preamble": 2}
FULL = 0.93  # of the usual width: a line that had room for the next word up to here was ended on purpose
UNWRAPPED = 200  # characters: a line as long as this is a paragraph of its own
SHORT = 0.6  # of the usual width: a line without an end mark that is shorter than this may be a heading
FEW_CUT = 0.25  # of the hyphens at line ends, which cut words by chance only
SHOWN = 3  # lines whose letters show a heading: then one that they do not show is none
BY_FORM = 6  # level of a heading until its words say which
CONTENTS = 4  # headings in a row without a word between them are a table of contents


GOES_ON = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the page it stands on (None where there are no pages). `level` is that of the
    heading which its letters show, GOES_ON where they show more of the one before, 0 where they show none.
    `note` counts the footnotes of the page of which it is a line, 0 for the text.
    """

    text: str
    page: int | None = None
    level: int = 0
    note: int = 0


def join_lines(lines: Sequence[Line], *, recitals: bool = False) -> list[Block]:
    """Paragraphs and headings. What ends a paragraph: a blank line, a list mark, a heading, or a line that
    had room for more; in a text with `recitals` a comma at the end of such a line too. A footnote is a
    paragraph below the one that begins last on its page.
    """
    tidy = [_tidy(line) for line in lines]
    kept = [line for line in tidy if not (line.note or _names_a_page(line.text))]
    joiner = _Joiner(kept, recitals=recitals)
    return _with_notes(joiner.blocks(), [joiner.note(lines) for lines in _notes(tidy)])


def _notes(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each footnote."""
    groups = groupby((line for line in lines if line.note), key=lambda line: (line.page, line.note))
    return [list(group) for _, group in groups]


def _with_notes(blocks: Sequence[Block], notes: Sequence[Block]) -> list[Block]:
    """The blocks, and each note behind the last one that begins on its page, or before it."""
    done: list[Block] = []
    rest = deque(notes)
    for block in blocks:
        while rest and (rest[0].page or 0) < (block.page or 0):
            done.append(rest.popleft())
        done.append(block)
    return [*done, *rest]


def _tidy(line: Line) -> Line:
    text = " ".join(line.text.split())
    return line if text == line.text else replace(line, text=text)


def _names_a_page(text: str) -> bool:
    """Whether a line is of a list of contents: words, leaders and the page."""
    words = text.rstrip("0123456789ivx")
    return words != text and words.rstrip().endswith(_LEADERS)


class _Joiner:
    """The lines of one text and what they say about its layout."""

    def __init__(self, lines: Sequence[Line], *, recitals: bool) -> None:
        self.lines = lines
        self.recitals = recitals
        lengths = sorted(len(line.text) for line in lines if 0 < len(line.text) < UNWRAPPED)
        self.width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        self.shown = sum(bool(line.level) for line in lines) >= SHOWN
        self.compounds = {match.lower() for line in lines for match in _COMPOUND.findall(line.text)}
        self.words = {word.lower() for line in lines for word in re.findall(r"\w+", line.text)}
        self.breaks_words = self._breaks_words()
        self.articles = article_lines([line.text for line in lines])
        self.fractions = _has_fractions(line.text for line in lines)

    def blocks(self) -> list[Block]:
        paragraphs = self._paragraphs()
        return _with_levels(_without_contents(paragraphs))

    def note(self, lines: Sequence[Line]) -> Block:
        """The paragraph that the lines of a footnote make."""
        return Block(reduce(self._join, (line.text for line in lines)), page=lines[0].page)

    def _paragraphs(self) -> list[Block]:
        """Paragraphs (level 0) and headings, with the level that their letters show, or BY_FORM."""
        found: list[Block] = []
        last = ""  # the line before, "" after a heading and at the start
        gap = False
        for position, line in enumerate(self.lines):
            if not line.text:
                gap = True
                continue
            heading, opens = True, position in self.articles
            if (
                found
                and not opens
                and (self._is_title(position, found[-1], last) or _goes_on(line, found[-1]))
            ):
                named = _HEADING.fullmatch(found[-1].text)
                mark = ". " if named and not named["title"] else " "
                found[-1] = _more(found[-1], f"{found[-1].text}{mark}{line.text}", line)
            elif line.level:
                level = line.level if line.level > 0 else found[-1].level if found else BY_FORM
                found.append(Block(line.text, level=level or BY_FORM, page=line.page))
            elif self._is_heading(position, last, gap):
                found.append(Block(line.text, level=BY_FORM, page=line.page))
            elif is_row(last) and is_row(line.text):
                found[-1] = _more(found[-1], f"{found[-1].text}\n{line.text}", line)
                heading = False
            elif last and not opens and not self._begins(line.text, last, gap):
                found[-1] = _more(found[-1], self._join(found[-1].text, line.text), line)
                heading = False
            else:
                found.append(Block(line.text, page=line.page))
                heading = False
            last = "" if heading else line.text
            gap = False
        return found

    def _is_heading(self, position: int, last: str, gap: bool) -> bool:
        text = self.lines[position].text
        if text.endswith((";", ",")) or not (
            not last or gap or _CLAUSE_ENDS.search(last) or self._had_room(last, text)
        ):
            return False
        named = _HEADING.fullmatch(text)
        if named and text[0].isupper():
            return not (named["title"] or "").rstrip().endswith(".") or len(text) < self.width * FULL
        if _SECTION.fullmatch(text) and not (self.fractions and text[0] in _ROMAN):
            return not text.endswith(".") and self._is_short(position)
        return not self.shown and self._is_unnamed_heading(position)

    def _is_unnamed_heading(self, position: int) -> bool:
        """Whether a line is one like "Methodology": short, without an end mark, above a list or a line of the
        usual length.
        """
        text = self.lines[position].text
        following = self._following(position)
        return bool(
            text[0].isupper()
            and len(text) < SHORT * self.width
            and not _ITEM.match(text)
            and text[-1].isalnum()
            and (_ITEM.match(following) or len(following) > SHORT * self.width)
            and self._is_short(position)
        )

    def _following(self, position: int) -> str:
        """The next line that has words; "" for none."""
        rest = range(position + 1, len(self.lines))
        return next((self.lines[at].text for at in rest if self.lines[at].text), "")

    def _is_title(self, position: int, before: Block, last: str) -> bool:
        """Whether a short line below a bare "Article 1" is its title, or below a long heading the rest of
        it.
        """
        text = self.lines[position].text
        named = _HEADING.fullmatch(before.text) if before.level and not last else None
        if not named or not self._is_short(position):
            return False
        if _HEADING.fullmatch(text) or _ITEM.match(text) or _CLAUSE_ENDS.search(text) or text.endswith(","):
            return False
        return len(text) < SHORT * self.width < len(before.text) if named["title"] else text[0].isupper()

    def _is_short(self, position: int) -> bool:
        """Whether the line was ended on purpose, as the next one shows."""
        text = self.lines[position].text
        following = self._following(position)
        ended = not self.lines[position + 1].text if position + 1 < len(self.lines) else True
        return len(text) < UNWRAPPED and (ended or self._had_room(text, following))

    def _begins(self, text: str, last: str, gap: bool) -> bool:
        """Whether a line opens a paragraph, as it is and as the one before it ends."""
        ended = bool(_CLAUSE_ENDS.search(last))
        had_room = self._had_room(last, text)
        clause = _CALL.sub("", last)
        if self.recitals and clause.endswith((",", "،", "，")) and not text[0].islower():
            return gap or had_room or bool(_RECITAL.match(text)) or bool(_ITEM.match(text))
        if is_row(text) or is_row(last) or (_SENTENCE_ENDS.search(last) and _opens_article(text)):
            return True
        if _ITEM.match(text):
            called = clause != last and bool(_NUMBERED.match(text) and _CLAUSE_ENDS.search(clause))
            return ended or gap or had_room or called
        if len(last) >= UNWRAPPED:
            return True
        if gap:
            return ended or not (text[0].islower() or last.endswith((",", "-")))
        return had_room and (
            ended or (len(last) < SHORT * self.width and text[0].isupper() and not last.endswith(","))
        )

    def _had_room(self, last: str, text: str) -> bool:
        """Whether the first word of the line would have fitted at the end of the one before."""
        return len(last) >= UNWRAPPED or len(last) + 1 + len(text.split(" ", 1)[0]) <= FULL * self.width

    def _join(self, before: str, after: str) -> str:
        """Mend a word broken at the line end. A hyphen stays before a capital or a digit, where the text also
        writes the compound with it, or where the text breaks no words and does not write the two as one.
        """
        broken = _BROKEN_WORD.search(before) if before.endswith(("-", "\u2010", "\u00ad")) else None
        if broken is None or not after[:1].isalnum():
            return f"{before} {after}"
        if not after[0].islower():
            return before.removesuffix("\u00ad") + after
        rest = re.match(r"\w+", after)
        ending = rest[0] if rest else ""
        whole = f"{broken[1]}{ending}".lower()
        hard = not before.endswith("\u00ad") and not self.breaks_words and whole not in self.words
        kept = hard or f"{broken[1]}-{ending}".lower() in self.compounds
        return f"{before[:-1]}-{after}" if kept else before[:-1] + after

    def _breaks_words(self) -> bool:
        """Whether hyphens at line ends cut words: the halves of more than a few are no words of the text.

        Else the text has only those hyphens that its words have.
        """
        breaks = cut = 0
        ends = {at for at, line in enumerate(self.lines) if line.text.endswith(("-", "\u2010"))}
        halves = Counter(
            word
            for at, line in enumerate(self.lines)
            for word in _inner_words(line.text, at in ends, at - 1 in ends)
        )
        for at in ends:
            broken = _BROKEN_WORD.search(self.lines[at].text)
            rest = re.match(r"\w+", self.lines[at + 1].text) if at + 1 < len(self.lines) else None
            if broken and rest and rest[0][0].islower():
                breaks += 1
                cut += not (halves[broken[1].lower()] and halves[rest[0].lower()])
        return cut > FEW_CUT * breaks or not breaks


def _has_fractions(lines: Iterable[str]) -> bool:
    """Whether roman numbers mark the items of a list here, and no sections."""
    return any(_FRACTION.match(text) for text in lines)


def _opens_article(text: str) -> bool:
    """Whether a line begins with the name of an article, with words or a title behind it or none."""
    name = read_name(text)
    return name is not None and name.apart and not text[name.end :][:1].islower()


def _inner_words(text: str, cut: bool, goes_on: bool) -> list[str]:
    """The words of a line, without the halves of those that a hyphen cuts at its end or before it."""
    words = re.findall(r"\w+", text.lower())
    return words[1 if goes_on else 0 : -1 if cut else None]


def _goes_on(line: Line, before: Block) -> bool:
    """Whether a line is more of the heading before it: its letters show it, and its words begin none."""
    own = _HEADING.fullmatch(line.text) or _ITEM.match(line.text)
    return line.level == GOES_ON and before.level > 0 and not own


def _more(block: Block, text: str, line: Line) -> Block:
    """The block with the text, which ends with the words of the line."""
    return block.followed(text, Block(line.text, page=line.page))


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without a table of contents, which names what the text itself then brings."""
    kept: list[Block] = []
    run: list[Block] = []
    for block in (*blocks, Block("")):
        if block.level and _HEADING.fullmatch(block.text):
            run.append(block)
            continue
        kept += run if len(run) < CONTENTS else run[-1:]
        run = []
        if block.text:
            kept.append(block)
    return kept


def _is_named(heading: str) -> bool:
    """Whether a heading says that it is an article, an annex or the like, however long its title is."""
    match = _HEADING.match(heading)
    return match is not None and not heading[match.end("kind") :][:1].isalnum()


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """An article of an annex stands below the annex, any other at the top, and what is not named is below
    both.
    """
    done: list[Block] = []
    in_annex = False
    for block in blocks:
        if block.level and (block.level == BY_FORM or _is_named(block.text)):
            kind = block.text.split()[0].lower().rstrip(".:")
            in_annex = in_annex or kind == "annex"
            level = (
                (4 if in_annex else 2)
                if kind == "article"
                else _LEVELS.get(kind, 3 if _SECTION.fullmatch(block.text) else 5)
            )
            block = replace(block, level=level)
        elif block.level and in_annex:
            block = replace(block, level=max(5, block.level))
        done.append(block)
    return done
