"""Trains and scores one route of the comparison (`routes.py`, which starts it); its weights are never written."""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from pipeline.entities.decoding import Floats, possible_steps, viterbi
from pipeline.entities.model import CouncilModel
from training.encoder import read_encoder, weights_file
from training.evaluate import Pair, pairs, score
from training.examples import Texts
from training.network import Tagger
from training.routes import Route, append_row, kept_out, read_routes, windows_of, without_twins
from training.settings import Settings
from training.silver import label_texts
from training.tagged import TaggedText, read_folder, unwrap
from training.train import COMPOSED, build, learn

log = logging.getLogger(__name__)


class Session:
    """The network in torch, asked as `CouncilModel` asks onnxruntime's session."""

    def __init__(self, tagger: Tagger) -> None:
        self.tagger = tagger.eval()

    def run(self, _: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
        with torch.inference_mode():
            return [self.tagger(torch.from_numpy(given["pieces"])).numpy()]


def read_texts(route: Route, data: Path, out: Path, scored: Iterable[TaggedText]) -> Texts:
    """What the route learns from; nothing that is scored, under whatever name."""
    letters = read_folder(data / "letters") | (read_folder(out / "letters") if route.lists else {})
    silver = silver_of(route.settings, data, out / "silver") if route.settings.silver.per_pass else {}
    scored = list(scored)
    return Texts(without_twins(letters, scored), read_folder(COMPOSED), without_twins(silver, scored))


def silver_of(settings: Settings, data: Path, folder: Path) -> dict[str, TaggedText]:
    """Untagged texts as the shipped model labels them; labelled at the first call."""
    if not folder.exists():
        part = folder.with_name("silver.part")
        label_texts(data, [CouncilModel.load()], part, settings.silver, settings.seed)
        part.rename(folder)
    return read_folder(folder)


def find(model: CouncilModel, texts: dict[str, TaggedText], steps: Floats | None) -> Iterator[tuple[str, set[Pair]]]:
    """The names of each text; with learned `steps` from tag to tag every text is searched as a whole."""
    for ident, tagged in texts.items():
        reading, logs = model.chances(tagged.text)
        if steps is None:
            spans = model.decode(reading, logs)
        else:
            spans = model.named(reading, logs, viterbi(logs, steps, reading.break_before == 2, begins=True))
        yield ident, pairs(tagged.text, (span[:3] for span in spans))


def run(name: str, route: Route, data: Path, gold: Path, out: Path) -> dict[str, str]:
    """Train and score; gives the row of the route."""
    settings, draw = route.settings, random.Random(route.settings.seed)
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    measures = {"gold": read_folder(gold), "kept": kept_out(read_folder(data / "letters"))}
    texts = read_texts(route, data, out, [text for some in measures.values() for text in some.values()])
    windows = windows_of(route, tokenizer, texts, data, draw)
    tagger = build(settings, tokenizer, read_encoder(weights_file()))
    for weights in learn(tagger, settings, [windows], tokenizer.token_to_id("<unk>"), draw):
        tagger.load_state_dict(weights)
    model = CouncilModel(Session(tagger), tokenizer, settings.card)
    steps = None
    if settings.training.head == "crf":
        steps = possible_steps(settings.tags) + tagger.head_steps.detach().numpy()
    row = {"route": name, "seed": str(settings.seed), "pieces": str(sum(len(window.ids) for window in windows))}
    for measure, some in measures.items():
        whole = {ident: unwrap(text) for ident, text in some.items()}
        right = {ident: pairs(text.text, text.spans) for ident, text in whole.items()}
        table = score(dict(find(model, whole, steps)), right, settings.labels)
        row |= {f"{measure} {label}": f"{figures['f1']:.4f}" for label, figures in table.items()}
        row |= {f"{measure} {figure}": f"{table['all'][figure]:.4f}" for figure in ("p", "r")}
    return row


def main() -> None:
    """Read the options, run, and add the row."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--budget", type=int)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format=f"%(asctime)s {options.name} %(message)s")
    torch.set_num_threads(1)
    route = read_routes()[options.name]
    route = replace(route, budget=options.budget or route.budget)
    row = run(options.name, route, options.data, options.gold, options.out)
    append_row(options.out / "routes.csv", row)
    log.info("gold %s, kept out %s", row["gold all"], row["kept all"])


if __name__ == "__main__":
    main()
