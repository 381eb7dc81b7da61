"""What stands before every page."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from kintrace.office import urls
from kintrace.office.accounts.may import Act
from kintrace.office.doors import POLICY, Closed, about_the_reader, opened_to, require_any
from kintrace.office.journal.models import Entry


def forgotten(request):
    """A page that says nothing of who may come in."""
    return HttpResponse("secret")


@opened_to(Act.SEE_RECORDS)
def failing(request):
    raise RuntimeError


urlpatterns = [path("forgotten/", forgotten), path("failing/", failing), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_a_page_that_says_nothing_is_open_to_nobody(member, client_of, role):
    with override_settings(ROOT_URLCONF="office.test_doors"):
        response = client_of(member(role)).get("/forgotten/")
        assert response.status_code == 403
        assert "secret" not in response.content.decode()
        assert Client().get("/forgotten/").headers["Location"] == "/sign-in/?next=/forgotten/"
    assert Entry.objects.get().details == {"path": "/forgotten/"}


def headers_of(response) -> dict[str, str]:
    told = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    more = ("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control")
    return {name: response.headers.get(name, "") for name in told + more}


SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def test_every_kind_of_answer_carries_the_headers_that_protect_its_reader(member, client_of):
    client = client_of(member("reviewer"))
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF="office.test_doors"):
        answers = {
            "page": client.get("/"),
            "redirect": Client().get("/"),
            "refused": client.get("/members/"),
            "not found": client.get("/nowhere/"),
            "wrong method": client.get("/sign-out/"),
            "fault": client.get("/failing/"),
            "wrong host": client.get("/", headers={"Host": "evil.example"}),
            "no token": Client(enforce_csrf_checks=True).post("/sign-in/"),
        }
    assert {why: answer.status_code for why, answer in answers.items()} == {
        "page": 200,
        "redirect": 302,
        "refused": 403,
        "not found": 404,
        "wrong method": 405,
        "fault": 500,
        "wrong host": 400,
        "no token": 403,
    }
    assert {why: headers_of(answer) for why, answer in answers.items()} == dict.fromkeys(answers, SAFE)


def test_the_policy_lets_nothing_in_from_elsewhere_or_from_the_page_itself():
    assert "unsafe" not in POLICY
    assert "*" not in POLICY
    assert "http" not in POLICY
    assert POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/", "/me/", "/sign-in/", "/second-factor/", "/nowhere/"])
def test_no_page_has_a_style_or_a_script_of_its_own(member, client_of, address):
    page = client_of(member()).get(address).content.decode()
    assert "style=" not in page
    assert "<style" not in page
    assert " onclick" not in page
    assert "<script>" not in page


def test_cookies_are_not_for_scripts_or_other_sites(member):
    member(username="olha")
    entered = {"username": "olha", "password": "green lantern over the weir"}
    cookies = Client().post("/sign-in/", entered).cookies
    assert sorted(cookies) == ["csrftoken", "language", "sessionid"]
    assert {(one["httponly"], one["samesite"]) for one in cookies.values()} == {(True, "Lax")}


def test_a_stylesheet_is_kept_by_the_browser_and_needs_nobody_signed_in(db):
    response = Client().get("/static/office.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "max-age=60, public"
    assert response.headers["Content-Type"].startswith("text/css")
    response.close()


def test_a_page_is_in_the_language_of_the_browser_unless_one_was_chosen(db):
    told = Client(headers={"Accept-Language": "ru,en;q=0.5"}).get("/sign-in/")
    assert told.headers["Content-Language"] == "ru"
    chosen = Client(headers={"Accept-Language": "ru"})
    chosen.cookies["language"] = "uk"
    assert chosen.get("/sign-in/").headers["Content-Language"] == "uk"
    chosen.cookies["language"] = "../../etc"
    assert chosen.get("/sign-in/").headers["Content-Language"] == "ru"


def test_any_of_several_acts_opens_a_page(member):
    require_any(member("reviewer"), (Act.BRING_LISTS, Act.DECIDE_PAIRS))
    with pytest.raises(PermissionDenied, match="As auditor you may not bring lists"):
        require_any(member("auditor"), (Act.BRING_LISTS, Act.DECIDE_PAIRS))


def test_templates_know_what_their_reader_may_do(member):
    request = RequestFactory().get("/")
    assert about_the_reader(request)["acts"] == set()
    request.user = member("administrator")
    assert about_the_reader(request)["acts"] == {"MANAGE_MEMBERS", "READ_JOURNAL"}


def test_the_doors_do_not_stand_before_what_asks_for_no_page():
    assert Closed(lambda request: "answer")(RequestFactory().get("/")) == "answer"
