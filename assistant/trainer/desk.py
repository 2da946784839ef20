"""What a check of slides works with: the corpus, and the words of the reader's language."""

from dataclasses import dataclass
from datetime import date

from assistant.reading.labels import label_at, title_of
from assistant.trainer.provisions import held
from assistant.trainer.report import Finding
from assistant.words.store import say
from index.interface import SearchIndex


@dataclass(frozen=True, slots=True)
class Desk:
    """The index that is checked against, and the language of the report."""

    index: SearchIndex
    language: str = "en"

    def say(self, name: str, **values: object) -> str:
        """The words of that name, with the values filled in."""
        return say(f"check.{name}", self.language, **values)

    def day(self, day: date) -> str:
        """A day as the language writes it."""
        month = self.say("months").split()[day.month - 1]
        return self.say("date", day=day.day, month=month, year=day.year)

    def label(self, locator: str) -> str:
        """What a provision or a document is called in the language of the report."""
        return label_at(locator, self.language, self.index).removesuffix(", catalogue entry")

    def title(self, document: str) -> str:
        """What a document is called in full."""
        held = self.index.documents.get(document)
        return title_of(held, self.language) if held else document

    def url(self, locator: str) -> str:
        """The official address of a provision, or of the document that it is in; "" where none is known."""
        provision = held(locator, self.index)
        document = self.index.documents.get(locator.split("/")[0]) or self.index.documents.get(
            "/".join(locator.split("/")[:2])
        )
        return (provision.url if provision else "") or (document.url if document else "")

    def finding(
        self, severity: str, kind: str, place: str, said: str, message: str, locator: str, source: str = ""
    ) -> Finding:
        """A finding about a provision or a document, with its label and its address; `source` is what it
        says.
        """
        return Finding(
            severity, kind, place, said, message, locator, self.label(locator), source, self.url(locator)
        )
