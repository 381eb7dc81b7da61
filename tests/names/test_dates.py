"""A date says what it says: no more, no less, and never a day that was not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names import dates

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2015-03-07", "2015-03-07"),
        ("07.03.2015", "2015-03-07"),
        ("7.3.2015", "2015-03-07"),
        ("07/03/2015", "2015-03-07"),
        ("07-03-2015", "2015-03-07"),
        ("2015/03/07", "2015-03-07"),
        ("20150307", "2015-03-07"),
        ("19571113", "1957-11-13"),
        ("07032015", "2015-03-07"),
        ("7032015", "2015-03-07"),
        ("20071999", "1999-07-20"),
        ("42070", "2015-03-07"),
        ("42070.0", "2015-03-07"),
        ("7 березня 2015 р.", "2015-03-07"),
        ("«7» березня 2015 року", "2015-03-07"),
        ("7 марта 2015", "2015-03-07"),
        ("7 марта 2015 г.р.", "2015-03-07"),
        ("March 7, 2015", "2015-03-07"),
        ("7th of March 2015", "2015-03-07"),
        ("7-Mar-2015", "2015-03-07"),
        ("2015 March 7", "2015-03-07"),
        ("07.III.2015", "2015-03-07"),
        ("07.ІІІ.2015", "2015-03-07"),
        ("нар. 07.03.2015", "2015-03-07"),
        ("07.03.2015 00:00:00", "2015-03-07"),
        ("2015-03-07T00:00:00Z", "2015-03-07"),
        ("2015-03-07T14:30:00", "2015-03-07"),
        ("٠٧/٠٣/٢٠١٥", "2015-03-07"),
        ("03.2015", "2015-03"),
        ("2015-03", "2015-03"),
        ("березень 2015", "2015-03"),
        ("00.03.2015", "2015-03"),
        ("2015", "2015"),
        ("2015.0", "2015"),
        ("2015 р.н.", "2015"),
        ("2015 г.р.", "2015"),
        ("00.00.2015", "2015"),
        ("29.02.2016", "2016-02-29"),
        ("2014-2015", "2014-01-01/2015-12-31"),
        ("2014/2015 р.н.", "2014-01-01/2015-12-31"),
        ("2014-03-02/2015-03-01", "2014-03-02/2015-03-01"),
        ("бл. 2015", "2014-01-01/2016-12-31"),
        ("около 2015", "2014-01-01/2016-12-31"),
        ("ca. 2015", "2014-01-01/2016-12-31"),
        ("2015?", "2014-01-01/2016-12-31"),
        ("близько березня 2015", "2015-02-01/2015-04-30"),
        ("07.03.15", "2015-03-07"),
        ("07.03.57", "1957-03-07"),
        ("04.03.2012 (зі слів)", "2012-03-04"),
        ("04.03.2012, со слов матери", "2012-03-04"),
        ("2012 (зі слів, приблизно)", "2011-01-01/2013-12-31"),
        ("O4.03.2012", "2012-03-04"),
        ("О4.О3.2О12", "2012-03-04"),
        ("XX.03.2012", "2012-03"),
        ("Х.03.2012", "2012-03"),
        ("хх.хх.2012", "2012"),
        ("2012-03-XX", "2012-03"),
        ("07.Х.2012", "2012-10-07"),  # the Roman ten
        ("весна 2012", "2012-03-01/2012-05-31"),
        ("осенью 2012 года", "2012-09-01/2012-11-30"),
        ("зима 2012", "2011-12-01/2013-02-28"),  # it may be either winter
    ],
)
def test_every_usual_way_to_write_a_date_is_read(written, edtf):
    assert dates.read(written, not_after=TODAY).edtf == edtf


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31.02.2015", "31.02.2015 does not exist"),
        ("2015-02-31", "31.02.2015 does not exist"),
        ("29.02.2015", "29.02.2015 does not exist"),
        ("20150231", "31.02.2015 does not exist"),
        ("07.13.2015", "there is no month 13"),
        ("2102", "the year 2102 is in the future"),
        ("07.03.2102", "the year 2102 is in the future"),
        ("25.12.2026", "25.12.2026 is in the future"),
        ("1899", "the year 1899 is too long ago"),
        ("7 років", "an age needs the date on which it was counted"),
        ("7", "an age needs the date on which it was counted"),
        ("12-13", "two numbers without a year: an age needs the date on which it was counted"),
        ("070315", "a number that is not a date"),
        ("123456789", "a number that is not a date"),
        ("9" * 5000, "not a date"),
        ("Київ", "not a date"),
        ("до 2012", "says only before or after what, not when"),
        ("after 2012", "says only before or after what, not when"),
        ("3 дні", "an age needs the date on which it was counted"),
        ("немовля", "an age needs the date on which it was counted"),
        ("2012 (рік смерті)", "the remark speaks of something other than birth"),
        ("31.02.2015 (зі слів)", "31.02.2015 does not exist"),
        ("ООО", "not a date"),
        ("2012" + " (а)" * 20000, "not a date"),
        ("весна", "not a date"),
        ("7 березня квітня 2015", "not a date"),
        ("1/2/3/2015", "not a date"),
        ("", "not a date"),
        ("2015-03-01/2014-03-01", "a range that ends before it begins, or lies outside 1900 to today"),
        ("2015-02-31/2015-03-01", "2015-02-31/2015-03-01 has a day that does not exist"),
    ],
)
def test_what_cannot_be_read_says_why(written, why):
    reading = dates.read(written, not_after=TODAY)
    assert (reading.edtf, reading.why) == ("", why)


def test_what_was_assumed_is_named():
    written = ("42070", "07.03.15", "бл. 2015", "2014-2015", "2015-03-06T22:00:00.000Z", "07.03.2015")
    written += ("7.03.2015 (зі слів)", "O7.03.2015")
    assert [dates.read(one).how for one in written] == [
        "day number",
        "two-digit year",
        "about",
        "range",
        "utc",
        "",
        "remark",
        "letter O",
    ]


def test_an_evening_in_utc_may_be_the_next_day_at_home():
    assert dates.read("2015-03-06T22:00:00.000Z").edtf == "2015-03-06/2015-03-07"
    assert dates.read("2015-03-06T22:00:00+00:00").edtf == "2015-03-06/2015-03-07"
    assert dates.read("2015-03-07T01:00:00+03:00").edtf == "2015-03-07"


def test_the_order_of_the_column_settles_what_one_date_cannot():
    assert dates.read("03/07/2015", "dmy").edtf == "2015-07-03"
    assert dates.read("03/07/2015", "mdy").edtf == "2015-03-07"
    assert dates.read("03/07/2015", "mixed").edtf == ""
    assert dates.read("25/07/2015", "mixed").edtf == "2015-07-25"
    assert dates.read("07/25/2015", "mixed").edtf == "2015-07-25"
    assert dates.read("07/25/2015", "dmy").why == "there is no month 25"


def test_a_column_shows_its_order_by_the_values_that_fit_only_one():
    assert dates.order_of(["01/02/2015", "05/05/2015"]) == dates.OrderEvidence("dmy", 0, 0, 1)
    assert dates.order_of(["01/02/2015", "25/12/2014"]) == dates.OrderEvidence("dmy", 1, 0, 1)
    assert dates.order_of(["01/02/2015", "12/25/2014"]) == dates.OrderEvidence("mdy", 0, 1, 1)
    assert dates.order_of(["25/12/2014", "12/25/2014"]) == dates.OrderEvidence("mixed", 1, 1, 0)
    assert dates.order_of(["2015-01-02", "2 січня 2015", "немає"]) == dates.OrderEvidence("dmy", 0, 0, 0)


def test_one_slip_in_forty_does_not_make_a_column_mixed():
    assert dates.order_of([f"{day}.01.2015" for day in range(13, 32)] * 2 + ["01.13.2015"]).order == "dmy"


@given(st.dates(dt.date(1900, 1, 1), TODAY))
def test_every_form_of_a_day_is_that_day(day):
    forms = (f"{day:%d.%m.%Y}", f"{day}", f"{day:%Y%m%d}", f"{day.day} {day:%B} {day.year}", f"{day:%d%m%Y}")
    assert {dates.read(form, not_after=TODAY).edtf for form in forms} == {str(day)}


@given(st.text(max_size=30) | st.text("0123456789./- рокТ:Z", max_size=16))
def test_any_text_gives_a_real_range_or_a_reason(text):
    reading = dates.read(text)
    assert bool(reading.edtf) != bool(reading.why)
    if reading.edtf:
        first, last = dates.bounds(reading.edtf)
        assert dt.date(1899, 1, 1) <= first <= last
