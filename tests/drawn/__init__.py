"""Letters that the tests draw themselves: invented councils, people and places, in many house styles.

`python -m tests.drawn raw` draws the sample letters of `raw/` again.
"""

from tests.drawn.letters import LETTERS, SAMPLES
from tests.drawn.model import Author, DrawnLetter
from tests.drawn.pages import draw

__all__ = ["LETTERS", "SAMPLES", "Author", "DrawnLetter", "draw"]
