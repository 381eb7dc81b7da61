"""What is filled in: days that are near, PFIF only to publish, numbers of cases however they are parted."""

import datetime as dt

import pytest
from django.utils import timezone

from kintrace.office.exchange.forms import LetterForm, Out, PosterForm

SAID = {"what": "cases.csv", "recipient": "Red Cross", "purpose": "sharing"}


@pytest.mark.parametrize("days", [-1, 366])
def test_a_day_that_is_over_or_far_is_refused(days):
    day = timezone.localdate() + dt.timedelta(days=days)
    assert "until" in Out(SAID | {"until": day.isoformat()}).errors
    said = {"recipient": "x", "language": "uk", "call": "1", "until": day.isoformat()}
    assert "until" in PosterForm(said).errors


def test_pfif_is_for_publication():
    assert "purpose" in Out(SAID | {"what": "pfif"}).errors
    assert Out(SAID | {"what": "pfif", "purpose": "publication"}).is_valid()


def test_numbers_of_cases_are_read_however_they_are_parted():
    form = Out(SAID | {"cases": " K-000001,K-000002;\nK-000003 "})
    assert form.is_valid()
    assert form.asked().numbers == ("K-000001", "K-000002", "K-000003")


def test_a_letter_asks_at_least_one_thing():
    said = {"recipient": "x", "language": "uk", "answer_to": "us"}
    assert "asks" in LetterForm(said).errors
    assert LetterForm(said | {"asks": ["was_here"]}).is_valid()
