"""Audiences: who a session is for, how a request names them, and what they are given how much of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.trainer.tables import table

# what stands between the subject and the words for the audience: "..., for the ministers"
_LEAD = r"[,;:(–—-]*\s*(?:\bfor|\bpour|\bpara|\bto)\s+(?:the |les |los |des )?"


@dataclass(frozen=True, slots=True)
class Audience:
    """A record of data/audiences.toml, whose head explains the fields; they do without what it leaves out."""

    id: str
    called: tuple[str, ...]
    provisions: int
    most_provisions: int
    shares: Mapping[str, float]
    definitions: int = 0
    decision_slides: int = 0
    exercises: int = 0
    questions: int = 0
    level: int = 1
    role: str = ""
    aim: str = "aim_duty"

    def named_in(self, request: str) -> re.Match[str] | None:
        """Where a request says that the session is for them."""
        return re.search(rf"{_LEAD}(?:{'|'.join(self.called)})[^,;]*", request, re.I)


@cache
def audiences() -> dict[str, Audience]:
    """All of them by id; the first is meant where nobody is named."""
    return {
        name: Audience(name, **record | {"called": tuple(record["called"])})
        for name, record in table("audiences").items()
    }


def read_request(words: str) -> tuple[str, str]:
    """Read ("The clearing-house mechanism", "new-nfp") of "The clearing-house mechanism, for new national
    focal points"; "" for no audience.
    """
    for audience in audiences().values():
        match = audience.named_in(words)
        if match:
            # "CHM (for newcomers)" leaves a bracket open, "CHM, for newcomers" a comma behind
            subject = f"{words[: match.start()]} {words[match.end() :]}".strip(" ,;:()–—-")
            # a request of nothing but an audience is about them
            return subject or words, audience.id
    return words.strip(" ,;:"), ""
