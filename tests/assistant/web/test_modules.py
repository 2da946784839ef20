"""The modules of the page: small, checked, imported one way, true to the page's policy."""

import re
import subprocess
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[3] / "assistant" / "web"
JS = WEB / "js"
MODULES = sorted(JS.rglob("*.js"))
SCRIPTS = [*MODULES, WEB / "widget.js"]
LONGEST, WIDEST = 200, 110
FLOORS = (
    "kit",
    "page",
    "reading",
    "export",
    "correction",
    "chat",
    "kept",
    "glossary",
    "train",
    "library",
)  # each may import what stands before it
APART = {
    ("chat", "export"), ("chat", "correction"), ("glossary", "export"), ("glossary", "chat"),
    ("glossary", "kept"), ("train", "export"), ("train", "chat"), ("train", "kept"), ("train", "glossary"),
    ("library", "export"), ("library", "correction"), ("library", "chat"), ("library", "kept"),
    ("library", "glossary"),
}  # fmt: skip  # loaded on demand, or not at all
REQUESTS = {"kit/request.js"}
NAMESPACES = {"kit/icons.js"}  # names of XML, not addresses

_IMPORT = re.compile(r'^import\s[^;]*?"(\.[^"]+)";', re.MULTILINE)
_NOTE = re.compile(r"/\*\*.*?\*/", re.DOTALL)


def name(path: Path) -> str:
    """The name of a module: "kit/dom.js"."""
    return path.relative_to(JS).as_posix()


def code(path: Path) -> str:
    """A script without its documentation."""
    return _NOTE.sub("", path.read_text(encoding="utf-8"))


def imports(path: Path) -> list[str]:
    """The names of the modules that one needs before it can run."""
    found = _IMPORT.findall(code(path))
    return [name((path.parent / near).resolve()) for near in found]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_module_is_small_checked_and_says_what_it_is(path: Path) -> None:
    """TypeScript is told to check it, its first words say what it is, and it fits on a few screens."""
    lines = path.read_text(encoding="utf-8").splitlines()

    assert lines[0] == "// @ts-check"
    assert re.match(r"/\*\*? \w|/\*\*?$", lines[1])
    assert len(lines) <= LONGEST
    assert max(map(len, lines)) <= WIDEST


def test_imports_run_one_way() -> None:
    """The kit knows no page, pages do not know each other, and no module leads back to itself."""
    for path in MODULES:
        floor = name(path).split("/")[0]
        for other in imports(path):
            below = other.split("/")[0]
            if floor in FLOORS:
                assert FLOORS.index(below) <= FLOORS.index(floor), (name(path), other)
                assert (floor, below) not in APART, (name(path), other)
    left = {name(path): set(imports(path)) for path in MODULES}
    while free := [module for module, needed in left.items() if not needed & left.keys()]:
        for module in free:
            del left[module]
    assert not left, f"a circle: {sorted(left)}"


def test_every_module_is_reached_from_the_page() -> None:
    """Nothing lies about that no page loads, now or later."""
    reached = {"app.js", "boot.js"}
    waiting = list(reached)
    while waiting:
        path = JS / waiting.pop()
        later = re.findall(r'import\("(\.[^"]+)"\)', code(path))
        near = {*imports(path), *(name((path.parent / one).resolve()) for one in later)} - reached
        reached |= near
        waiting += near
    assert sorted(reached) == sorted(map(name, MODULES))


def test_one_module_speaks_to_the_server() -> None:
    """Every HTTP call of every page goes through the same few lines, so every failure has the same form."""
    asking = {
        name(path) for path in MODULES if re.search(r"\bfetch\(|XMLHttpRequest|EventSource\(", code(path))
    }

    assert asking == REQUESTS
    assert {name(path) for path in MODULES if "/api/v1/" in code(path)} == {"kit/api.js"}


def test_no_style_or_script_is_written_into_the_pages() -> None:
    """The strict policy is kept by construction: no inline script, style or handler, no foreign address."""
    html = (WEB / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", html)
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        ), path
        if path == WEB / "widget.js" or name(path) not in NAMESPACES:
            assert set(re.findall(r"https?://([\w.]+)", text)) <= {"ASSISTANT"}, path
    styles = "".join(path.read_text(encoding="utf-8") for path in (WEB / "css").glob("*.css"))
    assert not re.search(r"url\(|@import", styles)


def test_what_is_served_is_what_the_bundler_makes_of_the_modules(tmp_path: Path) -> None:
    """Byte for byte: whoever changed a module ran `make page`."""
    bundler = WEB.parents[1] / "node_modules" / ".bin" / "rolldown"
    if not bundler.exists():
        pytest.skip("no bundler: run `make page`")
    made, built = tmp_path / "built", WEB / "built"
    command = [str(bundler), "--config", "--dir", str(made)]
    subprocess.run(command, cwd=WEB.parents[1], check=True, capture_output=True, timeout=60)

    assert {path.name for path in made.iterdir()} == {path.name for path in built.iterdir()}
    assert [
        path.name for path in made.iterdir() if path.read_bytes() != (built / path.name).read_bytes()
    ] == []
