"""Symmetric 8-bit weights with a scale for each row: each output of a dense layer, each token of an embedding."""

import numpy as np


def quantise(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Round a float matrix [rows, columns] to int8 values of the same shape and float32 scales [rows, 1]."""
    scales = np.maximum(np.abs(matrix).max(axis=1, keepdims=True), 1e-8) / 127
    return np.rint(matrix / scales).astype(np.int8), scales.astype(np.float32)


def restore(values: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The float32 matrix that quantised values stand for."""
    return values.astype(np.float32) * scales
