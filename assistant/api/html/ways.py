"""What pages to read share: the way to them, the facts below their heading, and what is beside them."""

from collections.abc import Iterable

from assistant.api.html.markup import Child, Markup, tag, text
from assistant.words.store import say


def crumbs(steps: Child, language: str) -> Markup:
    """The way to a page."""
    return tag("nav", steps, class_="crumbs", aria_label=say("page.passage.crumbs", language))


def facts(known: Iterable[str]) -> Markup:
    """What is known of a text, in one line; what is empty is left out."""
    told = [tag("bdi", fact) for fact in known if fact]
    return tag("p", [text("\u00a0· " if n else "", fact) for n, fact in enumerate(told)], class_="quiet")


def neighbours(before: Markup | None, after: Markup | None, language: str) -> Markup | None:
    """The links to what stands before and after; None where there is neither."""
    if before is None and after is None:
        return None
    return tag(
        "nav",
        before and text(say("page.passage.previous", language), ": ", before, " "),
        after and text(say("page.passage.next", language), ": ", after),
        class_="neighbours",
        aria_label=say("page.passage.neighbours", language),
    )
