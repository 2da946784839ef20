"""A session pack as Markdown: quotations as block quotes, every source as a footnote."""

from collections.abc import Iterable, Iterator

from assistant.trainer import duty_columns
from assistant.trainer.pack import Block, Item, Pack, Source
from assistant.trainer.printed import minutes_words, plan_lines, printed
from assistant.words.store import Words


def to_markdown(pack: Pack) -> str:
    """Give the whole session, with its notes."""
    return "\n".join(_Text(pack).lines()) + "\n"


class _Text:
    """Numbers the footnotes while the lines are written."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.say = pack, Words("trainer", pack.language)
        self.numbers: dict[tuple[str, str], int] = {}
        self.notes: list[str] = []

    def lines(self) -> Iterator[str]:
        for block in printed(self.pack).blocks:
            yield from self._block(block)
        # at the end, where renderers gather footnotes anyway
        yield from self.notes

    def _block(self, block: Block) -> Iterator[str]:
        if block.kind == "title":
            yield from [
                f"# {_escaped(block.title)}",
                "",
                *(_escaped(item.text) for item in block.items),
                "",
                f"*{_escaped(block.notes)}*",
                "",
            ]
            return
        yield from [f"## {_escaped(block.title)} ({minutes_words(block.minutes, self.say)})", ""]
        if block.source:
            yield from [f"**{_escaped(block.source)}**", ""]
        if block.kind == "duties":
            yield from self._table(block)
        else:
            for number, item in enumerate(block.items, start=1):
                yield from self._item(block, item, number)
        if block.kind == "agenda":
            yield from [f"- **{minutes}** {part}" for minutes, part in plan_lines(self.pack, self.say)]
            yield ""
        if block.notes:
            # two blanks end a line without ending its paragraph
            yield from [f"*{line}*  " for line in _escaped(block.notes).split("\n")]
            yield ""

    def _item(self, block: Block, item: Item, number: int) -> Iterator[str]:
        marks = "".join(self._mark(source) for source in item.sources)
        text = _escaped(item.text)
        if block.kind == "quiz":
            yield from self._question(item, number)
        elif block.kind == "answers":
            yield from self._answer(item, number, marks)
        elif item.kind == "quote" and not item.cells:
            yield from [f"> “{text}”{marks}", "", *([f"*{_escaped(item.note)}*", ""] if item.note else [])]
        elif item.kind == "remark":
            yield from [
                f"- **{_escaped(' '.join(item.cells))}** "
                f"{_escaped(self.say('deck_says', text=item.text))}{marks}",
                "",
            ]
        else:
            yield from [f"- {''.join(f'**{_escaped(cell)}** ' for cell in item.cells)}{text}{marks}", ""]

    def _question(self, item: Item, number: int) -> Iterator[str]:
        yield from [f"{item.number(number)}. {_escaped(item.text)}", ""]
        for lines in (item.terms(), [*item.choices(self.say.language), *([item.note] if item.note else [])]):
            # two blanks end a line without ending its paragraph
            yield from [f"   {_escaped(line)}  " for line in lines]
            yield from [""] if lines else []

    def _answer(self, item: Item, number: int, marks: str) -> Iterator[str]:
        yield from [f"{item.number(number)}. **{_escaped(item.note)}**{'' if item.text else marks}", ""]
        if item.why:
            yield from [f"   {_escaped(item.why)}", ""]
        if item.text:
            words = f"“{item.text}”" if item.kind == "quote" else item.text
            yield from [f"   > {_escaped(words)}{marks}", ""]

    def _table(self, block: Block) -> Iterator[str]:
        columns = duty_columns.columns(block.items)
        yield self._line(duty_columns.head(column, self.say) for column in columns)
        yield "|" + "---|" * len(columns)
        for item in block.items:
            cells = duty_columns.named_cells(item)
            marks = "".join(map(self._mark, item.sources))
            yield self._line((cells[column] for column in columns), marks)
        yield ""

    def _line(self, cells: Iterable[str], marks: str = "") -> str:
        """A line of a table, whatever its cells hold: no break of a line ends it early."""
        texts = (_escaped(" ".join(cell.split())).replace("|", "\\|") for cell in cells)
        return f"| {' | '.join(texts)}{marks} |"

    def _mark(self, source: Source) -> str:
        key = source.locator, source.quote
        # one note for one quotation, however often it is cited
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            words = f" “{' '.join(source.quote.split())}”" if source.quote else ""
            self.notes.append(
                (
                    f"[^{self.numbers[key]}]: {_escaped(source.label)} [{source.locator}]{_escaped(words)} "
                    f"{source.url}"
                ).rstrip()
            )
        return f"[^{self.numbers[key]}]"


def _escaped(text: str) -> str:
    # what Markdown or HTML would take for markup
    return "".join(f"\\{c}" if c in "*_`<#[]\\~&" else c for c in text)
