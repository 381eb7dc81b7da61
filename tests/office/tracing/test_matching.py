"""The engine proposes, follows corrections, and never undoes what members said."""

import pytest
from office.tracing.invented import LOCATED, REQUESTS, bring, bring_both, correct, enter, match, pair

from kintrace.errors import ListUnreadable
from kintrace.office.accounts.models import Organisation
from kintrace.office.journal.models import Entry
from kintrace.office.journal.queries import verify
from kintrace.office.tracing import matching
from kintrace.office.tracing.models import Decision, Proposal, Record, Run, Side


def decided(proposal: Proposal, by, verdict: str) -> Decision:
    decision = Decision.objects.create(
        proposal=proposal, by=by, verdict=verdict, reason="details_agree", facts=proposal.facts
    )
    Proposal.objects.filter(id=proposal.id).update(verdict=verdict)
    return decision


def figures(**where) -> list[tuple]:
    return list(
        Proposal.objects.filter(**where)
        .order_by("id")
        .values_list(
            "left__number", "right__number", "weight_bits", "probability", "assigned", "value", "reasons"
        )
    )


def test_the_three_children_in_both_lists_are_proposed_first(organisation, member):
    by = member(language="uk")
    bring_both(by)
    said = match(organisation, by)
    best = Proposal.objects.filter(assigned=True).order_by("left__number")
    assert [(p.left.number, p.right.number) for p in best] == [("R-1", "L-9"), ("R-2", "L-3"), ("R-3", "L-7")]
    count = Proposal.objects.count()
    assert said == f"Pairs proposed: {count}; new: {count}."
    assert min(p.probability for p in Proposal.objects.all()) >= 0.05


def test_reasons_add_up_to_weight_and_prior(organisation, member):
    bring_both(member())
    match(organisation)
    prior = Run.objects.get().record["prior_bits"]
    for proposal in Proposal.objects.all():
        assert sum(reason["bits"] for reason in proposal.reasons) == pytest.approx(
            proposal.weight_bits + prior, abs=0.001
        )
        assert {"field", "kind", "level", "left", "right", "bits"} == set(proposal.reasons[0])


def test_the_same_records_give_the_same_figures(organisation, member):
    bring_both(member())
    match(organisation)
    first = figures()
    match(organisation)
    assert figures() == first
    assert first


def test_a_run_is_stored_and_journalled(organisation, member):
    by = member()
    bring_both(by)
    match(organisation, by)
    run, entry = Run.objects.get(), Entry.objects.get(act="matched")
    assert run.record["records"] == [4, 4]
    assert run.record["pairs_scored"] == 16
    assert (entry.member, entry.subject_kind, entry.subject_id) == (by, "run", run.id)
    assert entry.details["proposed"] == entry.details["new"] == Proposal.objects.count()
    assert verify() == (1, None)


def test_another_organisation_is_not_read(organisation, member):
    other = Organisation.objects.create(name="Another")
    bring(member(), Side.REQUESTS, REQUESTS)
    bring(member(organisation=other), Side.LOCATED, LOCATED)
    match(organisation)
    assert Proposal.objects.count() == 0


def test_a_side_without_anybody_proposes_nothing_and_lets_old_pairs_go(organisation, member):
    bring_both(member())
    match(organisation)
    Record.objects.filter(side=Side.LOCATED).update(current=False)
    match(organisation)
    assert not Proposal.objects.filter(stands=True).exists()
    assert Run.objects.count() == 2


def test_a_decided_pair_keeps_its_verdict_whatever_the_engine_says(organisation, member):
    bring_both(member())
    match(organisation)
    decided(pair("R-1", "L-9"), member(), "different")
    match(organisation)
    assert pair("R-1", "L-9").verdict == "different"
    Record.objects.filter(number__in=("R-1",)).update(current=False)
    match(organisation)
    assert (pair("R-1", "L-9").verdict, pair("R-1", "L-9").stands) == ("different", True)


def test_a_rejected_pair_is_open_again_when_facts_change(organisation, member):
    bring_both(member())
    match(organisation)
    proposal = pair("R-1", "L-9")
    decided(proposal, member(), "different")
    new = correct(Record.objects.get(number="R-1"), place="м. Маріуполь, Донецька область")
    match(organisation)
    moved = Proposal.objects.get(id=proposal.id)
    assert (moved.left, moved.verdict, moved.stands) == (new, "", True)
    assert moved.facts == f"{new.facts}:{moved.right.facts}"
    assert Decision.objects.filter(proposal=moved).count() == 1
    assert not Proposal.objects.filter(left__number="R-1", left__current=False).exists()


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_decision_carries_on_when_a_correction_changes_no_facts(organisation, member, verdict):
    bring_both(member())
    match(organisation)
    proposal = pair("R-1", "L-9")
    decided(proposal, member(), verdict)
    new = correct(correct(Record.objects.get(number="R-1")))
    match(organisation)
    moved = Proposal.objects.get(left=new, right__number="L-9")
    assert (moved.id, moved.verdict, moved.facts) == (proposal.id, verdict, proposal.facts)


def test_a_child_confirmed_stays_confirmed_when_facts_change(organisation, member):
    bring_both(member())
    match(organisation)
    decided(pair("R-1", "L-9"), member(), "same")
    correct(Record.objects.get(number="L-9"), mother="Шевченко Мария")
    match(organisation)
    assert pair("R-1", "L-9").verdict == "same"


def test_a_record_corrected_while_the_engine_runs_waits_for_the_next_run(organisation, member, monkeypatch):
    bring_both(member())
    match(organisation)
    link = matching._link

    def slow(*asked):
        correct(Record.objects.get(number="R-1", current=True), place="м. Київ")
        return link(*asked)

    monkeypatch.setattr(matching, "_link", slow)
    match(organisation)
    monkeypatch.undo()
    match(organisation)
    assert Proposal.objects.filter(left__number="R-1", right__number="L-9").count() == 1
    assert pair("R-1", "L-9").left.people["place"] == "м. Київ"
    assert pair("R-1", "L-9").stands


def test_lists_that_share_no_column_are_refused_with_what_to_do(organisation, member):
    by = member()
    bring(by, Side.REQUESTS, [("R-1", "Шевченко Олена", "", "", "", "")])
    bring(by, Side.LOCATED, [("L-1", "", "", "", "", "Шевченко Мария")])
    with pytest.raises(ListUnreadable, match="no column in common"):
        match(organisation)
    assert not Run.objects.exists()


def test_a_decision_can_be_neither_changed_nor_removed(organisation, member):
    from django.db import IntegrityError, transaction

    bring_both(member())
    match(organisation)
    decision = decided(pair("R-1", "L-9"), member(), "same")
    for act in (
        lambda: Decision.objects.update(facts="x"),
        lambda: Decision.objects.filter(id=decision.id).delete(),
    ):
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            act()


def test_lists_that_write_names_in_one_column_and_in_three_are_compared_by_name(organisation, member):
    by = member()
    bring_both(by)
    requests = bring(by, Side.REQUESTS, [], "in three columns")
    parts = {"surname": "Лисенко", "given_name": "Тарас", "patronymic": "Іванович", "birth": "2012-05-05"}
    enter(requests, 99, ("R-99", "Лисенко Тарас Іванович", "2012-05-05", "m", "", ""), people=parts)
    match(organisation)
    weighed = {
        proposal.left.number: {
            reason["field"] for reason in proposal.reasons if reason["level"] != "missing" and reason["left"]
        }
        for proposal in Proposal.objects.filter(assigned=True)
    }
    assert {"surname", "given_name"} <= weighed["R-1"] & weighed["R-3"]
