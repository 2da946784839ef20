"""The page "About these texts": what is here, how answers are made, how good they are, and who runs it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from assistant.api.account import Account, day_of
from assistant.api.html.frame import Page
from assistant.api.html.markup import Child, Markup, items, link, outward, spoken, tag, text
from assistant.measured import heads, measured
from assistant.reading.holdings import Held, InstrumentHolding, SessionHolding
from assistant.reading.labels import short_title
from assistant.settings import Settings
from assistant.words.store import say
from ingest.vocabulary import COP

MEANT: Final = (Held.WHOLE, Held.EXTRACTS, Held.GUIDE, Held.FACTS, Held.COPY)
OF_LAW: Final = (Held.WHOLE, Held.EXTRACTS, Held.GUIDE, Held.FACTS)  # columns of instruments
OF_DECISIONS: Final = (Held.WHOLE, Held.EXTRACTS, Held.COPY, Held.FACTS)
LIMITS: Final = ("texts", "language", "near", "advice")


def about_page(account: Account, language: str) -> Page:
    """The page in the reader's language."""

    def words(name: str, **values: object) -> str:
        return say(f"site.{name}", language, **values)

    title = say("page.nav.about", language)
    body = tag(
        "article",
        tag("h1", title),
        tag("p", words("about_lead")),
        _section(words("held_title"), _held(account, language)) if account.snapshot else None,
        _section(words("how_title"), _how(account.settings, language)),
        _section(words("good_title"), _good(language)),
        _section(words("limits_title"), items([words(f"limit_{one}") for one in LIMITS], class_="bullets")),
        _section(words("who_title"), _who(account.settings, language)),
        _section(words("data_title"), _data(account.settings, language)),
        _section(words("wrong_title"), _wrong(account.settings, language)),
        class_="reading about",
    )
    data = {"@type": "AboutPage", "@id": "/about", "name": title}
    return Page(title, words("about_lead"), body, data, whole=True)


def _section(title: str, *children: Child) -> Markup:
    return tag("section", tag("h2", title), children)


# ---------------------------------------------------------------- what is here


def _held(account: Account, language: str) -> list[Child]:
    meanings = [
        text(tag("dt", _as(how, language)), tag("dd", say(f"site.means_{how}", language))) for how in MEANT
    ]
    return [
        tag("p", _dates(account, language)),
        tag("dl", meanings, class_="meanings"),
        _instruments(account.instruments, language),
        _sessions(account, language),
        _others(account, language),
    ]


def _dates(account: Account, language: str) -> Child:
    """When the index was made, and when texts were fetched."""
    fetched, snapshot = account.fetched, account.snapshot
    if snapshot is None:
        return None
    counts = {name: snapshot.counts.get(name, 0) for name in ("documents", "provisions")}
    built = say("site.built", language, date=_day(day_of(snapshot.built_at), language), **counts)
    if fetched is None:
        return f"{built} {say('site.never_fetched', language)}"
    return f"{built} {say('site.fetched', language, files=fetched.files, date=_day(fetched.last, language))}"


def _day(day: str, language: str) -> str:
    """A day within words: where these run from right to left, marks keep its parts in their order."""
    return f"\u2066{day}\u2069" if spoken(language)["dir"] == "rtl" else day


def _as(how: Held, language: str) -> str:
    return say(f"page.held.{how}", language)


def _instruments(held: Sequence[InstrumentHolding], language: str) -> Markup:
    title = say("page.browse.instruments", language)
    columns = [say("site.col_text", language), say("site.col_parts", language)]
    rows: list[list[Child]] = [
        [
            link(f"/p/{one.document.id}", short_title(one.document, language), dir="auto"),
            one.parts.total(),
            *_counted(one.parts, OF_LAW),
        ]
        for one in held
    ]
    return table(title, [*columns, *(_as(how, language) for how in OF_LAW)], rows)


