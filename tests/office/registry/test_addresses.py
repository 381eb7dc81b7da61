from django.test import RequestFactory

from kintrace.office.registry.addresses import following


def test_the_next_page_keeps_what_was_asked_for():
    request = RequestFactory().get("/children/", {"sex": "f", "before": "9"})
    assert following(request, "before", 7) == "?sex=f&before=7"
    assert following(request, "before", None) == ""
