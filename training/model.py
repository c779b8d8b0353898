"""GPT-2: pre-layer-norm blocks, learned positions, tanh-approximated GELU, tied embeddings.

Parameter names are GPT-2's own (wte, wpe, h.0.attn.c_attn, ...); dense layers store [out, in].
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from config import Config

LAYER_NORM_EPS = 1e-5


class Attention(nn.Module):
    """Causal self-attention over rows of tokens."""

    def __init__(self, config: Config):
        super().__init__()
        self.n_head, self.head_dim = config.n_head, config.head_dim
        self.c_attn = nn.Linear(config.n_embd, 3 * config.n_embd)
        self.c_proj = nn.Linear(config.n_embd, config.n_embd)

    def forward(self, x: Tensor) -> Tensor:
        rows, length, width = x.shape
        parts = self.c_attn(x).view(rows, length, 3, self.n_head, self.head_dim).permute(2, 0, 3, 1, 4)
        mixed = causal_attention(parts[0], parts[1], parts[2])
        return self.c_proj(mixed.transpose(1, 2).reshape(rows, length, width))


def causal_attention(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Softmax attention in which a position sees itself and what is before it; all [rows, heads, length, head_dim]."""
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(query, key, value, is_causal=True)
    # PyTorch before 2.0. The mask is added in place: the scores are the largest tensor of a step.
    length = query.shape[2]
    scores = (query / math.sqrt(query.shape[3])) @ key.transpose(2, 3)
    scores += torch.full((length, length), -1e4, dtype=scores.dtype, device=scores.device).triu_(1)
    return scores.softmax(-1) @ value


class Mlp(nn.Module):
    """The feed-forward half of a block, four times as wide inside."""

    def __init__(self, config: Config):
        super().__init__()
        self.c_fc = nn.Linear(config.n_embd, 4 * config.n_embd)
        self.c_proj = nn.Linear(4 * config.n_embd, config.n_embd)

    def forward(self, x: Tensor) -> Tensor:
        return self.c_proj(F.gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    """Attention, then feed-forward; each reads the normalised stream and adds to it."""

    def __init__(self, config: Config):
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.n_embd, LAYER_NORM_EPS)
        self.attn = Attention(config)
        self.ln_2 = nn.LayerNorm(config.n_embd, LAYER_NORM_EPS)
        self.mlp = Mlp(config)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    """Token ids [rows, length] to hidden states [rows, length, n_embd]; `logits` multiplies by the tied embedding."""

    def __init__(self, config: Config):
        super().__init__()
        self.wte = nn.Embedding(config.vocab_size, config.n_embd)
        self.wpe = nn.Embedding(config.n_positions, config.n_embd)
        self.h = nn.ModuleList(Block(config) for _ in range(config.n_layer))
        self.ln_f = nn.LayerNorm(config.n_embd, LAYER_NORM_EPS)
        self.initialise(config.n_layer)

    def initialise(self, n_layer: int) -> None:
        """GPT-2's initial weights: normal, 0.02 wide, narrower where a layer adds to the residual stream."""
        for name, parameter in self.named_parameters():
            if name.endswith("bias"):
                nn.init.zeros_(parameter)
            elif name.endswith("c_proj.weight"):
                nn.init.normal_(parameter, std=0.02 / math.sqrt(2 * n_layer))
            elif parameter.ndim == 2:
                nn.init.normal_(parameter, std=0.02)

    def forward(self, ids: Tensor) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.wte(ids) + self.wpe(positions)
        for block in self.h:
            x = block(x)
        return self.ln_f(x)

    def logits(self, ids: Tensor) -> Tensor:
        return F.linear(self(ids), self.wte.weight)
