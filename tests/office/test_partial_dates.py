from datetime import date

import pytest

from kintrace.office.partial_dates import span, stored


@pytest.mark.parametrize("on", ["2024-02-30", "2024-00", "24", "2024-2", "0000", "٢٠٢٤", "2024-02-01 ", ""])
def test_what_is_no_date_has_no_days(on):
    assert span(on) is None


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_known_in_part_means_its_first_to_its_last_day(on, first, last):
    assert span(on) == (first, last)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("14/3/2022", "2022-03-14"),
        ("7.03.2022", "2022-03-07"),
        ("3.2022", "2022-03"),
        ("2022-03-14", "2022-03-14"),
        ("2022-3", ""),
        ("14 03 2022", ""),
        ("²022", ""),
        ("31.02.2022", "2022-02-31"),
    ],
)
def test_what_is_typed_is_stored_one_way(typed, on):
    assert stored(typed) == on
