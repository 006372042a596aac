import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.pieces import BLANK, EMPTY_LINE, LINE_END, PieceReader, Reading, windows
from training.tokenizer import make_tokenizer

WORDS = ["<s>", "</s>", "<unk>", BLANK + LINE_END, BLANK + EMPTY_LINE, BLANK, BLANK + "Den", BLANK + "Haag", ".", "-"]
READER = PieceReader(make_tokenizer([(word, -float(place)) for place, word in enumerate(WORDS)] + [("a", -20.0)]))


def words(text: str) -> list[str]:
    reading = READER.read(text)
    return [text[a:b] for a, b in zip(reading.start_char, reading.end_char, strict=True)]


def test_punctuation_is_a_word_of_its_own() -> None:
    assert words("Wob-verzoek (Den Haag).") == ["Wob", "-", "verzoek", "(", "Den", "Haag", ")", "."]


def test_characters_are_counted_in_code_points_whatever_they_are_folded_to() -> None:
    assert words("😀 ﬁets ½ Ⅳ Ça a\u0301") == ["😀", "ﬁets", "½", "½", "½", "Ⅳ", "Ça", "a\u0301"]


def test_line_ends_and_empty_lines_come_before_words() -> None:
    assert READER.read("a\na\n \n a a").break_before.tolist() == [2, 1, 2, 0]


def test_a_soft_hyphen_does_not_part_a_word() -> None:
    assert words("ge\u00admeente") == ["ge\u00admeente"]


@given(st.text(max_size=60))
def test_words_come_in_order_and_hold_no_blank(text: str) -> None:
    reading = READER.read(text)
    assert all(a < b for a, b in zip(reading.start_char, reading.end_char, strict=True))
    assert all(not text[a].isspace() for a in reading.start_char)
    assert np.all(np.diff(reading.start_char) >= 0)


def plain(breaks: list[int]) -> Reading:
    count = len(breaks)
    each = np.arange(count)
    return Reading(np.full(count, 5), each, each, each + 1, np.array(breaks))


@pytest.mark.parametrize(
    ("breaks", "runs"),
    [
        ([2, 0, 0, 0, 0, 0], [(0, 4), (4, 6)]),
        ([2, 0, 0, 2, 0, 0], [(0, 3), (3, 6)]),
        ([2, 2, 0, 0, 0, 0], [(0, 4), (4, 6)]),
        ([2, 0, 0], [(0, 3)]),
    ],
)
def test_runs_end_at_an_empty_line_of_their_second_half(breaks: list[int], runs: list[tuple[int, int]]) -> None:
    assert windows(plain(breaks), 4, frozenset()) == runs


@given(st.lists(st.integers(0, 2), max_size=40), st.integers(1, 9))
def test_runs_hold_every_word_once_and_are_never_too_long(breaks: list[int], longest: int) -> None:
    runs = windows(plain(breaks), longest, frozenset())
    assert [word for first, end in runs for word in range(first, end)] == list(range(len(breaks)))
    assert all(0 < end - first <= longest for first, end in runs)


def test_a_run_ends_behind_a_sentence_but_not_at_a_point_inside_a_number() -> None:
    point = frozenset({WORDS.index(".")})
    first = {
        text: windows(READER.read(text), 5, point)[0] for text in ("Den Den Den. Den Den", "Den Den Den.- Den Den")
    }
    assert first == {"Den Den Den. Den Den": (0, 4), "Den Den Den.- Den Den": (0, 5)}
