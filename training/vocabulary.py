"""Chooses the pieces that Dutch and English government text needs, and writes the tokenizer with them.

usage: python -m training.vocabulary --data ../shared/ner --out build
"""

from __future__ import annotations

import argparse
import gzip
import logging
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.entities.pieces import BLANK
from training import bio, names
from training.encoder import Encoder, read_encoder, weights_file
from training.settings import Settings, read_settings
from training.tagged import read_folder
from training.tokenizer import BREAKS, SPECIAL, make_tokenizer

log = logging.getLogger(__name__)
NEW_SCORE = -8.0
"""Log-probability of a piece that the encoder's vocabulary lacks; between a frequent and a rare one."""
WIDEST_LETTER = 0x24F
"""Latin letters with any mark of the languages of Europe stop here; letters beyond need two sightings."""


def texts(data: Path, settings: Settings) -> Iterator[str]:
    """Every text that counts: the tagged letters, the untagged text and the other sets; never the gold letters."""
    draw = random.Random(settings.seed)
    for tagged in read_folder(data / "letters").values():
        yield tagged.text
    for path in sorted((data / "unlabelled").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if path.name != "plans.txt.gz" or draw.random() < settings.vocabulary.plans_share:
                    yield line
    for path in sorted((data / "train").glob("*/*.bio")):
        for sentence in bio.read_sentences(path):
            yield " ".join(bio.true_case(sentence, path.parent.name))
    yield from names.everything()


def choose(encoder: Encoder, counted: Counter[str], settings: Settings) -> list[str]:
    """The most frequent pieces, with every single letter that the encoder knows."""
    pieces = set(encoder.pieces)
    frequent = [p for p, n in counted.most_common(settings.vocabulary.pieces) if n >= settings.vocabulary.minimum]
    single = {
        piece
        for piece in pieces
        for letter in [piece.removeprefix(BLANK)]
        if len(letter) == 1 and (ord(letter) <= WIDEST_LETTER or counted[piece] > 1)
    }
    chosen = (set(frequent) | single | {BLANK}) & pieces - set(SPECIAL) - {"<pad>", "<mask>"}
    return sorted(chosen)


def main() -> None:
    """Count, choose, write `tokenizer.json`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    settings = read_settings()
    encoder = read_encoder(weights_file())
    scores = dict(zip(encoder.pieces, encoder.scores, strict=True))
    special = [(piece, 0.0) for piece in SPECIAL] + [(piece, NEW_SCORE) for piece in BREAKS]
    whole = make_tokenizer(special + [(p, s) for p, s in scores.items() if p not in SPECIAL])
    counted: Counter[str] = Counter()
    for text in texts(options.data, settings):
        counted.update(whole.encode(text, add_special_tokens=False).tokens)
    chosen = choose(encoder, counted, settings)
    options.out.mkdir(parents=True, exist_ok=True)
    make_tokenizer(special + [(p, scores[p]) for p in chosen]).save(str(options.out / "tokenizer.json"))
    covered = sum(counted[p] for p in chosen) / counted.total()
    log.info("%d pieces kept; %.2f %% of the pieces in the texts", len(chosen), 100 * covered)


if __name__ == "__main__":
    main()
