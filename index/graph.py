"""Graphs of the packaged models: onnxruntime's only door."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def open_graph(graph: bytes | Path, beside: Mapping[str, bytes] | None = None, threads: int = 1) -> Any:
    """A session that runs a graph. `beside` are the contents of the files that it names for its weights.

    With one thread texts are read side by side, each on one core.
    """
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    if beside:
        sizes = [len(content) for content in beside.values()]
        options.add_external_initializers_from_files_in_memory(list(beside), list(beside.values()), sizes)
    source = str(graph) if isinstance(graph, Path) else graph
    return InferenceSession(source, options, providers=["CPUExecutionProvider"])


def with_output(graph: bytes, name: str) -> bytes:
    """The graph with one of its inner values as one more output.

    Two messages of Protocol Buffers one after the other are one message in which lists are joined, so a model
    with nothing but one output (field 12 of the graph, which is field 7 of a model) adds it: its name, and
    that its type is a tensor of floats.
    """
    floats = _field(1, bytes([8, 1]))
    return graph + _field(7, _field(12, _field(1, name.encode()) + _field(2, floats)))


def _field(number: int, content: bytes) -> bytes:
    """A field of Protocol Buffers that holds bytes; both short enough for one byte each."""
    return bytes([number << 3 | 2, len(content)]) + content
