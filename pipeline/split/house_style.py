"""House styles: what only one council prints, added to the general rules for the letters that carry its sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from pipeline.split.parts_settings import PartsSettings, PatternRule

_Rules = TypeVar("_Rules")


@dataclass(frozen=True, kw_only=True)
class HouseStyle(PartsSettings):
    """Rules of one council, and the lines by which its letters are known.

    Attributes:
        council: its name, for people who read the file.
        signs: a letter with a line that fits one of these is read by this style.
    """

    council: str
    signs: tuple[PatternRule, ...]

    def __post_init__(self) -> None:
        if not self.signs:
            raise ValueError("a house style needs [[signs]], by which the letters of its council are known")


def rules_for(texts: Iterable[str], styles: Sequence[HouseStyle], general: PartsSettings) -> PartsSettings:
    """Return the general rules with those of every style added whose sign is among these lines.

    Rules of a house style come before the general ones, because the first rule that fits decides.
    """
    if not styles:
        return general
    lines = list(texts)
    rules = general
    for style in styles:
        if any(sign.match(line) for sign in style.signs for line in lines):
            rules = _added(rules, style)
    return rules


def _added(rules: _Rules, style: Any) -> _Rules:
    """The rules with those of the style before them, group by group."""
    changes: dict[str, Any] = {}
    for group in fields(rules):  # type: ignore[arg-type]
        general, own = getattr(rules, group.name), getattr(style, group.name)
        if is_dataclass(general):
            changes[group.name] = _added(general, own)
        elif isinstance(general, Mapping):
            changes[group.name] = {**general, **own}
        else:
            changes[group.name] = (*own, *general)
    return replace(rules, **changes)  # type: ignore[type-var]
