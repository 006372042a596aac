"""Every rule finds its examples and leaves its counterexamples alone."""

from __future__ import annotations

import re

import pytest

from pipeline.entities import Rule, RuleSet
from pipeline.entities.patterns import compile_rule
from tests.entities.conftest import read_rule_sets

RULES = [pytest.param(rule, rules, id=rule.name) for rules in read_rule_sets() for rule in rules.rules]


def spans(rule: Rule, rules: RuleSet, text: str) -> list[tuple[int, int]]:
    pattern = compile_rule(rule, rules.parts)
    return [found.span("name" if "name" in pattern.groupindex else 0) for found in pattern.finditer(text)]


@pytest.mark.parametrize(("rule", "rules"), RULES)
def test_rule_finds_its_examples(rule: Rule, rules: RuleSet) -> None:
    assert rule.examples
    for example in rule.examples:
        wanted = re.findall(r"(?s)\[\[(.*?)\]\]", example)
        text = re.sub(r"\[\[|\]\]", "", example)
        assert [text[start:end] for start, end in spans(rule, rules, text)] == wanted


@pytest.mark.parametrize(("rule", "rules"), RULES)
def test_rule_leaves_its_counterexamples(rule: Rule, rules: RuleSet) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert spans(rule, rules, text) == []


def test_rule_names_are_unique() -> None:
    names = [one.name for rules in read_rule_sets() for one in (*rules.rules, *rules.words)]
    assert len(names) == len(set(names))
