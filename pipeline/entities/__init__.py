"""`entities`: the names in a letter, found by rules and by spaCy pipelines.

Importing this package registers the spaCy factory `council_ner`.
"""

from pipeline.entities.settings import EntitySettings, Rule, RuleSet, WordList
from pipeline.entities.stage import FindEntities

__all__ = ["EntitySettings", "FindEntities", "Rule", "RuleSet", "WordList"]
