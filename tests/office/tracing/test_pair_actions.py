"""Members look, decide and undo; the first word wins, and nothing that was said is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone
from office.tracing.invented import bring, proposed

from kintrace.office.accounts.models import Organisation
from kintrace.office.journal.models import Entry
from kintrace.office.journal.queries import verify
from kintrace.office.tracing import pair_queries
from kintrace.office.tracing.models import Decision, Proposal
from kintrace.office.tracing.pair_actions import (
    MOST_FILTERS,
    Conflict,
    Word,
    decide,
    drop_filter,
    look,
    save_filter,
    take_next,
    undo,
)
from kintrace.office.tracing.pair_standing import verify_verdicts
from kintrace.office.tracing.queue_models import Filter, Looking


def say(by, proposal, verdict="same", reason="details_agree", note="", seen="last") -> Decision:
    """Decide, having seen everything that was said."""
    if seen == "last":
        seen = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
    return decide(by=by, number=proposal.id, word=Word(verdict, reason, note, seen))


def verdict() -> str:
    assert verify_verdicts() == []
    return Proposal.objects.get().verdict


@pytest.fixture
def two(organisation):
    """The organisation asks for a second reviewer."""
    organisation.second_reviewer = True
    organisation.save()
    return organisation


def test_a_decision_is_stored_with_its_facts_and_journalled(member):
    by = member("reviewer")
    proposal = proposed(by)
    decision = say(by, proposal, "same", "photo", "  the same scar  ")
    assert verdict() == "same"
    assert (decision.facts, decision.note) == (proposal.facts, "the same scar")
    entry = Entry.objects.get()
    assert (entry.act, entry.subject_kind, entry.subject_id, entry.why) == (
        "decided",
        "pair",
        proposal.id,
        "photo",
    )
    assert entry.details == {
        "decision": decision.id,
        "verdict": "same",
        "adds_up_to": "same",
        "records": [proposal.left_id, proposal.right_id],
    }


def test_whoever_had_not_seen_the_first_word_is_refused_and_stores_nothing(member):
    first, late = member(), member()
    proposal = proposed(first)
    say(first, proposal, "same", seen=None)
    with pytest.raises(Conflict):
        say(late, proposal, "different", note="born at another time", seen=None)
    assert verdict() == "same"
    assert Decision.objects.count() == Entry.objects.count() == 1


def test_another_members_word_is_replaced_with_a_note_alone(member):
    first, other = member(), member()
    proposal = proposed(first)
    say(first, proposal, "same")
    with pytest.raises(ValidationError, match=r"note|прим"):
        say(other, proposal, "different", "birth_differs")
    say(other, proposal, "different", "birth_differs", "the birth certificate says 2014")
    assert verdict() == "different"
    assert Decision.objects.count() == 2


def test_ones_own_word_is_replaced_without_a_note(member):
    by = member()
    proposal = proposed(by)
    say(by, proposal, "same")
    say(by, proposal, "unsure", "too_little")
    assert verdict() == "unsure"


@pytest.mark.parametrize(
    ("said", "reason", "note"),
    [("same", "mistake", " "), ("same", "because", "x"), ("withdrawn", "photo", "x"), ("", "photo", "x")],
)
def test_what_is_no_decision_is_refused(member, said, reason, note):
    by = member()
    with pytest.raises(ValidationError):
        say(by, proposed(by), said, reason, note)
    assert not Decision.objects.exists()


def test_undo_gives_the_state_before_and_keeps_both_words(member):
    first, other = member("coordinator"), member("coordinator")
    proposal = proposed(first)
    say(first, proposal, "same")
    later = say(other, proposal, "different", note="another mother")
    undo(by=other, number=later.id)
    assert verdict() == "same"
    undo(by=other, number=proposal.decisions.earliest("id").id, note="wrong pair was opened")
    assert verdict() == ""
    assert [d.verdict for d in proposal.decisions.order_by("id")] == [
        "same",
        "different",
        "withdrawn",
        "withdrawn",
    ]
    assert verify() == (4, None)


def test_what_no_longer_stands_cannot_be_undone(member):
    by = member()
    proposal = proposed(by)
    first = say(by, proposal, "same")
    say(by, proposal, "different")
    with pytest.raises(Conflict):
        undo(by=by, number=first.id)
    assert verdict() == "different"


def test_others_words_are_undone_by_those_who_may_and_with_a_note(member):
    first, reviewer, coordinator = member(), member("reviewer"), member("coordinator")
    decision = say(first, proposed(first))
    with pytest.raises(PermissionDenied):
        undo(by=reviewer, number=decision.id, note="I think otherwise")
    with pytest.raises(ValidationError):
        undo(by=coordinator, number=decision.id)
    assert verdict() == "same"
    undo(by=coordinator, number=decision.id, note="the family says no")
    assert verdict() == ""


def test_two_members_decide_where_the_organisation_asks_for_two(member, two):
    first, second = member(), member()
    proposal = proposed(first)
    say(first, proposal, "same")
    assert verdict() == "waits"
    say(first, proposal, "same", "photo")
    assert verdict() == "waits"
    confirmed = say(second, proposal, "same", "family_confirms")
    assert verdict() == "same"
    undo(by=second, number=confirmed.id)
    assert verdict() == "waits"
    say(second, proposal, "different", "parents_differ")
    assert verdict() == "conflict"
    say(first, proposal, "different", "parents_differ")
    assert verdict() == "different"


def test_a_third_member_replaces_the_word_that_contradicts_theirs(member, two):
    first, second, third = member(), member(), member()
    proposal = proposed(first)
    say(first, proposal, "same")
    say(second, proposal, "different")
    say(third, proposal, "same", note="both photos show the scar")
    assert verdict() == "same"
    assert proposal.decisions.latest("id").supersedes.by == second


@pytest.mark.parametrize(("said", "role"), [("unsure", "reviewer"), ("different", "coordinator")])
def test_new_facts_ask_for_a_new_word_without_a_note(member, said, role):
    first, other = member(), member(role)
    proposal = proposed(first)
    say(first, proposal, said)
    Proposal.objects.update(facts="new:facts")
    say(other, proposal, "same")
    assert verdict() == "same"


@pytest.mark.parametrize("role", ["caseworker", "documenter", "mediator", "auditor", "administrator"])
def test_roles_that_may_not_decide_are_refused(member, role):
    by, decider = member(role), member()
    proposal = proposed(decider)
    decision = say(decider, proposal)
    with pytest.raises(PermissionDenied):
        say(by, proposal, note="n")
    with pytest.raises(PermissionDenied):
        undo(by=by, number=decision.id, note="n")
    assert Decision.objects.count() == 1


def test_another_organisations_pair_is_not_there(member):
    ours, theirs = member(), member(organisation=Organisation.objects.create(name="Another"))
    proposal = proposed(ours)
    decision = say(ours, proposal)
    for act in (
        lambda: look(theirs, proposal.id),
        lambda: say(theirs, proposal, note="n"),
        lambda: undo(by=theirs, number=decision.id, note="n"),
    ):
        with pytest.raises(Http404):
            act()
    assert Decision.objects.count() == Entry.objects.count() == 1


def test_looking_is_journalled_for_the_pair_and_both_records(member):
    by = member("mediator")
    proposal = proposed(by)
    look(by, proposal.id)
    seen = Entry.objects.order_by("number").values_list("act", "subject_kind", "subject_id")
    assert list(seen) == [
        ("saw pair", "pair", proposal.id),
        ("saw record", "record", proposal.left_id),
        ("saw record", "record", proposal.right_id),
    ]
    assert not Looking.objects.exists()


def test_a_pair_is_held_by_who_opens_it_first_until_they_go_on_or_it_ends(member):
    first, other = member(), member()
    one, two = proposed(first), proposed(first)
    look(first, one.id)
    look(other, one.id)
    assert Looking.objects.get().by == first
    look(first, two.id)
    assert (Looking.objects.get().proposal, Looking.objects.get().by) == (two, first)
    Looking.objects.update(until=timezone.now() - timedelta(seconds=1))
    look(other, two.id)
    assert Looking.objects.get().by == other
    say(other, two)
    assert not Looking.objects.exists()


def test_filters_are_a_members_own_and_not_endless(member):
    by, other = member(), member()
    save_filter(by=by, name="sure", query={"least": 0.9})
    save_filter(by=by, name="sure", query={"least": 0.95})
    save_filter(by=other, name="sure", query={})
    drop_filter(by=other, name="sure")
    assert Filter.objects.get().query == {"least": 0.95}
    Filter.objects.bulk_create(Filter(by=by, name=str(k), query={}) for k in range(MOST_FILTERS - 1))
    with pytest.raises(ValidationError):
        save_filter(by=by, name="one more", query={})
    assert Filter.objects.count() == MOST_FILTERS


def test_what_was_said_of_facts_that_are_no_longer_so_is_not_stored(member):
    one = member("reviewer")
    pair = proposed(one)
    shown = look(one, pair.id).facts
    Proposal.objects.filter(id=pair.id).update(facts="c" * 64 + ":" + "d" * 64)
    with pytest.raises(Conflict):
        decide(by=one, number=pair.id, word=Word("same", "details_agree", facts=shown))
    assert Decision.objects.count() == 0
    now = look(one, pair.id).facts
    decide(by=one, number=pair.id, word=Word("same", "details_agree", facts=now))
    assert Decision.objects.get().facts == now


def test_whoever_opens_a_pair_has_seen_brothers_and_sisters_in_the_lists(member):
    by = member()
    pair = proposed(by)
    family = [("1", "Олена", "", "", "", "Марія"), ("2", "Іван", "", "", "", "Марія")]
    (left, brother), (right, other) = (
        bring(by, side, family, f"{side} with families").records.order_by("row")
        for side in ("requests", "located")
    )
    Proposal.objects.filter(id=pair.id).update(left=left, right=right)
    look(by, pair.id)
    told = Entry.objects.filter(act="saw record").order_by("number")
    assert [(one.subject_id, one.details) for one in told] == [
        (left.id, {"pair": pair.id}),
        (brother.id, {"pair": pair.id, "beside": left.id}),
        (right.id, {"pair": pair.id}),
        (other.id, {"pair": pair.id, "beside": right.id}),
    ]


def test_whoever_takes_the_next_pair_has_it_before_they_open_it(member):
    one, two = member(), member()
    first, second = proposed(one), proposed(one)
    assert (take_next(one), take_next(two), take_next(member())) == (first.id, second.id, None)
    assert take_next(one) == first.id
    assert dict(Looking.objects.values_list("proposal", "by")) == {first.id: one.id, second.id: two.id}
    assert take_next(one, after=first.id) is None


def test_whom_another_was_faster_than_is_given_the_pair_after_it(member, monkeypatch):
    one, two = member(), member()
    first, second = proposed(one), proposed(one)
    asked, slow = pair_queries.next_pair, iter([first.id])
    take_next(two)
    monkeypatch.setattr(pair_queries, "next_pair", lambda *said: next(slow, None) or asked(*said))
    assert take_next(one) == second.id
