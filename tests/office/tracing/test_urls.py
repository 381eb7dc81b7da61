from django.urls import resolve


def test_lists_and_records_have_their_places():
    assert resolve("/lists/").url_name == "lists"
    assert resolve("/records/").url_name == "records"
