"""Decisions gather records into identities; what contradicts itself is shown, and undo takes links away."""

import pytest
from django.http import Http404
from office.tracing.invented import bring, proposed

from kintrace.office.accounts.models import Organisation
from kintrace.office.tracing.identities import identity
from kintrace.office.tracing.models import PeopleList, Proposal, Record, Run
from kintrace.office.tracing.pair_actions import Word, decide, undo


def say(by, proposal, verdict="same", note=""):
    seen = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
    return decide(by=by, number=proposal.id, word=Word(verdict, "photo", note, seen))


def bind(by, left: Record, right: Record) -> Proposal:
    return Proposal.objects.create(
        organisation=by.organisation,
        left=left,
        right=right,
        run=Run.objects.first(),
        weight_bits=1.0,
        probability=0.5,
        assigned=False,
        reasons=[],
        facts=f"{left.facts}:{right.facts}",
    )


def whys(found) -> list[str]:
    return [one.why for one in found.contradictions]


@pytest.fixture(autouse=True)
def english():
    from django.utils import translation

    with translation.override("en"):
        yield


def test_a_record_without_decisions_is_alone(member):
    by = member()
    proposal = proposed(by)
    found = identity(by, proposal.left_id)
    assert ([r.id for r in found.records], found.pairs, found.contradictions) == ([proposal.left_id], [], [])


def test_records_are_gathered_through_one_another_and_let_go_by_undo(member):
    by = member()
    proposal = proposed(by)
    bring(by, "requests", [("R-8", "Олена", "", "", "", "")], "an older list")
    third = Record.objects.get(number="R-8")
    first = say(by, proposal)
    second = say(by, bind(by, third, proposal.right))
    found = identity(by, proposal.left_id)
    assert {r.id for r in found.records} == {proposal.left_id, proposal.right_id, third.id}
    assert (found.contradictions, found.standing) == ([], {first.id, second.id})
    assert [d.id for d in found.history] == [second.id, first.id]
    undo(by=by, number=second.id)
    assert {r.id for r in identity(by, proposal.left_id).records} == {proposal.left_id, proposal.right_id}


def test_a_request_with_two_located_children_is_a_contradiction(member):
    by = member()
    proposal = proposed(by)
    bring(by, "located", [("L-8", "Олена", "", "", "", "")], "another home")
    say(by, proposal)
    say(by, bind(by, proposal.left, Record.objects.get(number="L-8")))
    assert whys(identity(by, proposal.left_id)) == ["two located children: one recorded twice, or two?"]


def test_two_records_of_one_list_are_a_contradiction(member):
    by = member()
    one, two = proposed(by), proposed(by)
    say(by, one)
    say(by, bind(by, two.left, one.right))
    assert whys(identity(by, one.left_id)) == ["two records of one list"]


def test_a_rejected_pair_within_is_a_contradiction(member):
    by = member()
    proposal = proposed(by)
    bring(by, "requests", [("R-8", "Олена", "", "", "", "")], "older")
    bring(by, "located", [("L-8", "Олена", "", "", "", "")], "another home")
    older, child = Record.objects.get(number="R-8"), Record.objects.get(number="L-8")
    say(by, proposal)
    say(by, bind(by, older, proposal.right))
    say(by, bind(by, older, child))
    assert "decided to be different children" not in whys(identity(by, older.id))
    say(by, bind(by, proposal.left, child), "different")
    assert whys(identity(by, older.id)) == [
        "decided to be different children",
        "two located children: one recorded twice, or two?",
    ]


def test_what_a_member_may_not_see_is_counted_and_not_shown(member):
    by, narrow = member(), member(scope="own")
    proposal = proposed(by)
    say(by, proposal)
    PeopleList.objects.filter(side="requests").update(brought_by=narrow)
    found = identity(narrow, proposal.left_id)
    assert ([r.id for r in found.records], found.hidden, found.history) == ([proposal.left_id], 1, [])
    with pytest.raises(Http404):
        identity(narrow, proposal.right_id)


def test_another_organisations_record_is_not_there(member):
    by, stranger = member(), member(organisation=Organisation.objects.create(name="Another"))
    with pytest.raises(Http404):
        identity(stranger, proposed(by).left_id)
