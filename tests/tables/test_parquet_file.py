from __future__ import annotations

import pyarrow as pa
import pytest

from pipeline.tables.parquet_file import StoredTable, write_parquet
from pipeline.tables.schema import Column, Table

TABLE = Table(
    "things",
    "thing",
    ("n",),
    (Column("n", "integer", "A number."), Column("kind", "string", "A kind.", labels=("even", "odd"))),
)


def rows(first, last):
    numbers = range(first, last)
    return pa.table({"n": numbers, "kind": [("even", "odd")[number % 2] for number in numbers]})


@pytest.mark.parametrize("size", [1, 3, 5, 100])
def test_pieces_hold_all_rows_in_order_and_no_more_than_so_many(tmp_path, size):
    bounds = [(0, 4), (4, 4), (4, 11)]
    paths = [tmp_path / f"part-{number}.parquet" for number in range(len(bounds))]
    for path, (first, last) in zip(paths, bounds, strict=True):
        write_parquet(TABLE, [rows(first, last)], path)
    stored = StoredTable(TABLE, paths)
    pieces = list(stored.pieces(size))
    assert stored.num_rows == 11
    assert pa.concat_tables(pieces).to_pylist() == rows(0, 11).to_pylist()
    assert [piece.num_rows for piece in pieces[:-1]] == [size] * (len(pieces) - 1)
    assert 0 < pieces[-1].num_rows <= size
    assert stored.column("n").to_pylist() == list(range(11))


def test_a_table_without_rows_has_no_pieces_and_can_be_written(tmp_path):
    write_parquet(TABLE, [], tmp_path / "t.parquet")
    stored = StoredTable(TABLE, [tmp_path / "t.parquet"])
    assert stored.num_rows == 0
    assert list(stored.pieces(10)) == []
