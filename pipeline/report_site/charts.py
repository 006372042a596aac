"""Charts as Vega-Lite specifications; the script that draws them lies beside the pages.

`static/vega.min.js` is what `vl_convert.javascript_bundle()` gives (Vega, Vega-Lite and Vega-Embed in one file).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from pipeline.report_site.settings import LANGUAGES, SiteLanguage
from pipeline.report_site.words import words

# Okabe and Ito's colours, darkened where they would not stand out on white: told apart by colour-blind readers.
COLOURS = ("#2563a8", "#c8501e", "#8a8d91", "#3d8a5f", "#7a4fa3")
_HEIGHT = 240
_BAR_STEP = 24
Counts = Sequence[tuple[str, str, int]]
"""Place on the axis, group (a key of words, or printed text), number."""
Spec = Mapping[str, Any]


def by_year(counts: Counts, groups: Sequence[str], title: str) -> dict[SiteLanguage, Spec]:
    """Upright bars per year, stacked by group, in each language. `groups` are keys of words, in order."""
    return {language: _by_year(counts, groups, title, language) for language in LANGUAGES}


def ranked(counts: Counts, title: str) -> dict[SiteLanguage, Spec]:
    """Lying bars, the longest first, in each language."""
    return {language: _ranked(counts, title, language) for language in LANGUAGES}


def _by_year(counts: Counts, groups: Sequence[str], title: str, language: SiteLanguage) -> Spec:
    said = [_say(group, language) for group in groups]
    values = [{"year": int(year), "group": _say(group, language), "number": number} for year, group, number in counts]
    number = _say("overview.count", language)
    chart = (
        alt.Chart(alt.InlineData(values=values), width="container", height=_HEIGHT)
        .mark_bar(cornerRadiusEnd=1)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=6)),
            y=alt.Y("sum(number):Q", title=number, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "group:N",
                title=None,
                scale=alt.Scale(domain=said, range=list(COLOURS[: len(said)])),
                legend=alt.Legend(orient="top") if len(said) > 1 else None,
            ),
            tooltip=["year:O", "group:N", alt.Tooltip("sum(number):Q", title=number)],
        )
    )
    return _plain(chart, _say(title, language))


def _ranked(counts: Counts, title: str, language: SiteLanguage) -> Spec:
    values = [{"name": _say(name, language), "number": number} for name, _, number in counts]
    number = _say("overview.count", language)
    chart = (
        alt.Chart(alt.InlineData(values=values), width="container", height=alt.Step(_BAR_STEP))
        .mark_bar(color=COLOURS[0], cornerRadiusEnd=1)
        .encode(
            x=alt.X("number:Q", title=number, axis=alt.Axis(tickMinStep=1)),
            y=alt.Y(
                "name:N",
                title=None,
                sort=[_say(name, language) for name, _, _ in counts],
                axis=alt.Axis(labelLimit=220),
            ),
            tooltip=["name:N", alt.Tooltip("number:Q", title=number)],
        )
    )
    return _plain(chart, _say(title, language))


def _say(key: str, language: SiteLanguage) -> str:
    entry = words().get(key)
    return entry[language] if entry else key


def _plain(chart: Any, description: str) -> Spec:
    spec: dict[str, Any] = chart.properties(description=description).to_dict(validate=False)
    # Altair's own theme fixes sizes that the page decides on.
    spec["config"] = {"view": {"stroke": None}, "background": "transparent"}
    return spec
