"""The examples of proxies in deploy/, run as they are printed before a server of this machine: only ports,
addresses and the certificate are other ones.
"""

import contextlib
import datetime
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.assistant.api.served import free_port

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
NAME = "assistant.example.org"
LETSENCRYPT = f"/etc/letsencrypt/live/{NAME}"
NGINX = """daemon off;
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
CADDY = """{{
	admin off
	auto_https disable_certs
	http_port {http}
	https_port {https}
	storage file_system {folder}
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that runs: where it speaks TLS and where plainly, and the certificate that it shows."""

    https: int
    http: int
    certificate: Path

    def trust(self) -> ssl.SSLContext:
        """What a client needs to believe it."""
        return ssl.create_default_context(cafile=str(self.certificate))


def certify(folder: Path, name: str = NAME) -> Path:
    """A certificate for a name, that of the examples, signed by itself, with its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=7))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    plain = serialization.NoEncryption()
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "fullchain.pem"


def nginx(folder: Path, server: int, https: int, http: int) -> list[str]:
    """The command of nginx before the server at a port, once its files lie in the folder."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^.*listen \[::\].*\n", "", text)  # not every machine speaks IPv6
    for printed, here in (
        ("listen 443 ", f"listen 127.0.0.1:{https} "),
        ("listen 80;", f"listen 127.0.0.1:{http};"),
        (LETSENCRYPT, str(folder)),
        ("/var/log/nginx/cbd-assistant.log", f"{folder}/access.log"),
        ("127.0.0.1:8000", f"127.0.0.1:{server}"),
    ):
        assert printed in text
        text = text.replace(printed, here)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not write into the folder
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, user=user), encoding="utf-8")
    return ["nginx", "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, server: int, https: int, http: int) -> list[str]:
    """The command of Caddy, likewise."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    own = f"{NAME} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem\n"
    for printed, here in ((f"{NAME} {{\n", own), ("127.0.0.1:8000", f"127.0.0.1:{server}")):
        assert printed in text
        text = text.replace(printed, here)
    made = CADDY.format(folder=folder, https=https, http=http) + text
    (folder / "Caddyfile").write_text(made, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


PROXIES: dict[str, Callable[[Path, int, int, int], list[str]]] = {"nginx": nginx, "caddy": caddy}


@contextlib.contextmanager
def before(server: int, name: str, folder: Path) -> Iterator[Proxy]:
    """The proxy of that name before the server at a port of this machine, until it is left. Raises
    RuntimeError with what it says where it does not start.
    """
    https, http = free_port(), free_port()
    proxy = Proxy(https, http, certify(folder))
    command = PROXIES[name](folder, server, https, http)
    program = shutil.which(name, path="/usr/sbin:/usr/local/sbin") or shutil.which(name) or name
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, *command[1:]],
            stdout=log,
            stderr=log,
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
        )
    try:
        _await(process, https, folder / "log")
        yield proxy
    finally:
        process.terminate()
        process.wait(20)


def installed(name: str) -> bool:
    """Whether the proxy of that name is here; Debian keeps nginx where only root looks."""
    return bool(shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin"))


def _await(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"the proxy did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")
