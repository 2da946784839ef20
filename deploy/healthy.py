"""Whether the server at an address is ready: the exit status is 0 then. It needs nothing but Python."""

import sys
from urllib.error import URLError
from urllib.request import urlopen

SECONDS = 5


def main(address: str) -> int:
    """0 where it answers 200."""
    try:
        with urlopen(address, timeout=SECONDS) as answer:  # noqa: S310  # an address of our own
            return 0 if answer.status == 200 else 1
    except (URLError, OSError) as error:
        sys.stderr.write(f"{address}: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
