"""The files of the pages and the words on them: read once, hashed, compressed, and served from memory.

Starlette's StaticFiles serves what lies on the disk as it lies there. What pages load is made of it: style
sheets without notes, words put together by language, under addresses that hold their digest and may be kept
for ever; and it is packed once, not for each reader. Of the scripts in `js` what the bundler makes of them
is served, which lies in `built`.
"""

import gzip
import hashlib
import json
import mimetypes
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response

from assistant.words.store import ENGLISH, later_words, page_words, read_words
from assistant.words.store import FOLDER as WORDS

FOLDER = Path(__file__).resolve().parent.parent / "web"
LOOK_EVERY = 1.0  # seconds between two looks at the folder, for those who work on the pages
_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".xml": "application/xml",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_TEXT = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".xml", ".webmanifest")
FOREVER = "public, max-age=31536000, immutable"
CHECK = "no-cache"  # may be kept, must be compared by its ETag
_LATER = "words/later/"  # words that come with the pages which call them
_WIDGET = "widget.js"
_WIDGET_WORDS = b"const WORDS = {};"  # where the words of the button are written in
_WORKER = "sw.js"
_SOURCES = "js/"  # of the bundler, which writes
_BUILT = "built/"  # what is served as
_SCRIPTS = "js/"
_CHUNKS = f"{_SCRIPTS}chunks.json"  # what each script imports, by the bundler
_WORKER_ENTRY = (
    "app.js", "bar.js", "boot.js", "browse.js", "list.js", "offline.js", "provision.js", "rating.js",
    "source.js",
)  # fmt: skip
_STYLE_NOTE = re.compile(rb"/\*.*?\*/", re.DOTALL)
_STYLE_SPACE = re.compile(rb"\s*([{};,>])\s*|(?<=:) ")


def lean(sheet: bytes) -> bytes:
    """A style sheet without its notes, and without spaces that mean nothing."""
    return _STYLE_SPACE.sub(lambda space: space[1] or b"", _STYLE_NOTE.sub(b"", sheet)).strip()


