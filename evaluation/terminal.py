"""Progress for a person at a terminal."""

import sys
from collections.abc import Callable
from typing import Any


def progress(title: str) -> Callable[[int, int], None]:
    """A bar on stderr; nothing where nobody looks at it."""
    from tqdm import tqdm

    bar: tqdm[Any] = tqdm(desc=title, file=sys.stderr, unit="question", disable=not sys.stderr.isatty())

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show
