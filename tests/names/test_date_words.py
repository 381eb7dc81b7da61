"""What is written for a date falls into numbers and known words, and the rest is strange."""

import csv
from importlib.resources import files

from kintrace.names.date_words import AGE_MARKS, UNITS, cut


def test_numbers_keep_their_zeros_and_take_plain_digits():
    assert cut("07.03.2015").numbers == ("07", "03", "2015")
    assert cut("٠٧/٠٣/٢٠١٥").numbers == ("07", "03", "2015")
    assert cut("2015.0").numbers == ("2015",)
    assert cut("9" * 13).strange


def test_words_are_known_in_any_case_and_by_kind():
    words = cut("Нар. бл. 7 БЕРЕЗНЯ 2015 р.")
    assert (words.numbers, words.months) == (("7", "2015"), (3,))
    assert (words.kinds, words.about, words.strange) == ({"born", "about", "year"}, True, False)


def test_each_number_has_the_unit_after_it():
    assert cut("1г5м").units == ("year", "months")
    assert (cut("2 тижні").units, cut("7").units, cut("12-13 років").units) == (
        ("weeks",),
        ("",),
        ("", "year"),
    )
    assert cut("навесні 2012").seasons == (3,)


def test_a_sign_counts_only_where_it_may_stand():
    assert not cut("07/03/2015").strange
    assert cut("12/13", AGE_MARKS).strange
    assert cut("12+", AGE_MARKS).strange


def test_a_time_of_day_is_taken_off_and_a_night_in_utc_is_noticed():
    assert cut("2015-03-06T22:00:00.000Z").numbers == ("2015", "03", "06")
    times = ("22:00Z", "22:00:00+00:00", "00:00:00Z", "22:00", "22:00:00+02:00")
    assert [cut(f"2015-03-06 {time}").utc_night for time in times] == [True, True, False, False, False]


def test_each_word_of_a_date_has_one_meaning():
    table = files("kintrace.names") / "data" / "date_words.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert len({row["word"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == {
        "month",
        "season",
        "born",
        "about",
        "noise",
        "infant",
        "bound",
    } | UNITS
    assert {int(row["month"]) for row in rows if row["kind"] == "month"} == set(range(1, 13))
