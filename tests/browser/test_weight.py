"""Light and quick: made for slow networks."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import CLEARING_HOUSE, REPOSITORY, Opener, ask

WEB = REPOSITORY / "assistant" / "web"
HEAVIEST = 160_000  # bytes, uncompressed
LATEST = 300  # milliseconds beside the server's own time


def test_the_whole_page_weighs_less_than_160_kb(open_page: Opener) -> None:
    """Page, styles, strings and every module but those that write files and links and what rates it, which
    come with the first answer, the list of what is kept, which comes where something is, those of the
    glossary and for trainers, which come with their page, the form for the right provision, which comes when
    it is asked for, and those for signing in, which come where people do; uncompressed, no fonts.
    """
    page = open_page()
    page.wait_for_timeout(2_500)  # until it has fetched what it needs later
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').filter(e => e.name.includes('/static/')).map(e => "
        "[e.name, e.decodedBodySize])"
    )
    document = page.evaluate("performance.getEntriesByType('navigation')[0].decodedBodySize")

    modules = {path.relative_to(WEB).as_posix() for path in (WEB / "js").rglob("*.js")}
    later = {
        name
        for name in modules
        if name.startswith(
            (
                "js/access/",
                "js/chat/rating.js",
                "js/correction/",
                "js/export/",
                "js/glossary/",
                "js/kept/",
                "js/train/",
            )
        )
    }
    names = {name.partition("/static/")[2].partition("/")[2] for name, _ in loaded}
    assert names & modules == modules - later
    assert not any(name.endswith((".woff", ".woff2", ".ttf")) for name, _ in loaded)
    assert document + sum(size for _, size in loaded) < HEAVIEST


def test_the_page_names_what_it_needs_at_first(open_page: Opener) -> None:
    """Every module that came before the page was ready was named in it: none was found on the way."""
    page = open_page()
    named = set(page.evaluate("[...document.querySelectorAll('[rel=modulepreload]')].map(link => link.href)"))
    came = page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('.js'))"
    )
    own = {name for name in came if name.endswith(("/js/app.js", "/js/boot.js"))}

    assert set(came) - own == named


def test_the_first_page_needs_little_more_than_half_of_it(open_page: Opener) -> None:
    """What must come before the first question can be asked travels compressed in less than 50 kB."""
    page = open_page()
    size = page.evaluate("performance.getEntries().reduce((sum, e) => sum + (e.encodedBodySize || 0), 0)")

    assert size < 50_000


def test_the_first_statement_is_painted_at_once(page: Page) -> None:
    """From Enter to the first painted statement the page takes at most 300 ms beside the server's own
    time.
    """
    took = []
    for _ in range(3):
        page.get_by_role("button", name="New conversation").click()
        ask(page, CLEARING_HOUSE)
        kept = page.evaluate(
            "JSON.parse(localStorage['cbd.conversation.' + new URLSearchParams(location.search).get('c')])"
        )
        server = sum(kept["turns"][0]["answer"]["timings_ms"].values())
        asked, painted = page.evaluate(
            "['asked', 'statement-painted'].map(name => performance.getEntriesByName(name).at(-1).startTime)"
        )
        took.append(painted - asked - server)

    assert min(took) < LATEST, took


def test_it_can_be_used_on_a_slow_network(open_page: Opener) -> None:
    """At 50 kB/s and 400 ms of latency the page can be typed into within seconds, and what is typed early is
    not lost.
    """
    page = open_page()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    network.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000},
    )
    page.reload(wait_until="commit")
    page.locator("html[data-ready]").wait_for(timeout=8_000)

    turn = ask(page, CLEARING_HOUSE)
    expect(turn.get_by_role("region", name="Sources")).to_be_visible()
