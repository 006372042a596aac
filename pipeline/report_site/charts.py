"""Charts as Vega-Lite specifications; the script that draws them lies beside the pages.

`static/vega.min.js` is what `vl_convert.javascript_bundle()` gives (Vega, Vega-Lite and Vega-Embed in one file).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from pipeline.report_site.settings import LANGUAGES, SiteLanguage
from pipeline.report_site.words import words

# Blue, orange, green and grey that stand out on white and on black and that colour-blind readers tell apart.
BLUE, ORANGE, GREEN, GREY = "#3573b9", "#d2642a", "#3d8a5f", "#8a8d91"
_HEIGHT = 240
_BAR_STEP = 24
Counts = Sequence[tuple[str, str, int]]
"""Place on the axis, group (a key of words, or printed text), number."""
Spec = Mapping[str, Any]


def by_year(counts: Counts, colours: Mapping[str, str], title: str) -> dict[SiteLanguage, Spec]:
    """Upright bars for every year from the first to the last, stacked by group, in each language.

    Args:
        counts: numbers per year and group.
        colours: group -> its colour, in the order in which the legend lists those that occur.
        title: key of words.
    """
    met = {group for _, group, _ in counts}
    occurring = {group: colour for group, colour in colours.items() if group in met}
    return {language: _by_year(counts, occurring, title, language) for language in LANGUAGES}


def ranked(counts: Counts, title: str) -> dict[SiteLanguage, Spec]:
    """Lying bars, the longest first, in each language."""
    return {language: _ranked(counts, title, language) for language in LANGUAGES}


def _by_year(counts: Counts, colours: Mapping[str, str], title: str, language: SiteLanguage) -> Spec:
    said = [_say(group, language) for group in colours]
    years = sorted(int(year) for year, _, _ in counts)
    values = [{"year": int(year), "group": _say(group, language), "number": number} for year, group, number in counts]
    number = _say("overview.count", language)
    chart = (
        alt.Chart(alt.InlineData(values=values), width="container", height=_HEIGHT)
        .mark_bar(cornerRadiusEnd=1)
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                scale=alt.Scale(domain=_all_between(years)),
                axis=alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=6),
            ),
            y=alt.Y("sum(number):Q", title=number, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "group:N",
                title=None,
                scale=alt.Scale(domain=said, range=list(colours.values())),
                legend=alt.Legend(orient="top", columns=2) if len(said) > 1 else None,
            ),
            tooltip=["year:O", "group:N", alt.Tooltip("sum(number):Q", title=number)],
        )
    )
    return _plain(chart, _say(title, language))


def _ranked(counts: Counts, title: str, language: SiteLanguage) -> Spec:
    values = [{"name": _say(name, language), "number": number} for name, _, number in counts]
    number = _say("overview.count", language)
    chart = (
        alt.Chart(alt.InlineData(values=values), width="container", height=_BAR_STEP * max(len(values), 1))
        .mark_bar(color=BLUE, cornerRadiusEnd=1)
        .encode(
            x=alt.X("number:Q", title=number, axis=alt.Axis(tickMinStep=1, tickCount=5, labelOverlap=True)),
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


def _all_between(years: Sequence[int]) -> list[int]:
    """Also those in which nothing happened, so that the axis keeps time."""
    return list(range(years[0], years[-1] + 1)) if years else []


def _say(key: str, language: SiteLanguage) -> str:
    entry = words().get(key)
    return entry[language] if entry else key


def _plain(chart: Any, description: str) -> Spec:
    spec: dict[str, Any] = chart.properties(description=description).to_dict(validate=False)
    # Altair's own theme fixes sizes that the page decides on.
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    spec["config"] = {"view": {"stroke": None}, "background": "transparent"}
    return spec
