"""The files of the pages: hashed, packed, kept as long as they may be, and nothing else."""

import gzip
import json
import os
import shutil
from pathlib import Path

import httpx
import pytest
from starlette.datastructures import Headers

from assistant.api.web import CHECK, FOLDER, FOREVER, LOOK_EVERY, WebFiles, lean
from assistant.words.store import languages, say

PACKED = Headers({"accept-encoding": "gzip"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of pages, with a secret beside it."""
    web = tmp_path / "web"
    (web / "js").mkdir(parents=True)
    (web / "built").mkdir()
    (web / "index.html").write_text(
        '<html><head><title>x</title></head><body><script src="/static/js/app.js"></script></body></html>'
    )
    (web / "js" / "wire.d.ts").write_text("export interface X {}")
    (web / "js" / "source.js").write_text("// what the bundler reads")
    (web / "built" / "app.js").write_text("export const x = 1;\n" * 100)
    (web / ".hidden").write_text("hidden")
    (tmp_path / "secret").write_text("secret")
    (web / "link").symlink_to(tmp_path / "secret")
    return web


def test_pages_point_to_files_that_are_kept_forever(folder: Path) -> None:
    """The address holds the hash of all files, and such an address is immutable."""
    files = WebFiles(folder)
    page = files.page("index.html")

    assert page is not None
    assert f'src="/static/v-{files.version}/js/app.js"'.encode() in page.body
    file, cache = files.static(f"v-{files.version}/js/app.js")
    assert file is not None
    assert cache == FOREVER
    assert files.static("js/app.js") == (file, CHECK)
    assert files.static("v-000000000000/js/app.js") == (file, CHECK)


def test_what_opens_the_page_without_a_server_is_kept_with_all_that_it_imports(folder: Path) -> None:
    """Also what is imported by what is imported; nothing else."""
    chunks = {"app.js": [], "browse.js": ["app.js", "outline.js"], "outline.js": ["line.js"], "train.js": []}
    (folder / "built" / "chunks.json").write_text(json.dumps(chunks))
    for name in (*chunks, "line.js"):
        (folder / "built" / name).write_text(f"// {name}")
    (folder / "sw.js").write_text('const VERSION = "";\nconst FILES = [];\n')
    files = WebFiles(folder)
    worker = files.worker()

    assert worker is not None
    kept = json.loads(worker.body.split(b"FILES = ")[1].removesuffix(b";\n"))
    scripts = [name.partition("/js/")[2] for name in kept if "/js/" in name]
    assert scripts == ["app.js", "browse.js", "line.js", "outline.js"]


def test_notes_in_style_sheets_do_not_travel() -> None:
    """Nor spaces that mean nothing; those within a value and between selectors do."""
    sheet = b"/* What\n it is. */\n.a .b, .c > d {\n  margin: 0 auto;\n  width: calc(1rem + 2px);\n}\n"

    assert lean(sheet) == b".a .b,.c>d{margin:0 auto;width:calc(1rem + 2px);}"


def test_the_words_of_the_page_come_from_the_store(folder: Path, tmp_path: Path) -> None:
    """By language, without the namespace, in English where a language lacks some; a changed word is seen."""
    words = tmp_path / "words"
    words.mkdir()
    (words / "en.json").write_text(
        '{"page.nav.ask": "Ask", "page.widget.label": "CBD", "page.widget.close": "Shut"}'
    )
    (words / "fr.json").write_text('{"page.nav.ask": "Demander"}')
    (folder / "widget.js").write_text("const WORDS = {};")
    files = WebFiles(folder, words)

    french = files.get("words/fr.json")
    assert french is not None
    assert json.loads(french.body) == {"nav.ask": "Demander", "widget.label": "CBD", "widget.close": "Shut"}
    widget, _ = files.static("widget.js")
    assert widget is not None
    label = {"label": "CBD", "close": "Shut"}
    assert json.loads(widget.body.split(b"WORDS = ")[1].removesuffix(b";")) == {"en": label, "fr": label}

    version = files.version
    (words / "fr.json").write_text('{"page.nav.ask": "Poser", "page.widget.label": "CDB"}')
    files._looked -= LOOK_EVERY
    changed, again = files.get("words/fr.json"), files.get("widget.js")
    assert changed is not None
    assert again is not None
    assert json.loads(changed.body)["nav.ask"] == "Poser"
    assert b"CDB" in again.body
    assert files.version != version


def test_the_button_for_other_sites_speaks_every_language(server: httpx.Client) -> None:
    """Its words are in the file, so that it asks for none."""
    script = server.get("/widget.js").text

    for language in languages():
        assert json.dumps(say("page.widget.label", language), ensure_ascii=False) in script
        assert server.get(f"/static/words/{language}.json").json()["nav.ask"] == say("page.nav.ask", language)


def test_a_change_is_seen(folder: Path) -> None:
    """New words, new hash, new addresses."""
    before = WebFiles(folder)
    first = before.static("js/app.js")[0]
    (folder / "built" / "app.js").write_text("export const x = 2;\n")
    os.utime(folder / "built" / "app.js", (1, 1))
    after = WebFiles(folder)
    second = after.static("js/app.js")[0]

    assert first is not None
    assert second is not None
    assert first.etag != second.etag
    assert before.version != after.version


def test_a_file_is_packed_and_compared(folder: Path) -> None:
    """Compressed for who takes it, and 304 for who has it."""
    file = WebFiles(folder).static("js/app.js")[0]

    assert file is not None
    packed = file.response(PACKED)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(bytes(packed.body)) == bytes(file.response(Headers()).body)
    assert file.response(Headers({"if-none-match": f'"x", W/{file.etag}'})).status_code == 304
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "name",
    [
        "../secret",
        "link",
        "js/wire.d.ts",
        "js/source.js",
        ".hidden",
        "js",
        "",
        "v-x/../../secret",
        "/etc/passwd",
    ],
)
def test_nothing_else_can_be_named(folder: Path, name: str) -> None:
    """Not by dots, links, hidden names or folders."""
    assert WebFiles(folder).static(name)[0] is None


def test_a_missing_folder_has_no_pages(tmp_path: Path) -> None:
    """The API works without its pages."""
    assert WebFiles(tmp_path / "none").page("index.html") is None


@pytest.mark.parametrize("path", ["/", "/about", "/browse", "/embed", "/p/cbd", "/p/cbd/art-8/item-j"])
def test_pages_are_served(server: httpx.Client, path: str) -> None:
    """Each page is a page, and is compared before it is used again."""
    response = server.get(path)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == CHECK
    assert server.get(path, headers={"If-None-Match": response.headers["etag"]}).status_code == 304
    assert server.head(path).status_code == 200


def test_a_permalink_holds_the_words(server: httpx.Client) -> None:
    """The provision can be read without scripts; one that does not exist is a 404."""
    page = server.get("/p/cop-1/dec-3/para-2").text

    assert "<title>Decision I/3, paragraph 2</title>" in page
    assert "should be funded from the regular budget" in page
    assert server.get("/p/cop-1/dec-3/para-99").status_code == 404


def test_the_worker_keeps_what_opens_the_page() -> None:
    """Every script that the page and the texts need, under the version of today; each is there, and those for
    trainers are not among them.
    """
    files = WebFiles()
    worker = files.worker()

    assert worker is not None
    script = worker.body.decode()
    kept = json.loads(script.partition("const FILES = ")[2].partition(";\n")[0])
    prefix = f"/static/v-{files.version}/"
    assert f'const VERSION = "{files.version}";' in script
    assert all(files.static(address.removeprefix("/static/"))[1] == FOREVER for address in kept)
    names = {address.removeprefix(prefix) for address in kept}
    scripts = {"app.js", "boot.js", "browse.js", "offline.js", "outline.js", "provision.js", "source.js"}
    assert {*(f"js/{name}" for name in scripts), "css/reading.css", "words/en.json"} <= names
    assert not {"js/train.js", "js/viewer.js", "js/chunks.json"} & names


def test_the_worker_is_made_anew_where_a_file_changes_alone(tmp_path: Path) -> None:
    """Every page asks for it: it is written and packed once, and says at once what is new."""
    shutil.copytree(FOLDER, tmp_path / "web")
    files = WebFiles(tmp_path / "web")
    first = files.worker()
    assert files.worker() is first
    style = tmp_path / "web" / "css" / "base.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n.new { color: red; }\n", encoding="utf-8")
    files._looked -= LOOK_EVERY
    second = files.worker()

    assert first is not None
    assert second is not None
    assert second.etag != first.etag
    assert files.version.encode() in second.body


def test_the_worker_and_the_manifest_are_compared_each_time(server: httpx.Client) -> None:
    """So that no old code is served for long."""
    for path, kind in (("/sw.js", "text/javascript"), ("/manifest.webmanifest", "application/manifest+json")):
        response = server.get(path)
        assert response.headers["content-type"].startswith(kind)
        assert response.headers["cache-control"] == CHECK
    french = server.get("/manifest.webmanifest", headers={"Accept-Language": "fr"}).json()
    assert (french["lang"], french["name"]) == ("fr", say("page.app.name", "fr"))
