"""What a sync is asked for: sessions and languages as people write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.errors import InputError
from ingest.locator import Decision
from ingest.vocabulary import COP, UN_LANGUAGES, vocabulary

PARTS = ("catalogue", "treaties", "decisions", "recommendations")


@dataclass(frozen=True, slots=True)
class Session:
    """A meeting whose decisions are wanted."""

    body: str
    number: int

    @property
    def treaty(self) -> str:
        """The code of its treaty in the API."""
        return Decision(self.body, self.number, 1).treaty

    @property
    def name(self) -> str:
        """`cop-15`, as people write it."""
        return f"{self.body}-{self.number}"

    @property
    def folder(self) -> str:
        """`cop-15`, with two digits."""
        return f"{self.body}-{self.number:02}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Parts, sessions and languages; English is always among them, since every locator is that of the English
    text.
    """

    parts: tuple[str, ...]
    sessions: tuple[Session, ...]
    languages: tuple[str, ...]

    @property
    def key(self) -> str:
        """The same for the same request."""
        return f"{','.join(self.parts)} {','.join(s.name for s in self.sessions)} {','.join(self.languages)}"


def select(parts: Sequence[str], cop: str = "", mop: str = "", languages: str = "en") -> Selection:
    """Read the options. Raises InputError naming the one that cannot be read."""
    sessions: list[Session] = []
    if cop or not mop:
        last = vocabulary().last_session(COP)
        sessions += [Session(COP, number) for number in numbers(cop or f"1-{last}", "--cop")]
    if mop or not cop:
        sessions += _mop(mop or "all")
    return Selection(tuple(parts) or PARTS, tuple(dict.fromkeys(sessions)), _languages(languages))


def numbers(words: str, option: str) -> list[int]:
    """`1-3,7` is 1, 2, 3 and 7."""
    sessions: list[int] = []
    for part in filter(None, re.split(r"[,\s]+", words)):
        match = re.fullmatch(r"([0-9]{1,2})(?:\s*[-–]\s*([0-9]{1,2}))?", part)
        # "16-14" is a slip and not nothing
        if not match or not 0 < int(match[1]) <= int(match[2] or match[1]):
            raise InputError(
                f"{option} {part} is not a session or a range of sessions.",
                f"Write it as {option} 14-16 or {option} 8,15.",
            )
        sessions += range(int(match[1]), int(match[2] or match[1]) + 1)
    return sorted(set(sessions))


def _mop(words: str) -> list[Session]:
    """`cp-9-11,np-4`; without a protocol both are meant; `all` is all."""
    sessions: list[Session] = []
    bodies = _protocol_bodies()
    for part in filter(None, re.split(r"[,\s]+", words.lower())):
        match = re.fullmatch(rf"(?:({'|'.join(bodies)})-?(?:mop-?)?)?(all|[0-9].*)?", part)
        if not match:
            raise InputError(
                f"--mop {part} is not a session of a protocol.",
                "Write it as --mop 9-11, --mop cp-11 or --mop np-4-5.",
            )
        for body in [bodies[match[1]]] if match[1] else bodies.values():
            wanted = f"1-{vocabulary().last_session(body)}" if match[2] in {None, "all"} else match[2]
            sessions += [Session(body, number) for number in numbers(str(wanted), "--mop")]
    return sessions


def _protocol_bodies() -> dict[str, str]:
    """The bodies that take the decisions of protocols, by what people write before the session: "cp"."""
    bodies = (vocabulary().deciding_body(protocol) for protocol in vocabulary().protocols)
    return {body.id.removesuffix("-mop"): body.id for body in bodies if body}


def _languages(words: str) -> tuple[str, ...]:
    asked = [part for part in re.split(r"[,\s]+", words.lower()) if part]
    asked = list(UN_LANGUAGES) if asked == ["all"] else asked
    for language in asked:
        if language not in UN_LANGUAGES:
            raise InputError(
                f"--lang {language} is not one of the official languages.",
                f"Use {', '.join(UN_LANGUAGES)}, or all.",
            )
    # locators are those of the English text: without it nothing could be aligned
    return tuple(dict.fromkeys(["en", *asked]))
