"""What stands between two places of a sentence: small words of the language, or others that part them.

The sentence is looked at once; a gap is then looked up, so that a sentence that names hundreds of meetings
takes no longer for each of them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from assistant.trainer.facts.marks import Span
from assistant.trainer.facts.words import between

_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_FULL_STOP = re.compile(r"[.;!?。；؛](?=\s+\S)")


class Gaps:
    """Of a normalised text, the `blanks` taken out: the places of letters and stops that part."""

    def __init__(self, normal: str, blanks: Iterable[Span] = ()) -> None:
        letters = list(normal)
        for span in blanks:
            letters[span.start : span.end] = " " * (span.end - span.start)
        rest = between().without("".join(letters))
        rest = _SMALL_NUMBER.sub(lambda found: " " * len(found[0]), rest)
        stops = {found.start() for found in _FULL_STOP.finditer(rest)}
        self._parting = [place for place, letter in enumerate(rest) if letter.isalnum() or place in stops]

    def is_clear(self, start: int, end: int, passing: Sequence[Span] = ()) -> bool:
        """Whether nothing parts two places but what may be passed."""
        place = bisect_left(self._parting, start)
        while place < len(self._parting) and self._parting[place] < end:
            letter = self._parting[place]
            passed = next((one for one in passing if one.start <= letter < one.end), None)
            if passed is None:
                return False
            place = bisect_left(self._parting, passed.end)
        return True
