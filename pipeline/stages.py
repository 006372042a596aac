"""The stages, what each needs and gives, and what its results depend on: the only wiring.

The packages of the stages are imported when they are first used and not before: a run that finds nothing to do
never loads spaCy, pandas or a PDF library.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pipeline.records import Dates, Languages, Letter, Mentions, Pages
from pipeline.results import Failure

SettingsType = type[Any]
Make = Callable[[Any], Callable[..., Any]]
"""Builds the stage from its settings; what comes out is called once per letter."""


def no_models(settings: Mapping[str, Any]) -> Iterable[str]:
    """The models of a stage that has none."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step per letter, as data.

    Attributes:
        name: as on the command line and in `configs/pipeline.toml`.
        load: imports the stage's package; returns the type of its settings and its class.
        needs: types of the values it is called with, in order; `bytes` is the letter's file.
        gives: type of the record it returns.
        code: modules and packages whose source decides the outcome.
        libraries: distributions whose version decides the outcome.
        programs: programs outside Python whose version decides the outcome.
        rule_files: settings field -> folder in `configs/` whose TOML files fill it, one item per file.
        models: names of installed packages, or folders, that these settings ask for.
    """

    name: str
    load: Callable[[], tuple[SettingsType, Make]]
    needs: tuple[type, ...]
    gives: type
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    rule_files: Mapping[str, str] = field(default_factory=dict)
    models: Callable[[Mapping[str, Any]], Iterable[str]] = no_models


@dataclass(frozen=True, slots=True)
class LetterFile:
    """What the tables say about the file itself."""

    letter_id: str
    file_name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class TableWork:
    """What the tables are to be brought up to date with.

    Attributes:
        letter_ids: all letters.
        changed: those of them whose rows are others than when the tables were written last.
        gone: letters that had rows then and are no more.
        rows: gives the rows of a letter, as `TableMaker.rows` made them.
        memory: what the maker of the tables remembers, in tables named `tables_...`; it is committed together with
            the files, and empty when it is all to be made anew.
        lying: the folder with the files of the tables as they were written last.
        untouched: names of those that nobody touched since.
    """

    letter_ids: Sequence[str]
    changed: frozenset[str]
    gone: frozenset[str]
    rows: Callable[[str], bytes]
    memory: sqlite3.Connection
    lying: Path
    untouched: frozenset[str]


class TableMaker(Protocol):
    """Turns letters into tables: rows per letter first, which are kept, then all rows into files.

    `write` writes the files that have to change and returns the names of all files that the tables have.
    """

    def rows(
        self, file: LetterFile, records: Mapping[type, Any], failed_stage: str, failure: Failure | None
    ) -> bytes: ...

    def write(self, work: TableWork, folder: Path) -> set[str]: ...

    def changes(self, old: bytes | None, new: bytes | None) -> Mapping[str, Mapping[str, list[str]]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """The step over all letters, as data; attributes as in `Stage`."""

    name: str
    load: Callable[[], tuple[SettingsType, Callable[[Any], TableMaker]]]
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages in an order in which each has what it needs, and the tables at the end.

    `text_of` gives the text that stands beside the tables (`letters/<letter_id>.txt`).
    """

    stages: tuple[Stage, ...]
    tables: Reduction
    text_from: type
    text_of: Callable[[Any], str]

    @property
    def steps(self) -> tuple[Stage | Reduction, ...]:
        return (*self.stages, self.tables)


# The packages below are named twice, in `code` and in the import: the source is hashed without importing it.


def _extract() -> tuple[SettingsType, Make]:
    from pipeline.extract import Extract, ExtractSettings

    return ExtractSettings, Extract


def _split() -> tuple[SettingsType, Make]:
    from pipeline.split import Split, SplitSettings

    return SplitSettings, Split


def _language() -> tuple[SettingsType, Make]:
    from pipeline.language import DetectLanguage, LanguageSettings

    return LanguageSettings, DetectLanguage


def _entities() -> tuple[SettingsType, Make]:
    from pipeline.entities import EntitySettings, FindEntities

    return EntitySettings, FindEntities


def _dates() -> tuple[SettingsType, Make]:
    from pipeline.dates import DatesSettings, FindDates

    return DatesSettings, FindDates


def _tables() -> tuple[SettingsType, Callable[[Any], TableMaker]]:
    from pipeline.council_tables import CouncilTables, TableSettings

    return TableSettings, CouncilTables


def _spacy_pipelines(settings: Mapping[str, Any]) -> Iterable[str]:
    pipelines: Mapping[str, str] = settings.get("pipelines", {})
    return pipelines.values()


def _text(letter: Letter) -> str:
    return letter.text


STAGES = (
    Stage(
        name="extract",
        load=_extract,
        needs=(bytes,),
        gives=Pages,
        code=("pipeline.extract", "pipeline.records"),
        libraries=("pdfplumber", "pdfminer.six", "pypdfium2", "pillow", "python-docx", "odfdo"),
        programs=("tesseract",),
    ),
    Stage(
        name="split",
        load=_split,
        needs=(Pages,),
        gives=Letter,
        code=("pipeline.split", "pipeline.registers", "pipeline.records"),
        rule_files={"house_styles": "house_styles"},
    ),
    Stage(
        name="language",
        load=_language,
        needs=(Letter,),
        gives=Languages,
        code=("pipeline.language", "pipeline.records"),
        libraries=("lingua-language-detector", "langdetect"),
    ),
    Stage(
        name="entities",
        load=_entities,
        needs=(Letter, Languages),
        gives=Mentions,
        code=("pipeline.entities", "pipeline.registers", "pipeline.records"),
        libraries=("spacy", "onnxruntime", "tokenizers", "numpy"),
        rule_files={"rule_sets": "rules"},
        models=_spacy_pipelines,
    ),
    Stage(
        name="dates",
        load=_dates,
        needs=(Letter, Languages),
        gives=Dates,
        code=("pipeline.dates", "pipeline.records"),
        libraries=("holidays",),
    ),
)

PIPELINE = Pipeline(
    stages=STAGES,
    tables=Reduction(
        name="tables",
        load=_tables,
        code=(
            "pipeline.tables",
            "pipeline.council_tables",
            "pipeline.personal_data",
            "pipeline.registers",
            "pipeline.records",
        ),
        libraries=("pandas", "pyarrow", "xlsxwriter", "rapidfuzz", "babel"),
    ),
    text_from=Letter,
    text_of=_text,
)
