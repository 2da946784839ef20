"""Hostile files, made here and sent to a real server: each is refused within its budget, and questions are
answered meanwhile.
"""

import io
import socket
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import anyio
import docx
import httpx
import pypdf
import pytest

from assistant.api.uploads import Uploads
from tests.assistant.api.conftest import wait_until
from tests.assistant.api.served import Served

ROOT = Path(__file__).parents[3]
WORD = "word/document.xml"
BODY = (
    "<w:document "
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)
SLOWEST_QUESTION = 10.0  # seconds, on a machine that does other things too
MOST_GROWTH = 300 * 1024  # KiB that the server itself may hold more after them


def word_file(body: str) -> bytes:
    """A Word file with this in its body."""
    whole, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, BODY.format(body) if member.filename == WORD else old.read(member))
    return changed.getvalue()


def wide_cell() -> bytes:
    """A table cell that spans two thousand million columns."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
    return word_file(f"<w:p/><w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>")


def nested() -> bytes:
    """Elements in elements, eight million of them in a few kilobytes."""
    return word_file("<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 3_000_000 + "</w:p>")


def deep() -> bytes:
    """As deep as no document is."""
    return word_file("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000)


def many_pages() -> bytes:
    """Five thousand pages that are one."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    content = writer._add_object(pypdf.generic.StreamObject())
    content.get_object()._data = b"BT /F1 12 Tf (Decision COP 14/8) Tj ET " * 400  # type: ignore[union-attr]
    page = writer.add_blank_page(100, 100)
    page[pypdf.generic.NameObject("/Contents")] = content
    kids = writer._root_object["/Pages"]["/Kids"]  # type: ignore[index]
    kids.extend([page.indirect_reference] * 4_999)
    writer._root_object["/Pages"][pypdf.generic.NameObject("/Count")] = pypdf.generic.NumberObject(5_000)  # type: ignore[index]
    writer.write(out)
    return out.getvalue()


def one_line() -> bytes:
    """Thirty million letters without an end of line."""
    return b"decision cop 14/8 paragraph 3 " * 1_000_000


def bomb() -> bytes:
    """More than is unpacked, of nothing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(WORD, "w") as member:
        for _ in range(420):
            member.write(b" " * 2**20)
    return out.getvalue()


HOSTILE: list[tuple[str, Callable[[], bytes]]] = [
    ("wide.docx", wide_cell),
    ("nested.docx", nested),
    ("deep.docx", deep),
    ("pages.pdf", many_pages),
    ("line.txt", one_line),
    ("bomb.docx", bomb),
]


def send(served: Served, name: str, raw: bytes) -> httpx.Response:
    """Have a file checked."""
    return httpx.post(
        f"{served.url}/api/v1/trainer/check-slides",
        params={"name": name},
        content=raw,
        headers={"Content-Type": "application/octet-stream"},
        timeout=300,
    )


def held(pid: int) -> int:
    """KiB that a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


@pytest.mark.slow
def test_hostile_files_hold_no_question(start: Any) -> None:
    """All at once: each is answered, refused with a sentence or turned away with Retry-After; questions come
    and go, and afterwards a good file is checked.
    """
    served: Served = start(workers=1)
    served.ready(1)
    [worker] = served.workers()
    files = [(name, make()) for name, make in HOSTILE]
    assert max(len(raw) for _, raw in files[:4] + files[5:]) < 8 * 2**20
    before, longest = held(worker), 0.0
    with ThreadPoolExecutor(len(files)) as pool:
        sent = [pool.submit(send, served, name, raw) for name, raw in files]
        while not all(one.done() for one in sent):
            begun = time.monotonic()
            assert served.ask().status_code == 200
            longest = max(longest, time.monotonic() - begun)
            time.sleep(0.2)
    answers = [one.result() for one in sent]

    assert {answer.status_code for answer in answers} <= {200, 400, 503}
    for answer in answers:
        if answer.status_code == 503:
            assert int(answer.headers["retry-after"]) > 0
            assert answer.json()["error"]["code"] == "overloaded"
    assert longest < SLOWEST_QUESTION
    assert served.workers() == [worker]
    assert held(worker) - before < MOST_GROWTH
    good = send(served, "good.md", b"# Slide 1\n\nSee decision 14/8, and Article 8(j) of the Convention.\n")
    assert good.status_code == 200, good.text
    assert good.json()["references"]


@pytest.mark.long
def test_each_hostile_file_alone(start: Any) -> None:
    """It ends within its budget, with a report or a sentence that names it; the next one is read."""
    served: Served = start(workers=1)
    served.ready(1)
    for name, make in HOSTILE:
        answer = send(served, name, make())
        assert answer.status_code in {200, 400}, answer.text
        if answer.status_code == 400:
            assert answer.json()["error"]["message"].startswith(name)
            assert answer.json()["error"]["hint"]


def test_the_seed_deck_is_checked_within_the_budget(embedded_index: Path) -> None:
    """What its provisions are about is judged by the packaged encoder, in the process that reads it; it has
    two slips.
    """
    raw = (ROOT / "tests" / "data" / "seed-deck.txt").read_bytes()
    uploads = Uploads(embedded_index)
    try:
        report = anyio.run(uploads.check, "seed-deck.txt", raw)
    finally:
        uploads.stop()
    assert report.counts == {"slip": 2, "spelling": 1, "note": 1}


def test_slow_files_of_one_client_leave_room(serve: Any, fake: Any) -> None:
    """Two that never arrive are all that one client may have on the way; another one sends its file."""
    client: httpx.Client = serve(opener=lambda _: fake(lambda _: None))
    address = (client.base_url.host, client.base_url.port)
    path = "/api/v1/trainer/check-slides?name=a.gif"
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(2):
            opened = stack.enter_context(socket.create_connection(address, timeout=10))
            opened.sendall(head.encode())
        wait_until(lambda: sent_from("127.0.0.1", client).status_code == 503)
        other = sent_from("127.0.0.2", client)
    assert other.status_code == 400, other.text
    wait_until(lambda: sent_from("127.0.0.1", client).status_code == 400)


def sent_from(address: str, client: httpx.Client) -> httpx.Response:
    """A small file of a kind that is not checked, from this address."""
    with httpx.Client(transport=httpx.HTTPTransport(local_address=address), timeout=60) as other:
        return other.post(
            f"{client.base_url}/api/v1/trainer/check-slides", params={"name": "a.gif"}, content=b"GIF89a"
        )
