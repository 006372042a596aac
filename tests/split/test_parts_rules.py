"""Every rule of `parts.toml` fits its examples and leaves its counterexamples alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from pipeline.split.parts_settings import KindRule, LabelRule, PartsSettings, PatternRule, general_rules

# These are looked for anywhere in a line; the others must fit from its beginning.
ANYWHERE = ("dates", "received", "redacted", "speech")


def rules(settings: Any, path: str = "") -> Iterator[tuple[str, PatternRule | LabelRule]]:
    for field in fields(settings):
        value = getattr(settings, field.name)
        here = f"{path}{field.name}"
        if is_dataclass(value):
            yield from rules(value, f"{here}.")
        elif isinstance(value, tuple):
            for index, rule in enumerate(value):
                if isinstance(rule, PatternRule | LabelRule):
                    yield f"{here}[{index}]", rule


ALL = list(rules(general_rules()))
CASES = [(name, rule, text, True) for name, rule in ALL for text in rule.examples]
CASES += [(name, rule, text, False) for name, rule in ALL for text in rule.counterexamples]


def fits(name: str, rule: PatternRule | LabelRule, text: str) -> bool:
    if isinstance(rule, LabelRule):
        match = rule.pattern.match(text)
        rest = text[match.end() :].strip() if match else ""
        return match is not None and (not rule.colon or not rest or rest.startswith(":"))
    if name.split("[")[0] in ANYWHERE or isinstance(rule, KindRule):
        return rule.compiled.search(text) is not None
    return rule.match(text) is not None


@pytest.mark.parametrize(("name", "rule", "text", "wanted"), CASES, ids=[f"{case[0]}-{case[2]}" for case in CASES])
def test_rule_fits_its_examples_only(name: str, rule: PatternRule | LabelRule, text: str, wanted: bool) -> None:
    assert fits(name, rule, text) is wanted


@pytest.mark.parametrize(("name", "rule"), ALL, ids=[name for name, _ in ALL])
def test_rule_has_examples_and_counterexamples(name: str, rule: PatternRule | LabelRule) -> None:
    assert rule.examples, name
    assert rule.counterexamples, name


def test_no_rules_means_no_parts_settings_either() -> None:
    assert PartsSettings() != general_rules()
