"""What only the municipality knows about its archive; nothing of it is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of a vocabulary, as MDTO's begripGegevens: its label, the list it is from, and its code there."""

    label: str = ""
    list: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Creator:
    """The body that formed the archive (archiefvormer), with its TOOI code ("gm0935")."""

    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """The `[archive]` of the configuration.

    `source` names the system that the references ("kenmerk") come from; `schema` is the path of an MDTO XSD
    that every file is checked against, when given; `diwoo` asks for DiWoo metadata beside MDTO.
    """

    creator: Creator = Creator()
    appraisal: Concept = Concept()
    restrictions: tuple[Concept, ...] = ()
    classification: Concept = Concept()
    source: str = ""
    schema: str = ""
    diwoo: bool = False

    def require(self) -> None:
        """Passes when everything that MDTO makes mandatory is filled in.

        Raises:
            ConfigError: names each key that is missing; nothing is written then.
        """
        needed = {
            "archive.creator.name": self.creator.name,
            "archive.creator.code": self.creator.code,
            "archive.appraisal.label": self.appraisal.label,
            "archive.appraisal.list": self.appraisal.list,
            "archive.restrictions": all(item.label and item.list for item in self.restrictions) and self.restrictions,
            "archive.source": self.source,
        }
        missing = [key for key, value in needed.items() if not value]
        if missing:
            raise ConfigError(
                f"the archive settings lack {', '.join(missing)}; fill them in in configs/archive.toml: appraisal "
                "(waardering), creator (archiefvormer) and restrictions (beperkingGebruik) are the municipality's own"
            )
