"""A small builder for ONNX graphs: every call adds a node and returns the names of its outputs."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET = 17
# IR version 8 goes with opset 17.
IR_VERSION = 8
# Operators of ONNX Runtime beside the standard: 8-bit matrix products, fused attention, fast GELU.
CONTRIB = "com.microsoft"


class Graph:
    """Collects nodes, weights, inputs and outputs, and writes the model."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []

    def input(self, name: str, kind: int, shape: list[str | int]) -> str:
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, shape: list[str | int]) -> None:
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def constant(self, value: np.ndarray | list[int] | int | float, name: str = "") -> str:
        """A weight; Python integers become int64 and floats float32, a list a vector."""
        if not isinstance(value, np.ndarray):
            value = np.array(value, dtype=np.float32 if isinstance(value, float) else np.int64)
        name = name or f"constant_{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind: str, *inputs: str, called: str = "", **attributes) -> str:
        """A standard node with one output; an empty input name leaves an optional input out."""
        return self.ops(kind, inputs, [called or f"{kind}_{len(self.nodes)}"], **attributes)[0]

    def contrib(self, kind: str, *inputs: str, called: str = "", **attributes) -> str:
        return self.ops(kind, inputs, [called or f"{kind}_{len(self.nodes)}"], domain=CONTRIB, **attributes)[0]

    def ops(self, kind: str, inputs: tuple[str, ...], outputs: list[str], **attributes) -> list[str]:
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, name=name, **attributes))
        return outputs

    def save(self, path: Path, producer: str) -> None:
        """Write the model to a temporary file, then put it in place."""
        graph = helper.make_graph(self.nodes, producer, self.inputs, self.outputs, self.weights)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name=producer, ir_version=IR_VERSION)
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".partial")
        partial.write_bytes(model.SerializeToString())
        partial.replace(path)
