"""What waits for a member."""

from office.tracing.invented import proposed

from kintrace.office.accounts.models import Member
from kintrace.office.desk.queries import Waiting, waiting
from kintrace.office.jobs.actions import ask, ask_once
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.models import PeopleList


def numbers(by) -> dict[str, int]:
    return {one.what: one.number for one in waiting(by)}


def test_what_waits_is_counted(member, organisation):
    by, other = member("coordinator", also_administers=True), member("caseworker", must_change_password=True)
    brought = {"organisation": organisation, "side": "located", "source": "s", "legal_basis": "l"}
    PeopleList.objects.create(brought_by=by, name="one", **brought)
    PeopleList.objects.create(brought_by=by, name="two", state="ready", **brought)
    PeopleList.objects.create(brought_by=other, name="three", **brought)
    ask("import list", by=by, organisation=organisation)
    ask_once("match", by=by, organisation=organisation)
    assert numbers(by) == {
        "list of yours whose columns wait to be confirmed": 1,
        "jobs in hand": 2,
        "member who has not yet chosen a password": 1,
    }


def test_new_pairs_of_my_records_wait_until_i_look_through_them(member, client_of):
    for by in (member(), member("caseworker")):
        proposed(by)
    mine = "proposed pairs for your records that are new, or risen, since you last looked"
    bringer, caseworker = Member.objects.order_by("id")
    assert (numbers(bringer)[mine], numbers(caseworker).get(mine)) == (2, None)
    page = client_of(bringer).get("/", headers={"accept-language": "en"}).content.decode()
    assert f'<a href="/pairs/?mine=on"><strong>2</strong> {mine}</a>' in page
    for narrower in ("", "?mine=on&least=95", "?mine=on&standing=same"):
        client_of(bringer).get(f"/pairs/{narrower}")
        assert numbers(bringer)[mine] == 2, narrower
    first = client_of(bringer).get("/pairs/?mine=on", headers={"accept-language": "en"}).content.decode()
    again = client_of(bringer).get("/pairs/?mine=on", headers={"accept-language": "en"}).content.decode()
    tag = '<span class="tag">new</span>'
    assert (first.count(tag), again.count(tag)) == (2, 0)
    assert mine not in numbers(bringer)
    proposed(bringer)
    assert numbers(bringer)[mine.replace("pairs", "pair", 1).replace("that are", "that is")] == 1


def test_who_sees_half_of_a_pair_is_led_to_their_own_record_of_it(member, client_of):
    by, narrow = member(), member("caseworker", scope="own")
    pair = proposed(by, name="Xenia")
    PeopleList.objects.filter(side="requests").update(brought_by=narrow)
    told = "proposed pair for your records that waits with a reviewer"
    assert (numbers(narrow), numbers(by).get(told)) == ({told: 1}, None)
    page = client_of(narrow).get("/pairs/?mine=on", headers={"accept-language": "en"}).content.decode()
    assert f'<a href="/records/{pair.left_id}/">' in page
    assert f"/records/{pair.right_id}/" not in page
    seen = Entry.objects.filter(act="saw record").values_list("member", "subject_id")
    assert list(seen) == [(narrow.pk, pair.left_id)]


def test_counting_ends_at_a_thousand():
    assert Waiting(1000, "pairs to look at", "pairs").shown == "1000"
    assert Waiting(1001, "pairs to look at", "pairs").shown == "1000+"
