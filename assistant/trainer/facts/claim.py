"""What is wrong with a fact that a sentence states, before it is told in words."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Error:
    """A fact that is not so. `name` is that of the words that tell it, with these `values`; `locator` what
    it is about, `source` what the corpus says of it.
    """

    name: str
    locator: str
    source: str
    values: dict[str, str] = field(default_factory=dict)
