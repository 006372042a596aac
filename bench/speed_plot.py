"""Pages per second of each reader, as docs/images/speed.svg: `python -m bench.speed_plot`.

Draws what `python -m bench.speed layout` left in bench/speed_results.csv. Needs the dependency group `bench`.
"""

from __future__ import annotations

from pathlib import Path

import altair as alt
import pandas as pd

RESULTS = Path(__file__).with_name("speed_results.csv")
PICTURE = RESULTS.parent.parent / "docs" / "images" / "speed.svg"
OURS, OTHERS = "#0b6e99", "#b9c4ca"


def main() -> None:
    readers = pd.read_csv(RESULTS)
    base = alt.Chart(readers).encode(
        x=alt.X("pages_per_second", title="pages per second"), y=alt.Y("reader", title=None, sort="-x")
    )
    ours = alt.datum.reader == "raadsbrieven"
    bars = base.mark_bar().encode(color=alt.condition(ours, alt.value(OURS), alt.value(OTHERS)))
    figures = base.mark_text(align="left", dx=4).encode(text=alt.Text("pages_per_second", format=".3~r"))
    (bars + figures).properties(width=420, background="white").configure_view(stroke=None).save(PICTURE)


if __name__ == "__main__":
    main()
