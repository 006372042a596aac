"""The tagger: a BERT encoder in plain torch, a small head on top, one row of scores per piece."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.encoder import Encoder


class Layer(nn.Module):
    """Self-attention and feed-forward, each with its residual and layer norm behind it (as in BERT)."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.mixer = nn.Linear(hidden, 3 * hidden)  # query, key and value in one product
        self.output = nn.Linear(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.inner = nn.Linear(hidden, feed_forward)
        self.outer = nn.Linear(feed_forward, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, states: Tensor, keep: Tensor | None) -> Tensor:
        batch, length, hidden = states.shape
        mixer = self.mixer(states).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = mixer.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=keep)
        states = self.attention_norm(states + self.output(mixed.transpose(1, 2).reshape(batch, length, hidden)))
        return self.output_norm(states + self.outer(functional.gelu(self.inner(states))))


class Tagger(nn.Module):
    """Piece numbers in, one row of tag scores per piece out.

    Dropout works on the embeddings and before the head only: inside the layers it would switch off the
    fast attention kernel and halve the speed on a CPU.
    """

    def __init__(
        self, encoder: Encoder, layers: list[int], vocabulary: int, tags: int, dropout: float, head: str = "linear"
    ) -> None:
        super().__init__()
        self.dropout = dropout
        self.chosen = layers
        self.words = nn.Embedding(vocabulary, encoder.hidden)
        self.places = nn.Embedding(encoder.weights["emb.pos"].shape[0], encoder.hidden)
        self.norm = nn.LayerNorm(encoder.hidden, eps=encoder.epsilon)
        shape = (encoder.hidden, encoder.heads, encoder.feed_forward, encoder.epsilon)
        self.layers = nn.ModuleList(Layer(*shape) for _ in layers)
        last = nn.Linear(encoder.hidden, tags)
        nn.init.normal_(last.weight, std=0.02)
        nn.init.zeros_(last.bias)
        self.head = last if head != "two-layer" else _two_layers(encoder.hidden, last)
        if head == "crf":
            self.head_steps = nn.Parameter(torch.zeros(tags, tags))

    def forward(self, pieces: Tensor, keep: Tensor | None = None) -> Tensor:
        """`pieces` is (batch, length); `keep` is True where a piece may be looked at, None for no padding."""
        states = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]])
        states = functional.dropout(states, self.dropout, self.training)
        mask = None if keep is None else keep[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        scores: Tensor = self.head(functional.dropout(states, self.dropout, self.training))
        return scores

    def load_encoder(self, encoder: Encoder, words: np.ndarray) -> None:
        """Take over the encoder's weights; `words` are the embeddings of this vocabulary's pieces."""
        source = encoder.weights
        state = dict(self.state_dict())
        state["words.weight"] = torch.from_numpy(words)
        # Every piece has the same token type, so its row joins the positions.
        state["places.weight"] = torch.from_numpy(source["emb.pos"] + source["emb.type"][0])
        state["norm.weight"] = torch.from_numpy(source["emb.ln.w"])
        state["norm.bias"] = torch.from_numpy(source["emb.ln.b"])
        names = {"output": "ao", "attention_norm": "aln", "inner": "fi", "outer": "fo", "output_norm": "oln"}
        for place, number in enumerate(self.chosen):
            for part, short in (("weight", "w"), ("bias", "b")):
                mixer = np.concatenate([source[f"l{number}.{which}.{short}"] for which in "qkv"])
                state[f"layers.{place}.mixer.{part}"] = torch.from_numpy(mixer)
                for ours, theirs in names.items():
                    values = torch.from_numpy(source[f"l{number}.{theirs}.{short}"])
                    state[f"layers.{place}.{ours}.{part}"] = values
        self.load_state_dict(state)


# What follows is tried by routes.toml only; the shipped network has a linear head and no learned steps.


def _two_layers(hidden: int, last: nn.Linear) -> nn.Sequential:
    return nn.Sequential(nn.Linear(hidden, hidden), nn.GELU(), last)


def loss_of_rows(scores: Tensor, allowed: Tensor, words: list[int], steps: Tensor) -> Tensor:
    """Minus the log of the chance of all rows of tags that the windows may have, per word (a linear-chain CRF).

    `scores` and `allowed` are (words of all windows, tags), `words` says how many each window has; `steps` is
    (tags, tags): what the tag of the column is worth behind the tag of the row.
    """
    padded = nn.utils.rnn.pad_sequence(list(scores.split(words)), batch_first=True)
    may = nn.utils.rnn.pad_sequence(list(allowed.split(words)), batch_first=True, padding_value=True)
    count = torch.tensor(words)
    every = _worth(padded, count, steps)
    return (every - _worth(padded.masked_fill(~may, -1e4), count, steps)).sum() / count.sum()


def _worth(scores: Tensor, count: Tensor, steps: Tensor) -> Tensor:
    """The log of the summed weight of all rows of each window; a window may begin inside a name."""
    state = scores[:, 0]
    for word in range(1, scores.shape[1]):
        further = torch.logsumexp(state[:, :, None] + steps, 1) + scores[:, word]
        state = torch.where((word < count)[:, None], further, state)
    return torch.logsumexp(state, -1)
