from pathlib import Path

from training.bio import LONG, read_sentences


def test_sentences_end_at_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "all.bio"
    path.write_text("In\tO\nWeert\tB-LOC\n\n\nJa\t\n.\tO\n", encoding="utf-8")
    assert list(read_sentences(path)) == [[("In", "O"), ("Weert", "B-LOC")], [("Ja", "O"), (".", "O")]]


def test_a_file_without_empty_lines_is_read_in_parts_that_end_at_a_full_stop(tmp_path: Path) -> None:
    path = tmp_path / "all.bio"
    words = [("een.", "O"), ("Weert", "B-LOC"), ("in", "O")] * LONG
    path.write_text("\n".join("\t".join(row) for row in words), encoding="utf-8")
    parts = list(read_sentences(path))
    assert [row for part in parts for row in part] == words
    assert all(len(part) <= LONG + 3 and part[-1][0] == "een." for part in parts[:-1])
