"""A text that claims to be an instrument, compared with what the catalogue knows of that one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.corpus.known import digest_of, folded, known_texts, known_titles
from ingest.locator import Locator, label
from ingest.model import Provision

SHOWN = 4  # provisions that are named of each fault


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a text is not as the instrument has it, as locators in reading order.

    `missing` are provisions that it lacks or that stand elsewhere, `added` those that the instrument has not,
    `titled` those under another title, `reworded` those whose words differ; `known` says how many the
    catalogue has: 0 where there is nothing to compare with.
    """

    known: int
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether it is the instrument: every provision in its place, word by word, and nothing else."""
        return bool(self.known) and not (self.missing or self.added or self.titled or self.reworded)

    @property
    def faults(self) -> str:
        """What does not fit, in a sentence's words; "" where all does."""
        if not self.known:
            return "the catalogue knows no words of it to compare with"
        said = (
            (self.missing, "missing or out of place"),
            (self.added, "not in the official text"),
            (self.titled, "under another title"),
            (self.reworded, "in other words than the official text"),
        )
        return "; ".join(f"{_named(locators)} {fault}" for locators, fault in said if locators)


def compare(instrument: str, provisions: Sequence[Provision]) -> Comparison:
    """Compare the provisions of a text, parsed under the instrument's id, with those of the instrument."""
    known = known_texts().get(instrument, ())
    expected = {one.locator: one.digest for one in known}
    found = {p.locator: p for p in provisions if p.locator != instrument}
    order = SequenceMatcher(None, list(expected), list(found), autojunk=False)
    kept = {
        one.locator for block in order.get_matching_blocks() for one in known[block.a : block.a + block.size]
    }
    titles = known_titles(instrument)
    return Comparison(
        known=len(known),
        missing=tuple(name for name in expected if name not in kept),
        added=tuple(name for name in found if name not in expected),
        titled=tuple(
            name for name in found if name in kept and name in titles
            and folded(found[name].heading) != folded(titles[name])
        ),
        reworded=tuple(name for name in found if name in kept and digest_of(found[name]) != expected[name]),
    )  # fmt: skip


def gap_in(provisions: Sequence[Provision]) -> str:
    """Where the articles of a text do not follow each other from 1 on, "Article 15 after 0"; "" if they do.

    A text whose articles jump was not read as it stands, whoever sent it.
    """
    before = 0
    for provision in provisions:
        number = re.fullmatch(r"[^/]+/art-([0-9]+)(-[a-z]+)?", provision.locator)
        if number and int(number[1]) != before + (0 if number[2] else 1):
            return f"Article {number[1]} after {before}"
        before = int(number[1]) if number else before
    return ""


def _named(locators: Sequence[str]) -> str:
    """The first few by their labels, the outer ones alone, and how many more there are."""
    named = frozenset(locators)
    outer = [name for name in locators if str(Locator.parse(name).parent) not in named]
    shown = [label(Locator.parse(name), "").removeprefix(", ") for name in outer[:SHOWN]]
    more = len(outer) - len(shown)
    verb = "are" if len(outer) > 1 else "is"
    return f"{', '.join(shown)}{f' and {more} more' if more else ''} {verb}"