def _json(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class WebFile:
    """One file in both forms."""

    body: bytes
    packed: bytes | None
    etag: str
    media_type: str

    @classmethod
    def of(cls, name: str, body: bytes) -> "WebFile":
        """Hash and compress it."""
        suffix = Path(name).suffix.lower()
        kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        if kind.startswith("text/") or suffix in {".json", ".js", ".svg", ".xml", ".webmanifest"}:
            kind += "; charset=utf-8"
        packed = gzip.compress(body, 9, mtime=0) if suffix in _TEXT and len(body) > 512 else None
        return cls(body, packed, f'"{hashlib.sha256(body).hexdigest()[:20]}"', kind)

    def response(self, headers: Headers, cache: str = CHECK, status: int = 200) -> Response:
        """Answer a request with these headers: 304 where the reader has this very file. The middleware that
        packs names what it varies by.
        """
        out = {"ETag": self.etag, "Cache-Control": cache}
        known = {tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")}
        if status == 200 and (self.etag in known or "*" in known):
            return Response(status_code=304, headers=out)
        if self.packed is not None and "gzip" in headers.get("accept-encoding", ""):
            return Response(self.packed, status, {**out, "Content-Encoding": "gzip"}, self.media_type)
        return Response(self.body, status, out, self.media_type)


class WebFiles:
    """The folder of the pages. Only files that lie in it can be named, whatever the address says.

    `/static/v-<hash>/js/app.js` is the same file as `/static/js/app.js` and may be kept forever: the pages
    that are served point to such addresses, and scripts that import each other by relative paths stay under
    the same hash.
    """

    def __init__(
        self, folder: Path = FOLDER, words: Path = WORDS, *, signs_in: bool = False, adds: bool = False
    ) -> None:
        # the page of a server where one signs in asks who reads it before it shows anything
        self._marks = b"data-signs-in " * signs_in + b"data-adds " * adds
        self._folder = folder
        self._words = words
        self._files: dict[str, WebFile] = {}
        self._stamps: dict[str, tuple[int, int]] = {}
        self._looked = -LOOK_EVERY
        self.version = ""

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._looked < LOOK_EVERY:
            return
        self._looked = now
        stamps = {}
        for name, path in self._sources():
            status = path.stat()
            stamps[name] = (status.st_mtime_ns, status.st_size)
        if stamps == self._stamps:
            return
        changed = {name for name in stamps | self._stamps if self._stamps.get(name) != stamps.get(name)}
        if any(name.startswith("words/") for name in changed):
            changed.add(_WIDGET)
        self._files = {
            name: self._read(name, path) if name in changed else self._files[name]
            for name, path in self._sources()
        }
        self._stamps = stamps
        self.version = hashlib.sha256(
            "".join(name + file.etag for name, file in self._files.items()).encode()
        ).hexdigest()[:12]

    def _sources(self) -> Iterator[tuple[str, Path]]:
        """What is served and where it lies: the files of the folder, and as `words/` those of the store."""
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if path.is_file() and not path.is_symlink() and not hidden and not name.startswith(_SOURCES):
                yield name.replace(_BUILT, _SCRIPTS, 1), path
        for path in sorted(self._words.glob("*.json")):
            yield f"words/{path.name}", path
            yield f"{_LATER}{path.name}", path

    def _read(self, name: str, path: Path) -> WebFile:
        if name.startswith(_LATER):
            return WebFile.of(name, _json(later_words(self._words_of(path))))
        if name.startswith("words/"):
            return WebFile.of(name, _json(self._page_words(path)))
        body = path.read_bytes()
        if name == _WIDGET:
            body = body.replace(_WIDGET_WORDS, self._widget_words())
        return WebFile.of(name, lean(body) if name.endswith(".css") else body)

    def _page_words(self, path: Path) -> dict[str, str]:
        """What every page says in the language of a file."""
        return page_words(self._words_of(path))

    def _words_of(self, path: Path) -> dict[str, str]:
        """All words of a file, in English where it lacks some."""
        return read_words(self._words / f"{ENGLISH}.json") | read_words(path)

    def _widget_words(self) -> bytes:
        words = {path.stem: self._page_words(path) for path in sorted(self._words.glob("*.json"))}
        table = {
            language: {"label": own["widget.label"], "close": own["widget.close"]}
            for language, own in words.items()
        }
        return b"const WORDS = " + _json(table) + b";"

    def get(self, name: str) -> WebFile | None:
        """Find the file of that name, in the folder or in its `static/`."""
        self._refresh()
        return self._files.get(name) or self._files.get(f"static/{name}")

    def static(self, name: str) -> tuple[WebFile | None, str]:
        """Find the file at /static/<name>, and how long it may be kept."""
        self._refresh()
        cache = CHECK
        if name.startswith("v-"):
            version, _, name = name.partition("/")
            cache = FOREVER if version == f"v-{self.version}" else CHECK
        return self._files.get(f"static/{name}") or self._files.get(name), cache

    def _opening(self) -> Iterator[str]:
        """The scripts that open the page without a server, and all that they import."""
        chunks = self._files.get(_CHUNKS)
        imports: dict[str, list[str]] = json.loads(chunks.body) if chunks else {}
        needed = list(_WORKER_ENTRY)
        for name in needed:  # which grows on the way
            needed += [other for other in imports.get(name, ()) if other not in needed]
            yield f"{_SCRIPTS}{name}"

    def worker(self) -> WebFile | None:
        """The service worker, with the version and the addresses of the files that open the page without a
        server.
        """
        self._refresh()
        file = self._files.get(_WORKER)
        return self._made(_WORKER, lambda: self._keeping(file.body)) if file else None

    def _keeping(self, worker: bytes) -> bytes:
        others = [name for name in self._files if name.startswith("css/")]
        names = sorted({*self._opening(), *others, "icon.svg", f"words/{ENGLISH}.json"})
        kept = [f"/static/v-{self.version}/{name}" for name in names if name in self._files]
        body = worker.replace(b'const VERSION = "";', b"const VERSION = " + _json(self.version) + b";")
        return body.replace(b"const FILES = [];", b"const FILES = " + _json(kept) + b";")

    def _made(self, name: str, write: Callable[[], bytes]) -> WebFile:
        """What is written from a file of that name, once until any file changes."""
        key = f"\0{name}"
        made = self._files.get(key)
        if made is None:
            made = self._files[key] = WebFile.of(name, write())
        return made

    def page(self, *names: str) -> WebFile | None:
        """Find the first of these pages that there is.

        It points to files that may be kept forever.
        """
        self._refresh()
        name = next((name for name in names if name in self._files), None)
        return self._made(name, lambda: self._pointing(self._files[name].body)) if name else None

    def _pointing(self, page: bytes) -> bytes:
        body = page.replace(b'"/static/', f'"/static/v-{self.version}/'.encode())
        return body.replace(b"<html ", b"<html " + self._marks, 1)
