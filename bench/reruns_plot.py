"""A growth curve as SVG."""

from __future__ import annotations

from math import log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 320, 60, 40, 20, 130
COLOURS = ("#0b6e99", "#b5482a")


def plot(curves: dict[str, list[tuple[int, float]]], path: Path) -> None:
    """Writes seconds over letters, both axes logarithmic, one line per curve with its name at its end."""
    points = [point for curve in curves.values() for point in curve]
    xs = _decades(min(x for x, _ in points), max(x for x, _ in points))
    ys = _decades(min(y for _, y in points), max(y for _, y in points))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (log10(x) - log10(xs[0])) / (log10(xs[-1]) - log10(xs[0]))
        up = (log10(y) - log10(ys[0])) / (log10(ys[-1]) - log10(ys[0]))
        return LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - BOTTOM - TOP)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for x in xs:
        at, _ = place(x, ys[0])
        parts.append(f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x:,.0f}</text>')
    for y in ys:
        _, at = place(xs[0], y)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{y:g} s</text>')
    for (name, curve), colour in zip(curves.items(), COLOURS, strict=False):
        line = [place(*point) for point in curve]
        parts.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" '
            f'points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in line)}"/>'
        )
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in line]
        parts.append(f'<text x="{line[-1][0] + 10:.1f}" y="{line[-1][1] + 4:.1f}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 6}" text-anchor="middle">letters</text></svg>')
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


def _decades(least: float, most: float) -> list[float]:
    """The powers of ten round a range, at least two."""
    first, last = int(log10(least) // 1), int(-(-log10(most) // 1))
    return [10.0**power for power in range(first, max(last, first + 1) + 1)]
