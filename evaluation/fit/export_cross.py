"""The trained cross-encoder as it ships: what it learnt, in half precision, and an ONNX graph that reads
that and the encoder's weights out of the encoder's own graph.
"""

import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import save_file

from evaluation.fit.export import OPSET, WHOLE, forget_where
from evaluation.fit.network import Coarse, Network
from index.cross import FIRST, GRAPH, LEARNT, SECOND
from index.packaged import GRAPH as SHARED
from index.packaged import PackagedEncoder
from index.sums import write_sums

if TYPE_CHECKING:
    from torch import Tensor

SHARED_FROM = 512  # bytes: smaller weights are repeated


def publish_cross(network: Network, encoder: Path, folder: Path) -> None:
    """Write what the network learnt to `folder`, with its graph and the digests; `encoder` is the published
    model that it learnt beside.
    """
    folder.mkdir(parents=True, exist_ok=True)
    learnt = {name: values.numpy().astype(np.float16) for name, values in network.learnt().items()}
    save_file(learnt, folder / LEARNT)
    with TemporaryDirectory() as scratch:
        plain, quantised = Path(scratch) / "plain.onnx", Path(scratch) / "quantised.onnx"
        _export(network, plain)
        forget_where(plain)
        quantize_dynamic(
            plain,
            quantised,
            per_channel=True,
            weight_type=QuantType.QUInt8,
            nodes_to_exclude=_of_learnt(plain, set(learnt)),
        )
        model = onnx.load(quantised)
    _read_learnt(model.graph, set(learnt), (folder / LEARNT).read_bytes())
    shared = encoder / SHARED
    _adopt(model.graph, onnx.load(shared).graph)
    _share(model.graph, shared.read_bytes(), PackagedEncoder(folder=encoder).name)
    onnx.save(model, folder / GRAPH)
    write_sums(folder)


def _export(network: Network, target: Path) -> None:
    for layer in network.body.encoder.layer[WHOLE]:
        layer.output.dense.whole = Coarse(layer.output.dense.whole)

    class Alone(torch.nn.Module):  # type: ignore[misc]
        """One pair at a time, nothing of which is filling."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: "Tensor", token_type_ids: "Tensor") -> "Tensor":
            return self.network(input_ids, torch.ones_like(input_ids), token_type_ids)

    ids = torch.tensor([[0, 9, 14, 21, 2, 0, 9, 2]])
    length = torch.export.Dim("length", min=4, max=FIRST + SECOND)
    with torch.inference_mode(), warnings.catch_warnings():
        for kind in (FutureWarning, UserWarning):  # of the exporter about itself
            warnings.simplefilter("ignore", kind)
        torch.onnx.export(
            Alone().eval(),
            (ids, (torch.arange(ids.shape[1]) > 4).long()[None]),
            str(target),
            input_names=["input_ids", "token_type_ids"],
            output_names=["log_odds"],
            dynamic_shapes={"input_ids": {1: length}, "token_type_ids": {1: length}},
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )


def _of_learnt(graph: Path, names: set[str]) -> list[str]:
    """The products of matrices that were learnt: they stay as exact as they are stored."""
    nodes = onnx.load(graph).graph.node
    return [node.name for node in nodes if {_learnt(name) for name in node.input} & names]


def _learnt(name: str) -> str:
    return name.removeprefix("network.")


def _read_learnt(graph: onnx.GraphProto, names: set[str], content: bytes) -> None:
    """Take the numbers that were learnt out of a file in half precision."""
    for tensor in graph.initializer:
        if _learnt(tensor.name) in names:
            halves = numpy_helper.to_array(tensor).astype(np.float16)
            graph.node.insert(
                0, helper.make_node("Cast", [f"{tensor.name}.half"], [tensor.name], to=TensorProto.FLOAT)
            )
            tensor.CopyFrom(numpy_helper.from_array(halves, f"{tensor.name}.half"))
            _take_from(tensor, content, LEARNT)


def _adopt(graph: onnx.GraphProto, encoder: onnx.GraphProto) -> None:
    """Take each weight from the encoder's graph: that was rounded before the weights that it is trained on
    were halved.
    """
    theirs = {tensor.name: tensor for tensor in encoder.initializer}
    names = dict(zip(_rounded(graph), _rounded(encoder), strict=True))
    for tensor in graph.initializer:
        stem, _, part = tensor.name.rpartition("_")
        other = f"{names[stem]}_{part}" if stem in names else _learnt(tensor.name).replace(".whole.", ".")
        if other in theirs and (stem in names or other.startswith("body.")):
            name = tensor.name
            tensor.CopyFrom(theirs[other])
            tensor.name = name


def _rounded(graph: onnx.GraphProto) -> list[str]:
    """The weights that are reckoned with in 8 bits, in the order in which they are."""
    weights = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    return [name.removesuffix("_quantized") for name in weights if name.endswith("_quantized")]


def _share(graph: onnx.GraphProto, content: bytes, name: str) -> None:
    """Take what stands in a file of that name out of it."""
    for tensor in graph.initializer:
        if tensor.data_location != TensorProto.EXTERNAL:
            tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor), tensor.name))
            if len(tensor.raw_data) >= SHARED_FROM:
                _take_from(tensor, content, name)


def _take_from(tensor: TensorProto, content: bytes, name: str) -> None:
    """Let the tensor name the place of its bytes there, if they are."""
    place = content.find(tensor.raw_data)
    if place < 0:
        return
    tensor.data_location = TensorProto.EXTERNAL
    where = {"location": name, "offset": place, "length": len(tensor.raw_data)}
    tensor.external_data.extend(
        onnx.StringStringEntryProto(key=key, value=str(value)) for key, value in where.items()
    )
    tensor.ClearField("raw_data")
