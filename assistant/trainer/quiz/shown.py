"""What the slides of a pack show: only what stands on one of them may be asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.trainer.pack import GAP, Block
from ingest.locator import overlap

_VERBATIM = frozenset({"quote", "fact"})


@dataclass(slots=True)
class Shown:
    """The words on the slides by the provision that they are of: quoted ones, and the guide's."""

    quoted: dict[str, list[str]] = field(default_factory=dict)
    explained: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def on(cls, blocks: Iterable[Block]) -> "Shown":
        """What the participants see of these slides, without the notes."""
        shown = cls()
        for block in blocks:
            for item in block.items:
                words = shown.quoted if item.kind in _VERBATIM else shown.explained
                for source in item.sources:
                    words.setdefault(source.locator, []).append(item.text)
        return shown

    def has(self, locator: str) -> bool:
        """Whether a slide is about this very provision."""
        return locator in self.quoted or locator in self.explained

    def proves(self, locator: str, words: str) -> bool:
        """Whether these words of a provision are quoted: from itself, what it stands in, or parts of it."""
        said = " ".join(
            text for other in self.quoted if overlap(other, locator) for text in self.quoted[other]
        )
        return _bare(words) in _bare(said)

    def explains(self, locator: str, summary: str) -> bool:
        """Whether the guide's words on a provision are shown."""
        return any(_bare(summary) in _bare(text) for text in self.explained.get(locator, ()))


def _bare(text: str) -> str:
    """Letters and digits alone, in small letters: quotation marks and line breaks are the slide's own."""
    return "".join(c for c in text.replace(GAP.strip(), "").casefold() if c.isalnum())
