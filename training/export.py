"""Writes the model folder: int8 ONNX, tokenizer and what the runtime must know about them.

usage: python -m training.export --out build --model pipeline/entities/council_ner
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.encoder import read_encoder, weights_file
from training.network import Tagger
from training.settings import DEFAULT, Settings, read_settings

log = logging.getLogger(__name__)


class ByteEmbedding(nn.Module):
    """An embedding table in bytes with one scale per row, for which ONNX has no quantisation of its own."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True) / 127
        self.register_buffer("bytes_", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.bytes_[ids].float() * self.scale[ids]


def load_tagger(settings: Settings, out: Path) -> Tagger:
    """The trained network."""
    encoder = read_encoder(weights_file())
    weights = torch.load(out / "weights.pt", weights_only=True)
    size = weights["words.weight"].shape[0]
    tagger = Tagger(encoder, list(settings.training.layers), size, len(settings.tags), 0.0)
    tagger.load_state_dict(weights)
    return tagger.eval()


def export(settings: Settings, out: Path, folder: Path) -> None:
    """Export, quantise, and copy the tokenizer; `calibrate` then fits the temperature and the least scores."""
    tagger = load_tagger(settings, out)
    tagger.words = ByteEmbedding(tagger.words.weight.detach())
    folder.mkdir(parents=True, exist_ok=True)
    axes = {"pieces": {0: "batch", 1: "length"}, "scores": {0: "batch", 1: "length"}}
    with tempfile.TemporaryDirectory() as room:
        whole = Path(room) / "float.onnx"
        example = torch.ones((1, 32), dtype=torch.long)
        torch.onnx.export(
            tagger, (example,), str(whole), input_names=["pieces"], output_names=["scores"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            whole, folder / "model.onnx", op_types_to_quantize=["MatMul"], weight_type=QuantType.QInt8, per_channel=True
        )
    onnx.checker.check_model(str(folder / "model.onnx"))
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "model.json").write_text(json.dumps(settings.card, indent=1) + "\n", encoding="utf-8")
    log.info("%s: %.1f MB", folder, sum(p.stat().st_size for p in folder.iterdir()) / 1e6)


def main() -> None:
    """Read the options and export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=DEFAULT)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    export(read_settings(options.settings), options.out, options.model)


if __name__ == "__main__":
    main()
