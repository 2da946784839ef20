"""A database elsewhere is asked over TLS, and only where its certificate is that of the right authority."""

import datetime
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from index.postgres.connections import Reader, safe_hosts, writer
from index.postgres.primary import Primary
from ingest.errors import InputError, UnavailableError

NAME = "db.example.org"
REQUEST, GSS = 80877103, 80877104  # what a client of PostgreSQL asks first: for TLS, for Kerberos


def certify(folder: Path, *, authority: str) -> tuple[Path, Path]:
    """An authority of that name, and a certificate of its for NAME with its key; their files."""
    now = datetime.datetime.now(datetime.UTC)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (authority, NAME)]
    made = [
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(names[0])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=7))
        .add_extension(x509.BasicConstraints(ca=name is names[0], path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(keys[0], hashes.SHA256())
        for name, key in zip(names, keys, strict=True)
    ]
    root, leaf = folder / f"{authority}.pem", folder / f"{authority}-server.pem"
    root.write_bytes(made[0].public_bytes(serialization.Encoding.PEM))
    key = keys[1].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    leaf.write_bytes(made[1].public_bytes(serialization.Encoding.PEM) + key)
    return root, leaf


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _speak(plain: socket.socket, context: ssl.SSLContext, server: tuple[str, int]) -> None:
    """TLS with one client, as PostgreSQL begins it; the server of the tests itself was built without."""
    with suppress(OSError), plain:
        while int.from_bytes(plain.recv(8, socket.MSG_WAITALL)[4:]) == GSS:
            plain.sendall(b"N")
        plain.sendall(b"S")
        with (
            context.wrap_socket(plain, server_side=True) as client,
            socket.create_connection(server) as behind,
        ):
            threading.Thread(target=_pump, args=(behind, client), daemon=True).start()
            _pump(client, behind)


@pytest.fixture
def encrypted(postgres: str, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of a real database that is reached over TLS alone, without what it says of TLS, and the
    file of its authority.
    """
    place = conninfo_to_dict(postgres)
    root, leaf = certify(tmp_path, authority="office")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(leaf)
    behind = (str(place["host"]), int(str(place["port"])))
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    client, _ = door.accept()
                    threading.Thread(target=_speak, args=(client, context, behind), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        port = door.getsockname()[1]
        yield make_conninfo(postgres, host=NAME, hostaddr="127.0.0.1", port=port), root


def test_a_database_is_asked_over_tls(encrypted: tuple[str, Path], tmp_path: Path) -> None:
    """Whose certificate another authority signed, or which goes by another name, is told nothing."""
    address, root = encrypted
    wrong, _ = certify(tmp_path, authority="evil")
    good = make_conninfo(address, sslmode="verify-full", sslrootcert=str(root))
    reader = Reader(good)
    assert reader.run("SELECT 1") == [(1,)]
    reader.close()
    with writer(good) as connection:
        assert connection.pgconn.ssl_in_use
    for bad in (
        make_conninfo(good, sslrootcert=str(wrong)),
        make_conninfo(good, host="other.example.org"),
    ):
        refused = Reader(bad)
        with pytest.raises(UnavailableError, match="did not answer"):
            refused.run("SELECT 1")
        refused.close()
        with pytest.raises(UnavailableError, match="No host of the database"), writer(bad):
            pass


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://cbd@db.example.org/cbd",
        "postgresql://cbd@127.0.0.1,db2/cbd",
        "postgresql://cbd@10.0.0.7/cbd?sslmode=require",
        "postgresql://cbd@db1/cbd?sslmode=prefer",
        "host=localhost hostaddr=192.0.2.7 dbname=cbd",
    ],
)
def test_a_database_elsewhere_needs_a_certificate_that_is_looked_at(address: str) -> None:
    """Else whoever stands between reads, and may answer in its place; the sentence says what to write."""
    for use in (Reader, Primary, lambda address: writer(address).__enter__()):
        with pytest.raises(InputError, match="is not on this machine"):
            use(address)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://cbd@db.example.org/cbd?sslmode=verify-full",
        "postgresql://cbd@db1,db2/cbd?sslmode=verify-ca",
        "postgresql://cbd@db1/cbd?sslmode=disable",
        "postgresql://cbd@localhost,127.0.0.1,[::1]/cbd",
        "host=/run/postgresql dbname=cbd",
        "dbname=cbd",
    ],
)
def test_a_database_here_or_a_word_of_the_operator_is_enough(address: str) -> None:
    """On this machine nobody stands between; a network without others is the operator's to know."""
    assert safe_hosts(address)


def test_the_environment_speaks_as_the_address_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """PGHOST and PGSSLMODE are libpq's own names for both."""
    monkeypatch.setenv("PGHOST", "db.example.org")
    with pytest.raises(InputError, match="db.example.org is not on this machine"):
        safe_hosts("dbname=cbd")
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert safe_hosts("dbname=cbd")
