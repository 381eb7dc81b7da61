"""A corrected record stays in its case: what it says goes out, and goes when the child is erased."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from kintrace.office.cases import case_actions, case_records, case_view
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.models import CaseRecord
from kintrace.office.cases.words import CONTRADICTIONS
from kintrace.office.tracing.models import Decision, Proposal, Run
from kintrace.office.tracing.pair_standing import settle
from kintrace.office.tracing.record_actions import correct

from .ledgers import WAY


def test_the_new_version_of_a_record_is_of_the_case(member, entered):
    by = member()
    case = case_actions.open_case(by=by, record=entered(by, mother="Шевченко Марія").pk, facts=Facts())
    old = case.records.get().record
    new = correct(by=by, number=old.pk, people={"mother": "Шевченко Марина"}, why="A document")
    assert [(one.record_id, one.current) for one in case.records.order_by("id")] == [
        (old.pk, False),
        (new.pk, True),
    ]


def test_a_corrected_record_opens_no_second_case_of_the_child(member, entered):
    by = member()
    old = entered(by)
    case_actions.open_case(by=by, record=old.pk, facts=Facts())
    new = correct(by=by, number=old.pk, people={"place": "Херсон"}, why="A document")
    with pytest.raises(ValidationError, match="K-000001 is open for this child"):
        case_actions.open_case(by=by, record=new.pk, facts=Facts())


def test_cases_of_before_follow_their_records_too(member, entered):
    by = member()
    old = entered(by)
    case = case_actions.open_case(by=by, record=old.pk, facts=Facts())
    new = correct(by=by, number=old.pk, people={"place": "Херсон"}, why="A document")
    CaseRecord.objects.filter(record=new).delete()
    CaseRecord.objects.update(current=True)
    import_module("kintrace.office.cases.migrations.0003_newest_versions").follow(apps, None)
    assert list(case.records.filter(current=True).values_list("record", flat=True)) == [new.pk]


@pytest.fixture
def joined(member, entered):
    """A case of two records that one pair joins: the member, the case, the pair."""
    by = member()
    left, right = entered(by), entered(by, side="located")
    run = Run.objects.create(organisation=by.organisation, engine="1", record={})
    said = {"weight_bits": 9.0, "probability": 0.9, "assigned": True, "reasons": []}
    pair = Proposal.objects.create(
        organisation=by.organisation,
        left=left,
        right=right,
        run=run,
        facts=f"{left.facts}:{right.facts}",
        **said,
    )
    decide(by, pair, "same", "photo")
    return by, case_actions.open_case(by=by, record=left.pk, facts=Facts()), pair


def decide(by, pair, verdict, reason):
    pair.refresh_from_db()
    before = pair.decisions.order_by("-id").first()
    Decision.objects.create(
        proposal=pair, by=by, verdict=verdict, reason=reason, facts=pair.facts, supersedes=before
    )
    settle(pair)


@pytest.mark.parametrize("verdict", ["withdrawn", "different"])
def test_no_child_is_returned_while_its_records_are_not_decided_to_be_of_one_child(joined, step, verdict):
    by, case, pair = joined
    assert case.records.count() == 2
    for kind, said in WAY[:5]:
        step(by, case, kind, **said)
    assert not case_records.apart(case)
    decide(by, pair, verdict, "mistake")
    with pytest.raises(ValidationError, match="no longer decided to be of one child"):
        step(by, case, "return_agreed")
    said = case_view.shown(by, case)["contradictions"]
    assert said == [CONTRADICTIONS["records_apart"]]
    decide(by, pair, "same", "document")
    step(by, case, "return_agreed")
    decide(by, pair, verdict, "mistake")
    with pytest.raises(ValidationError, match="no longer decided to be of one child"):
        step(by, case, "reunified")


def test_a_case_of_one_record_is_never_apart(joined):
    by, case, pair = joined
    decide(by, pair, "different", "namesake")
    assert case_records.apart(case)
    one = case.records.first()
    case.records.exclude(pk=one.pk).update(current=False)
    assert not case_records.apart(case)


def test_records_that_a_third_still_joins_are_not_apart(joined, entered):
    by, case, pair = joined
    third = entered(by, side="located")
    other = entered(by)
    for left, right in ((pair.left, third), (other, third), (other, pair.right)):
        made = Proposal.objects.get(pk=pair.pk)
        made.pk, made.left, made.right, made.facts = None, left, right, f"{left.facts}:{right.facts}"
        made._state.adding = True
        made.save()
        decide(by, made, "same", "document")
    decide(by, pair, "withdrawn", "mistake")
    assert not case_records.apart(case)
    decide(by, made, "withdrawn", "mistake")
    assert case_records.apart(case)
