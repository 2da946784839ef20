"""Training the cross-encoder: of two texts read as one, whether the second answers or carries the first."""

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import torch
from tokenizers import Tokenizer

from evaluation.fit.base import WEIGHTS
from evaluation.fit.network import Network
from evaluation.fit.pairs import SHARES, Pair
from index.cross import FIRST, PROMPTS, SECOND, TASKS
from index.packaged import TOKENIZER

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 32  # pairs of one task and of about one length
WINDOW = 16  # batches among which pairs are laid together by their length
RATE = 2e-4
HEAD = 2.0  # times the rate, for the head, which begins with nothing
WARM_UP = 60  # steps
STEADY = 0.25  # of the steps, before the rate goes down to nothing
KEPT_EVERY = 100  # steps
THREADS = 2

Progress = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Course:
    """How long to train, and from which numbers chance begins."""

    steps: int
    rate: float = RATE
    seed: int = 0


class Batch(NamedTuple):
    """Pairs of one task as the network reads them, and whether each holds, shape (pairs,)."""

    task: int
    ids: "Tensor"
    mask: "Tensor"
    kinds: "Tensor"
    holds: "Tensor"


def train_cross(
    encoder: Path,
    pairs: Sequence[Pair],
    course: Course,
    kept: Path,
    progress: Progress | None = None,
    begin: Network | None = None,
) -> Network:
    """A network that learnt from the pairs beside the published model `encoder`, from the beginning or from
    where `begin` stands.

    A run that was stopped goes on from `kept`, its last checkpoint, which names the run that it belongs to.
    On two cores, in bfloat16 where the processor multiplies it.
    """
    torch.manual_seed(course.seed)
    torch.set_num_threads(THREADS)
    network = begin or Network(encoder)
    network.train()
    head = list(network.head.parameters())
    beside = [values for values in network.body.parameters() if values.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": beside, "lr": course.rate, "weight_decay": 0.01},
            {"params": head, "lr": HEAD * course.rate, "weight_decay": 0.05},
        ]
    )
    highest = [group["lr"] for group in optimizer.param_groups]
    batches = list(_batches(encoder, pairs, course))
    run = _run_of(encoder, pairs, course)
    fast = torch.cpu.get_capabilities().get("avx512_bf16", False)
    for step in range(_restored(kept, run, network, optimizer), len(batches)):
        for group, rate in zip(optimizer.param_groups, highest, strict=True):
            group["lr"] = rate * _share(step, len(batches))
        batch = batches[step]
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
            found = network(batch.ids, batch.mask, batch.kinds)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(found[:, batch.task].float(), batch.holds)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([*beside, *head], 1.0)
        optimizer.step()
        if progress:
            progress(step + 1, len(batches), loss.item())
        if (step + 1) % KEPT_EVERY == 0:
            _keep(kept, run, step + 1, network, optimizer)
    kept.unlink(missing_ok=True)
    network.eval()
    return network


def _share(step: int, steps: int) -> float:
    """Of the highest rate: up at first, steady for a while, then down to nothing."""
    return min(1.0, (step + 1) / WARM_UP) * min(1.0, (steps - step) / (steps * (1 - STEADY)))


def _batches(encoder: Path, pairs: Sequence[Pair], course: Course) -> Iterator[Batch]:
    """As many as there are steps, in an order of chance."""
    chance = random.Random(course.seed)  # noqa: S311
    tokenizer = Tokenizer.from_file(str(encoder / TOKENIZER))
    taken = _taken(pairs, course.steps * BATCH, chance)
    found = []
    for place, task in enumerate(TASKS):
        of_task = [pair for pair in taken if pair.task == task]
        for begin in range(0, len(of_task), BATCH * WINDOW):
            read = [_read(pair, tokenizer) for pair in of_task[begin : begin + BATCH * WINDOW]]
            read.sort(key=lambda one: len(one[0]) + len(one[1]))
            found += [_batch(place, read[at : at + BATCH]) for at in range(0, len(read), BATCH)]
    chance.shuffle(found)
    return iter(found[: course.steps])


def _taken(pairs: Sequence[Pair], count: int, chance: random.Random) -> list[Pair]:
    """So many pairs, each kind by its share, those of a kind about equally often."""
    groups: dict[tuple[str, bool], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.kind, pair.holds), []).append(pair)
    shares = {(kind, holds): SHARES[kind][not holds] for kind, holds in groups}
    whole = sum(shares.values())
    taken: list[Pair] = []
    for key, group in groups.items():
        left = round(count * shares[key] / whole)
        while left > 0:
            taken += chance.sample(group, min(left, len(group)))
            left -= len(group)
    chance.shuffle(taken)
    return taken


def _read(pair: Pair, tokenizer: Tokenizer) -> tuple[list[int], list[int], bool]:
    texts = zip((pair.first, pair.second), PROMPTS, (FIRST, SECOND), strict=True)
    first, second = (_cut(tokenizer.encode(prompt + text).ids, most) for text, prompt, most in texts)
    return first, second, pair.holds


def _cut(ids: list[int], most: int) -> list[int]:
    return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def _batch(task: int, read: Sequence[tuple[list[int], list[int], bool]]) -> Batch:
    width = max(len(first) + len(second) for first, second, _ in read)
    ids, mask, kinds = (torch.zeros(len(read), width, dtype=torch.long) for _ in range(3))
    for row, (first, second, _) in enumerate(read):
        length = len(first) + len(second)
        ids[row, :length] = torch.tensor([*first, *second])
        mask[row, :length] = 1
        kinds[row, len(first) : length] = 1
    return Batch(task, ids, mask, kinds, torch.tensor([float(holds) for *_, holds in read]))


def _run_of(encoder: Path, pairs: Sequence[Pair], course: Course) -> str:
    """A digest of everything that a run depends on."""
    digest = hashlib.sha256(repr(course).encode())
    digest.update(hashlib.sha256((encoder / WEIGHTS).read_bytes()).digest())
    for pair in pairs:
        digest.update(repr(pair).encode())
    return digest.hexdigest()


def _restored(kept: Path, run: str, network: Network, optimizer: torch.optim.Optimizer) -> int:
    """How many steps are done; 0 where there is no checkpoint of this run."""
    if not kept.is_file():
        return 0
    found = torch.load(kept, weights_only=True)
    if found["run"] != run:
        return 0
    network.take(found["learnt"])
    optimizer.load_state_dict(found["optimizer"])
    return int(found["step"])


def _keep(kept: Path, run: str, step: int, network: Network, optimizer: torch.optim.Optimizer) -> None:
    """Write where a run stands, whole or not at all."""
    fresh = kept.with_suffix(".new")
    state = {"run": run, "step": step, "learnt": network.learnt(), "optimizer": optimizer.state_dict()}
    torch.save(state, fresh)
    fresh.replace(kept)
