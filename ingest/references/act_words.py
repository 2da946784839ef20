"""The words by which the parts of a decision are known, all languages together, as patterns."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.errors import SourceError

FOLDER = Path(__file__).resolve().parent / "act_words"
LISTS = (
    "decision", "resolution", "recommendation", "annex", "appendix", "part", "article", "table", "figure",
    "contents",
    "page",
    "the", "bodies", "adopted_at", "months", "cover", "footnotes", "goes_on", "operative",
)  # fmt: skip
Lists = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ActWords:
    """Patterns of what is a line of its own, and sets of small words in small letters."""

    cues: dict[str, str]  # "decision", "décision" -> "decision"
    cue: str  # the pattern of any of them
    annex: str
    appendix: str
    part: re.Pattern[str]
    article: re.Pattern[str]
    table: re.Pattern[str]
    figure: re.Pattern[str]
    contents: frozenset[str]
    cover: re.Pattern[str]
    opening: re.Pattern[str]
    adopted: re.Pattern[str]
    day: re.Pattern[str]
    months: dict[str, int]  # name -> number
    footnotes: frozenset[str]
    goes_on: frozenset[str]
    operative: re.Pattern[str]


@cache
def act_words() -> ActWords:
    """The words that come with the project."""
    return read_act_words(FOLDER)


def read_act_words(folder: Path) -> ActWords:
    """The words of a folder. Raises SourceError naming the file that cannot be used."""
    tables = [_table(path) for path in sorted(folder.glob("*.toml"))]
    every = {name: tuple(word for table in tables for word in table[name]) for name in LISTS}
    cues = {word: what for what in ("decision", "resolution", "recommendation") for word in every[what]}
    return ActWords(
        cues=cues,
        cue=any_of(cues),
        annex=any_of(every["annex"]),
        appendix=any_of(every["appendix"]),
        part=re.compile(
            rf"(?:{any_of(every['part'])})\s+(?P<number>[IVX]{{1,5}}|[0-9]{{1,2}})\s*[.:–—-]\s*(?P<title>\S.*)",
            re.I | re.S,
        ),
        article=re.compile(
            rf"(?:(?:{any_of(every['article'])})\s+(?P<number>[0-9]{{1,3}})|"
            rf"第(?P<chinese>[0-9一二三四五六七八九十]{{1,3}})条)"
            rf"(?:\s*[.:–—-]?\s+(?P<title>[^\W\d_].{{2,150}}))?",
            re.I,
        ),
        table=_captioned(every["table"]),
        figure=_captioned(every["figure"]),
        contents=frozenset(every["contents"]),
        cover=re.compile(rf"(?:{any_of(every['cover'])}|(?:{any_of(every['page'])})\s*[0-9]*\s*$)", re.I),
        opening=_opening(tables),
        adopted=re.compile(
            rf"(?:[0-9]{{1,3}}\W{{0,2}}\w{{0,6}}\s*|第?[一二三四五六七八九十0-9]+次?\s*)?"
            rf"(?:\w+\s+){{0,3}}(?:{any_of(every['adopted_at'])})\b.{{0,50}}",
            re.I,
        ),
        day=_day(every["months"]),
        months={name: n for table in tables for n, name in enumerate(table["months"], start=1)},
        footnotes=frozenset(every["footnotes"]),
        goes_on=frozenset(every["goes_on"]),
        operative=re.compile(rf"(?:{any_of(every['operative'])})(?![^\W\d_])", re.I),
    )


def _table(path: Path) -> Lists:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return {name: tuple(table[name]) for name in LISTS}
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(
            f"{path.name}: the words cannot be read ({error}).",
            "Mend it; README.md beside it shows the form.",
        ) from error


def any_of(words: Iterable[str]) -> str:
    """The pattern of any of the words, the longest first; apostrophes of either kind."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered) or "(?!)"


def _captioned(words: Iterable[str]) -> re.Pattern[str]:
    """ "Table 2", alone or with its title."""
    return re.compile(
        rf"(?:{any_of(words)})\s*(?P<number>[0-9]{{1,3}}|[IVX]{{1,5}}|[A-Z])?(?:\s*[.:–-]\s*(?P<title>\S.*))?",
        re.I | re.S,
    )


def _opening(tables: Iterable[Lists]) -> re.Pattern[str]:
    """ "The Conference of the Parties," alone, or with what follows it."""
    return re.compile("|".join(_openings(tables)), re.S)


def _openings(tables: Iterable[Lists]) -> Iterator[str]:
    """Only capitals open a decision: "the Conference of the Parties" is named in every other sentence."""
    for table in tables:
        if table["the"]:
            the = any_of(word[:1].upper() + word[1:] for word in table["the"])
            yield rf"(?:{the})\s*(?i:{any_of(table['bodies'])})(?![^\W\d_])"
        else:
            named = "|".join(f"{word[:1].upper()}(?i:{any_of([word[1:]])})" for word in table["bodies"])
            yield rf"(?:{named})(?![a-zа-я])"


def _day(months: Iterable[str]) -> re.Pattern[str]:
    """ "15 December 2018", alone on a line; in Chinese 2018年12月15日."""
    return re.compile(
        rf"(?:\w+[,،]?\s+)?(?P<day>[0-9]{{1,2}})(?:er|"
        rf"re)?\.?\s+(?:de\s+)?(?P<month>{any_of(months)})(?:/\S+\s?\S*)?"
        rf"[,،]?\s+(?:de\s+)?(?P<year>[12][0-9]{{3}})(?:\s*г\.?|\s*года)?|"
        rf"(?P<cyear>[12][0-9]{{3}})年(?P<cmonth>[0-9]{{1,2}})月(?P<cday>[0-9]{{1,2}})日",
        re.I,
    )
