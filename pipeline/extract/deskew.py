"""How a scan lies: how far askew, and whether it may be on its side or upside down."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import PIL.Image

Places = npt.NDArray[np.int64]

# Scanners' feeders skew by a few degrees; beyond this the page was meant to lie so.
_MOST = 5.0
_COARSE = 0.5
_FINE = 0.1
# The height, in pixels, at which lines of text still stand apart: some 100 pixels per inch of A4.
_WORKING_HEIGHT = 1200
_DARK = 128
_FEWEST_DARK = 500
# Upright pages measured -0.9 to 0.22 on this scale, an upside-down one 0.38.
_TOP_HEAVY = 0.25


def skew_angle(image: PIL.Image.Image) -> float:
    """Return by how many degrees, counterclockwise, the image has to be turned to make its lines level.

    Lines of text that are level make a profile, along the height of the page, of sharp peaks; the angle
    with the sharpest peaks is taken (Postl 1986).
    """
    ys, xs = _dark_places(image)
    if len(ys) < _FEWEST_DARK:
        return 0.0
    coarse = _sharpest(ys, xs, np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE))
    return round(_sharpest(ys, xs, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE)), 2)


def may_be_turned(image: PIL.Image.Image) -> bool:
    """Say whether the page may lie on its side or upside down: reason to ask Tesseract, which takes a second.

    On its side, the profile along the width is the sharper one. Upside down, lines begin more abruptly
    than they end, as descenders are rarer than ascenders.
    """
    ys, xs = _dark_places(image)
    if len(ys) < _FEWEST_DARK:
        return False
    angles = np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE)
    best = _sharpest(ys, xs, angles)
    if _sharpness(xs, ys, _sharpest(xs, ys, angles)) > _sharpness(ys, xs, best):
        return True
    steps = np.diff(_profile(ys, xs, best)).astype(float)
    weight = float((np.abs(steps) ** 3).sum())
    return weight > 0 and float((steps**3).sum()) / weight > _TOP_HEAVY


def _dark_places(image: PIL.Image.Image) -> tuple[Places, Places]:
    shrink = max(image.height // _WORKING_HEIGHT, 1)
    pixels = np.asarray(image.reduce(shrink) if shrink > 1 else image)
    ys, xs = np.nonzero(pixels < _DARK)
    return ys, xs


def _sharpest(ys: Places, xs: Places, angles: npt.NDArray[Any]) -> float:
    return float(max(angles, key=lambda angle: _sharpness(ys, xs, float(angle))))


def _sharpness(ys: Places, xs: Places, angle: float) -> float:
    return float(np.square(np.diff(_profile(ys, xs, angle))).sum())


def _profile(ys: Places, xs: Places, angle: float) -> npt.NDArray[Any]:
    """Return the number of dark places per line of pixels after turning by the angle (a shear will do)."""
    level = (ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    return np.bincount(level - level.min())
