"""The pages of an administrator."""

import re

import pytest
from django.test import Client

from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.journal.models import Entry

ADDED = {"name": "Iryna", "username": "Iryna", "role": "reviewer", "scope": "organisation", "team": ""}


@pytest.fixture
def administrator(member):
    return member("administrator")


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def acts() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("act", flat=True))


def test_a_member_is_added_and_signs_in_with_the_temporary_password(client, administrator):
    page = client.post("/members/", ADDED).content.decode()
    password = re.search(r"<code>([a-z2-9-]{19})</code>", page)[1]
    one = Member.objects.get(username="iryna")
    assert (one.role, one.organisation, one.must_change_password) == (
        "reviewer",
        administrator.organisation,
        True,
    )
    assert Client().post("/sign-in/", {"username": "Iryna", "password": password}).status_code == 302
    entry = Entry.objects.get(act="added member")
    assert (entry.subject_kind, entry.subject_id) == ("member", one.pk)
    assert password not in str(entry.details)
    assert password not in client.get("/members/").content.decode()


def test_two_members_never_sign_in_with_one_name(client):
    client.post("/members/", ADDED)
    page = client.post("/members/", ADDED | {"username": "IRYNA"}).content.decode()
    assert "Somebody already signs in with this name" in page
    assert Member.objects.filter(username="iryna").count() == 1


def test_a_member_of_a_team_needs_one(client):
    client.post("/members/", ADDED | {"scope": "team"})
    assert not Member.objects.filter(username="iryna").exists()
    client.post("/members/", ADDED | {"scope": "team", "team": "North"})
    client.post("/members/", ADDED | {"username": "second", "scope": "team", "team": "North "})
    teams = {one.team.name for one in Member.objects.filter(scope="team")}
    assert teams == {"North"}


def test_a_role_is_changed_at_once(client, member, client_of):
    one = member("caseworker")
    theirs = client_of(one)
    assert theirs.get("/journal/").status_code == 403
    changed = {"act": "change", "name": one.name, "role": "auditor", "scope": "own", "team": ""}
    assert client.post(f"/members/{one.pk}/", changed).status_code == 302
    assert theirs.get("/journal/").status_code == 200
    assert acts()[-2:] == ["changed member", "read journal"]


def test_a_closed_member_is_put_out_at_the_next_click(client, member, client_of):
    one = member("caseworker")
    theirs = client_of(one)
    assert theirs.get("/").status_code == 200
    client.post(f"/members/{one.pk}/", {"act": "close"})
    assert theirs.get("/").headers["Location"] == "/sign-in/?next=/"
    client.post(f"/members/{one.pk}/", {"act": "reopen"})
    assert theirs.get("/").status_code == 302  # the old session stays ended
    assert acts()[-2:] == ["closed member", "reopened member"]


def test_an_administrator_cannot_close_themselves(client, administrator, member):
    member("administrator")
    page = client.post(f"/members/{administrator.pk}/", {"act": "close"}).content.decode()
    assert "You cannot close yourself" in page
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_last_right_to_administer_is_not_taken_away(client, administrator, member):
    changed = {"act": "change", "name": "A", "role": "auditor", "scope": "organisation", "team": ""}
    page = client.post(f"/members/{administrator.pk}/", changed).content.decode()
    assert "Nobody could manage members then" in page
    administrator.refresh_from_db()
    assert administrator.role == "administrator"
    assert acts() == []
    member("coordinator", also_administers=True)
    assert client.post(f"/members/{administrator.pk}/", changed).status_code == 302


def test_a_password_is_reset_and_ends_every_session(client, member, client_of):
    one = member("caseworker")
    theirs = client_of(one)
    page = client.post(f"/members/{one.pk}/", {"act": "reset-password"}).content.decode()
    password = re.search(r"<code>([a-z2-9-]{19})</code>", page)[1]
    one.refresh_from_db()
    assert one.check_password(password)
    assert one.must_change_password
    assert theirs.get("/").status_code == 302


def test_a_second_factor_is_reset(client, member, client_of):
    one = member("caseworker")
    client_of(one)
    client.post(f"/members/{one.pk}/", {"act": "reset-second-factor"})
    theirs = Client()
    theirs.force_login(one, "django.contrib.auth.backends.ModelBackend")
    assert "data:image/svg" in theirs.get("/second-factor/").content.decode()


