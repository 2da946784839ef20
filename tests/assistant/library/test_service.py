"""The shapes of the official service's answers."""

import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.library.client import Client, FetchError
from assistant.library.service import Service, record_files
from tests.assistant.conftest import QUICK
from tests.assistant.library.replica import Replica, serving


def test_files_of_an_index_record_are_read_in_both_forms() -> None:
    """JSON strings, and the older fields by language; Word before PDF."""
    record = {
        "file_ss": [
            '{"language":"en","url":"https://h/a.pdf"}',
            '{"language":"en","url":"https://h/a.docx"}',
            "broken",
        ],
        "file_fr_s": "https://h/b.pdf",
    }
    assert record_files(record) == {"en": ["https://h/a.docx", "https://h/a.pdf"], "fr": ["https://h/b.pdf"]}


def test_the_index_is_read_page_by_page() -> None:
    """Paging ends where the count is reached."""
    with serving(Replica()) as other:
        other.recommendations = [{"session_i": number} for number in range(450)]
        client = Client(Service.hosts(other.base), QUICK)
        assert len(Service(client, other.base).all_records("recommendation")) == 450
        client.close()


def test_https_is_never_left_for_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server on the way that answers for the official one cannot make sync speak openly."""
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    try:
        subprocess.run([*made, *names], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl is not here")
    asked: list[str] = []

    class Sends(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", f"http://{self.headers['Host']}/open")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Sends)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    base = f"https://127.0.0.1:{server.server_address[1]}"
    client = Client(Service.hosts(base), QUICK)
    try:
        with pytest.raises(FetchError, match="from https to http"):
            client.get(f"{base}/a")
    finally:
        client.close()
        server.shutdown()
        server.server_close()
    assert set(asked) == {"/a"}
