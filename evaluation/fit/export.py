"""The trained encoder as it ships: half-precision weights in the layout of sentence-transformers, and beside
them an ONNX graph with 8-bit weights, which answers need no torch for.
"""

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from evaluation.fit.base import LONGEST, WEIGHTS
from index.packaged import GRAPH
from index.sums import write_sums

if TYPE_CHECKING:
    from torch import Tensor

OPSET = 18
# The base's layers whose feed-forward states hold single numbers far greater than all others: with one scale
# for all, the others would be lost (the mean cosine to torch falls from 0.993 to 0.985).
WHOLE = slice(4, 6)


def publish(folder: Path) -> None:
    """Make the trained weights in `folder` the model that ships: halved, with its graph and its digests."""
    from safetensors.numpy import load_file, save_file

    export_encoder(folder)
    weights = load_file(folder / WEIGHTS)
    halves = {name: values.astype(np.float16) for name, values in weights.items()}
    save_file(halves, folder / WEIGHTS, metadata={"format": "pt"})
    write_sums(folder)


def export_encoder(folder: Path) -> None:
    """Write the 8-bit ONNX graph of the model in `folder` beside its weights: the ids of one text in, its
    unit vector out.

    Weights are quantised by channel, activations while it runs (their range is that of one text, so texts are
    embedded one by one), but for those that go into the last matrix of the layers in WHOLE. The weights are
    unsigned: signed ones overflow on processors without VNNI, whose vectors then lie elsewhere than others'
    (the mean cosine to torch falls from 0.992 to 0.977 there, the right provision first from 0.71 to 0.68).
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from torch.nn.functional import normalize
    from transformers import AutoModel

    from evaluation.fit.network import Coarse

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not read
        """The mean of the states of a text's word pieces, scaled to length 1."""

        def __init__(self) -> None:
            super().__init__()
            self.body = AutoModel.from_pretrained(
                folder, add_pooling_layer=False, attn_implementation="eager", dtype=torch.float32
            )
            for layer in self.body.encoder.layer[WHOLE]:
                layer.output.dense = Coarse(layer.output.dense)

        def forward(self, input_ids: "Tensor") -> "Tensor":
            states = self.body(
                input_ids=input_ids, attention_mask=torch.ones_like(input_ids)
            ).last_hidden_state
            return normalize(states.mean(1), dim=-1)

    target = folder / GRAPH
    target.parent.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch, torch.inference_mode(), warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of the exporter about itself
        plain = Path(scratch) / "model.onnx"
        ids = torch.tensor([[0, 9, 14, 21, 2]])
        torch.onnx.export(
            Pooled().eval(),
            (ids,),
            str(plain),
            input_names=["input_ids"],
            output_names=["sentence_embedding"],
            dynamic_shapes={"input_ids": {0: 1, 1: torch.export.Dim("length", min=2, max=LONGEST)}},
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
        forget_where(plain)
        quantize_dynamic(plain, target, per_channel=True, weight_type=QuantType.QUInt8)


def forget_where(graph: Path) -> None:
    """Take out of a graph what its exporter notes of the code and the folders that it was made in."""
    import onnx

    model = onnx.load(graph)
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    onnx.save(model, graph)
