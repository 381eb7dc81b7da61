"""The address of the first page."""

from django.urls import reverse


def test_the_first_page_is_the_first_address():
    assert reverse("start") == "/"
