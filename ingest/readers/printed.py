"""The lines of a printed decision: its number beside its title, and gaps where the layout has them."""

import re
from collections.abc import Sequence

from ingest.numerals import from_roman
from ingest.readers.lines import Line
from ingest.references.symbols import from_symbol

MASTHEAD = 40  # blocks in which the number and title of a decision stand
SECTION = re.compile(r"(?:Section\s+)?([A-Z])\.\s+([A-Z][^;]{2,200})", re.S)
BODY = re.compile(
    r"The\s+(?:(?:Conference|Meeting)\s+of\s+the\s+Parties\b|Subsidiary\s+Body\s+on\b|"
    r"(?:Ad\s+Hoc\s+)?(?:Open-ended\s+)?Working\s+Group\b)"
)
NUMBERED_TITLE = re.compile(
    r"(?P<number>(?:(?:BS|CP|NP|SBSTTA|SBI)[- ]?)?(?:[IVXL]+|[0-9]{1,2})[/-][0-9]{1,3})\.?\s+(?P<title>\S.*)",
    re.S,
)


def spaced(lines: Sequence[Line]) -> list[Line]:
    """The lines of a printed decision with gaps where its layout has them; what bears no decision's symbol
    comes back as it is.
    """
    opening = lines[: 2 * MASTHEAD]
    decision = next(
        (found for line in opening if len(line.text) < 60 and (found := from_symbol(line.text.strip()))), None
    )
    if decision is None:
        return list(lines)
    numbers = [
        (n, match["number"])
        for n, line in enumerate(opening)
        if (match := NUMBERED_TITLE.match(line.text.strip()))
    ]
    titled = [n for n, printed in numbers if same_number(printed, decision.session, decision.number)]
    if not titled:
        return list(lines)
    done: list[Line] = []
    for place, line in enumerate(lines):
        alone = place <= titled[0] or bool(BODY.match(line.text) or SECTION.fullmatch(line.text.strip()))
        gap = Line("", line.page)
        done += [gap, line, *([gap] if alone and place != titled[0] else [])] if alone else [line]
    return done


def same_number(printed: str, session: int, number: int) -> bool:
    """Whether a printed number, "VIII/11" or "BS-VII/5", is that of the decision."""
    parts = re.split(r"[/-]", printed)
    last = re.sub(r"^(?:BS|CP|NP|SBSTTA|SBI)\s*", "", parts[-2]) if len(parts) > 1 else ""
    value = int(last) if last.isdigit() else from_roman(last)
    return value == session and parts[-1].isdigit() and int(parts[-1]) == number
