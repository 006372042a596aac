"""What the reasons for a link mean, for `docs/tables.md`."""

from __future__ import annotations

REASONS = {
    "same-name": "The same name in the reach in which it means one thing, or one entry of a register or list.",
    "initials": "Initials and given names with one surname that can only be one person's.",
    "surname-in-letter": "A bare surname that only one person in the letter has.",
    "surname-and-office": "A bare surname with an office that only one person in the municipality has.",
    "double-name-and-office": "A double name, which few people share, with one office in one municipality.",
    "abbreviation": "An abbreviation whose letters stand for the words of the long name beside it.",
    "abbreviation-elsewhere": "An abbreviation that other letters write out, and in one way only.",
    "misprint": "One letter too many, too few or out of place in a long name of one municipality.",
    "curator": "A row of `configs/corrections.csv`.",
}
