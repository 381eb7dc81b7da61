"""All checks in one call."""

import datetime as dt

from kintrace import pfif

GOOD = """<person><person_record_id>e.org/1</person_record_id>
<source_date>2022-03-16T10:00:00Z</source_date>
<full_name>Вигадана Яна</full_name></person>"""


def test_a_good_file_has_nothing_wrong(document):
    assert pfif.check(document(GOOD)) == []


def test_everything_is_told_in_the_order_of_the_file(document):
    found = pfif.check(document("<person>\n<x/></person>\n<note/>"))
    assert [one.line for one in found] == [2, 2, 2, 3, 4, 4, 4, 4, 4, 4]
    assert [one.is_error for one in found].count(False) == 1


def test_a_time_that_no_calendar_has_is_a_warning_of_check_alone(document):
    bad = document(GOOD.replace("2022-03-16", "2022-02-30"))
    assert pfif.run_validations(bad) == []
    assert [str(one) for one in pfif.check(bad)] == [
        'line 3: warning: source_date is "2022-02-30T10:00:00Z", which no calendar and no clock has.'
    ]


def test_what_expired_depends_on_the_day(document):
    more = "<expiry_date>2023-01-01T00:00:00Z</expiry_date></person>"
    one = document(GOOD.replace("</person>", more))
    assert pfif.check(one, dt.datetime(2022, 12, 31, tzinfo=dt.UTC)) == []
    assert len(pfif.check(one, dt.datetime(2023, 2, 1, tzinfo=dt.UTC))) == 2
