"""Addresses of members; test_addresses.py says who may open them."""

from django.urls import reverse


def test_addresses_say_what_they_lead_to():
    assert reverse("sign-in") == "/sign-in/"
    assert reverse("member", args=[12]) == "/members/12/"
