"""How often each detector tells Dutch from English, line by line and paragraph by paragraph.

    python bench/language.py ../shared/gold

Compares the libraries alone with the stage, which adds function words and neighbours. The language of a passage
is that of its letter or, in letters that have both, of the section in the meta file whose first words come last
before it.
"""

from __future__ import annotations

import argparse
import re
import time
from pathlib import Path

import yaml

from bench.tagged_letters import TaggedLetter, read_tagged
from pipeline.language import DetectLanguage, LanguageSettings
from pipeline.language.detectors import make_detector
from pipeline.language.evidence import NO_LANGUAGE
from pipeline.records import Letter, Passage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--show", action="store_true", help="print the stage's errors")
    options = parser.parse_args()
    letters = [read_tagged(path) for path in sorted(options.gold.glob("*.tagged.txt"))]
    truths = {tagged.name: _truth(options.gold, tagged) for tagged in letters}
    for unit in ("paragraphs", "lines"):
        for name in ("lingua", "langdetect"):
            right, total, seconds = _measure(letters, truths, name, unit, alone=True)
            print(f"{unit:10s} {name:10s} alone  {right / total:.4f} of {total}, {total / seconds:,.0f} a second")
            right, total, seconds = _measure(letters, truths, name, unit, alone=False, show=options.show)
            print(f"{unit:10s} {name:10s} stage  {right / total:.4f} of {total}, {total / seconds:,.0f} a second")


def _measure(
    letters: list[TaggedLetter],
    truths: dict[str, list[tuple[int, str]]],
    name: str,
    unit: str,
    *,
    alone: bool,
    show: bool = False,
) -> tuple[int, int, float]:
    detect, stage = make_detector(name), DetectLanguage(LanguageSettings(detector=name))
    detect("Dit laadt de profielen."), detect("This loads the profiles.")
    right = total = 0
    start = time.perf_counter()
    for tagged in letters:
        letter = tagged.letter if unit == "paragraphs" else _line_by_line(tagged.letter)
        if alone:
            found = [_best(detect(letter.text[p.start_char : p.end_char])) for p in letter.passages]
        else:
            found = list(stage(letter).passages)
        for passage, code in zip(letter.passages, found, strict=True):
            text = letter.text[passage.start_char : passage.end_char]
            if not re.search(r"[^\W\d_]{3}", NO_LANGUAGE.sub("", text)):
                continue
            truth = next(code for at, code in reversed(truths[tagged.name]) if at <= passage.start_char)
            total += 1
            right += code == truth
            if show and code != truth:
                print(f"  {tagged.name}: {code} for {truth}: {text[:100]!r}")
    return right, total, time.perf_counter() - start


def _best(likely: dict[str, float]) -> str:
    return max(likely, key=lambda code: likely[code], default="und")


def _line_by_line(letter: Letter) -> Letter:
    """Pieces of eight words, each a passage: about what a printed line or a list item holds."""
    pieces = []
    for passage in letter.passages:
        words = list(re.finditer(r"\S+", letter.text[passage.start_char : passage.end_char]))
        for first in range(0, len(words), 8):
            part = words[first : first + 8]
            start, end = passage.start_char + part[0].start(), passage.start_char + part[-1].end()
            pieces.append(Passage(len(pieces), 0, "paragraph", 1, start, end))
    return Letter(**{**{f: getattr(letter, f) for f in Letter.__slots__}, "passages": tuple(pieces)})


def _truth(folder: Path, tagged: TaggedLetter) -> list[tuple[int, str]]:
    """From which character on the letter is in which language."""
    meta = yaml.safe_load((folder / f"{tagged.name}.meta.yaml").read_text(encoding="utf-8"))
    turns = [(0, meta["language"])]
    for section in meta["sections"]:
        words = [re.escape(word) for word in (section["starts"] or "").split()[:5]]
        found = re.search(r"\s+".join(words), tagged.letter.text)
        if words and found:
            turns.append((found.start(), section["language"]))
    return sorted(turns)


if __name__ == "__main__":
    main()
