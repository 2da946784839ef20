"""Run a command with the address of a PostgreSQL as its last argument: CBD_TEST_POSTGRES, or a server that is
started for it and gone afterwards.
"""

import os
import subprocess
import sys

from tests.postgres.server import Absent, servers

SETTINGS = "shared_buffers = '1GB'\nmaintenance_work_mem = '512MB'\nmax_wal_size = '4GB'\n"


def main(command: list[str]) -> int:
    """The exit status of the command; 0 with a sentence where no server can be started."""
    if given := os.environ.get("CBD_TEST_POSTGRES"):
        return subprocess.run([*command, given], check=False).returncode
    try:
        with servers("lent") as (server,):
            server.create()
            server.set(SETTINGS)
            server.start()
            return subprocess.run([*command, server.address()], check=False).returncode
    except Absent as reason:
        sys.stderr.write(f"Not run: {reason}; set CBD_TEST_POSTGRES to the address of a server.\n")
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
