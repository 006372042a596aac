"""How far a scan is askew."""

from __future__ import annotations

import numpy as np
import PIL.Image

# Scanners' feeders skew by a few degrees; beyond this the page was meant to lie so.
_MOST = 5.0
_COARSE = 0.5
_FINE = 0.1
# The height, in pixels, at which lines of text still stand apart: some 100 pixels per inch of A4.
_WORKING_HEIGHT = 1200
_DARK = 128
_FEWEST_DARK = 500


def skew_angle(image: PIL.Image.Image) -> float:
    """Return by how many degrees, counterclockwise, the image has to be turned to make its lines level.

    Lines of text that are level make a profile, along the height of the page, of sharp peaks; the angle
    with the sharpest peaks is taken (Postl 1986).
    """
    shrink = max(image.height // _WORKING_HEIGHT, 1)
    pixels = np.asarray(image.reduce(shrink) if shrink > 1 else image)
    ys, xs = np.nonzero(pixels < _DARK)
    if len(ys) < _FEWEST_DARK:
        return 0.0
    coarse = _sharpest(ys, xs, np.arange(-_MOST, _MOST + _COARSE / 2, _COARSE), pixels.shape[0])
    fine = _sharpest(ys, xs, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE), pixels.shape[0])
    return float(round(fine, 2))


def _sharpest(ys: np.ndarray, xs: np.ndarray, angles: np.ndarray, height: int) -> float:
    return float(max(angles, key=lambda angle: _sharpness(ys, xs, float(angle), height)))


def _sharpness(ys: np.ndarray, xs: np.ndarray, angle: float, height: int) -> float:
    """Return how much the profile varies when the page is turned by the angle (as a shear, which is enough)."""
    level = (ys - xs * np.tan(np.radians(angle))).astype(np.int64)
    profile = np.bincount(level - level.min(), minlength=height)
    return float(np.square(np.diff(profile)).sum())
