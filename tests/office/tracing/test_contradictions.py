"""What other decisions say against a pair, and how many identities contradict themselves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from office.tracing.invented import bring, proposed
from office.tracing.test_identities import bind, say

from kintrace.office.accounts.models import Organisation
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.contradictions import Against, against, contradicting, count
from kintrace.office.tracing.models import PeopleList, Record

REQUEST = "The tracing request is decided to be the same child as another record."
CHILD = "The located child is decided to be the same child as another record."
TWICE = "If these two are one child, that child stands twice in one list."
LOCATED = "If these two are one child, two located children are: one recorded twice, or two?"
APART = "If these two are one child, so are two who are decided to be different."
JOINED = "Other decisions make these two one child."


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def older(member):
    """A request and a located child of lists of their own."""

    def make(by, number, side="requests"):
        bring(by, side, [(number, "Олена", "", "", "", "")], number)
        return Record.objects.get(number=number)

    return make


def test_nothing_speaks_against_a_pair_alone_in_what_was_decided(member):
    by = member()
    one, _other = proposed(by), say(by, proposed(by))
    assert against(by, one) == []
    say(by, one)
    assert (against(by, one), contradicting(by)) == ([], [])


def test_a_record_that_is_decided_to_be_another_child_is_told_on_its_other_pairs(member, older):
    by = member()
    one = proposed(by)
    other = bind(by, one.left, older(by, "L-8", "located"))
    say(by, other)
    assert against(by, one) == [Against(REQUEST, other.id), Against(LOCATED, record=one.left_id)]
    assert against(by, other) == []


def test_a_child_that_would_stand_twice_in_one_list_is_told(member):
    by = member()
    one, two = proposed(by), proposed(by)
    crossed = bind(by, two.left, one.right)
    say(by, one)
    assert against(by, crossed) == [Against(CHILD, one.id), Against(TWICE, record=two.left_id)]
    assert count(by) == 0
    say(by, crossed)
    assert contradicting(by) == [one.left]


def test_what_is_one_child_through_others_and_was_decided_to_be_two_is_told_at_both(member, older):
    by = member()
    one = proposed(by)
    first, child = older(by, "R-8"), older(by, "L-8", "located")
    say(by, one)
    say(by, bind(by, first, one.right))
    last = bind(by, first, child)
    apart = bind(by, one.left, child)
    say(by, apart, "different")
    apart.refresh_from_db()
    assert against(by, apart) == []
    assert Against(APART, apart.id) in against(by, last)
    say(by, last)
    assert against(by, apart) == [Against(JOINED, record=one.left_id)]
    assert count(by) == 1


def test_a_pair_that_a_member_may_not_see_is_told_of_without_its_number(member, older):
    by, narrow = member(), member(scope="own")
    one = proposed(by)
    PeopleList.objects.update(brought_by=narrow)
    say(by, bind(by, one.left, older(by, "L-8", "located")))
    assert against(narrow, one) == [Against(REQUEST), Against(LOCATED, record=one.left_id)]
    assert count(narrow) == 0


def test_another_organisation_is_told_of_none_and_who_does_not_decide_is_refused(member):
    by = member()
    one, two = proposed(by), proposed(by)
    say(by, one)
    say(by, bind(by, two.left, one.right))
    stranger = member(organisation=Organisation.objects.create(name="Another"))
    assert (count(by), count(stranger)) == (1, 0)
    with pytest.raises(PermissionDenied):
        count(member("caseworker"))


def test_the_pages_warn_and_lead_to_who_is_who(member, client_of):
    by = member()
    one, two = proposed(by), proposed(by)
    say(by, one)
    say(by, bind(by, two.left, one.right))
    client, english = client_of(by), {"headers": {"accept-language": "en"}}
    shown = client.get(f"/pairs/{two.id}/", **english).content.decode()
    assert "Other decisions speak against this" in shown
    start = client.get("/", **english).content.decode()
    assert '<a href="/pairs/contradictions/"><strong>1</strong> child of whom decisions' in start
    page = client.get("/pairs/contradictions/", **english).content.decode()
    assert f'<a href="/pairs/identities/{one.left_id}/">' in page
    entry = Entry.objects.order_by("number").last()
    assert (entry.act, entry.subject_id) == ("saw record", one.left_id)
