"""The architecture as the code shows it: light imports, errors drawn as they are, documents that agree."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest.errors
from assistant.settings import MEANING

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("ingest", "index", "assistant", "evaluation")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
HEAVY = ("faiss", "mcp", "onnxruntime", "sentence_transformers", "tokenizers", "torch", "transformers")


def imports(path: Path) -> Iterator[str]:
    """The top-level name of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield (node.module or "").split(".")[0]


def loaded(code: str) -> set[str]:
    """The heavy libraries that a fresh interpreter has loaded after the code."""
    report = f"{code}\nimport sys; print('heavy:', *sorted(set({HEAVY}) & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", report], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stdout.rsplit("heavy:", 1)[1].split())


@pytest.mark.slow
@pytest.mark.parametrize(
    "code",
    [
        "import assistant.cli.main",
        "import assistant.answer",
        "import assistant.assistant",
        "import ingest.corpus.load, index.local, index.build",
        "import contextlib\nfrom assistant.cli.main import main\nwith contextlib.suppress(SystemExit): "
        "main(['--help'])",
        "import contextlib\nfrom assistant.cli.main import main\nwith contextlib.suppress(SystemExit): "
        "main(['ask', '--help'])",
        "from assistant.cli.main import main\nmain(['ask', ''])",
        "from ingest.corpus.load import load_corpus\nfrom ingest.corpus.passages import passages\n"
        "assert list(passages(load_corpus([])))",
    ],
)
def test_nothing_heavy_is_loaded_before_something_is_embedded(code: str) -> None:
    """Importing the assistant, asking for help, refusing a question, reading the corpus: no torch, no
    FAISS.
    """
    assert loaded(code) == set()


def test_looking_up_and_searching_words_load_nothing_heavy(embedded_index: Path) -> None:
    """`show` and a search by words alone need neither the encoder nor the vectors."""
    assert (
        loaded(
            f"from assistant.cli.main import main\nassert main(['show', '--index', "
            f"{str(embedded_index)!r}, 'cbd/art-5']) == 0"
        )
        == set()
    )
    words = f"""
from pathlib import Path
import numpy as np
from index.interface import Filters, Words
from index.local import LocalIndex
from index.manifest import read_manifest
root = Path({str(embedded_index)!r})
index = LocalIndex(root, read_manifest(root)[1].encoder)
found = index.candidates(np.empty((0, 1)), Words("clearing-house mechanism"), Filters())
assert found.lexical["text"].max() > 0
"""
    assert loaded(words) == set()


ASKED = "Who pays for the clearing-house mechanism?"


def test_an_answer_needs_no_torch(embedded_index: Path) -> None:
    """The packaged encoder and the vectors are all that a cold `ask` loads."""
    arguments = ["ask", "--index", str(embedded_index), ASKED]
    found = loaded(f"from assistant.cli.main import main\nassert main({arguments!r}) == 0")
    assert found == {"faiss", "onnxruntime", "tokenizers"}


def test_the_server_needs_no_torch(embedded_index: Path, tmp_path: Path) -> None:
    """Neither to start nor to answer; nor the library of MCP, before a message comes."""
    served = f"""
from pathlib import Path
from fastapi.testclient import TestClient
from assistant.api.app import create_app
from assistant.settings import Settings
settings = Settings(index=Path({str(embedded_index)!r}), library=Path({str(tmp_path)!r}) / "library",
                    feedback=Path({str(tmp_path)!r}) / "feedback.db")
with TestClient(create_app(settings), base_url="http://localhost") as client:
    answer = client.post("/api/v1/ask", json={{"question": {ASKED!r}}})
    assert answer.status_code == 200, answer.text
"""
    assert loaded(served) == {"faiss", "onnxruntime", "tokenizers"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    """The first statement is a docstring."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring
    assert docstring.strip()


def classes() -> dict[str, str]:
    """Every error class and its base."""
    found = inspect.getmembers(ingest.errors, inspect.isclass)
    return {
        name: cls.__bases__[0].__name__ for name, cls in found if cls.__module__ == ingest.errors.__name__
    }


def drawn() -> dict[str, str]:
    """The same, read off the tree in the docstring."""
    tree: dict[str, str] = {}
    above: list[str] = []
    for line in (ingest.errors.__doc__ or "").splitlines():
        match = re.match(r" {4}([│ ]*)(?:[├└]── )?([A-Z]\w+Error)\b", line)
        if match:
            depth = (line.index(match[2]) - 4) // 4
            del above[depth:]
            tree[match[2]] = above[-1] if above else "Exception"
            above.append(match[2])
    return tree


def test_errors_are_drawn_as_they_are() -> None:
    """Every class stands in the tree of the docstring below its base, and nothing else does."""
    assert drawn() == classes()


def test_every_error_says_what_it_means_for_programs() -> None:
    """Codes are unique where classes are raised, statuses are HTTP's, and the drawn statuses are the real
    ones.
    """
    found = {name: getattr(ingest.errors, name) for name in classes()}
    codes = [cls.code for cls in found.values()]
    assert len(set(codes)) == len(codes)
    assert all(400 <= cls.status <= 599 for cls in found.values())
    for name, status in re.findall(r"([A-Z]\w+Error)\b[^\n]*\((\d{3})\)", ingest.errors.__doc__ or ""):
        assert found[name].status == int(status), name


PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`((?:ingest|index|assistant|evaluation|corpus|tests)(?:/[\w.-]+)*)`", PAGE))


@pytest.mark.parametrize("name", sorted(NAMED))
def test_what_the_page_on_architecture_names_exists(name: str) -> None:
    """Each folder and module."""
    assert (ROOT / name).exists()


def test_every_package_is_on_the_page_on_architecture() -> None:
    """So that nobody finds a room that is on no map."""
    packages = {str(path.parent.relative_to(ROOT)) for path in MODULES if path.name == "__init__.py"}
    drawn = {line.split()[0] for line in PAGE.splitlines() if line[:1].isalpha()}
    told = NAMED | drawn | set(re.findall(r"ingest/\w+", PAGE))
    assert packages <= told, packages - told


def test_errors_import_nothing() -> None:
    """So that every floor can raise its own."""
    assert list(imports(ROOT / "ingest" / "errors.py")) == []


def test_the_readme_lists_the_settings() -> None:
    """All of them, in their order, with their meaning."""
    rows = re.findall(
        r"^\| `(CBD_[A-Z_]+)` \|(.*)\|\s*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert [name for name, _ in rows] == list(MEANING)
    for name, cells in rows:
        assert MEANING[name] in cells
