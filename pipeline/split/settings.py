"""The settings of `split`: what it knows of wording and of house styles."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.split.parts_settings import PartsSettings, general_rules


@dataclass(frozen=True, kw_only=True)
class SplitSettings:
    """The wording rules by which parts are told apart: the general ones, with those of house styles added."""

    parts: PartsSettings = field(default_factory=general_rules)
