"""By when: the words of a sentence that name a meeting, a date, or a time that runs."""

import re
from functools import cache

from assistant.trainer.grammar import alternatives
from assistant.trainer.tables import table
from ingest.vocabulary import ENGLISH, vocabulary

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_OF_BODY = r"(?: of the [A-Z][\w ]{2,80}?(?=[,;:.)]| and to | to |$))?"
# neither "taking into account the views expressed at its first meeting" nor "such structure as may be decided
# upon by the Conference at its first meeting" is a deadline for what is done
_BESIDE = re.compile(
    r""",\s+(?:taking|noting|recognizing|considering|bearing)\b.*?(?=,\s+(?:and\s+)?to\b|;|$)
        |\b(?:to\ be|as\ may\ be)\ (?:decided|determined|agreed|established)(?:\ upon)?\ by\ [^,;]+""",
    re.X,
)
_REST = r"[^,;:.]{3,110}?(?=[,;:.]|$| unless | except | and to )"


def deadlines_in(words: str) -> list[str]:
    """Each of them in its own words, in order; one within another only once."""
    text = _BESIDE.sub("", " ".join(words.split()))
    found: list[re.Match[str]] = []
    for match in (m for one in _forms() for m in one.finditer(text)):
        if not any(other.start() <= match.start() and match.end() <= other.end() for other in found):
            found = [o for o in found if not (match.start() <= o.start() and o.end() <= match.end())]
            found.append(match)
    return list(dict.fromkeys(match[0].strip() for match in sorted(found, key=re.Match.start)))


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    ordinal = f"(?:{alternatives(vocabulary().ordinals(ENGLISH))}|next|\\d+(?:st|nd|rd|th))"
    number = f"(?:{alternatives(vocabulary().cardinals(ENGLISH))}|\\d+)"
    filled = {
        "ordinal": ordinal,
        "number": number,
        "month": f"(?:{_MONTHS})",
        "of_body": _OF_BODY,
        "rest": _REST,
    }
    forms = []
    for form in table("clauses")["deadlines"]:
        for name, words in filled.items():
            form = form.replace(f"{{{name}}}", words)
        forms.append(re.compile(rf"\b(?:{form})", re.I))
    return tuple(forms)
