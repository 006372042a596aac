"""The rows of a sheet as SpreadsheetML, made column by column.

Writing cell by cell takes about seven microseconds a cell, which would make the workbook slower than all the rest of
the tables together; joining whole columns of text is some twenty times as fast.
"""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

# Excel's limit is 32,767 UTF-16 units; what is cut stays below it with hundreds of characters beyond U+FFFF in it.
MAX_CHARS = 32_000
CUT = " [...]"
# A workbook's dates count from here; before 1 March 1900 that count is off by one, so older days stay text.
_DAY_ZERO = (dt.date(1899, 12, 30) - dt.date(1970, 1, 1)).days
_FIRST_SAFE_DAY = dt.date(1900, 3, 1)
# XML has no way to write these; SpreadsheetML does (ECMA-376 part 1, 22.9.2.19), and U+FFFE and U+FFFF never.
_UNWRITABLE = r"[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\x{FFFE}\x{FFFF}]|_x[0-9A-Fa-f]{4}_"


def rows_xml(data: pa.Table, first: int, styles: list[str]) -> str:
    """The `<row>` elements of the data, from row `first` of the sheet on; rows count from 1.

    Args:
        data: columns of text, integers, floats and days.
        styles: the number of the cell format of each column.
    """
    numbers = pa.array(range(first, first + data.num_rows), pa.int64()).cast(pa.string())
    cells = [
        _cells(column.combine_chunks(), xl_col_to_name(index), numbers, styles[index])
        for index, column in enumerate(data.columns)
    ]
    rows = pc.binary_join_element_wise('<row r="', numbers, '">', *cells, "</row>", "")
    return "".join(rows.to_pylist())


def _cells(values: pa.Array, letter: str, numbers: pa.Array, style: str) -> pa.Array:
    start = pc.binary_join_element_wise(f'<c r="{letter}', numbers, f'" s="{style}"', "")
    if pa.types.is_string(values.type):
        cells = _text_cells(start, values)
    elif pa.types.is_date32(values.type):
        days = pc.subtract(values.cast(pa.int32()), _DAY_ZERO).cast(pa.string())
        old = pc.less(values, pa.scalar(_FIRST_SAFE_DAY, pa.date32()))
        cells = pc.if_else(old, _text_cells(start, values.cast(pa.string())), _number_cells(start, days))
    else:
        cells = _number_cells(start, values.cast(pa.string()))
    return pc.fill_null(cells, "")


def _text_cells(start: pa.Array, values: pa.Array) -> pa.Array:
    text = _escaped(_fitting(values))
    return pc.binary_join_element_wise(start, ' t="inlineStr"><is><t xml:space="preserve">', text, "</t></is></c>", "")


def _number_cells(start: pa.Array, values: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(start, "><v>", values, "</v></c>", "")


def _fitting(values: pa.Array) -> pa.Array:
    too_long = pc.greater(pc.utf8_length(values), MAX_CHARS)
    if not pc.any(too_long).as_py():
        return values
    cut = pc.binary_join_element_wise(pc.utf8_slice_codeunits(values, 0, MAX_CHARS - len(CUT)), CUT, "")
    return pc.if_else(too_long, cut, values)


def _escaped(values: pa.Array) -> pa.Array:
    if pc.any(pc.match_substring_regex(values, _UNWRITABLE)).as_py():
        values = pc.replace_substring_regex(values, r"_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1")
        for code in (*range(0x09), 0x0B, 0x0C, *range(0x0D, 0x20)):
            values = pc.replace_substring(values, chr(code), f"_x{code:04X}_")
        values = pc.replace_substring_regex(values, r"[\x{FFFE}\x{FFFF}]", "\ufffd")
    for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        values = pc.replace_substring(values, char, entity)
    return values
