"""Scans made of drawn letters: rasterised, laid askew, sprinkled with noise."""

from __future__ import annotations

import io

import numpy as np
import PIL.Image
import pypdfium2 as pdfium


def scanned(
    data: bytes, *, pages: int = 1, dpi: int = 200, skew: float = 2.0, noise: float = 12.0, turned: int = 0
) -> bytes:
    """Return the first pages of a PDF as a PDF of pictures, as a worn scanner would make them."""
    random = np.random.default_rng(20180206)
    document = pdfium.PdfDocument(data)
    pictures = []
    for number in range(min(pages, len(document))):
        picture = document[number].render(scale=dpi / 72, grayscale=True).to_pil()
        picture = picture.rotate(skew, resample=PIL.Image.Resampling.BICUBIC, fillcolor=255)
        pixels = np.asarray(picture, dtype=float) + random.normal(0, noise, (picture.height, picture.width))
        specks = random.random(pixels.shape) < 0.0005
        pixels[specks] = 0
        picture = PIL.Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
        pictures.append(picture.rotate(-turned, expand=True) if turned else picture)
    document.close()
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=float(dpi), save_all=True, append_images=pictures[1:])
    return file.getvalue()
