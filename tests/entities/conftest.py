"""The rule sets as they are configured."""

from __future__ import annotations

import msgspec
import pytest

from pipeline.entities import EntitySettings, RuleSet
from tests.conftest import ROOT


def read_rule_sets() -> tuple[RuleSet, ...]:
    files = sorted((ROOT / "configs" / "rules").glob("*.toml"))
    return tuple(msgspec.toml.decode(path.read_bytes(), type=RuleSet, strict=True) for path in files)


@pytest.fixture(scope="session")
def settings() -> EntitySettings:
    return EntitySettings(rule_sets=read_rule_sets(), pipelines={"nl": "blank", "en": "blank"})
