"""The address of the journal."""

from django.urls import reverse


def test_the_journal_has_one_address():
    assert reverse("journal") == "/journal/"
