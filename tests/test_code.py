"""The code as such: nothing that comes from outside becomes code, markup or a command."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(
    path for floor in ("ingest", "index", "assistant", "evaluation") for path in (ROOT / floor).rglob("*.py")
)
SCRIPTS = sorted(path for path in (ROOT / "assistant" / "web").rglob("*.js") if "built" not in path.parts)
MAKERS = {"eval", "exec", "compile", "__import__"}  # of code
OPENERS = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}  # of objects out of bytes
WEAK = {"md5", "sha1", "DES", "ARC4"}


def faults(tree: ast.AST) -> Iterator[str]:
    """Calls and imports that make code, objects or commands of text, or use what is broken."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                yield node.func.id
            if isinstance(node.func, ast.Attribute) and node.func.attr in WEAK:
                yield node.func.attr
            if ast.unparse(node.func) in {"os.system", "os.popen"}:
                yield ast.unparse(node.func)
            yield from (
                f"{word.arg}=True"
                for word in node.keywords
                if word.arg in {"shell", "allow_pickle"} and ast.unparse(word.value) != "False"
            )
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] in OPENERS)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OPENERS:
            yield str(node.module)


@pytest.mark.parametrize(
    "code",
    [
        "eval(x)",
        "os.system(x)",
        "run(x, shell=True)",
        "import pickle",
        "from marshal import loads",
        "np.load(x, allow_pickle=y)",
        "hashlib.md5(x)",
    ],
)
def test_a_fault_is_seen(code: str) -> None:
    """Each kind of it."""
    assert list(faults(ast.parse(code)))


def test_no_code_is_made_of_text() -> None:
    """No module and no script of the page makes code, objects or a command of text."""
    trees = {path.name: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    found = {name: seen for name, tree in trees.items() if (seen := list(faults(tree)))}
    assert found == {}
    making = re.compile(r"\beval\(|new Function|setTimeout\(\s*[\"\'`]")
    assert [path.name for path in SCRIPTS if making.search(path.read_text(encoding="utf-8"))] == []


def test_no_secret_is_drawn_by_chance() -> None:
    """`random`, which can be foretold, chooses questions of a quiz and hosts of a database, and no more."""
    importing = re.compile(r"^\s*(?:import|from) random\b", re.MULTILINE)
    found = {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if "evaluation" not in path.relative_to(ROOT).parts
        and importing.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"assistant/trainer/quiz/choice.py", "index/postgres/connections.py"}


def test_no_markup_is_made_of_text() -> None:
    """The page is built of nodes: no script writes HTML."""
    writing = re.compile(
        r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|createContextual|srcdoc"
    )
    assert len(SCRIPTS) > 40
    assert [path.name for path in SCRIPTS if writing.search(path.read_text(encoding="utf-8"))] == []
