from django.test import RequestFactory

from kintrace.office.tracing.models import PeopleList


def test_a_body_longer_than_any_list_is_refused_before_it_is_read(member, client_of, settings):
    settings.MOST_UPLOADED_BYTES = 1000
    raw = b"x" * (1000 + (1 << 20) + 1)
    answer = client_of(member()).post("/lists/new/", raw, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert PeopleList.objects.count() == 0


def test_a_length_that_is_no_number_is_refused(client, db):
    assert client.post("/sign-in/", CONTENT_LENGTH="-1").status_code == 413


def test_a_page_without_a_body_is_answered(client, db):
    assert client.get("/lists/").status_code == 302


def test_strangers_are_told_the_limit_too(client, db, settings):
    settings.MOST_UPLOADED_BYTES = 300 << 20
    request = RequestFactory().post("/lists/new/", CONTENT_LENGTH=str(400 << 20))
    assert request.META["CONTENT_LENGTH"] == str(400 << 20)
    answer = client.post("/lists/new/", CONTENT_LENGTH=str(400 << 20), headers={"accept-language": "en"})
    assert "A list may have at most 300 MB." in answer.content.decode()
