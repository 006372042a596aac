"""The settings of `split`: what it knows of wording and of house styles."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.split.house_style import HouseStyle
from pipeline.split.parts_settings import PartsSettings, general_rules


@dataclass(frozen=True, kw_only=True)
class SplitSettings:
    """The wording rules by which parts are told apart.

    Attributes:
        parts: the general rules, for letters of any council.
        house_styles: what single councils print besides; `configs/house_styles/*.toml`.
    """

    parts: PartsSettings = field(default_factory=general_rules)
    house_styles: tuple[HouseStyle, ...] = ()
