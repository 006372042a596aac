"""A site over drawn letters, one of them written by somebody who means harm, and a file that is no letter."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import build_app
from tests.conftest import ROOT
from tests.drawn import SAMPLES, draw
from tests.drawn.model import Part

HARM = "<script>window.harmed = true</script>"
FORMULA = '=HYPERLINK("http://example.org","klik")'


def call(*arguments: object) -> Result:
    return CliRunner().invoke(build_app(), [str(argument) for argument in arguments])


@dataclass(frozen=True)
class Place:
    """A folder with raw/ and processed/, and what `report` said."""

    folder: Path

    @property
    def processed(self) -> Path:
        return self.folder / "processed"

    @property
    def site(self) -> Path:
        return self.processed / "report"

    def report(self) -> Result:
        return call(
            "report", "--raw", self.folder / "raw", "--processed", self.processed, "--configs", ROOT / "configs"
        )


def harmful_letter() -> bytes:
    """A letter whose subject and text are markup and a formula."""
    letter = SAMPLES[-1]
    harm = (
        Part(
            "paragraph", f"Wij danken {HARM} en <img src=x onerror=window.harmed=true> voor hun brief van 3 mei 2021."
        ),
        Part("paragraph", FORMULA),
        Part("paragraph", "</script><script>window.harmed = true</script> schreef de heer J. de Vries op 4 mei 2021."),
    )
    return draw(replace(letter, name="harm", subject=f"Vraag over {HARM}", body=(*harm, *letter.body)))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The site as made once; tests that change it take `place`."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "raw").mkdir()
    for letter in SAMPLES:
        (folder / "raw" / f"{letter.name}.pdf").write_bytes(draw(letter))
    (folder / "raw" / "harm.pdf").write_bytes(harmful_letter())
    (folder / "raw" / "web page.pdf").write_text("<html>not found</html>", encoding="utf-8")
    place = Place(folder)
    done = call(
        "run", "--workers", 1, "--raw", folder / "raw", "--processed", place.processed, "--configs", ROOT / "configs"
    )
    assert done.exit_code == 1, done.output  # the web page
    written = place.report()
    assert written.exit_code == 0, written.output
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    """A copy of the site, to change."""
    shutil.copytree(made.folder, tmp_path / "copy")
    return Place(tmp_path / "copy")
