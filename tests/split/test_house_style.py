"""A house style adds its rules to the letters of its own council only, and each rule shows what it is for."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from pipeline.split.house_style import HouseStyle, rules_for
from pipeline.split.letterhead import find_letterhead
from pipeline.split.parts_settings import LabelRule, PatternRule, SenderRules, general_rules
from tests.split.made import line
from tests.split.test_parts_rules import fits, rules

FILES = sorted((Path(__file__).parents[2] / "configs" / "house_styles").glob("*.toml"))
STYLES = [msgspec.toml.decode(path.read_bytes(), type=HouseStyle) for path in FILES]
ALL = [
    (f"{path.stem}.{name}", name, rule)
    for path, style in zip(FILES, STYLES, strict=True)
    for name, rule in rules(style)
]
BRAKELVEEN = HouseStyle(
    council="Brakelveen",
    signs=(PatternRule(pattern="^brakelveen$"),),
    labels=(LabelRule(field="reference", words=("Veennummer",)),),
    sender=SenderRules(domains={"veen": "ministerie van Financiën"}),
)


@pytest.mark.parametrize(("name", "rule"), [(name, rule) for _, name, rule in ALL], ids=[name for name, _, _ in ALL])
def test_rule_of_a_house_style_fits_its_examples_only(name: str, rule: PatternRule | LabelRule) -> None:
    assert rule.examples
    assert rule.counterexamples
    assert all(fits(name, rule, text) for text in rule.examples)
    assert not any(fits(name, rule, text) for text in rule.counterexamples)


def test_style_reads_the_labels_of_its_own_council() -> None:
    lines = [line("Brakelveen", top=40), line("Veennummer: 2024-0071", top=60), line("Geachte raadsleden,", top=90)]
    texts = [printed.text for printed in lines]
    plain = find_letterhead(lines, general_rules()).letterhead
    styled = find_letterhead(lines, rules_for(texts, (BRAKELVEEN,), general_rules())).letterhead
    assert (plain.reference, styled.reference) == ("", "2024-0071")


def test_style_leaves_letters_of_others_alone() -> None:
    assert rules_for(["Gemeente Zuidstad"], (BRAKELVEEN,), general_rules()) == general_rules()


def test_style_keeps_the_general_rules_behind_its_own() -> None:
    added = rules_for(["Brakelveen"], (BRAKELVEEN,), general_rules())
    assert added.labels == (*BRAKELVEEN.labels, *general_rules().labels)
    assert set(added.sender.domains) == {"veen", *general_rules().sender.domains}


def test_style_without_a_sign_is_refused() -> None:
    with pytest.raises(ValueError, match="signs"):
        HouseStyle(council="Nergens", signs=())
