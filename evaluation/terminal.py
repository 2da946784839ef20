"""Progress for a person at a terminal; elsewhere a line now and then."""

import sys
from collections.abc import Callable
from typing import Any

from assistant.cli.progress import Lines, at_terminal


def training() -> Callable[[int, int, float], None]:
    """Steps and loss of a training, on standard error."""
    if not at_terminal():
        lines = Lines()
        return lambda done, total, loss: lines.show("training", done, total, f"loss {loss:.3f}")
    from tqdm import tqdm

    bar: tqdm[Any] = tqdm(desc="training", file=sys.stderr, unit="step", mininterval=1)

    def show(done: int, total: int, loss: float) -> None:
        bar.total = total
        bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show


def progress(title: str, unit: str = "question") -> Callable[[int, int], None]:
    """Questions that were put, or what else is counted, on standard error."""
    if not at_terminal():
        lines = Lines()
        return lambda done, total: lines.show(title, done, total)
    from tqdm import tqdm

    bar: tqdm[Any] = tqdm(desc=title, file=sys.stderr, unit=unit)

    def show(done: int, total: int) -> None:
        bar.total = total
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show
