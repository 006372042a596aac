"""The comparison of routes: what differs, what is kept apart, and that no forbidden set gets into the recipe."""

from __future__ import annotations

import random
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from training import routes
from training.augment import Chances
from training.bio import RESEARCH_ONLY, folder_of
from training.examples import Examples, Texts
from training.routes import (
    BASE,
    Route,
    append_row,
    kept_out,
    merged,
    read_routes,
    read_rows,
    table_of,
    windows_of,
    without_twins,
)
from training.settings import DEFAULT, read_settings, settings_of
from training.tagged import TaggedText, read_tags
from training.tokenizer import make_tokenizer

WORDS = ["<s>", "</s>", "<unk>", "▁\ue000", "▁\ue001", "▁", "▁Weert", "▁in", "."]
TOKENIZER = make_tokenizer([(word, -float(place)) for place, word in enumerate(WORDS)])
UNCHANGED = Chances(person=0, place=0, organisation=0, body=0, capitals=0, plain_letters=0, scanned=0)
PROSE = " ".join(f"woord{number}" for number in range(60))


def test_only_what_is_said_is_replaced() -> None:
    table = {"a": 1, "b": {"c": 2, "d": {"e": 3}}}
    assert merged(table, {"b": {"d": {"f": 4}}}) == {"a": 1, "b": {"c": 2, "d": {"e": 3, "f": 4}}}
    assert table["b"] == {"c": 2, "d": {"e": 3}}


@pytest.mark.parametrize("name", sorted(RESEARCH_ONLY))
def test_the_recipe_refuses_a_set_that_may_not_be_shipped(name: str, tmp_path: Path) -> None:
    with_it = tmp_path / "settings.toml"
    with_it.write_text(DEFAULT.read_text(encoding="utf-8").replace("[mix.pieces]", f"[mix.pieces]\n{name} = 100\n"))
    with pytest.raises(ValueError, match=name):
        read_settings(with_it)
    assert settings_of(tomllib.loads(with_it.read_text()), research=True).mix.pieces[name] == 100


def test_forbidden_sets_stand_apart_and_one_route_reads_them() -> None:
    assert {folder_of(Path("data"), name).parent for name in RESEARCH_ONLY} == {Path("data/test-only")}
    assert folder_of(Path("data"), "enp-nl") == Path("data/train/enp-nl")
    reading = {name for name, route in read_routes().items() if RESEARCH_ONLY & route.settings.mix.pieces.keys()}
    assert reading == {"with-research-only"}


def test_every_route_is_another_one_of_the_same_budget() -> None:
    found = read_routes()
    assert len({repr((route.settings, route.lists)) for route in found.values()}) == len(found)
    assert len({route.budget for route in found.values()}) == 1
    base = {repr(replace(route.settings, seed=0)) for name, route in found.items() if name.startswith(BASE)}
    assert len(base) == 1


def test_every_eighth_letter_by_name_is_kept_out() -> None:
    letters = {f"letter-{number:02}": TaggedText("", ()) for number in reversed(range(17))}
    assert list(kept_out(letters)) == ["letter-00", "letter-08", "letter-16"]


def test_nothing_is_learned_from_a_scored_letter_under_another_name() -> None:
    scored = TaggedText(PROSE, ())
    texts = {
        "the same": TaggedText(PROSE.upper(), ()),
        "with more": TaggedText(f"Vooraf. {PROSE} {PROSE[::-1]}", ()),
        "a third of it": TaggedText(PROSE[: len(PROSE) // 3] + PROSE[::-1], ()),
        "short": TaggedText("woord1 woord2", ()),
    }
    assert list(without_twins(texts, [scored])) == ["a third of it", "short"]


def examples_of(budget: int, **texts: str) -> list[int]:
    settings = replace(read_settings(), chances=UNCHANGED)
    settings = replace(settings, mix=replace(settings.mix, pieces={}))
    given = Texts({name: read_tags(text) for name, text in texts.items()}, {}, {})
    found = windows_of(Route(settings, lists=True, budget=budget), TOKENIZER, given, Path(), random.Random(1))
    return [len(window.ids) for window in found]


def test_few_texts_are_read_again_until_the_budget_is_full() -> None:
    few = examples_of(200, one="in [[LOC|Weert]]. " * 10)
    many = examples_of(200, **{f"text{number}": "in [[LOC|Weert]]. " * 10 for number in range(50)})
    assert 200 <= sum(few) < 200 + max(few)
    assert 200 <= sum(many) < 200 + max(many)


def test_a_set_of_no_pieces_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "train" / "enp-nl"
    folder.mkdir(parents=True)
    (folder / "all.bio").write_text("in\tO\nWeert\tB-LOC\n.\tO\n\n" * 20, encoding="utf-8")
    for pieces in (0, 40):
        settings = read_settings()
        settings = replace(settings, mix=replace(settings.mix, pieces={"enp-nl": pieces}))
        found = Examples(settings, TOKENIZER).others(tmp_path, random.Random(1))
        assert pieces <= sum(len(window.ids) for window in found) <= 2 * pieces


def row(name: str, gold: str, kept: str) -> dict[str, str]:
    return {"route": name, "gold all": gold, "kept all": kept}


def test_routes_stand_beside_the_mean_of_the_base(tmp_path: Path) -> None:
    file = tmp_path / "routes.csv"
    assert list(table_of(read_rows(file)))[2:] == []
    for name, gold in (("base-1", "0.50"), ("base-2", "0.60"), ("layers-6", "0.45")):
        append_row(file, row(name, gold, "0.7"))
    assert list(table_of(read_rows(file)))[-1] == "| layers-6 | 0.450 | -0.100 | 0.700 | +0.000 |"


def test_a_route_that_is_done_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others = read_routes()
    append_row(tmp_path / "routes.csv", row(first, "0.5", "0.7"))
    begun = []

    def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        begun.append(command[3])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(routes.subprocess, "run", run)
    monkeypatch.setattr(sys, "argv", ["routes", "--data", "d", "--gold", "g", "--out", str(tmp_path)])
    routes.main()
    assert begun == others
    assert f"| {first} | 0.500 | +0.000 |" in capsys.readouterr().out
