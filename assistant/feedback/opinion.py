"""What a reader thinks of an answer. Nothing of it says who the reader is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One opinion, as it comes."""

    rating: str
    question: str
    answer_id: str = ""
    answer: str = ""
    comment: str = ""
    language: str = ""
    """Of the page."""
    index_id: str = ""
    provision: str = ""
    """The locator of the provision that the answer should have cited; "" where none was named."""
    history: tuple[str, ...] = ()
    """The questions before it, which may be needed to understand it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Opinion):
    """One opinion, as it is stored."""

    id: int
    at: str
