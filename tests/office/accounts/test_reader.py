"""Who reads a page."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from kintrace.office.accounts.reader import reader


def test_a_stranger_reads_no_closed_page(member):
    request = RequestFactory().get("/")
    request.user = member()
    assert reader(request) is request.user
    request.user = AnonymousUser()
    with pytest.raises(AssertionError):
        reader(request)
