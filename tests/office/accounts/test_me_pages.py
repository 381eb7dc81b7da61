"""One's own account."""

import re

from django.contrib.sessions.models import Session
from office.conftest import PASSWORD

from kintrace.office.journal.models import Entry

NEW = "seven herons on the old pier"


def change(client, old=PASSWORD, new=NEW, again=NEW):
    entered = {"old_password": old, "new_password1": new, "new_password2": again}
    return client.post("/me/password/", entered)


def test_a_member_changes_the_password_and_other_browsers_are_signed_out(member, client_of):
    one = member()
    here, there = client_of(one), client_of(one)
    assert change(here).headers["Location"] == "/"
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").headers["Location"] == "/sign-in/?next=/me/"
    one.refresh_from_db()
    assert one.check_password(NEW)
    assert list(Entry.objects.values_list("act", flat=True)) == ["changed own password"]


def test_a_password_is_not_changed_without_the_old_one_or_to_a_weak_one(member, client_of):
    one = member()
    client = client_of(one)
    assert change(client, old="wrong").status_code == 200
    assert change(client, new="short", again="short").status_code == 200
    assert change(client, new="password1234", again="password1234").status_code == 200
    assert change(client, again="another").status_code == 200
    one.refresh_from_db()
    assert one.check_password(PASSWORD)


def test_whoever_has_a_temporary_password_sees_nothing_before_choosing_their_own(member, client_of):
    one = member("administrator", must_change_password=True)
    client = client_of(one)
    for address in ("/", "/me/", "/members/", "/journal/", "/recovery-codes/"):
        assert client.get(address).headers["Location"] == "/me/password/"
    assert "temporary" in client.get("/me/password/").content.decode()
    change(client)
    assert client.get("/members/").status_code == 200


def test_a_member_signs_out_everywhere_and_nobody_else_is(member, client_of):
    one, other = member(), member()
    clients, stays = [client_of(one), client_of(one)], client_of(other)
    assert clients[0].get("/me/").content.decode().count("In a browser, since") == 2
    clients[0].post("/me/sign-out-everywhere/")
    assert [client.get("/me/").status_code for client in (*clients, stays)] == [302, 302, 200]
    assert Session.objects.count() == 1
    assert Entry.objects.get(act="signed out everywhere").details == {"sessions": 2}


def test_a_member_signs_out_of_one_browser_and_stays_in_the_others(member, client_of):
    one = member()
    here, lost, other = client_of(one), client_of(one), client_of(member())
    (mark,) = re.findall(r'name="mark" value="(\w+)"', here.get("/me/").content.decode())
    assert lost.session.session_key not in here.get("/me/").content.decode()
    for nobodys in (mark, "", "x" * 24):
        other.post("/me/sign-out-of/", {"mark": nobodys})
    assert lost.get("/me/").status_code == 200
    here.post("/me/sign-out-of/", {"mark": mark})
    assert [client.get("/me/").status_code for client in (here, lost, other)] == [200, 302, 200]
    assert Entry.objects.get(act="signed out of one browser").subject_id == one.pk


def test_the_tour_is_dismissed(member, client_of):
    client = client_of(member())
    assert "A short tour" in client.get("/").content.decode()
    assert client.post("/me/tour-done/").headers["Location"] == "/"
    assert "A short tour" not in client.get("/").content.decode()
