from django.urls import reverse


def test_addresses_of_lists_are_numbers():
    assert reverse("list", args=[12]) == "/lists/12/"
    assert reverse("list-new") == "/lists/new/"
