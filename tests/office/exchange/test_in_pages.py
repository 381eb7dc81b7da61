"""Pages of what comes in."""

import io

import pytest

from kintrace.office.tracing.models import PeopleList

ENGLISH = {"accept-language": "en"}
SAID = {"record": "case", "side": "requests", "name": "x", "source": "s", "legal_basis": "l"}


@pytest.fixture
def send(client_of):
    return lambda by, address, said: client_of(by).post(address, said, headers=ENGLISH)


def file(text, name="primero.csv"):
    made = io.BytesIO(text.encode())
    made.name = name
    return made


def test_a_csv_of_primero_becomes_a_list_that_is_imported(member, send):
    by = member("caseworker")
    answer = send(by, "/in/primero/", SAID | {"file": file("case_id_display,name\n1,Вигадана Олена\n")})
    one = PeopleList.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/lists/{one.pk}/")
    assert (one.state, one.mapping) == ("importing", {"name": ["name"], "id": ["case_id_display"]})


def test_another_file_is_refused_with_the_reason(member, send):
    answer = send(member("caseworker"), "/in/primero/", SAID | {"file": file("a,b\n1,2\n")})
    assert "no CSV of Primero" in answer.content.decode()
    assert not PeopleList.objects.exists()


def test_who_may_not_keep_cases_does_not_open_them_by_a_file(member, send):
    said = SAID | {"open_cases": "on", "file": file("name\nx\n")}
    assert send(member("documenter"), "/in/primero/", said).status_code == 403
    assert not PeopleList.objects.exists()


def test_families_say_which_numbers_are_unknown(member, send):
    content = "family_number,relation_name\nK-7,Вигадана Тітка\n"
    answer = send(member("caseworker"), "/in/primero/", SAID | {"record": "family", "file": file(content)})
    assert "No case is known under these numbers: K-7" in answer.content.decode()


def test_a_file_that_is_no_pfif_is_refused_with_the_reason(member, send):
    answer = send(member("coordinator"), "/in/pfif-gone/", {"file": file("<x/>", "x.xml")})
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()


def test_a_list_by_hand_says_that_nothing_is_gone(member, client_of, entered):
    by = member("coordinator")
    number = entered(by, name="Вигадана Олена").list_id
    page = client_of(by).get(f"/lists/{number}/gone/", headers=ENGLISH)
    assert "Records that the file says are gone: 0." in page.content.decode()
