"""The page about dates says what the rules say."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def page() -> str:
    spec = importlib.util.spec_from_file_location("dates_page", ROOT / "bench" / "dates_page.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.page()


def test_page_is_what_the_rules_make_of_it():
    written = (ROOT / "docs" / "dates.md").read_text("utf-8")
    assert written == page(), "run python bench/dates_page.py"
