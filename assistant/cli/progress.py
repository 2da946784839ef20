"""Progress for a person at a terminal, on stderr, so that `--json` output stays clean."""

import sys
from collections.abc import Callable
from typing import Any

Progress = Callable[[str, int, int], None]  # stage or file, how much is done, how much there is
SHOWN = 40  # characters of the name


def build_progress() -> Progress:
    """A bar for each stage of a build; none where nobody looks on."""
    from tqdm import tqdm

    bars: dict[str, tqdm[Any]] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            bars[stage] = tqdm(
                total=total, desc=stage, file=sys.stderr, leave=stage == "embedding", position=0, disable=None
            )
        bar = bars[stage]
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show


def file_progress() -> Progress:
    """One bar over all files, with the name of the last one."""
    from tqdm import tqdm

    bars: list[tqdm[Any]] = []

    def show(name: str, done: int, total: int) -> None:
        if not bars:
            bars.append(tqdm(total=total, file=sys.stderr, leave=False, unit="text"))
        bar = bars[0]
        bar.total = total
        bar.set_postfix_str(name[-SHOWN:], refresh=False)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return show
