"""Sync against a local replica of the official service, well and failing."""

import json
from pathlib import Path

import pytest

from assistant.library.client import Client, FetchError, Patience, StopError
from assistant.library.files import library_folders
from assistant.library.lock import Lock
from assistant.library.selection import select
from assistant.library.service import Service
from assistant.library.sync import sync
from ingest.corpus.load import load_corpus
from ingest.errors import InputError
from tests.assistant.conftest import QUICK, Sync
from tests.assistant.library.replica import Replica, pdf, tree

NAMES = ["decisions/cop-14/dec-01.json", "decisions/cop-14/dec-02.json", "decisions/cop-15/dec-01.json"]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder that is not hidden."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def test_a_first_sync_brings_every_decision(synced: Sync, library: Path) -> None:
    """The fetched JSON is kept as it came, with its address, its digest and the day."""
    report = synced()
    assert report.new == NAMES
    assert (report.changed, report.gone, report.failed) == ([], [], [])
    entry = Lock(library / "official").entries[NAMES[0]]
    assert entry.url.endswith("/api/v2021/decisions/CBD%2FCOP%2F14%2F01/tree")
    assert (entry.languages, entry.source, len(entry.sha256), len(entry.fetched)) == (
        ("en", "fr"),
        "tree",
        64,
        10,
    )


def test_a_second_sync_asks_conditionally_and_changes_nothing(
    synced: Sync, library: Path, replica: Replica
) -> None:
    """An unchanged service leaves every byte as it is."""
    synced()
    before = contents(library)
    report = synced()
    assert (report.new, report.changed, report.unchanged) == ([], [], 3)
    assert contents(library) == before


def test_a_server_without_etags_is_compared_by_content(synced: Sync, library: Path, replica: Replica) -> None:
    """What comes again and is the same is unchanged."""
    replica.etags = False
    synced()
    before = contents(library)
    assert synced().unchanged == 3
    assert contents(library) == before


def test_what_changed_and_what_is_gone_is_told(synced: Sync, library: Path, replica: Replica) -> None:
    """A decision that the service no longer lists nor has is removed; nothing of it stays."""
    synced()
    replica.trees["CBD/COP/14/01"] = tree(14, 1, marker=" again")
    del replica.trees["CBD/COP/14/02"]
    report = synced()
    assert (report.changed, report.gone, report.unchanged) == ([NAMES[0]], [NAMES[1]], 1)
    assert sorted(contents(library / "official")) == [NAMES[0], NAMES[2], "lock.json"]


def test_a_list_that_forgets_a_decision_does_not_remove_it(
    synced: Sync, library: Path, replica: Replica
) -> None:
    """Gone is only what the service itself says it has no longer."""
    synced()
    replica.trees["CBD/COP/14/02"]["treaty"] = "OTHER"
    report = synced()
    assert report.gone == []
    assert NAMES[1] in contents(library / "official")


def test_a_damaged_file_is_fetched_again(synced: Sync, library: Path) -> None:
    """The digest in the lock file tells that a file is not the one that was fetched."""
    synced()
    before = contents(library)
    (library / "official" / NAMES[0]).write_bytes(b"{}")
    synced()
    assert contents(library) == before


def test_the_corpus_takes_the_library_up(synced: Sync, library: Path) -> None:
    """What was synced is read as official documents, with statuses as given."""
    synced("decisions treaties")
    corpus = load_corpus(library_folders(library), embedded=False)
    assert {"cbd", "nagoya-protocol", "cop-14/dec-1", "cop-15/dec-1"} <= corpus.documents.keys()
    assert corpus.provisions["cop-14/dec-1/sec-a/para-2"].statuses == ("active",)
    assert corpus.provisions["cop-14/dec-1/sec-a/para-1"].statuses == ()
    assert corpus.provisions["cbd/art-3"].text.startswith("Each Party shall keep 3 chairs")


def test_recommendations_and_the_catalogue_come_too(synced: Sync, library: Path, replica: Replica) -> None:
    """A recommendation is a file in its language, the catalogue the terms of the thesaurus."""
    address = f"{replica.base}/doc/recommendations/sbstta-23/sbstta-23-rec-06-en.pdf"
    replica.files["/doc/recommendations/sbstta-23/sbstta-23-rec-06-en.pdf"] = pdf(
        ["CBD/SBSTTA/REC/23/6", "23/6. Chairs", "1. Recommends chairs."]
    )
    replica.recommendations = [{
        "treaty_s": "XXVII8", "body_s": "XXVII8-SBSTTA", "session_i": 23, "decision_i": 6,
        "file_ss": [json.dumps({"language": "en", "url": address, "type": "application/pdf"})],
    }]  # fmt: skip
    report = synced("recommendations catalogue")
    assert "recommendations/sbstta-23/rec-06.pdf" in report.new
    assert "catalogue/cbd-subjects.json" in report.new
    assert "sbstta-23/rec-6/para-1" in load_corpus(library_folders(library), embedded=False).provisions


