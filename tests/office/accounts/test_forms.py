"""The forms of members."""

from kintrace.office.accounts.actions import Entered
from kintrace.office.accounts.forms import Add, Change, Code, SignIn

SAID = {"name": "Iryna", "role": "reviewer", "scope": "team", "team": "North", "also_administers": "on"}


def test_a_form_gives_what_was_entered():
    form = Change(SAID)
    assert form.is_valid()
    assert form.entered() == Entered("Iryna", "reviewer", "team", "North", True)


def test_roles_and_scopes_are_those_we_know():
    assert list(Change(SAID | {"role": "chief", "scope": "all"}).errors) == ["role", "scope"]


def test_the_name_to_sign_in_with_comes_second():
    assert list(Add().fields)[:2] == ["name", "username"]


def test_a_code_is_short():
    assert Code({"code": "1" * 21}).errors


def test_a_name_that_is_longer_than_any_is_refused_like_a_wrong_one(db):
    form = SignIn(None, {"username": "x" * 151, "password": "green lantern over the weir"})
    assert form.errors == {"username": [SignIn.error_messages["invalid_login"]]}
