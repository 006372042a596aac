"""How the time to read dates grows with the text, on texts made to be hard: `python -m bench.dates_growth`.

Twice the text should take twice the time; a search that looks back at everything before would take four times.
"""

from __future__ import annotations

import datetime as dt
import time

from pipeline.dates import read_dates

PIECES = ("1.", "12-", "2018/", "1, ", "1 en ", "€ 1.", "3 mei 2018 ", "mei/1.", "mei/", "l2 rnaart 2O1")


def main(length: int = 100_000) -> None:
    print("| text | s per MB | twice the text |\n|---|---|---|")
    for piece in PIECES:
        one, two = seconds(piece, length), seconds(piece, 2 * length)
        print(f"| `{piece}` | {1e6 * two / (2 * length):.2f} | {two / one:.2f} |", flush=True)


def seconds(piece: str, length: int) -> float:
    text = (piece * length)[:length]
    return min(timed(text) for _ in range(2))


def timed(text: str) -> float:
    start = time.process_time()
    read_dates(text, "nl", dt.date(2018, 2, 6), ocr=True)
    return time.process_time() - start


if __name__ == "__main__":
    main()