def test_a_member_whose_laptop_is_lost_is_signed_out_and_may_sign_in_again(client, member, client_of):
    one = member("caseworker")
    theirs = client_of(one)
    assert "Sign them out everywhere" in client.get(f"/members/{one.pk}/").content.decode()
    client.post(f"/members/{one.pk}/", {"act": "sign-out"})
    assert theirs.get("/").status_code == 302
    assert client_of(one).get("/").status_code == 200


def test_a_locked_member_is_shown_and_unlocked(client, member):
    one = member("caseworker", username="olha")
    theirs = Client()
    for n in range(6):
        theirs.post("/sign-in/", {"username": "olha", "password": f"wrong {n}"})
    assert "locked" in client.get(f"/members/{one.pk}/").content.decode()
    client.post(f"/members/{one.pk}/", {"act": "unlock"})
    right = {"username": "olha", "password": "green lantern over the weir"}
    assert theirs.post("/sign-in/", right).status_code == 302


@pytest.mark.parametrize(
    "act",
    ["", "change", "close", "reopen", "reset-password", "reset-second-factor", "sign-out", "unlock", "fly"],
)
def test_members_of_another_organisation_are_not_there(client, member, act):
    other = Organisation.objects.create(name="Other")
    one = member("caseworker", organisation=other)
    before = Member.objects.filter(pk=one.pk).values().get()
    assert client.get(f"/members/{one.pk}/").status_code == 404
    assert client.post(f"/members/{one.pk}/", {"act": act} | ADDED).status_code == 404
    assert Member.objects.filter(pk=one.pk).values().get() == before
    assert one.name not in client.get("/members/").content.decode()


def test_the_organisation_asks_for_a_second_reviewer(client, organisation):
    client.post("/members/organisation/", {"second_reviewer": "on"})
    organisation.refresh_from_db()
    assert organisation.second_reviewer
    client.post("/members/organisation/", {})
    organisation.refresh_from_db()
    assert not organisation.second_reviewer
    assert acts() == ["asked for second reviewer", "asked for one reviewer"]


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 2**70])
def test_a_number_that_is_no_member_is_not_found(client, number):
    assert client.get(f"/members/{number}/").status_code == 404


def test_names_are_shown_as_text_not_as_markup(client):
    client.post("/members/", ADDED | {"name": "<script>alert(1)</script>", "username": "<b>x"})
    page = client.get("/members/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


OTHERS = {"organisation": "Poruch", "name": "Olha", "username": "Olha"}


def test_another_organisation_is_added_with_a_member_who_administers_it(client, administrator, client_of):
    page = client.post("/members/organisations/new/", OTHERS).content.decode()
    password = re.search(r"<code>([a-z2-9-]{19})</code>", page)[1]
    one = Member.objects.get(username="olha")
    assert (one.organisation.name, one.role, one.also_administers) == ("Poruch", "coordinator", True)
    assert Client().post("/sign-in/", {"username": "Olha", "password": password}).status_code == 302
    told = Entry.objects.get(act="added organisation")
    assert (told.organisation, told.subject_id) == (administrator.organisation, one.organisation_id)
    assert Entry.objects.get(act="opened the office").organisation == one.organisation
    assert "Olha" not in client.get("/members/").content.decode()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"organisation": "  RODYNA "}, "An organisation has this name already."),
        ({"username": "administrator1"}, "Somebody already signs in with this name."),
    ],
)
def test_an_organisation_whose_name_or_member_is_there_already_is_refused(client, said, why):
    assert why in client.post("/members/organisations/new/", OTHERS | said).content.decode()
    assert Organisation.objects.count() == 1
    assert "added organisation" not in acts()


def test_only_the_organisation_that_opened_the_office_adds_others(client, member, client_of):
    other = Organisation.objects.create(name="Poruch")
    theirs = client_of(member("administrator", organisation=other))
    assert theirs.get("/members/organisations/new/").status_code == 403
    assert theirs.post("/members/organisations/new/", OTHERS | {"organisation": "Tretia"}).status_code == 403
    assert Organisation.objects.count() == 2
    assert "organisations/new" not in theirs.get("/members/").content.decode()
    assert "organisations/new" in client.get("/members/").content.decode()
