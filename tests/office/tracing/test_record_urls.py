from django.urls import reverse


def test_addresses_of_records_are_numbers():
    assert reverse("record", args=[12]) == "/records/12/"
    assert reverse("record-new") == "/records/new/"
