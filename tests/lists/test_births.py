"""Each distinct date, age and sex of a column is read once, and what is refused is kept with its reason."""

import pyarrow as pa

from kintrace.lists.births import read_ages, read_births, read_sexes


def births(*texts):
    return read_births(pa.array(texts, pa.string()), "Дата")


def refused(readings):
    return {readings.cells.dictionary[at].as_py(): why for at, why in readings.refused.items()}


def test_a_column_of_dates_becomes_a_column_of_edtf():
    readings = births(
        "07.03.2015", "2015-03-07", None, "2015 р.н.", "7 березня 2015", "31.02.2015", "07.03.2015"
    )
    assert readings.column.to_pylist() == [
        "2015-03-07",
        "2015-03-07",
        None,
        "2015",
        "2015-03-07",
        None,
        "2015-03-07",
    ]
    assert refused(readings) == {"31.02.2015": "31.02.2015 does not exist"}
    assert readings.notes == []


def test_a_column_that_shows_no_order_is_read_day_first_and_says_so():
    assert births("07.03.2015").notes == [
        '"Дата" is read day first, as usual here: no value shows which stands first.'
    ]


def test_a_column_that_shows_day_first_needs_no_note():
    assert births("25.03.2015", "07.03.2015").notes == []


def test_a_column_that_writes_the_month_first_is_read_so_and_says_so():
    readings = births("03/25/2015", "03/07/2015")
    assert readings.column.to_pylist() == ["2015-03-25", "2015-03-07"]
    assert readings.notes == ['"Дата" is read month first: 1 value allows nothing else.']


def test_the_order_is_decided_by_short_and_long_forms_together():
    assert births("3/25/2015", "03/07/2015").column.to_pylist() == ["2015-03-25", "2015-03-07"]


def test_a_column_that_writes_both_orders_is_not_guessed():
    readings = births("25/03/2015", "03/26/2015", "03/07/2015")
    assert readings.column.to_pylist() == ["2015-03-25", "2015-03-26", None]
    assert list(refused(readings)) == ["03/07/2015"]
    assert readings.notes == [
        '"Дата" writes both day.month (1 value) and month.day (1); dates that fit both are not read.'
    ]


def test_assumptions_are_said_once_with_their_count():
    assert births("42070", "42071", "42070", "25.03.15").notes == [
        '"Дата": numbers of five digits are read as spreadsheet day numbers (values: 2).',
        '"Дата": years of two digits are read as the latest year that is not in the future (values: 1).',
    ]


def test_what_was_repaired_is_counted():
    readings = births("O4.03.2012", "25.03.2015 (зі слів)", "10 років на 24.02.2022")
    assert readings.column.to_pylist() == ["2012-03-04", "2015-03-25", "2011-02-25/2012-02-24"]
    assert readings.notes == [
        '"Дата": ages are read as the range of births they allow (values: 1).',
        '"Дата": letters O among digits are read as zeros (values: 1).',
        '"Дата": remarks beside dates are passed over (values: 1).',
    ]


def test_a_column_of_nothing_is_read_as_nothing():
    assert births(None, None).column.to_pylist() == [None, None]
    assert births().column.to_pylist() == []


def test_an_age_is_read_with_the_date_beside_it():
    ages = pa.array(["7", "12-13", None, "7", "багато"], pa.string())
    on = pa.array(["2022-03-01", "2022-03-01", "2022-03-01", None, "2022-03-01"], pa.string())
    readings = read_ages(ages, on, "Вік")
    assert readings.column.to_pylist() == [
        "2014-03-02/2015-03-01",
        "2008-03-02/2010-03-01",
        None,
        None,
        None,
    ]
    assert refused(readings) == {"7": "an age needs the date on which it was counted", "багато": "not an age"}
    assert readings.notes == ['"Вік": ages are read as the range of births they allow (values: 2).']


def test_sex_is_read_in_three_languages_and_what_is_not_a_sex_is_refused():
    readings = read_sexes(pa.array(["ч", "Ж", "жін.", "мужской", "Girl", "male", None, "так"]))
    assert readings.column.to_pylist() == ["m", "f", "f", "m", "f", "m", None, None]
    assert refused(readings) == {"так": "not a sex we can read"}


def test_sex_as_a_number_is_read_only_when_the_column_shows_the_standard():
    readings = read_sexes(pa.array(["1", "2", "0", "9"]))
    assert readings.column.to_pylist() == ["m", "f", None, None]
    assert (readings.refused, readings.notes) == (
        {},
        ["Sex 1 is read as male and 2 as female (ISO/IEC 5218)."],
    )
    assert read_sexes(pa.array(["1", "0"])).column.to_pylist() == [None, None]
