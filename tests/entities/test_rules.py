"""Every rule finds its examples and leaves its counterexamples alone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.entities import Rule, RuleSet
from pipeline.entities.patterns import Finder, compile_rule
from pipeline.entities.settings import Guard
from pipeline.errors import ConfigError
from tests.entities.conftest import read_rule_sets

RULES = [pytest.param(rule, rules, id=rule.name) for rules in read_rule_sets() for rule in rules.rules]


def spans(rule: Rule, rules: RuleSet, text: str) -> list[tuple[int, int]]:
    return list(Finder(rule, rules).spans(text))


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


GUARDED = [param for param in RULES if any(f"{{{name}}}" in str(param.values) for name in param.values[1].guards)]
STOPPED = [
    "wethouder De Groot-Amsterdam en mevrouw Smit - Den Haag, de heer Jansen – Utrecht",
    "wethouder Amsterdam sprak, burgemeester Van Bergen op Zoom niet",
    "mevrouw Van Basten Batenburg, mevrouw Jansen Anna, de heer Jansen Utrecht; Irma de Vries-Jansen - Anna",
    "Mayor France, Ms New Zealand Smith and Professor Van Dam-South Africa",
    "de leden Bushoff-Zwolle en Patijn-Utrecht (beiden VVD)",
]


@pytest.mark.parametrize(("rule", "rules"), GUARDED)
def test_guards_left_out_at_first_stop_the_same_names(rule: Rule, rules: RuleSet) -> None:
    pattern = compile_rule(rule, rules)
    group = "name" if "name" in pattern.groupindex else 0
    for text in [*STOPPED, *rule.examples, *rule.counterexamples]:
        assert spans(rule, rules, text) == [found.span(group) for found in pattern.finditer(text)]


def test_a_rule_is_looked_at_only_where_the_text_holds_what_it_needs() -> None:
    rule = Rule(name="city", label="ORG", pattern="[Cc]ity {U}{L}+", needs="City")
    assert spans(rule, RuleSet(), "in city Ede") == []
    assert spans(rule, RuleSet(), "in City Ede, city Ede") == [(3, 11), (13, 21)]


@pytest.mark.parametrize(("rule", "rules"), [one for one in RULES if one.values[0].needs])
def test_no_example_lacks_what_its_rule_needs(rule: Rule, rules: RuleSet) -> None:
    whole = replace(rule, needs="")
    for text in [re.sub(r"\[\[|\]\]", "", example) for example in rule.examples]:
        assert spans(rule, rules, text) == spans(whole, rules, text)


def test_guard_keeps_names_of_its_register_out() -> None:
    guard = Guard(unlike=("municipality",), behind="[-–] ?")
    rule = Rule(name="surname", label="PERSON", pattern="{U}{L}+(?: ?[-–] ?{no_town}{U}{L}+)*")
    rules = RuleSet(guards={"no_town": guard}, rules=(rule,))
    text = "Smit-Bakker, Smit - Den Haag"
    assert [text[start:end] for start, end in spans(rule, rules, text)] == ["Smit-Bakker", "Smit", "Den", "Haag"]


def test_guard_of_an_unknown_register_is_refused() -> None:
    rule = Rule(name="surname", label="PERSON", pattern="{no_star}{U}{L}+")
    rules = RuleSet(guards={"no_star": Guard(unlike=("star",), behind="^")}, rules=(rule,))
    with pytest.raises(ConfigError, match="rule surname: no register is called star"):
        Finder(rule, rules)


def test_rule_names_are_unique() -> None:
    names = [one.name for rules in read_rule_sets() for one in (*rules.rules, *rules.words)]
    assert len(names) == len(set(names))


def test_a_name_is_listed_once() -> None:
    listed = Counter(
        (words.label, name) for rules in read_rule_sets() for words in rules.words for name in words.entries
    )
    assert [name for name, times in listed.items() if times > 1] == []
