"""Pages of few words: the chat for those whose browser runs no scripts, and what is not there."""

from assistant.api.html.frame import PLACES, Page
from assistant.api.html.markup import items, link, tag
from assistant.words.store import say


def chat_page(language: str) -> Page:
    """What the chat is, and what can be read where no question can be asked."""
    title, words = say("page.app.name", language), say("page.welcome.words", language)
    ways = [link(path, say(name, language)) for path, name in PLACES if path != "/"]
    body = tag(
        "section",
        tag("h1", say("page.welcome.title", language), class_="welcome-title"),
        tag("p", words),
        tag("noscript", tag("p", say("site.no_script", language), class_="note")),
        items(ways, class_="link-list"),
        class_="welcome",
    )
    return Page(title, words, body, brief=True)


def missing_page(above: str, language: str) -> Page:
    """That there is nothing at an address, and what stands above it, "" for nothing."""
    title = say("page.passage.notFound", language)
    way = link(f"/p/{above}", above) if above else link("/browse", say("page.nav.browse", language))
    nearest = tag("p", say("answer.closest", language), ": ", way) if above else tag("p", way)
    return Page(title, title, tag("article", tag("h1", title), nearest, class_="reading"))


def lost_page(language: str, words: str = "site.lost") -> Page:
    """That an address leads nowhere, and where to go from there; `words` name what is not there."""
    title = say(words, language)
    ways = items([link(path, say(name, language)) for path, name in PLACES], class_="link-list")
    return Page(title, title, tag("article", tag("h1", title), ways, class_="reading"), whole=True)
