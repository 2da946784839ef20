"""Builds: what changes, what is embedded again, and what an interrupted, crowded or damaged build leaves
behind.
"""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import index.build
import index.contents
from index.build import build_index
from index.contents import BuildReport
from index.local import LocalIndex
from index.manifest import FORMAT, read_manifest
from ingest.corpus.load import load_corpus
from ingest.corpus.merge import Corpus
from ingest.errors import IndexFolderError, IndexMismatchError, IndexMissingError, IndexWriteError
from tests.sweep import sweep

ROOT = Path(__file__).resolve().parents[2]
Write = Callable[..., Path]


def rubbish(root: Path) -> list[str]:
    """What lies in an index folder beside the lock, the pointer, the generations and their seals."""
    generations = [path.name for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")]
    known = {".lock", "current", "session.lock", *generations, *(f"{name}.sha256" for name in generations)}
    return sorted({path.name for path in root.iterdir()} - known)


def order(root: Path, encoder: Any, query: str) -> list[tuple[int, float, float]]:
    """Every provision with its scores for a query."""
    opened = LocalIndex(root, encoder.name)
    from index.interface import Filters, Words

    found = opened.candidates(encoder.encode_queries([query]), Words(query), Filters())
    return [
        (int(position), float(dense), float(lexical))
        for position, dense, lexical in zip(
            found.positions, found.dense["text"][0], found.lexical["text"], strict=True
        )
    ]


def test_a_build_reports_what_it_did(built: BuildReport, root: Path, corpus: Corpus, encoder: Any) -> None:
    """Everything is embedded once, counted, and nothing else is left in the folder."""
    assert built.changed
    assert (built.documents, built.provisions) == (3, len(corpus.provisions))
    assert built.embedded == built.passages == len(encoder.asked) == len(set(encoder.asked))
    assert rubbish(root) == []
    assert built.folder.parent == root


def test_an_unchanged_rebuild_does_nothing(
    built: BuildReport, root: Path, folder: Path, encoder: Any
) -> None:
    """The same files, read again: same index, nothing embedded, nothing written."""
    before = sorted(
        (path, path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file() and path.name != ".lock"
    )
    again = build_index(load_corpus([folder], embedded=False), root, encoder)
    assert (again.id, again.changed, again.embedded, again.folder) == (built.id, False, 0, built.folder)
    assert (
        sorted(
            (path, path.stat().st_mtime_ns)
            for path in root.rglob("*")
            if path.is_file() and path.name != ".lock"
        )
        == before
    )


def test_a_changed_paragraph_embeds_one_passage(
    built: BuildReport, root: Path, folder: Path, encoder: Any
) -> None:
    """All others come from the cache."""
    text = (folder / "law.md").read_text(encoding="utf-8")
    (folder / "law.md").write_text(text.replace("protect forests", "protect all forests"), encoding="utf-8")
    encoder.asked.clear()
    again = build_index(load_corpus([folder], embedded=False), root, encoder)
    assert again.changed
    assert again.id != built.id
    assert again.embedded == 1
    assert "protect all forests" in encoder.asked[0]


def test_a_document_more_or_less(built: BuildReport, root: Path, folder: Path, encoder: Any) -> None:
    """An added document is embedded, a removed one is gone."""
    (folder / "more.md").write_text("---\nid: more\nkind: other\ntitle: More\n---\nBears.", encoding="utf-8")
    assert build_index(load_corpus([folder], embedded=False), root, encoder).embedded == 1
    (folder / "law.md").unlink()
    build_index(load_corpus([folder], embedded=False), root, encoder)
    assert LocalIndex(root, encoder.name).documents.keys() == {"cop-15/dec-8", "note", "more"}


def test_two_builds_are_the_same(corpus: Corpus, tmp_path: Path, encoder: Any) -> None:
    """Same corpus, same query: same order and same scores; also the id is the same."""
    one, two = (build_index(corpus, tmp_path / name, encoder) for name in ("one", "two"))
    assert one.id == two.id
    for query in ("forests", "count the wolves", "loups"):
        assert order(tmp_path / "one", encoder, query) == order(tmp_path / "two", encoder, query)


def test_other_code_or_encoder_makes_another_index(
    built: BuildReport, corpus: Corpus, root: Path, encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another encoder embeds anew; other code rebuilds from the cached embeddings."""
    monkeypatch.setattr(index.contents, "_code_digest", lambda: "other code")
    report = build_index(corpus, root, encoder)
    assert (report.changed, report.embedded) == (True, 0)
    encoder.name = "other"
    report = build_index(corpus, root, encoder)
    assert (report.changed, report.embedded) == (True, report.passages)


def test_an_encoder_that_changed_under_its_name_is_refused(
    built: BuildReport, folder: Path, root: Path, encoder: Any
) -> None:
    """Vectors of two dimensions are never mixed; the index before it still serves."""
    (folder / "more.md").write_text("---\nid: more\nkind: other\ntitle: More\n---\nBears.", encoding="utf-8")
    other = type(encoder)(encoder.name, dimension=16)
    with pytest.raises(
        IndexMismatchError, match="is not the one that the passages of this index were embedded with"
    ):
        build_index(load_corpus([folder], embedded=False), root, other)
    assert LocalIndex(root, encoder.name).snapshot.id == built.id


def test_progress_counts_to_the_end(
    corpus: Corpus, root: Path, encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each stage goes up from what is known to its total."""
    monkeypatch.setattr(index.contents, "CHUNK", 3)
    seen: dict[str, list[tuple[int, int]]] = {}
    report = build_index(
        corpus, root, encoder, lambda stage, done, total: seen.setdefault(stage, []).append((done, total))
    )
    assert seen.keys() == {"embedding", "writing"}
    for steps in seen.values():
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert len({total for _, total in steps}) == 1
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]
    assert seen["embedding"][-1] == (report.passages, report.passages)
    assert len(seen["embedding"]) > 3


def test_old_generations_are_removed(built: BuildReport, root: Path, folder: Path, encoder: Any) -> None:
    """The live one and the one before it stay, for a server that still reads it."""
    reader = LocalIndex(root, encoder.name)
    for number in range(4):
        (folder / "more.md").write_text(
            f"---\nid: more\nkind: other\ntitle: More\n---\nBears {number}.", encoding="utf-8"
        )
        build_index(load_corpus([folder], embedded=False), root, encoder)
    assert len([path for path in root.iterdir() if path.is_dir()]) == 2
    assert reader.get("law/art-1") is not None  # its files are removed, but it holds them open
    assert (
        LocalIndex(root, encoder.name).get("more") is not None
        or LocalIndex(root, encoder.name).get("more/text-1") is not None
    )


def test_foreign_folders_are_left_alone(corpus: Corpus, root: Path, encoder: Any) -> None:
    """A folder of somebody else's in the index folder survives every sweep."""
    (root / "my-notes").mkdir(parents=True)
    (root / "my-notes" / "manifest.json").write_text("{}", encoding="utf-8")
    build_index(corpus, root, encoder)
    assert (root / "my-notes" / "manifest.json").exists()


# damage


@pytest.mark.parametrize(
    "name",
    [
        "store.db",
        "vectors.faiss",
        "lexical/vocab.index.json",
        "lexical/data.csc.index.npy",
        "lexical/languages.json",
    ],
)
@pytest.mark.parametrize("how", ["missing", "cut", "altered", "empty"])
def test_a_damaged_file_is_refused_and_mended_by_a_build(
    built: BuildReport, corpus: Corpus, root: Path, encoder: Any, name: str, how: str
) -> None:
    """The sentence names the file and the command; the command then helps."""
    path = built.folder / name
    assert path.is_file()
    raw = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {"cut": raw[: len(raw) // 2], "altered": raw[:-1] + bytes([raw[-1] ^ 1]), "empty": b""}[how]
        )
    with pytest.raises(IndexMismatchError, match=f"index (lacks its )?file {name}.*Run: cbd-assistant build"):
        LocalIndex(root, encoder.name)
    assert build_index(corpus, root, encoder).changed
    assert LocalIndex(root, encoder.name).get("law/art-1") is not None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no readable manifest"),
        (b"{", "no readable manifest"),
        (b"[1]", "no readable manifest"),
        (b"\xff\xfe", "no readable manifest"),
        (b"[" * 5000, "no readable manifest"),
        (f'{{"format": {FORMAT}}}'.encode(), "no readable manifest"),
        (b'{"format": 99, "new": 1}', "has format 99"),
        (None, "no readable manifest"),
    ],
)
def test_a_damaged_manifest_is_refused_and_mended(
    built: BuildReport, corpus: Corpus, root: Path, encoder: Any, content: bytes | None, message: str
) -> None:
    """No JSON, not ours, another format: one sentence with the command."""
    path = built.folder / "manifest.json"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(IndexMismatchError, match=f"{message}.*Run: cbd-assistant build --index"):
        LocalIndex(root, encoder.name)
    build_index(corpus, root, encoder)
    LocalIndex(root, encoder.name)


@pytest.mark.parametrize("field", ["counts", "files", "id", "encoder"])
def test_a_manifest_with_a_wrong_field_is_refused(
    built: BuildReport, root: Path, encoder: Any, field: str
) -> None:
    """Valid JSON of the wrong shape is no manifest."""
    record = json.loads((built.folder / "manifest.json").read_text(encoding="utf-8"))
    (built.folder / "manifest.json").write_text(json.dumps(record | {field: 3}), encoding="utf-8")
    with pytest.raises(IndexMismatchError, match="no readable manifest"):
        LocalIndex(root, encoder.name)


@pytest.mark.parametrize("pointer", [b"", b"nowhere", b"\xff\xfe", b"../index", b"/"])
def test_a_pointer_to_nothing_is_no_index(
    built: BuildReport, corpus: Corpus, root: Path, encoder: Any, pointer: bytes
) -> None:
    """And a build mends it."""
    (root / "current").write_bytes(pointer)
    with pytest.raises(IndexMissingError, match="There is no index in .*Run: cbd-assistant build --index"):
        LocalIndex(root, encoder.name)
    build_index(corpus, root, encoder)
    LocalIndex(root, encoder.name)
    assert rubbish(root) == []


def test_another_encoder_is_refused(built: BuildReport, root: Path) -> None:
    """The sentence names both and what to do."""
    with pytest.raises(
        IndexMismatchError, match=r"built with the encoder 'words', this is 'other'.*build.*CBD_ENCODER"
    ):
        LocalIndex(root, "other")


def test_no_index_at_all(tmp_path: Path) -> None:
    """A folder that is missing, empty or a file."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "file"):
        with pytest.raises(IndexMissingError):
            read_manifest(path)


# trouble while building


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, corpus: Corpus, encoder: Any, where: str) -> None:
    """The path is a file or lies below one."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(IndexWriteError, match="could not be written"):
        build_index(corpus, tmp_path / where, encoder)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become another user who may not write")
def test_a_folder_without_permission(folder: Path, corpus: Corpus, encoder: Any) -> None:
    """Another user is told so, and the index before still serves."""
    with tempfile.TemporaryDirectory() as home:
        os.chmod(home, 0o755)
        root = Path(home) / "index"
        before = build_index(corpus, root, encoder)
        (folder / "law.md").unlink()
        other = load_corpus([folder], embedded=False)
        child = os.fork()
        if child == 0:
            try:
                os.setuid(65534)
                build_index(other, root, encoder)
            except IndexWriteError as error:
                os._exit(7 if "could not be written" in str(error) else 8)
            finally:
                os._exit(9)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
        assert LocalIndex(root, encoder.name).snapshot.id == before.id


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 300 KB."""
    home = tmp_path / "disk"
    home.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(home)], check=False, capture_output=True
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("this user may not mount a small disk; test_a_file_that_may_not_grow covers the rest")
    yield home
    subprocess.run(["umount", str(home)], check=True)


def test_a_disk_that_fills_up(small_disk: Path, folder: Path, encoder: Any) -> None:
    """A build too large for it leaves the index before serving, no rubbish, and room for the next."""
    small = build_index(load_corpus([folder], embedded=False), small_disk / "index", encoder)
    filler = "\n\n".join(
        f"{number}. Each Party shall count the forests of region {number}." for number in range(1, 1500)
    )
    large = folder / "large.md"
    large.write_text(f"---\nid: large\nkind: protocol\ntitle: Large\n---\n{filler}", encoding="utf-8")
    with pytest.raises(IndexWriteError, match=r"could not be written .*Free some space"):
        build_index(load_corpus([folder], embedded=False), small_disk / "index", encoder)
    assert LocalIndex(small_disk / "index", encoder.name).snapshot.id == small.id
    assert not list((small_disk / "index").glob(".building-*"))
    large.unlink()
    assert build_index(load_corpus([folder], embedded=False), small_disk / "index", encoder).id == small.id


@pytest.mark.parametrize("limit", [2_000, 40_000, 90_000])
def test_a_file_that_may_not_grow(folder: Path, root: Path, encoder: Any, limit: int) -> None:
    """Whichever file meets the limit first: IndexWriteError, the old index serves, nothing half-written
    stays.
    """
    before = build_index(load_corpus([folder], embedded=False), root, encoder)
    more = "\n\n".join(
        f"{number}. Each Party shall count the forests of region {number}." for number in range(1, 300)
    )
    (folder / "more.md").write_text(
        f"---\nid: more\nkind: protocol\ntitle: More\n---\n{more}", encoding="utf-8"
    )
    corpus = load_corpus([folder], embedded=False)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(IndexWriteError, match="could not be written"):
            build_index(corpus, root, encoder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert LocalIndex(root, encoder.name).snapshot.id == before.id
    assert set(rubbish(root)) <= {".embedded.db"}
    assert build_index(corpus, root, encoder).changed
    assert rubbish(root) == []


CHILD = textwrap.dedent("""
    import os, signal, sys
    from pathlib import Path
    sys.path[:0] = [{root!r}, {tests!r}]
    import importlib.util
    spec = importlib.util.spec_from_file_location("words", {conftest!r})
    module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
    import index.build, index.contents, index.vectors, index.lexical
    from ingest.corpus.load import load_corpus
    index.contents.CHUNK = 4
    moment = sys.argv[3]
    def die(*arguments, **options):
        os.kill(os.getpid(), signal.SIGKILL)
    if moment == "writing":
        index.build.write_vectors = die
    elif moment == "manifest":
        index.build.Manifest.write = die
    elif moment == "renamed":
        index.build._switch = die
    elif moment == "pointer":
        Path.replace = die
    elif moment == "switched":
        real = index.build._switch
        index.build._switch = lambda *a: (real(*a), die())
    class Encoder(module.WordEncoder):
        def encode(self, texts, progress=None):
            if moment == "embedding" and len(self.asked) >= 8:
                die()
            return super().encode(texts, progress)
    index.build.build_index(load_corpus([Path(sys.argv[1])], embedded=False), Path(sys.argv[2]), Encoder())
""")


def run_child(folder: Path, root: Path, moment: str) -> int:
    """Build in a process that is killed at the moment."""
    code = CHILD.format(
        root=str(ROOT), tests=str(ROOT / "tests"), conftest=str(ROOT / "tests" / "conftest.py")
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(root), moment],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.stderr == ""
    return done.returncode


@pytest.mark.slow
@pytest.mark.parametrize(
    "moment", sweep(["embedding", "writing", "manifest", "renamed", "pointer", "switched"], 5)
)
def test_a_killed_build(folder: Path, root: Path, built: BuildReport, encoder: Any, moment: str) -> None:
    """The old index serves, the next build succeeds, takes over what was embedded, and leaves no rubbish."""
    (folder / "more.md").write_text(
        "---\nid: more\nkind: protocol\ntitle: More\n---\n"
        + "\n\n".join(f"{n}. Bears {n} times." for n in range(1, 30)),
        encoding="utf-8",
    )
    assert run_child(folder, root, moment) == -signal.SIGKILL
    serving = LocalIndex(root, encoder.name)
    assert (serving.snapshot.id == built.id) == (moment != "switched")
    assert serving.get("law/art-1") is not None
    again = build_index(load_corpus([folder], embedded=False), root, encoder)
    assert again.changed == (moment != "switched")
    assert again.embedded == (21 if moment == "embedding" else 0)
    assert rubbish(root) == []
    assert len([path for path in root.iterdir() if path.is_dir()]) <= 2
    assert LocalIndex(root, encoder.name).get("more/para-29") is not None


def test_two_builds_at_once(folder: Path, root: Path, encoder: Any) -> None:
    """The second is told to wait; the first goes on."""
    from filelock import FileLock

    root.mkdir()
    with (
        FileLock(root / ".lock"),
        pytest.raises(IndexWriteError, match="Another build is writing to .*Wait until it has ended"),
    ):
        build_index(load_corpus([folder], embedded=False), root, encoder)
    assert build_index(load_corpus([folder], embedded=False), root, encoder).changed


def test_an_encoder_that_fails_leaves_nothing(
    corpus: Corpus, root: Path, encoder: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its error goes through; no folder of a generation was begun."""
    monkeypatch.setattr(encoder, "encode", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build_index(corpus, root, encoder)
    assert not [path for path in root.iterdir() if path.is_dir()]


def test_a_damaged_journal_is_thrown_away(corpus: Corpus, root: Path, encoder: Any) -> None:
    """What cannot be read is embedded again."""
    root.mkdir()
    (root / ".embedded.db").write_bytes(b"no database" * 100)
    assert build_index(corpus, root, encoder).embedded > 0
    assert rubbish(root) == []


def test_a_corpus_of_stop_words(write: Write, root: Path, encoder: Any) -> None:
    """Nothing to count is no reason to fail."""
    build_index(
        load_corpus(
            [write({"a.md": "---\nid: a\nkind: other\ntitle: The\n---\nof the and"})], embedded=False
        ),
        root,
        encoder,
    )
    assert LocalIndex(root, encoder.name).weight("forest") > 0


def test_an_index_error_is_one_line() -> None:
    """Every error of the folder says what and how, and which status a server gives."""
    assert {
        IndexMissingError("a", "b").status,
        IndexMismatchError("a").status,
        IndexFolderError("a").status,
    } == {503}
    assert str(IndexMissingError("There is none.", "Build it.")) == "There is none. Build it."


def test_builds_are_quick_to_check(built: BuildReport, root: Path, corpus: Corpus, encoder: Any) -> None:
    """An unchanged rebuild of a small index takes no second."""
    begin = time.perf_counter()
    build_index(corpus, root, encoder)
    assert time.perf_counter() - begin < 1


# the manifest is known by a digest of its own


@pytest.mark.parametrize("field", ["id", "built_at", "version", "corpus"])
def test_a_manifest_that_was_altered_is_refused(
    built: BuildReport, corpus: Corpus, root: Path, encoder: Any, field: str
) -> None:
    """Also where it still says of every file what is true; a build mends it."""
    path = built.folder / "manifest.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(record | {field: "2020-01-01T00:00:00+00:00"}, indent=2), encoding="utf-8")
    with pytest.raises(IndexMismatchError, match=r"not the one that was built.*Run: cbd-assistant build"):
        LocalIndex(root, encoder.name)
    build_index(corpus, root, encoder)
    LocalIndex(root, encoder.name)


def test_seals_of_old_generations_are_removed(
    built: BuildReport, root: Path, folder: Path, encoder: Any
) -> None:
    """There is one for each generation that is there."""
    for number in range(3):
        (folder / "more.md").write_text(
            f"---\nid: more\nkind: other\ntitle: More\n---\nBears {number}.", encoding="utf-8"
        )
        build_index(load_corpus([folder], embedded=False), root, encoder)
    generations = {path.name for path in root.iterdir() if path.is_dir()}
    assert {path.stem for path in root.glob("*.sha256")} == generations
