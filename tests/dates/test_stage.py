"""The stage: which day the letter was written on, and what its passages are counted from."""

import dataclasses

import pytest

from pipeline.dates import DatesSettings, FindDates
from pipeline.records import Languages, Letter, Letterhead, PageLedger, Passage, Section


def letter(*parts: tuple[str, str, int], date: str = "", headings: tuple[str, ...] = (), pictures: int = 0) -> Letter:
    """A letter of passages (kind, text, section) one line below the other, with question sections."""
    text, passages = "", []
    for position, (kind, words, section) in enumerate(parts):
        passages.append(Passage(position, section, kind, 1, len(text), len(text) + len(words)))
        text += words + ("\n" if section < 0 else "\n\n")
    sections = tuple(
        Section(n, 1, "question", "", heading, 0, 0, 1, 1, 0, len(text)) for n, heading in enumerate(headings)
    )
    ledger = PageLedger(1, 595, 842, 0, "pdfium", len(text), len(text), 0, 0, 0, pictures)
    head = Letterhead(date=date)
    return Letter(text, (), head, (), sections, tuple(passages), (), (), (), (), (ledger,), "none")


def found(read: Letter) -> tuple[str, list[tuple[str, str]], list[str]]:
    languages = Languages(
        "nl", ("nl",) * len(read.passages), (1.0,) * len(read.passages), ("nl",) * len(read.sections), (), ()
    )
    dates = FindDates(DatesSettings())(read, languages)
    values = [(read.text[d.start_char : d.end_char], d.edtf) for d in dates.dates]
    return dates.letter_date, values, [issue.code for issue in dates.issues]


def test_the_date_of_the_letterhead_is_the_letters_own():
    day, values, issues = found(letter(("paragraph", "Op 3 mei 2012 en vorig jaar.", 0), date="6 februari 2018"))
    assert day == "2018-02-06"
    assert values == [("3 mei 2012", "2012-05-03"), ("vorig jaar", "2017")]
    assert issues == []


def test_a_labelled_date_goes_before_others_and_running_text_never_counts():
    read = letter(("letterhead", "Uw brief van 1 maart 2020", -1), ("letterhead", "Datum: 4 mei 2020", -1))
    assert found(read)[0] == "2020-05-04"
    day, _, issues = found(letter(("paragraph", "In de vergadering van 4 mei 2020 is besloten tot uitstel.", 0)))
    assert (day, issues) == ("", ["letter-date-not-found"])


def test_two_dates_of_one_rank_are_an_issue():
    read = letter(("letterhead", "4 mei 2020", -1), ("letterhead", "Verwerkt op de griffie 5 mei 2020", -1))
    day, _, issues = found(read)
    assert (day, issues) == ("2020-05-04", ["letter-date-ambiguous"])


def test_a_letter_that_names_its_month_has_the_values_that_hold_all_month():
    day, values, issues = found(letter(("paragraph", "Vorig jaar en gisteren.", 0), date="november 2023"))
    assert (day, values) == ("", [("Vorig jaar", "2022"), ("gisteren", "")])
    assert issues == ["letter-date-no-day", "date-unresolved"]


def test_questions_count_from_the_day_they_were_put():
    read = letter(
        ("paragraph", "Vragen van het lid X (ingezonden 20 november 2023).", -1),
        ("paragraph", "Klopt het dat de intocht dit jaar niet doorgaat?", 0),
        ("paragraph", "Dit jaar is dat geregeld.", 1),
        date="20 februari 2024",
        headings=("Vraag 1", "Antwoord 1"),
    )
    assert found(read)[1][-2:] == [("dit jaar", "2023"), ("Dit jaar", "2024")]


def test_a_date_over_two_lines_of_the_letterhead_is_one():
    read = letter(("letterhead", "Datum 18 november", -1), ("letterhead", "2019", -1), date="18 november 2019")
    assert found(read)[1] == [("18 november\n2019", "2019-11-18")]


def test_a_page_number_does_not_become_a_day():
    read = letter(("letterhead", "Pagina 2", -1), ("letterhead", "mei 2019", -1), date="18 november 2019")
    assert found(read)[1] == [("mei 2019", "2019-05")]


@pytest.mark.parametrize(
    ("pictures", "day", "value", "issue"),
    [(1, "2018-12-20", "2019-01", "letter-date-mended"), (0, "2028-12-20", "2029-01", "")],
)
def test_a_scan_that_puts_a_letter_ten_years_on_is_put_right(pictures, day, value, issue):
    read = letter(
        ("paragraph", "Op 25 augustus 2018 ontving ik uw verzoek. In januari 2029 besluit het college, tot 2029.", 0),
        date="20 december 2028",
        pictures=pictures,
    )
    got, values, issues = found(read)
    assert got == day
    assert values[1:] == [("januari 2029", value), ("2029", "2029")]
    assert issues == ([issue] if issue else [])


def test_a_letter_years_away_from_its_other_days_is_doubted():
    read = letter(("paragraph", "Op 3 mei 2024, 4 juni 2024 en 5 juli 2024.", 0), date="10 december 2014")
    assert found(read)[2] == ["letter-date-doubtful"]


def test_offsets_are_those_of_the_letter():
    read = letter(("paragraph", "Geachte raad,", 0), ("paragraph", "Op 3 mei 2012 kost het € 5,-.", 0))
    languages = Languages("nl", ("nl", "nl"), (1.0, 1.0), (), (), ())
    dates = FindDates(dataclasses.replace(DatesSettings(), ocr=False))(read, languages)
    assert read.text[dates.dates[0].start_char : dates.dates[0].end_char] == "3 mei 2012"
    assert [read.text[a.start_char : a.end_char] for a in dates.amounts] == ["€ 5,-"]
