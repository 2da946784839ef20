"""Progress for a person at a terminal."""

import sys
from collections.abc import Callable
from typing import Any


def training() -> Callable[[int, int, float], None]:
    """Steps and loss of a training, on stderr; a line now and then where nobody looks."""
    from tqdm import tqdm

    bar: tqdm[Any] = tqdm(
        desc="training", file=sys.stderr, unit="step", mininterval=1 if sys.stderr.isatty() else 60
    )

    def show(done: int, total: int, loss: float) -> None:
        bar.total = total
        bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show


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
