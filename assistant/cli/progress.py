"""Progress of a build for a person at a terminal."""

import sys
from typing import Any

from index.build import Progress


def terminal_progress() -> Progress:
    """Return a bar on stderr, where a person can see it and `--json` output stays clean; none where nobody
    looks on.
    """
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
