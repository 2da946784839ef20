"""The cross-encoder as a network: the encoder with a small difference beside each of its matrices (LoRA, Hu
et al. 2021), which reads two texts as one, and a head that says what the second is to the first.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from transformers import AutoModel

from index.cross import TASKS

if TYPE_CHECKING:
    from torch import Tensor

RANK = 16  # of a difference: that of weights trained freely keeps all its use when it is cut to this
SCALE = 4.0  # the length of each text's mean state before the head
INNER = 128  # numbers between the head's two layers


class Coarse(torch.nn.Module):  # type: ignore[misc]  # torch is not read
    """A linear layer whose weights have 8 bits and a scale for each output; its input stays as it is."""

    def __init__(self, whole: torch.nn.Linear) -> None:
        super().__init__()
        weights = whole.weight.detach()
        scale = weights.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("weights", (weights / scale).round().to(torch.int8))
        self.bias = whole.bias

    def forward(self, states: "Tensor") -> "Tensor":
        """Shape (texts, pieces, outputs)."""
        return torch.nn.functional.linear(states, self.weights * self.scale, self.bias)


class Beside(torch.nn.Module):  # type: ignore[misc]
    """A linear layer as it was, and a difference of RANK beside it."""

    def __init__(self, whole: torch.nn.Linear) -> None:
        super().__init__()
        self.whole = whole.requires_grad_(False)
        self.down = torch.nn.Parameter(torch.randn(whole.in_features, RANK) * 0.02)
        self.up = torch.nn.Parameter(torch.zeros(RANK, whole.out_features))

    def forward(self, states: "Tensor") -> "Tensor":
        """Shape (texts, pieces, outputs)."""
        return self.whole(states) + states @ self.down @ self.up


class Head(torch.nn.Module):  # type: ignore[misc]
    """Two layers, to one number a task."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.first = torch.nn.Parameter(_spread(width, INNER))
        self.first_bias = torch.nn.Parameter(torch.zeros(INNER))
        self.second = torch.nn.Parameter(_spread(INNER, len(TASKS)))
        self.second_bias = torch.nn.Parameter(torch.zeros(len(TASKS)))

    def forward(self, states: "Tensor") -> "Tensor":
        """Shape (texts, tasks)."""
        inner = torch.nn.functional.gelu(states @ self.first + self.first_bias)
        return inner @ self.second + self.second_bias


def _spread(rows: int, columns: int) -> "Tensor":
    """Small numbers to begin with, as a linear layer has."""
    return (torch.rand(rows, columns) * 2 - 1) / rows**0.5


class Network(torch.nn.Module):  # type: ignore[misc]
    """Two texts, one after the other, to log-odds of TASKS. All that is learnt is what lies beside the
    encoder's matrices, what tells the second text from the first, and the head.
    """

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            attn_implementation="eager",
            dtype=torch.float32,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        ).requires_grad_(False)
        _add_differences(self.body.encoder)
        kinds = self.body.embeddings.token_type_embeddings.weight.requires_grad_(True)
        with torch.no_grad():  # the encoder has met no second text
            kinds[1] = kinds[0] + 0.02 * torch.randn_like(kinds[0])
        width = self.body.config.hidden_size
        self.head = Head(4 * width)

    def forward(self, input_ids: "Tensor", attention_mask: "Tensor", token_type_ids: "Tensor") -> "Tensor":
        """Shape (pairs, tasks); all three of shape (pairs, pieces), `token_type_ids` 1 in the second text."""
        states = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state.float()
        first = _mean(states, attention_mask * (1 - token_type_ids))
        second = _mean(states, attention_mask * token_type_ids)
        beside = [first, second, (first - second).abs(), first * second]
        return self.head(torch.cat(beside, dim=-1))

    def learnt(self) -> dict[str, "Tensor"]:
        """What was learnt, by its names: all that is stored."""
        return {name: values.detach() for name, values in self.named_parameters() if values.requires_grad}

    def take(self, learnt: Mapping[str, "Tensor"]) -> None:
        """Take up what was stored."""
        own = self.learnt()
        if own.keys() != learnt.keys():
            raise ValueError(f"other parts than this network's: {sorted(own.keys() ^ learnt.keys())}")
        self.load_state_dict({name: values.float() for name, values in learnt.items()}, strict=False)


def _mean(states: "Tensor", counted: "Tensor") -> "Tensor":
    weights = counted.unsqueeze(-1).float()
    mean = (states * weights).sum(1) / weights.sum(1)
    return torch.nn.functional.normalize(mean, dim=-1) * SCALE


def _add_differences(layers: torch.nn.Module) -> None:
    for name, layer in list(layers.named_modules()):
        if isinstance(layer, torch.nn.Linear):
            parent, _, last = name.rpartition(".")
            setattr(layers.get_submodule(parent), last, Beside(layer))
