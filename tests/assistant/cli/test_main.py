"""The command line: what goes in badly comes out as one clear sentence, exit status 2, and nothing half
done.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from assistant.cli.main import main
from assistant.settings import MEANING, Settings

ROOT = Path(__file__).resolve().parents[3]
Write = Callable[..., Path]
Outcome = tuple[int, str, str]
NOTE = (
    "---\nid: note\nkind: other\ntitle: A note on wolves\n---\n## Wolves\nWolves live in the forests of "
    "the north.\n"
)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of this machine play no part."""
    for name in MEANING:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run a command in this process: status, standard output, standard error."""

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return call


def launch(*arguments: object, **environment: str) -> Outcome:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli.main", *map(str, arguments)],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("CBD_")},
            **environment,
        },
    )
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def is_one_sentence(outcome: Outcome, *words: str) -> None:
    """Status 2, nothing on stdout, one line on stderr with these words and no traceback."""
    status, out, err = outcome
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert err.startswith("cbd-assistant: ")
    assert err.count("\n") == 1
    for word in words:
        assert word in err


def pdf(*lines: str) -> bytes:
    """A PDF of one page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for row, line in enumerate(lines):
        canvas.drawString(72, 780 - 14 * row, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked(raw: bytes) -> bytes:
    """The same with a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WHOLE = pdf("Article 1", "The words of the first article.")
BAD_FOLDERS: dict[str, tuple[dict[str, bytes], tuple[str, ...]]] = {
    "empty": ({}, ("there is no document in the folder", "Put ")),
    "hidden only": ({".a.md": b"x"}, ("there is no document in the folder",)),
    "truncated pdf": (
        {"a.pdf": WHOLE[: len(WHOLE) // 2]},
        ("a.pdf: the PDF is cut short", "Download or export it again"),
    ),
    "encrypted pdf": ({"a.pdf": locked(WHOLE)}, ("a.pdf: the PDF is encrypted", "without a password")),
    "scanned pdf": ({"a.pdf": pdf()}, ("a.pdf: no page has a text layer", "ocrmypdf")),
    "empty pdf": ({"a.pdf": b""}, ("a.pdf: the file is empty",)),
    "no encoding": (
        {"a.md": NOTE.encode() + b"Caf\x81\x8d"},
        ("a.md: the text is not UTF-8 (byte ", "iconv"),
    ),
    "binary": ({"a.txt": b"MZ\0\0\0"}, ("a.txt: this is not a text file",)),
    "a field missing": (
        {"a.md": b"---\nid: a\nkind: other\n---\nx"},
        ("a.md: the front matter lacks 'title'", "corpus/README.md"),
    ),
    "no yaml": ({"a.md": b"---\nid: [a\n---\nx"}, ("a.md: the front matter is not valid YAML (line",)),
    "unknown kind": (
        {"a.md": b"---\nid: a\nkind: law\ntitle: T\n---\nx"},
        ("a.md: 'law' is not a kind of document", "Use one of"),
    ),
    "one id twice": (
        {"a.md": NOTE.encode(), "b.md": NOTE.encode()},
        ("a.md and ", "b.md both have the id 'note'", "another id"),
    ),
    "an id of ours": ({"cbd.txt": b"My words on it."}, ("cbd.txt both have the id 'cbd'",)),
    "the deck's id": (
        {"d.md": NOTE.replace("note", "tsc-training-2023").encode()},
        ("both have the id 'tsc-training-2023'",),
    ),
    "an unread type": (
        {"a.md": NOTE.encode(), "b.odt": b"x"},
        ("b.odt: files of type .odt are not read", "Save it as"),
    ),
}


@pytest.mark.parametrize("case", BAD_FOLDERS)
def test_a_bad_corpus(run: Callable[..., Outcome], write: Write, tmp_path: Path, case: str) -> None:
    """Each gets one sentence that says which file and what to do; no index is begun; with --json the error is
    JSON too.
    """
    files, words = BAD_FOLDERS[case]
    write({})
    folder = write(dict(files))
    index = tmp_path / "index"
    is_one_sentence(run("build", "--corpus", folder, "--index", index), *words)
    assert not index.exists()
    status, out, _ = run("build", "--json", "--corpus", folder, "--index", index)
    error = json.loads(out)["error"]
    assert status == 2
    assert error.keys() == {"code", "message", "hint"}
    assert error["code"] in {"bad_corpus", "bad_source"}
    assert error["hint"]


def test_a_missing_corpus_folder(run: Callable[..., Outcome], tmp_path: Path) -> None:
    """The sentence names the folder and the option."""
    is_one_sentence(
        run("build", "--corpus", tmp_path / "none", "--index", tmp_path / "i"),
        "none: there is no such folder",
        "--corpus",
    )


def test_nothing_to_index(run: Callable[..., Outcome], tmp_path: Path) -> None:
    """Without the embedded corpus a folder is needed."""
    is_one_sentence(run("build", "--no-embedded", "--index", tmp_path / "i"), "nothing to index", "--corpus")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("", "The question is empty"),
        ("   \n\t", "The question is empty"),
        ("?!… —", "The question is empty"),
        ("\x00\x07\x1b[2J\u202e"[1:2], "The question is empty"),
        ("a" * 100_000, "has 100000 characters"),
        ("w " * 50_000, "has 99999 characters"),
        ("\udcff\udcfe", "The question is empty"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_bad_question(
    run: Callable[..., Outcome], tmp_path: Path, command: str, question: str, words: str
) -> None:
    """It is refused before an index is looked for."""
    is_one_sentence(run(command, "--index", tmp_path, question), words)
    status, out, _ = run(command, "--json", "--index", tmp_path, question)
    assert (status, json.loads(out)["error"]["code"]) == (2, "bad_question")


@pytest.mark.parametrize(
    "option",
    [
        ("ask", "--max-citations", "0"),
        ("ask", "--max-citations", "21"),
        ("search", "--limit", "0"),
        ("search", "--limit", "-3"),
    ],
)
def test_a_bad_number(run: Callable[..., Outcome], tmp_path: Path, option: tuple[str, str, str]) -> None:
    """Numbers out of range are refused with the range."""
    is_one_sentence(run(*option, "--index", tmp_path, "What?"), "Choose 1 to")


@pytest.mark.parametrize(
    "command", [("ask", "What is Article 5?"), ("search", "wolves"), ("show", "cbd/art-5"), ("serve",)]
)
def test_no_index_yet(run: Callable[..., Outcome], tmp_path: Path, command: tuple[str, ...]) -> None:
    """The sentence gives the command that builds one."""
    is_one_sentence(
        run(command[0], "--index", tmp_path / "i", *command[1:]),
        "There is no index in",
        f"cbd-assistant build --index {tmp_path / 'i'}",
    )


def test_bad_settings(run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """A number that is none is named with its variable."""
    monkeypatch.setenv("CBD_RATE_LIMIT", "many")
    is_one_sentence(run("ask", "What?"), "CBD_RATE_LIMIT is 'many'")


def test_every_setting_is_explained() -> None:
    """The table of meanings has the fields of Settings, and the environment reaches each."""
    assert list(MEANING) == [f"CBD_{name.upper()}" for name in Settings.__dataclass_fields__]


@pytest.fixture(scope="module")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one note, built by the command."""
    home = tmp_path_factory.mktemp("small")
    (home / "corpus").mkdir()
    (home / "corpus" / "note.md").write_text(NOTE, encoding="utf-8")
    assert (
        main(["build", "--no-embedded", "--corpus", str(home / "corpus"), "--index", str(home / "index")])
        == 0
    )
    return home / "index"


def test_build_search_and_show(run: Callable[..., Outcome], small_index: Path) -> None:
    """The main path on a corpus of one's own: up to date at the second build, found, shown."""
    status, out, err = run(
        "build", "--no-embedded", "--corpus", small_index.parent / "corpus", "--index", small_index
    )
    assert (status, err) == (0, "")
    assert out.startswith("The index is up to date: 1 documents")
    status, out, _ = run(
        "build", "--json", "--no-embedded", "--corpus", small_index.parent / "corpus", "--index", small_index
    )
    report = json.loads(out)
    assert (report["changed"], report["embedded"], report["documents"]) == (False, 0, 1)
    status, out, _ = run("search", "--json", "--index", small_index, "where do wolves live?")
    assert json.loads(out)[0]["locator"] == "note/head-1"
    status, out, _ = run("show", "--index", small_index, "note/head-1")
    assert status == 0
    assert "Wolves live in the forests of the north." in out
    status, out, _ = run("show", "--json", "--index", small_index, "note/head-1")
    assert json.loads(out)["label"] == "A note on wolves, “Wolves”"


@pytest.mark.parametrize("name", ["note/head-9", "nonsense", "", "\x00", "\udcff", "x" * 5000])
def test_show_what_is_not_there(run: Callable[..., Outcome], small_index: Path, name: str) -> None:
    """Whatever is asked for, the answer is that it is not there."""
    is_one_sentence(run("show", "--index", small_index, name), "The corpus has no provision")
    assert json.loads(run("show", "--json", "--index", small_index, name)[1])["error"]["code"] == "not_found"


def test_an_index_of_another_encoder(
    run: Callable[..., Outcome], small_index: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Asking is refused with both names; showing needs no encoder."""
    monkeypatch.setenv("CBD_ENCODER", str(tmp_path / "other"))
    is_one_sentence(
        run("ask", "--index", small_index, "Where do wolves live?"),
        "The index was built with the encoder",
        "CBD_ENCODER",
    )
    assert run("show", "--index", small_index, "note/head-1")[0] == 0


def test_an_encoder_that_is_not_there(
    run: Callable[..., Outcome], write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A build with it is refused and leaves no index."""
    monkeypatch.setenv("CBD_ENCODER", str(tmp_path / "other"))
    home = write({"note.md": NOTE})
    outcome = run("build", "--no-embedded", "--corpus", home, "--index", tmp_path / "i")
    is_one_sentence(
        (outcome[0], outcome[1], outcome[2].splitlines()[-1] + "\n"), "cannot be loaded", "CBD_ENCODER"
    )
    assert not (tmp_path / "i" / "current").exists()


def test_an_index_folder_that_is_a_file(run: Callable[..., Outcome], write: Write, tmp_path: Path) -> None:
    """Nothing is overwritten."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    home = write({"note.md": NOTE})
    is_one_sentence(
        run("build", "--no-embedded", "--corpus", home, "--index", tmp_path / "file"),
        "could not be written",
        "--index",
    )
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ((), 2),
        (("--help",), 0),
        (("build", "--help"), 0),
        (("ask", "--help"), 0),
        (("search", "--help"), 0),
        (("show", "--help"), 0),
        (("serve", "--help"), 0),
        (("fly",), 2),
        (("ask",), 2),
        (("search", "--limit", "many", "x"), 2),
    ],
)
def test_usage(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int) -> None:
    """Every command has help; what is no command is answered with the usage."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    out, err = capsys.readouterr()
    assert caught.value.code == status
    assert "usage: cbd-assistant" in (err if status else out)


# in processes of their own


def test_the_same_in_a_process_of_its_own(write: Write, tmp_path: Path) -> None:
    """Status, streams and sentence are what a shell sees."""
    home = write({"a.pdf": WHOLE[:-200]})
    is_one_sentence(
        launch("build", "--corpus", home, "--index", tmp_path / "i"), "a.pdf: the PDF is cut short"
    )
    is_one_sentence(launch("ask", ""), "The question is empty")
    status, out, err = launch("ask", "--json", "x" * 100_000)
    assert (status, json.loads(out)["error"]["code"]) == (2, "bad_question")
    assert "Traceback" not in err


def test_a_terminal_without_the_letters(small_index: Path) -> None:
    """Where quotation marks cannot be printed the text comes with question marks, and no traceback."""
    status, out, err = launch("show", "--index", small_index, "note/head-1", PYTHONIOENCODING="ascii")
    assert (status, err) == (0, "")
    assert "?Wolves?" in out or "Wolves" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_output_to_a_full_disk(small_index: Path) -> None:
    """Standard output on a full disk is told in one sentence."""
    with open("/dev/full", "wb") as full:
        command = [
            sys.executable,
            "-m",
            "assistant.cli.main",
            "show",
            "--index",
            str(small_index),
            "note/head-1",
        ]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    is_one_sentence((done.returncode, "", done.stderr), "No space left on device")


def test_a_reader_that_goes_away(small_index: Path) -> None:
    """`cbd-assistant show ... | head -0` ends quietly."""
    command = [sys.executable, "-m", "assistant.cli.main", "show", "--index", str(small_index), "note/head-1"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
