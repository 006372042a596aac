"""`letters.xlsx`: a sheet per table for people with a spreadsheet, and a sheet that explains the columns.

Every text is written as text, whatever it looks like, and stays text when someone edits the cell.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipeline.tables.parquet_file import StoredTable
from pipeline.tables.sheet_xml import CUT, MAX_CHARS, rows_xml

# The file format allows 1,048,576 rows, the header among them.
MAX_ROWS = 1_048_576 - 1
_WIDTHS = {"integer": 10, "number": 10, "date": 12, "string": 22}
_WIDE = {"text": 60, "heading": 40, "subject": 40, "message": 60, "aliases": 40}
_PIECE = 1_000
# Sheets of so many rows may take more than the 2 GiB that an archive of the older kind has room for.
_LARGE = 200_000
# Fast: the sheets are mostly markup, and better compression costs more time than all the rest.
_ZIP_LEVEL = 2


def write_workbook(tables: Sequence[StoredTable], path: Path) -> None:
    """Writes all tables to `path`. The same tables give the same bytes."""
    sheets = {f"xl/worksheets/sheet{number}.xml": data for number, data in enumerate(tables, 2)}
    with (
        zipfile.ZipFile(io.BytesIO(_without_rows(tables))) as empty,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=_ZIP_LEVEL) as filled,
    ):
        for name in empty.namelist():
            data = sheets.get(name)
            large = data is not None and data.num_rows > _LARGE
            # Opened by name, an entry bears the first day that the ZIP format knows, and not today's.
            with filled.open(name, "w", force_zip64=large) as part:
                if data is None:
                    part.write(empty.read(name))
                else:
                    _write_sheet(part, empty.read(name).decode(), data)


def _without_rows(tables: Sequence[StoredTable]) -> bytes:
    """The workbook with its formats, headers, filters and the explanation, but no rows of the tables yet."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # A fixed day: the file must not tell when it was made, or two runs would differ.
    workbook.set_properties({"title": "Council letters as tables", "created": dt.datetime(2000, 1, 1)})
    formats = {
        "header": workbook.add_format({"bold": True, "bottom": 1}),
        "string": workbook.add_format({"quote_prefix": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "integer": workbook.add_format({"num_format": "0", "valign": "top"}),
        "number": workbook.add_format({"valign": "top"}),
    }
    _write_explanation(workbook.add_worksheet("explanation"), tables, formats)
    for data in tables:
        table = data.table
        sheet = workbook.add_worksheet(table.name)
        sheet.write_row(0, 0, table.names, formats["header"])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(min(data.num_rows, MAX_ROWS), 1), len(table.columns) - 1)
        for index, column in enumerate(table.columns):
            width = _WIDE.get(column.name, _WIDTHS[column.type])
            sheet.set_column(index, index, width, formats[column.type])
    workbook.close()
    return buffer.getvalue()


def _write_sheet(part: IO[bytes], sheet: str, data: StoredTable) -> None:
    """Writes a sheet without rows, with its rows in it."""
    styles = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"', sheet)
    by_column = [style for first, last, style in styles for _ in range(int(first), int(last) + 1)]
    end = xl_rowcol_to_cell(min(data.num_rows, MAX_ROWS), len(data.table.columns) - 1)
    sheet = re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="A1:{end}"/>', sheet, count=1)
    head, mark, tail = sheet.partition("</sheetData>")
    part.write(head.encode())
    row = 0
    for piece in data.pieces(_PIECE):
        part.write(rows_xml(piece.slice(0, MAX_ROWS - row), row + 2, by_column).encode())
        row += piece.num_rows
        if row >= MAX_ROWS:
            break
    part.write((mark + tail).encode())


def _write_explanation(sheet: Worksheet, tables: Sequence[StoredTable], formats: dict[str, Any]) -> None:
    sheet.write_row(0, 0, ["table", "column", "type", "description"], formats["header"])
    sheet.freeze_panes(1, 0)
    for column, width in enumerate((16, 20, 10, 110)):
        sheet.set_column(column, column, width)
    row = 0
    for row, line in enumerate(_explanation(tables), 1):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value, formats["string"])
    sheet.autofilter(0, 0, row, 3)


def _explanation(tables: Sequence[StoredTable]) -> Iterator[tuple[str, str, str, str]]:
    for data in tables:
        table = data.table
        left_out = max(0, data.num_rows - MAX_ROWS)
        note = f" {left_out} rows do not fit on a sheet and stand in {table.name}.csv only." if left_out else ""
        yield (table.name, "", "table", f"One row per {table.row}.{note}")
        for column in table.columns:
            values = f" One of: {', '.join(column.labels)}." if column.labels else ""
            yield (table.name, column.name, column.type, column.description + values)
    yield ("", "", "", f"Texts longer than {MAX_CHARS} characters are cut and end in '{CUT.strip()}'.")
