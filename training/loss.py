"""Cross-entropy of the next token without ever holding all logits.

The head's output, tokens × vocabulary, is the largest thing in the model: here it is made, softened and turned into
gradients a few hundred tokens at a time, while it is in the processor's cache.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

CHUNK_TOKENS = {"cpu": 512, "cuda": 8_192}


class HeadLoss(torch.autograd.Function):
    """Weighted sum of -log p(target) over tokens; gradients are computed on the way forward."""

    @staticmethod
    def forward(ctx, hidden: Tensor, weight: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
        narrow = weight.to(hidden.dtype)
        hidden_grad = torch.empty_like(hidden)
        weight_grad = torch.zeros_like(weight)
        total = torch.zeros((), device=hidden.device)
        chunk = CHUNK_TOKENS[hidden.device.type]
        for start in range(0, len(targets), chunk):
            rows = slice(start, start + chunk)
            part, target, scale = hidden[rows], targets[rows, None], weights[rows, None]
            # In bfloat16 throughout: PyTorch sums a softmax in full precision all the same.
            chances = F.linear(part, narrow).softmax(-1)
            right = chances.gather(1, target)
            total -= (right.float().clamp_min(1e-30).log() * scale).sum()
            grad = chances.scatter_(1, target, right - 1).mul_(scale.to(hidden.dtype))
            hidden_grad[rows] = grad @ narrow
            weight_grad += grad.t() @ part
        ctx.save_for_backward(hidden_grad, weight_grad)
        return total

    @staticmethod
    def backward(ctx, grad: Tensor):
        hidden_grad, weight_grad = ctx.saved_tensors
        return hidden_grad * grad, weight_grad * grad, None, None


def head_loss(hidden: Tensor, weight: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """Sum over tokens of weight × -log p(target), in nats.

    `hidden` [tokens, width], `weight` the embedding [vocabulary, width], `targets` and `weights` [tokens].
    Tokens of weight zero are skipped.
    """
    chosen = weights.nonzero()[:, 0]
    if len(chosen) < len(weights):
        hidden, targets, weights = hidden[chosen], targets[chosen], weights[chosen]
    with torch.autocast(hidden.device.type, enabled=False):
        return HeadLoss.apply(hidden, weight, targets, weights)


@torch.no_grad()
def token_losses(model: torch.nn.Module, ids: Tensor) -> Tensor:
    """-log p of each token of one row [length] given those before it, in nats and full precision: [length - 1]."""
    logits = F.linear(model(ids[None, :-1])[0], model.wte.weight)
    return F.cross_entropy(logits, ids[1:], reduction="none")
