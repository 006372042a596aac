"""Our names model beside other recognisers on the same hand-tagged letters, in one run.

    python bench/names_compared.py ../shared/gold --spacy en_core_web_sm --spacy out/cnn/model-best

`frog` (Debian) takes part when it is installed; each `--spacy` is an installed pipeline or a folder. The measure is
that of `training/evaluate.py`: distinct pairs of label and surface per letter. No rules help anyone here.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.entities.model import CouncilModel
from training.evaluate import Pair, loose, pairs, score
from training.tagged import TaggedText, read_folder, unwrap

LABELS = ("PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY", "DATE")
THEIRS = {"PER": "PERSON", "GPE": "LOC", "FAC": "LOC", "EVE": "EVENT", **{label: label for label in LABELS}}
Recogniser = Callable[[list[str]], list[set[Pair]]]
"""Texts in, the names of each out."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--spacy", action="append", default=[])
    options = parser.parse_args()
    letters = {ident: unwrap(tagged) for ident, tagged in read_folder(options.folder).items()}
    systems: dict[str, Recogniser] = {"council_ner": ours()}
    if shutil.which("frog"):
        systems["frog"] = frog
    systems |= {Path(name).name: spacy_pipeline(name) for name in options.spacy}
    right = {ident: pairs(tagged.text, tagged.spans) for ident, tagged in letters.items()}
    print(f"{'F1':22} " + " ".join(f"{label:>6}" for label in (*LABELS, "all")) + "  words/s")
    for name, recognise in systems.items():
        print(line(name, recognise, letters, right), flush=True)


def line(name: str, recognise: Recogniser, letters: dict[str, TaggedText], right: dict[str, set[Pair]]) -> str:
    began = time.perf_counter()
    found = dict(zip(letters, recognise([tagged.text for tagged in letters.values()]), strict=True))
    seconds = time.perf_counter() - began
    words = sum(len(tagged.text.split()) for tagged in letters.values())
    table = score(found, right, LABELS)
    return (
        f"{name:22} "
        + " ".join(f"{table[label]['f1']:6.3f}" for label in (*LABELS, "all"))
        + f"  {words / seconds:,.0f}"
    )


def ours() -> Recogniser:
    model = CouncilModel.load()
    return lambda texts: [
        pairs(text, (span[:3] for span in spans)) for text, spans in zip(texts, model.spans(texts), strict=True)
    ]


def spacy_pipeline(name: str) -> Recogniser:
    import spacy

    nlp = spacy.load(name)
    return lambda texts: [
        {(THEIRS[ent.label_], loose(ent.text)) for ent in nlp(text).ents if ent.label_ in THEIRS and loose(ent.text)}
        for text in texts
    ]


def frog(texts: list[str]) -> list[set[Pair]]:
    """Frog's names; only what its recogniser needs is switched on, and it is started once."""
    with tempfile.TemporaryDirectory() as room:
        inside, out = Path(room, "in"), Path(room, "out")
        inside.mkdir()
        for number, text in enumerate(texts):
            (inside / f"{number:03}.txt").write_text(text, encoding="utf-8")
        subprocess.run(
            ["frog", "--skip=mplac", f"--testdir={inside}", f"--outputdir={out}"],
            capture_output=True,
            check=True,
            cwd=room,  # it leaves files for debugging where it is started
        )
        names = [list(frog_names(path.read_text(encoding="utf-8"))) for path in sorted(out.iterdir())]
    if not any(names):
        raise SystemExit("Frog's output has no name in it: its columns are others than those read here")
    return [{(THEIRS[label], loose(surface)) for label, surface in found if label in THEIRS} for found in names]


def frog_names(columns: str) -> Iterator[tuple[str, str]]:
    """Label and surface of each name in Frog's columns: the word is the second, the tag the first that looks like one.

    Which column that is differs between versions, and with what is skipped.
    """
    label, words = "", [""]
    for row in columns.splitlines():
        cells = row.split("\t")
        tag = next((cell for cell in cells[2:] if cell == "O" or cell[:2] in ("B-", "I-")), "O")
        if not tag.startswith("I-"):
            if label:
                yield label, " ".join(words)
            label, words = tag.removeprefix("B-") if tag.startswith("B-") else "", []
        words.append(cells[1] if len(cells) > 1 else "")
    if label:
        yield label, " ".join(words)


if __name__ == "__main__":
    main()
