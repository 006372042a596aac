"""The codes in the program, those in `docs/failures.md`, and those that tests produce are the same ones."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).resolve()
FAILURES = {"LetterError", "Failure"}
ISSUES = {"Issue"}


def test_every_code_of_the_program_is_documented_and_no_other() -> None:
    failures, issues = documented()
    assert failures == codes(FAILURES)
    assert issues == codes(ISSUES)


def test_tables_are_sorted_and_say_what_to_do() -> None:
    for rows in tables():
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)
        assert all(cell.strip() for row in rows for cell in row)


def test_every_failure_is_produced_by_a_test() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path != HERE)
    missing = {code for code in codes(FAILURES) if f'"{code}"' not in tests}
    assert missing == set()


def codes(makers: set[str]) -> set[str]:
    """Every code that one of these classes is called with, anywhere in the program."""
    found: set[str] = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers and node.args:
                found.update(constants(node.args[0]))
    return found


def constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def documented() -> tuple[set[str], set[str]]:
    failures, issues = tables()
    return {row[0] for row in failures}, {row[0] for row in issues}


def tables() -> list[list[list[str]]]:
    """The rows of both tables, cell by cell, codes without their marks."""
    text = (ROOT / "docs" / "failures.md").read_text("utf-8")
    found = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        rows = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", part, flags=re.MULTILINE)
        found.append([[code, *rest.split(" | ")] for code, rest in rows])
    return found