def _sessions(account: Account, language: str) -> Markup:
    fetched = account.fetched.sessions if account.fetched else {}
    columns = [say(f"site.col_{name}", language) for name in ("meeting", "named", "taken")]
    columns += [_as(how, language) for how in OF_DECISIONS]
    if fetched:
        columns.append(say("site.col_fetched", language))
    unknown = say("site.unconfirmed", language)
    rows: list[list[Child]] = []
    for one in account.sessions:
        row: list[Child] = [_meeting(one), one.named, one.taken or unknown]
        row += _counted(one.decisions, OF_DECISIONS)
        rows.append([*row, fetched.get(one.session, "–")] if fetched else row)
    return table(say("site.meetings", language), columns, rows)


def _meeting(one: SessionHolding) -> Markup:
    """The name of a meeting, which leads to its page where it has one."""
    name = f"{one.body.upper()} {one.number}"
    has_page = one.body == COP
    return link(f"/p/{one.session}", name) if has_page else tag("bdi", name)


def _others(account: Account, language: str) -> Markup | None:
    lines = [
        text(
            link(f"/p/{one.id}", one.title, **spoken(one.language)),
            " (",
            _as(Held.EXTRACTS if one.provenance == "quoted" else Held.COPY, language),
            ")",
        )
        for one in account.others
    ]
    listed = items(lines, class_="bullets")
    return text(tag("h3", say("page.browse.other", language)), listed) if listed else None


def _counted(counts: Counter[Held], columns: Sequence[Held]) -> list[int]:
    return [counts[how] for how in columns]


def table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Child]]) -> Markup:
    """A table whose first column names its rows; it scrolls by itself where it is too wide."""
    head = tag("tr", [tag("th", column, scope="col") for column in columns])
    body = [
        tag("tr", tag("th", first, scope="row"), [tag("td", cell) for cell in rest]) for first, *rest in rows
    ]
    drawn = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", body))
    return tag("div", drawn, class_="table", tabindex=0, role="group", aria_label=caption)


# ---------------------------------------------------------------- how, and how well


def _how(settings: Settings, language: str) -> Markup | None:
    model = (
        say("site.how_model", language, model=settings.llm_model or "–")
        if settings.llm_url
        else say("site.how_no_model", language)
    )
    told = [say("site.how_quote", language), say("site.how_refuse", language), model]
    return items(told, class_="bullets")


def _good(language: str) -> list[Child]:
    found = measured()
    lead = say("site.good_lead", language, date=_day(found.date.isoformat(), language))
    rows = [row.cells(language) for row in found.rows]
    return [tag("p", lead), table(say("site.good_title", language), heads(language), rows)]


# ---------------------------------------------------------------- who


def _who(settings: Settings, language: str) -> list[Child]:
    named = settings.operator or say("site.who_nobody", language)
    contact = settings.contact and text(say("site.contact", language), ": ", _reachable(settings.contact))
    return [
        tag("p", tag("bdi", named)),
        tag("p", contact) if contact else None,
        tag("p", say("site.who_program", language)),
    ]


def _reachable(contact: str) -> Markup:
    """An address that can be followed, or the words as they are."""
    if contact.startswith(("https://", "http://")):
        return outward(contact, tag("bdi", contact))
    if "@" in contact and not any(sign in contact for sign in ' <>"?&'):
        return tag("a", tag("bdi", contact), href=f"mailto:{contact}")
    return tag("bdi", contact)


def _data(settings: Settings, language: str) -> list[Child]:
    if settings.conversations:
        told = [say("site.data_server", language, days=_days(settings.conversations_days, language))]
    else:
        told = [say("site.data_browser", language)]
    if settings.audit_questions:
        told.append(say("site.data_kept", language, days=_days(settings.audit_days, language)))
    elif not settings.conversations:
        told.append(say("site.data_not_kept", language))
    opinions = say("site.data_feedback", language, days=_days(settings.feedback_days, language))
    own = settings.privacy and text(say("site.data_own", language), ": ", _reachable(settings.privacy))
    return [items([*told, opinions], class_="bullets"), tag("p", own) if own else None]


def _days(days: int, language: str) -> str:
    return say("site.days", language, n=days) if days else say("site.for_ever", language)


def _wrong(settings: Settings, language: str) -> list[Child]:
    told = say("site.wrong_words", language)
    if not settings.contact:
        return [tag("p", told)]
    before, _, after = say("site.wrong_contact", language, contact="\0").partition("\0")
    return [tag("p", told, " ", before, _reachable(settings.contact), after)]
