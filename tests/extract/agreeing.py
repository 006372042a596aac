"""What differs between two readings of one page."""

from __future__ import annotations

from pipeline.records import Page, Word

BOX = 0.5
SIZE = 0.05


def differences(page: Page, other: Page) -> list[str]:
    """Return what the second reading has otherwise than the first, word by word; nothing means that they agree."""
    found: list[str] = []
    texts, others = [word.text for word in page.words], [word.text for word in other.words]
    if texts != others:
        place = next((n for n, pair in enumerate(zip(texts, others, strict=False)) if pair[0] != pair[1]), -1)
        found.append(f"words from number {place}: {texts[place : place + 4]} {others[place : place + 4]}")
        return found
    for word, twin in zip(page.words, other.words, strict=True):
        found.extend(f"{word.text}: {what}" for what in _differences_of(word, twin))
    return found


def _differences_of(word: Word, twin: Word) -> list[str]:
    found = []
    if max(abs(one - two) for one, two in zip(word.box, twin.box, strict=True)) > BOX:
        found.append(f"box {tuple(word.box)} {tuple(twin.box)}")
    if abs(word.size - twin.size) > SIZE:
        found.append(f"size {word.size} {twin.size}")
    for name in ("font", "bold", "italic", "rotation", "hidden", "underlined", "undecodable"):
        if getattr(word, name) != getattr(twin, name):
            found.append(f"{name} {getattr(word, name)} {getattr(twin, name)}")
    return found
