"""Signing in and out, and the attacks on it that are refused."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from office.conftest import PASSWORD

from kintrace.office.journal.models import Entry


def sign_in(client: Client, username: str, password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def acts() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("act", flat=True))


def test_a_member_signs_in_and_is_asked_for_the_second_factor(member):
    client = Client()
    member(username="olha")
    response = sign_in(client, "olha", next="/me/")
    assert (response.status_code, response.headers["Location"]) == (302, "/me/")
    assert client.get("/me/").headers["Location"] == "/second-factor/?next=/me/"
    assert acts() == ["signed in"]


@pytest.mark.parametrize("typed", ["Olha", "OLHA", " olha"])
def test_capitals_of_the_name_make_no_difference(member, typed):
    member(username="olha")
    assert sign_in(Client(), typed).status_code == 302


def test_cyrillic_capitals_make_no_difference(member):
    member(username="Олена")
    assert sign_in(Client(), "ОЛЕНА").status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(member):
    member(username="olha")
    wrong = sign_in(Client(), "olha", "another sentence altogether")
    unknown = sign_in(Client(), "nobody", "another sentence altogether")
    assert wrong.status_code == unknown.status_code == 200
    told = [str(one.context["form"].non_field_errors()) for one in (wrong, unknown)]
    assert told[0] == told[1]


def test_after_six_wrong_passwords_the_right_one_is_refused_too(member):
    member(username="olha")
    client = Client()
    statuses = [sign_in(client, "olha", f"wrong number {n}").status_code for n in range(6)]
    assert statuses == [200, 200, 200, 200, 200, 429]
    response = sign_in(client, "olha")
    assert response.status_code == 429
    assert "_auth_user_id" not in client.session
    assert "half an hour" in response.content.decode()


def test_wrong_passwords_count_for_one_name_however_it_is_written(member):
    member(username="olha")
    client = Client()
    for name in ("olha", "Olha", "OLHA", "oLha", "olHa", "olhA"):
        sign_in(client, name, "wrong")
    assert sign_in(client, "olha").status_code == 429


def test_whoever_guesses_from_elsewhere_does_not_lock_the_member_out(member):
    member(username="olha")
    for n in range(7):
        Client(REMOTE_ADDR="203.0.113.9").post("/sign-in/", {"username": "olha", "password": f"wrong {n}"})
    assert sign_in(Client(), "olha").status_code == 302


def test_a_session_fixed_before_signing_in_is_worth_nothing_after(member):
    member(username="olha")
    client = Client()
    session = client.session
    session["kept"] = 1
    session.save()
    fixed = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = fixed
    sign_in(client, "olha")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != fixed
    assert not Session.objects.filter(session_key=fixed).exists()


@pytest.mark.parametrize(
    "evil",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        " https://evil.example",
        "https:evil.example",
        "/\t/evil.example",
        "-1",
        "evil",
    ],
)
def test_signing_in_leads_to_no_other_site(member, evil):
    member(username="olha")
    assert sign_in(Client(), "olha", next=evil).headers["Location"] == "/"
    said = Client().post("/language/", {"language": "ru", "next": evil})
    assert said.headers["Location"] == "/"
    assert Client().get("/sign-in/", {"next": evil}).context["next"] == "/"


@pytest.mark.parametrize("address", ["/sign-in/", "/sign-out/", "/language/"])
def test_a_form_from_another_site_is_refused(member, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member(), "django.contrib.auth.backends.ModelBackend")
    response = client.post(address, {"username": "olha", "password": PASSWORD})
    assert response.status_code == 403
    assert "Nothing was stored" in response.content.decode()


def test_signing_out_ends_the_session(member, client_of):
    client = client_of(member())
    key = client.session.session_key
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").headers["Location"] == "/sign-in/"
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    assert acts() == ["signed out"]


def test_a_closed_member_cannot_sign_in(member):
    member(username="olha", is_active=False)
    assert sign_in(Client(), "olha").status_code == 200


def test_the_language_is_kept_for_the_browser_and_for_the_member(member, client_of):
    one = member(username="olha", language="uk")
    client = client_of(one)
    response = client.post("/language/", {"language": "ru", "next": "/me/"})
    assert response.headers["Location"] == "/me/"
    assert response.cookies["language"].value == "ru"
    one.refresh_from_db()
    assert one.language == "ru"
    assert client.get("/me/").headers["Content-Language"] == "ru"
    assert sign_in(Client(), "olha").cookies["language"].value == "ru"


def test_an_unknown_language_changes_nothing(member, client_of):
    client = client_of(member())
    response = client.post("/language/", {"language": "../xx"})
    assert response.status_code == 302
    assert "language" not in response.cookies


def test_a_refusal_is_told_in_the_journal_with_the_address_only(member, client_of):
    one = member("reviewer")
    response = client_of(one).get("/members/?secret=1")
    assert response.status_code == 403
    entry = Entry.objects.get()
    assert (entry.act, entry.member, entry.details) == ("was refused", one, {"path": "/members/"})


def test_whoever_sends_too_much_is_told_so_in_their_language(member, client_of):
    client = client_of(member())
    response = client.post("/records/new/", {"consent": "ж" * (1 << 20)}, headers={"accept-language": "uk"})
    assert response.status_code == 400
    assert "Надіслане завелике або пошкоджене. Нічого не збережено." in response.content.decode()


def test_a_fault_is_told_without_asking_the_database():
    from django.test import RequestFactory

    from kintrace.office.accounts.pages import fault

    response = fault(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Kintrace failed" in response.content.decode()


def test_a_full_disk_is_told_in_the_language_of_the_reader(monkeypatch):
    from django.db import OperationalError
    from django.test import Client

    from kintrace.office.accounts import pages

    def full(*_words, **_more):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(pages, "SignIn", full)
    client = Client(raise_request_exception=False)
    said = {"uk": "Диск заповнено", "ru": "Диск заполнен", "en": "The disk is full"}
    for language, words in said.items():
        response = client.post("/sign-in/", {}, headers={"accept-language": language})
        assert (response.status_code, words in response.content.decode()) == (507, True)
