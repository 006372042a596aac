"""Whom a redacted copy still names, and the key of the pseudonyms."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class RedactSettings:
    """The `[redact]` of the configuration.

    `key` makes the pseudonyms: the same key gives the same ones on every run, and without it nobody can compute
    whom a pseudonym stands for. `public_offices` are words that, before a name or in the role of a signature, make
    it public.
    """

    key: str = ""
    public_offices: tuple[str, ...] = (
        "burgemeester",
        "wethouder",
        "gemeentesecretaris",
        "secretaris",
        "griffier",
        "raadslid",
        "gedeputeerde",
        "commissaris van de Koning",
        "minister",
        "minister-president",
        "staatssecretaris",
        "mayor",
        "vice mayor",
        "alderman",
        "gouverneur",
    )

    def require(self) -> None:
        """Passes when there is a key of some length.

        Raises:
            ConfigError: there is none, or it can be guessed.
        """
        if len(self.key) < 16:
            raise ConfigError(
                "redact.key is missing or shorter than 16 characters; put a long random text in configs/redact.toml "
                "and keep it secret: the same key gives the same pseudonyms"
            )
