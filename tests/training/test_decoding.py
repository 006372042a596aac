import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.entities.decoding import IMPOSSIBLE, best_tags, log_softmax, possible_steps, spans_of

LABELS = ("PERSON", "ORG")
TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
STEPS = possible_steps(TAGS)


def logs(*rows: tuple[float, ...]) -> np.ndarray:
    return log_softmax(np.array(rows, dtype=np.float32), 1.0)


def uncut(count: int) -> np.ndarray:
    return np.zeros(count, dtype=bool)


def test_a_name_goes_on_only_after_its_own_label() -> None:
    assert STEPS[TAGS.index("B-PERSON"), TAGS.index("I-PERSON")] == 0
    assert STEPS[TAGS.index("I-PERSON"), TAGS.index("I-PERSON")] == 0
    assert STEPS[TAGS.index("O"), TAGS.index("I-PERSON")] == IMPOSSIBLE
    assert STEPS[TAGS.index("B-ORG"), TAGS.index("I-PERSON")] == IMPOSSIBLE


def test_the_best_possible_row_wins_over_the_best_tag_of_each_word() -> None:
    scores = logs((0, 4, 0, 0, 0), (0, 0, 2.9, 0, 3))
    assert scores.argmax(1).tolist() == [1, 4]
    assert best_tags(scores, STEPS, uncut(2)).tolist() == [1, 2]


def test_no_text_begins_inside_a_name() -> None:
    assert best_tags(logs((0, 1, 3, 0, 0)), STEPS, uncut(1)).tolist() == [1]


def test_no_name_goes_on_over_an_empty_line() -> None:
    scores = logs((0, 5, 0, 0, 0), (0, 1, 3, 0, 0))
    assert best_tags(scores, STEPS, uncut(2)).tolist() == [1, 2]
    assert best_tags(scores, STEPS, np.array([True, True])).tolist() == [1, 1]


def worth(row: tuple[int, ...], scores: np.ndarray, cut: np.ndarray) -> float:
    """The sum of a row's logarithms, -inf for a row that cannot be."""
    for word, tag in enumerate(row):
        if tag and tag % 2 == 0 and (word == 0 or cut[word] or STEPS[row[word - 1], tag] == IMPOSSIBLE):
            return -np.inf
    return float(sum(scores[word, tag] for word, tag in enumerate(row)))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 5), st.data())
def test_no_row_that_can_be_is_better(count: int, data: st.DataObject) -> None:
    scores = data.draw(arrays(np.float32, (count, len(TAGS)), elements=st.integers(-40, 0).map(float)))
    cut = data.draw(arrays(np.bool_, (count,)))
    best = max(worth(row, scores, cut) for row in itertools.product(range(len(TAGS)), repeat=count))
    assert worth(tuple(best_tags(scores, STEPS, cut)), scores, cut) == best


def test_two_names_of_one_label_side_by_side_are_two() -> None:
    scores = logs((0, 9, 0, 0, 0), (0, 9, 0, 0, 0), (0, 0, 9, 0, 0), (9, 0, 0, 0, 0))
    path = best_tags(scores, STEPS, uncut(4))
    assert [(s.first, s.end, s.label) for s in spans_of(path, scores, LABELS)] == [(0, 1, "PERSON"), (1, 3, "PERSON")]


def test_a_name_is_as_sure_as_its_least_sure_word() -> None:
    scores = logs((0, 9, 0, 0, 0), (0, 0, 1, 0, 0))
    [span] = spans_of(np.array([1, 2]), scores, LABELS)
    assert span.score == np.float32(np.exp(scores[1, 2]))
