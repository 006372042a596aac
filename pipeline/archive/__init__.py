"""What an archive asks for beside the letters: MDTO metadata, deliveries in a bag, and their fixity."""

from pipeline.archive.bag import make_bag, verify_bag
from pipeline.archive.delivery import archive
from pipeline.archive.fixity import fixity_of
from pipeline.archive.settings import ArchiveSettings, Concept, Creator

__all__ = ["ArchiveSettings", "Concept", "Creator", "archive", "fixity_of", "make_bag", "verify_bag"]
