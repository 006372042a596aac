"""Every rule's own examples and counterexamples."""

import datetime as dt

import pytest

from pipeline.dates import read_dates
from pipeline.dates.expressions import RULES

ANCHOR = dt.date(2018, 2, 6)
EXAMPLES = [pytest.param(example, id=f"{rule.name}: {example.text}") for rule in RULES for example in rule.examples]
COUNTEREXAMPLES = [pytest.param(text, id=f"{rule.name}: {text}") for rule in RULES for text in rule.counterexamples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_a_rule_is_read_as_it_says(example):
    found = read_dates(example.text, example.language, ANCHOR)
    surfaces = [(example.text[d.start_char : d.end_char], d.edtf) for d in found]
    assert (example.surface, example.edtf) in surfaces


@pytest.mark.parametrize("text", COUNTEREXAMPLES)
def test_counterexample_of_a_rule_is_no_date(text):
    assert [text[d.start_char : d.end_char] for d in read_dates(text, "nl", ANCHOR)] == []


def test_every_rule_has_examples_in_its_own_words():
    assert [rule.name for rule in RULES if not rule.examples or not rule.read.__doc__] == []