def test_where_there_is_no_tree_the_file_of_the_index_is_taken(
    synced: Sync, library: Path, replica: Replica
) -> None:
    """And the tree replaces it as soon as there is one."""
    replica.trees["CBD/COP/15/01"]["files"] = [
        json.dumps({"language": "en", "url": f"{replica.base}/files/chairs.pdf"})
    ]
    replica.files["/files/chairs.pdf"] = pdf(["CBD/COP/DEC/15/1", "15/1. Chairs", "1. Decides to sit down."])
    replica.failures["15%2F01/tree"] = "status:404"
    report = synced(cop="15", languages="en")
    assert report.new == ["decisions/cop-15/dec-01.pdf"]
    replica.failures.clear()
    assert synced(cop="15", languages="en").new == ["decisions/cop-15/dec-01.json"]
    assert sorted(contents(library / "official")) == ["decisions/cop-15/dec-01.json", "lock.json"]


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("status:404", "no such text"),
        ("status:500", "the server failed (500)"),
        ("status:403", "refused (403)"),
        ("busy:0", "busy (429)"),
        ("slow:2", "too long"),
        ("truncated", "broke off"),
        ("cut", "came broken"),
        ("page", "web page and not data"),
        ("renamed:nodes>children", "no list 'nodes'"),
        ("renamed:html>text", "words in 'html'"),
        ("elsewhere", "another host (other.example.org)"),
        ("circle", "in circles"),
        ("huge", "2,048 MiB"),
    ],
)
def test_every_failure_is_told_and_survived(
    synced: Sync, library: Path, replica: Replica, way: str, words: str
) -> None:
    """The other texts come in, nothing half-read stays, and the next sync mends it."""
    replica.failures["14%2F01/tree"] = way
    report = synced()
    told = [*report.failed, *report.notes]
    assert any(words in why for _, why in told), told
    assert [name for name, _ in report.failed] == ["decisions/cop-14/dec-01"]
    assert report.new == NAMES[1:]
    replica.failures.clear()
    assert synced().new == NAMES[:1]


@pytest.mark.parametrize("way", ["status:500", "truncated", "page", "renamed:html>text", "status:404", "cut"])
def test_a_failure_never_harms_what_is_there(synced: Sync, library: Path, replica: Replica, way: str) -> None:
    """A text that was fetched stays when the service later fails."""
    replica.etags = False
    synced()
    before = contents(library)
    replica.failures["/tree"] = way
    assert len(synced().failed) == 3
    assert contents(library) == before


@pytest.mark.parametrize("way", ["once-status:500", "once-busy:0", "once-truncated", "once-cut"])
def test_a_passing_failure_is_tried_again(synced: Sync, replica: Replica, way: str) -> None:
    """One bad answer is no failure."""
    replica.failures["/tree"] = way
    assert synced().failed == []


def test_retry_after_is_obeyed_up_to_a_limit(synced: Sync, replica: Replica) -> None:
    """A server that wants to be left alone for an hour ends the sync with that."""
    replica.failures["/tree"] = "busy:3600"
    with pytest.raises(StopError, match="come back in 60 minutes"):
        synced()


def test_a_server_that_cannot_be_reached_ends_the_sync(library: Path) -> None:
    """Hundreds of tries against nothing would help nobody."""
    client = Client({"127.0.0.1:9"}, Patience(pause=0, backoff=0, tries=3))
    with pytest.raises(StopError, match="cannot be reached"):
        sync(Service(client, "http://127.0.0.1:9"), library, select(["decisions"], "15"))
    client.close()


def test_where_decisions_cannot_be_listed_the_index_is_asked(synced: Sync, replica: Replica) -> None:
    """And where that fails too, the project's own catalogue names decisions to try."""
    replica.failures["/api/v2021/decisions?"] = "renamed:session>meeting"
    replica.failures["/api/v2021/decisions?"] = "status:404"
    report = synced()
    assert report.new == NAMES
    assert any("listed from the index" in why for _, why in report.notes)
    replica.failures["/select"] = "status:500"
    assert any("cannot be listed" in why for _, why in synced().failed)


def test_a_file_that_cannot_be_read_does_not_come_in(synced: Sync, library: Path, replica: Replica) -> None:
    """A scan or a broken PDF would stop the build: it is told and left out."""
    replica.files["/doc/legal/cbd-en.pdf"] = b"%PDF-1.4\nnothing\n%%EOF"
    report = synced("treaties", languages="en")
    assert [name for name, _ in report.failed] == ["treaties/cbd.pdf"]
    assert len(load_corpus(library_folders(library), embedded=False).documents) == 3


def test_a_language_that_is_not_offered_is_a_note(synced: Sync) -> None:
    """Arabic is not in the invented trees."""
    report = synced(languages="ar")
    assert report.failed == []
    assert all("not offered in this language" in why for _, why in report.notes)
    assert len(report.notes) == 3


def test_requests_come_one_at_a_time_with_a_pause_and_a_name(replica: Replica) -> None:
    """The pause between two requests is kept."""
    import time

    client = Client(Service.hosts(replica.base), Patience(pause=0.15))
    started = time.monotonic()
    for _ in range(3):
        client.get(f"{replica.base}/api/v2015/treaties/XXVII8")
    client.close()
    assert time.monotonic() - started >= 0.3


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://169.254.169.254/latest", "ftp://127.0.0.1/x"]
)
def test_no_other_host_or_scheme_is_asked(url: str) -> None:
    """Whatever an index record says."""
    client = Client({"api.cbd.int"}, QUICK)
    with pytest.raises(FetchError, match="another host"):
        client.get(url)
    client.close()


def test_two_syncs_do_not_work_in_one_folder(synced: Sync, library: Path) -> None:
    """The second says so at once."""
    from filelock import FileLock

    (library / "official").mkdir(parents=True)
    with FileLock(library / "official" / ".sync"), pytest.raises(InputError, match="Another sync"):
        synced()
