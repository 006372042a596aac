"""The names of months and weekdays are those of CLDR."""

import pytest
from babel.dates import get_day_names, get_month_names

from pipeline.dates.lexicon import lexicon
from pipeline.dates.tokens import tokenise


@pytest.mark.parametrize("language", ["nl", "en"])
def test_months_and_weekdays_are_those_of_cldr(language):
    words = lexicon(language)
    for number, name in get_month_names("wide", locale=language).items():
        assert words.months.at(tokenise(name), 0) == (number, 1)
    for number, name in get_day_names("wide", locale=language).items():
        assert words.weekdays.at(tokenise(name), 0) == (number, 1)
