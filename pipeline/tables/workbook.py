"""`letters.xlsx`: a sheet per table for people with a spreadsheet, and a sheet that explains the columns.

Every text is written as text, whatever it looks like, and stays text when someone edits the cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.tables.schema import Column, Table

# Limits of the file format.
MAX_ROWS = 1_048_576 - 1
MAX_CHARS = 32_767
# A workbook's dates count from here; before 1 March 1900 that count is off by one, so older days stay text.
_DAY_ZERO = dt.date(1899, 12, 30)
_FIRST_SAFE_DAY = dt.date(1900, 3, 1)
_CUT = " [...]"
_WIDTHS = {"integer": 10, "number": 10, "date": 12, "string": 22}
_WIDE = {"text": 60, "heading": 40, "subject": 40, "message": 60, "aliases": 40}


def write_workbook(tables: Mapping[Table, pa.Table], path: Path) -> None:
    """Writes all tables to `path`. The same tables give the same bytes."""
    workbook = xlsxwriter.Workbook(
        str(path),
        {"constant_memory": False, "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    # A fixed day: the file must not tell when it was made, or two runs would differ.
    workbook.set_properties({"title": "Council letters as tables", "created": dt.datetime(2000, 1, 1)})
    formats = {
        "header": workbook.add_format({"bold": True, "bottom": 1}),
        "string": workbook.add_format({"quote_prefix": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "integer": workbook.add_format({"valign": "top"}),
        "number": workbook.add_format({"valign": "top"}),
    }
    _write_explanation(workbook.add_worksheet("explanation"), tables, formats)
    for table, data in tables.items():
        _write_table(workbook.add_worksheet(table.name), table, data, formats)
    workbook.close()


def _write_explanation(sheet: Worksheet, tables: Mapping[Table, pa.Table], formats: dict[str, Any]) -> None:
    sheet.write_row(0, 0, ["table", "column", "type", "description"], formats["header"])
    sheet.freeze_panes(1, 0)
    for column, width in enumerate((16, 20, 10, 110)):
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(_explanation(tables), 1):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value, formats["string"])
    sheet.autofilter(0, 0, row, 3)


def _explanation(tables: Mapping[Table, pa.Table]) -> Iterator[tuple[str, str, str, str]]:
    for table, data in tables.items():
        left_out = max(0, data.num_rows - MAX_ROWS)
        note = f" {left_out} rows do not fit on a sheet and stand in {table.name}.csv only." if left_out else ""
        yield (table.name, "", "table", f"One row per {table.row}.{note}")
        for column in table.columns:
            values = f" One of: {', '.join(column.labels)}." if column.labels else ""
            yield (table.name, column.name, column.type, column.description + values)
    yield ("", "", "", f"Texts longer than {MAX_CHARS} characters are cut and end in '{_CUT.strip()}'.")


def _write_table(sheet: Worksheet, table: Table, data: pa.Table, formats: dict[str, Any]) -> None:
    data = data.slice(0, MAX_ROWS)
    sheet.write_row(0, 0, table.names, formats["header"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, data.num_rows, len(table.columns) - 1)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, _WIDE.get(column.name, _WIDTHS[column.type]))
        _write_column(sheet, index, column, data.column(index).to_pylist(), formats)


def _write_column(sheet: Worksheet, index: int, column: Column, values: list[Any], formats: dict[str, Any]) -> None:
    cell_format = formats[column.type]
    for row, value in enumerate(values, 1):
        if value is None:
            continue
        if column.type == "string":
            fits = value if len(value) <= MAX_CHARS else value[: MAX_CHARS - len(_CUT)] + _CUT
            sheet.write_string(row, index, fits, cell_format)
        elif column.type == "date" and value < _FIRST_SAFE_DAY:
            sheet.write_string(row, index, value.isoformat(), formats["string"])
        elif column.type == "date":
            sheet.write_number(row, index, (value - _DAY_ZERO).days, cell_format)
        else:
            sheet.write_number(row, index, value, cell_format)
