"""Training the encoder: a question shall lie nearer to the words that answer it than to those of other
provisions (InfoNCE with in-batch negatives, van den Oord et al. 2018).
"""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from evaluation.fit.base import WEIGHTS
from evaluation.fit.lessons import Lesson, Rounds, texts_of
from evaluation.fit.offices import office_batches
from index.encoder import unit
from ingest.locator import overlap

if TYPE_CHECKING:
    from torch import Tensor
    from torch.nn import Module
    from torch.optim import Optimizer

TEMPERATURE = 0.05
BATCH = 128
OFFICES = 64  # of a batch, where there are lessons about documents of offices
CHUNK = 64  # texts of about one length that are embedded together
RATE = 1e-4
WARM_UP = 20  # steps
LONGEST = 112  # word pieces of a text that training reads
THREADS = 2

Progress = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long to train: every lesson once a round, those with few questions less often."""

    rounds: int
    rate: float = RATE
    seed: int = 0


def train_encoder(
    base: Path,
    found: Sequence[Lesson],
    schedule: Schedule,
    folder: Path,
    progress: Progress | None = None,
    offices: Sequence[Lesson] = (),
) -> None:
    """Train the model in `base` on the lessons, half of each batch on those about documents of `offices`
    where there are any, and write what comes of it to `folder`, in the same layout.

    A run that was stopped goes on from its last checkpoint in `folder`, which names the run it belongs to. On
    one GPU if there is one; else on THREADS cores, in bfloat16 where the processor multiplies it.
    """
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(schedule.seed)
    torch.set_num_threads(THREADS)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(base)
    # Without dropout and with plain attention a step takes half the time on two cores.
    model = AutoModel.from_pretrained(
        base,
        add_pooling_layer=False,
        dtype=torch.float32,  # a base that was published has halves
        attn_implementation="eager",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    ).to(device)
    model.embeddings.word_embeddings.weight.requires_grad_(False)  # words not met here keep their meaning
    model.train()
    optimizer = torch.optim.AdamW((p for p in model.parameters() if p.requires_grad), lr=schedule.rate)
    kept = _Checkpoint(folder / "checkpoint.pt", _run_of(base, [*found, *offices], schedule))
    folder.mkdir(parents=True, exist_ok=True)
    rounds = Rounds(found, schedule.seed)
    size = BATCH - OFFICES if offices else BATCH
    begins = list(accumulate((rounds.steps(turn, size) for turn in range(schedule.rounds)), initial=0))
    total = begins[-1]
    done = kept.restore(model, optimizer, rounds)
    beside = islice(office_batches(offices, OFFICES, schedule.seed), done, None) if offices else repeat([])
    embed = _embedder(model, tokenizer, device)
    for turn in range(begins.index(done), schedule.rounds):
        for number, batch in enumerate(rounds.batches(turn, size)):
            step = begins[turn] + number
            for group in optimizer.param_groups:
                group["lr"] = schedule.rate * min(1.0, (step + 1) / WARM_UP, (total - step) / total)
            optimizer.zero_grad()
            taken = [(found[row], question, text) for row, question, text in batch] + next(beside)
            questions = embed([f"query: {question}" for _, question, _ in taken])
            words = embed([f"passage: {text}" for _, _, text in taken])
            loss = _loss(questions, words, [lesson.provision for lesson, _, _ in taken])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            places = unit((questions + words).detach().cpu().numpy())
            rounds.learn([row for row, _, _ in batch], places[: len(batch)])
            if progress:
                progress(step + 1, total, loss.item())
        kept.save(begins[turn + 1], model, optimizer, rounds)
    model.save_pretrained(folder)
    for path in base.rglob("*.json"):  # the layout, and the tokenizer without the limits that training set it
        (folder / path.relative_to(base)).parent.mkdir(exist_ok=True)
        shutil.copyfile(path, folder / path.relative_to(base))
    kept.path.unlink(missing_ok=True)


def _embedder(
    model: "Module", tokenizer: Callable[..., dict[str, "Tensor"]], device: str
) -> Callable[[list[str]], "Tensor"]:
    """Texts to unit vectors with their gradients, shape (texts, dimension)."""
    import torch
    from torch.nn.functional import normalize

    fast = device == "cuda" or torch.cpu.get_capabilities().get("avx512_bf16", False)

    def embed(texts: list[str]) -> "Tensor":
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        vectors = []
        for begin in range(0, len(order), CHUNK):
            chunk = [texts[row] for row in order[begin : begin + CHUNK]]
            read = tokenizer(chunk, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")
            ids, mask = read["input_ids"].to(device), read["attention_mask"].to(device)
            with torch.autocast(device, dtype=torch.bfloat16, enabled=fast):
                states = model(input_ids=ids, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).float()
            vectors.append((states.float() * weights).sum(1) / weights.sum(1))
        back = torch.tensor(np.argsort(order), device=device)
        return normalize(torch.cat(vectors), dim=-1)[back]

    return embed


def _loss(questions: "Tensor", words: "Tensor", provisions: Sequence[str]) -> "Tensor":
    """InfoNCE both ways; a provision, what it is part of and its parts are no negatives of each other."""
    import torch
    from torch.nn.functional import cross_entropy

    similar = questions @ words.T / TEMPERATURE
    related = [
        [row != column and overlap(one, other) for column, other in enumerate(provisions)]
        for row, one in enumerate(provisions)
    ]
    similar = similar.masked_fill(torch.tensor(related, device=similar.device), -1e4)
    own = torch.arange(len(provisions), device=similar.device)
    return (cross_entropy(similar, own) + cross_entropy(similar.T, own)) / 2


class _Checkpoint:
    """Where a run stands, written whole or not at all."""

    def __init__(self, path: Path, run: str) -> None:
        self.path, self.run = path, run

    def restore(self, model: "Module", optimizer: "Optimizer", rounds: Rounds) -> int:
        """How many steps are done; 0 where there is no checkpoint of this run."""
        import torch

        if not self.path.is_file():
            return 0
        kept = torch.load(self.path, weights_only=True)
        if kept["run"] != self.run:
            return 0
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        rounds.learn(range(len(kept["places"])), kept["places"].numpy())
        return int(kept["step"])

    def save(self, step: int, model: "Module", optimizer: "Optimizer", rounds: Rounds) -> None:
        import torch

        fresh = self.path.with_suffix(".new")
        state = {"run": self.run, "step": step, "places": torch.from_numpy(rounds.places)}
        torch.save(state | {"model": model.state_dict(), "optimizer": optimizer.state_dict()}, fresh)
        fresh.replace(self.path)


def _run_of(base: Path, found: Sequence[Lesson], schedule: Schedule) -> str:
    """A digest of everything that a run depends on."""
    digest = hashlib.sha256(repr(schedule).encode())
    digest.update(hashlib.sha256((base / WEIGHTS).read_bytes()).digest())
    for text in texts_of(found):
        digest.update(text.encode())
    return digest.hexdigest()
