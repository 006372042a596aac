"""Coverage-guided fuzzing of extract and split: any bytes end as pages or as a `LetterError`.

    python bench/fuzz_extract.py --findings FOLDER [--seeds FOLDER ...] -- -max_total_time=1200 -timeout=30

Needs `atheris`. What breaks is written to the folder of findings, one file per place in the code, and the run
goes on; a hang or a crash of pdfium itself ends it with libFuzzer's own artifact. Seeds are small PDFs, docx
and odt files; drawn letters are added to them.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline", "pdfplumber", "pdfminer"]):
    from pipeline.errors import LetterError
    from pipeline.extract import Extract, ExtractSettings, Limits, OcrSettings
    from pipeline.split import Split, SplitSettings

_LARGEST_SEED = 60_000
_LIMITS = Limits(pages=20, inflated_bytes=4_000_000, inflated_total_bytes=16_000_000, characters=20_000)
_OCR = OcrSettings(when="off")


class Target:
    """What the fuzzer calls; keeps findings instead of stopping at the first."""

    def __init__(self, findings: Path) -> None:
        self._findings = findings
        self._readers = [
            Extract(ExtractSettings(reader="pdfium", limits=_LIMITS, ocr=_OCR)),
            Extract(ExtractSettings(reader="pdfplumber", limits=_LIMITS, ocr=_OCR)),
        ]
        self._split = Split(SplitSettings())

    def __call__(self, data: bytes) -> None:
        for reader in self._readers:
            try:
                self._split(reader(data))
            except LetterError:
                continue
            except Exception as error:
                self._keep(data, error)

    def _keep(self, data: bytes, error: Exception) -> None:
        where = "".join(traceback.format_tb(error.__traceback__)[-2:]) + type(error).__name__
        name = hashlib.sha256(where.encode()).hexdigest()[:12]
        if not (self._findings / name).exists():
            (self._findings / name).write_bytes(data)
            (self._findings / f"{name}.txt").write_text("".join(traceback.format_exception(error)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--findings", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, nargs="*", default=[])
    arguments, fuzzer_arguments = parser.parse_known_args()
    arguments.findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        _plant(Path(corpus), arguments.seeds)
        fuzzer_arguments = [argument for argument in fuzzer_arguments if argument != "--"]
        atheris.Setup([sys.argv[0], corpus, *fuzzer_arguments], Target(arguments.findings))
        atheris.Fuzz()


def _plant(corpus: Path, folders: list[Path]) -> None:
    """Fill the corpus with small seeds."""
    for folder in folders:
        for path in sorted(folder.iterdir()):
            if path.suffix in {".pdf", ".docx", ".odt"} and path.stat().st_size <= _LARGEST_SEED:
                (corpus / hashlib.sha256(path.name.encode()).hexdigest()[:16]).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
