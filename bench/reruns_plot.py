"""A growth curve as SVG."""

from __future__ import annotations

from pathlib import Path

import altair as alt


def plot(curves: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """Writes seconds over letters, both axes logarithmic, one line per curve with its name at its end."""
    rows = [{"run": name, "letters": x, "seconds": y} for name, curve in curves.items() for x, y in curve]
    decades = [10.0**power for power in range(-1, 7)]
    axes = {name: alt.Axis(values=decades, format=form) for name, form in (("letters", ",d"), ("seconds", "~g"))}
    lines = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("letters:Q", scale=alt.Scale(type="log"), axis=axes["letters"], title="letters"),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), axis=axes["seconds"], title="seconds of the processor"),
        color=alt.Color("run:N", legend=None),
    )
    ends = alt.InlineData(
        [max((row for row in rows if row["run"] == name), key=lambda row: row["letters"]) for name in curves]
    )
    names = lines.mark_text(align="left", dx=8).encode(text="run:N").properties(data=ends)
    (lines.mark_line(point=True) + names).properties(width=420, height=260).save(path)
