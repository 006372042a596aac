"""What lies on disk after `raadsbrieven report`."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import altair

from pipeline.report_site.words import words
from tests.conftest import ROOT
from tests.report_site.conftest import HARM, Place, call

PACKAGE = ROOT / "pipeline" / "report_site"
OWN = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".html", ".js") and ".min." not in path.name]


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def execute(place: Place, statement: str, *values: object) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(place.processed / "tables" / "letters.sqlite")) as connection, connection:
        return connection.execute(statement, values).fetchall()


def listed(place: Place, name: str) -> object:
    script = (place.site / "data" / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(script.partition(f"window.report.{name} = ")[2].rstrip().rstrip(";"))


def test_a_second_report_writes_nothing(place: Place) -> None:
    before = contents(place.site)
    assert "0 of 5 letters and 0 pictures" in place.report().output
    assert contents(place.site) == before


def test_only_the_page_of_a_changed_letter_is_written(place: Place) -> None:
    execute(place, "UPDATE letters SET contact = 'Balie Zuid' WHERE file_name = 'harm.pdf'")
    before = contents(place.site)
    assert "1 of 5 letters and 0 pictures" in place.report().output
    after = contents(place.site)
    [(letter_id,)] = execute(place, "SELECT letter_id FROM letters WHERE file_name = 'harm.pdf'")
    assert [name for name in after if after[name] != before[name]] == [f"letters/{letter_id}.html"]
    assert b"Balie Zuid" in after[f"letters/{letter_id}.html"][0]


def test_pages_and_pictures_of_a_letter_that_left_are_removed(place: Place) -> None:
    (place.folder / "raw" / "harm.pdf").unlink()
    pictures = len(list((place.site / "images").iterdir()))
    call("run", "--raw", place.folder / "raw", "--processed", place.processed, "--configs", ROOT / "configs")
    assert place.report().exit_code == 0
    letters = {f"{letter_id}.html" for (letter_id,) in execute(place, "SELECT letter_id FROM letters")}
    assert {path.name for path in (place.site / "letters").iterdir()} == letters
    assert len(list((place.site / "images").iterdir())) == pictures - 1


def test_every_page_of_every_letter_that_was_read_has_a_picture(made: Place) -> None:
    [(pages,)] = execute(made, "SELECT sum(pages) FROM letters WHERE status = 'ok'")
    pictures = list((made.site / "images").rglob("*.webp"))
    assert len(pictures) == pages
    assert all(path.read_bytes()[8:12] == b"WEBP" for path in pictures)


def test_a_letter_whose_file_is_gone_keeps_a_page_without_pictures(place: Place) -> None:
    for path in sorted((place.site / "images").rglob("*.webp")):
        path.unlink()
    for path in (place.folder / "raw").iterdir():
        path.unlink()
    assert place.report().exit_code == 0
    [(letter_id,)] = execute(place, "SELECT letter_id FROM letters WHERE file_name = 'harm.pdf'")
    page = (place.site / "letters" / f"{letter_id}.html").read_text(encoding="utf-8")
    assert '<img src="../images' not in page
    assert "no-pictures" in page


def test_a_file_that_could_not_be_read_has_a_page_that_says_why(made: Place) -> None:
    [(letter_id, message)] = execute(made, "SELECT letter_id, message FROM issues WHERE severity = 'error'")
    page = (made.site / "letters" / f"{letter_id}.html").read_text(encoding="utf-8")
    assert "Deze brief kon niet worden gelezen." in page
    assert message in page.replace("&#39;", "'").replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">")


def test_markup_in_a_letter_stays_text(made: Place) -> None:
    [(letter_id, text)] = execute(
        made, "SELECT letter_id, group_concat(text) FROM passages WHERE letter_id = "
        "(SELECT letter_id FROM letters WHERE file_name = 'harm.pdf') GROUP BY 1"
    )  # fmt: skip
    assert HARM in text, "the letter was read otherwise than it was drawn: this test shows nothing"
    for path in made.site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert "<script>window" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;window.harmed" in (made.site / "letters" / f"{letter_id}.html").read_text(encoding="utf-8")
    assert "<script" not in (made.site / "data" / "letters.js").read_text(encoding="utf-8")


def test_nothing_points_into_the_network(made: Place) -> None:
    pages = [path for path in made.site.rglob("*") if path.suffix in (".html", ".css") or path.parent.name == "data"]
    for path in pages:
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//|url\(|@import""", path.read_text(encoding="utf-8"))


def test_dates_lead_to_their_place_in_a_letter(made: Place) -> None:
    dates = listed(made, "dates")
    assert isinstance(dates, list)
    assert dates
    for letter_id, key, *_ in dates:
        assert f'"{key}"' in (made.site / "letters" / f"{letter_id}.html").read_text(encoding="utf-8")


def test_tied_names_share_a_section(made: Place) -> None:
    network = listed(made, "network")
    assert isinstance(network, dict)
    assert network["ties"]
    for one, other, letters in network["ties"]:
        sections = [
            set(
                execute(
                    made,
                    "SELECT DISTINCT letter_id, section_id FROM mentions WHERE entity_id = ? AND section_id <> ''",
                    network["nodes"][node][0],
                )
            )
            for node in (one, other)
        ]
        assert len({letter_id for letter_id, _ in sections[0] & sections[1]}) == letters


def test_without_tables_it_says_what_to_do(tmp_path: Path) -> None:
    done = call("report", "--processed", tmp_path, "--configs", ROOT / "configs")
    assert "raadsbrieven run" in str(done.exception)


def test_every_word_is_there_in_both_languages() -> None:
    assert all(set(entry) == {"nl", "en"} and all(entry.values()) for entry in words().values())


def test_pages_and_scripts_ask_for_words_that_are_there() -> None:
    asked = {
        key
        for path in OWN
        for key in re.findall(r"""\bsay(?:_in)?\((?:"[a-z-]+", )?["`]([a-z_]+\.[a-zA-Z_]+)["`]""", path.read_text())
    }
    assert len(asked) > 80
    assert asked <= words().keys()


def test_the_script_for_charts_speaks_the_language_of_altair() -> None:
    bundle = (PACKAGE / "static" / "vega.min.js").read_text(encoding="utf-8")
    assert f'"{altair.SCHEMA_VERSION.removeprefix("v")}"' in bundle
