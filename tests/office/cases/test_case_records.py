"""A corrected record stays in its case: what it says goes out, and goes when the child is erased."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse

from kintrace.office.cases import case_actions, case_records, case_view
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.models import CaseRecord
from kintrace.office.cases.words import CONTRADICTIONS
from kintrace.office.exchange.erasure_queries import person_of_record
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.models import Decision, Proposal, Run
from kintrace.office.tracing.pair_standing import settle
from kintrace.office.tracing.record_actions import correct

from .ledgers import VERIFIED, WAY


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


def take_out(by, case, record, why):
    number = case.records.get(record=record).pk if record else 999
    return case_actions.take_record_out(by=by, number=number, why=why)


class TestTakingOut:
    def test_a_record_of_another_child_is_taken_out_and_the_way_is_open_again(self, joined, step):
        by, case, pair = joined
        for kind, said in WAY[:5]:
            step(by, case, kind, **said)
        decide(by, pair, "different", "namesake")
        take_out(by, case, pair.right_id, "a namesake")
        assert case.records.get(current=True).record_id == pair.left_id
        assert not case_records.apart(case)
        with pytest.raises(ValidationError, match="taken out of this case after the relationship"):
            step(by, case, "return_agreed")
        assert case_view.shown(by, case)["contradictions"] == [CONTRADICTIONS["record_out_since_check"]]
        step(by, case, "relationship_checked", **VERIFIED)
        assert step(by, case, "return_agreed").kind == "return_agreed"
        told = Entry.objects.get(act="took record out of case")
        assert (told.subject_id, told.why, told.details) == (
            case.pk,
            "a namesake",
            {"record": pair.right_id},
        )

    def test_what_decisions_join_to_the_case_stays_until_they_change(self, joined):
        by, case, pair = joined
        with pytest.raises(ValidationError, match="of one child with others of the case"):
            take_out(by, case, pair.right_id, "a namesake")
        assert case.records.filter(current=True).count() == 2
        assert not Entry.objects.filter(act="took record out of case").exists()

    def test_it_is_put_back_when_it_is_of_the_child_after_all(self, joined):
        by, case, pair = joined
        decide(by, pair, "different", "namesake")
        take_out(by, case, pair.right_id, "by mistake")
        with pytest.raises(ValidationError, match="No other record is decided to be of this child"):
            case_actions.gather(by=by, number=case.pk)
        decide(by, pair, "same", "document")
        out = case_records.taken_out(by, case)
        assert [(one.record_id, one.out_by, one.out_why) for one in out] == [
            (pair.right_id, by, "by mistake")
        ]
        assert [one.pk for one in case_actions.gather(by=by, number=case.pk)] == [pair.right_id]
        assert case_records.taken_out(by, case) == []
        assert case.records.filter(current=True).count() == 2

    def test_the_other_child_has_a_case_of_its_own_then(self, joined):
        by, case, pair = joined
        decide(by, pair, "different", "namesake")
        with pytest.raises(ValidationError, match="K-000001 is open for this child"):
            case_actions.open_case(by=by, record=pair.right_id, facts=Facts())
        take_out(by, case, pair.right_id, "a namesake")
        other = case_actions.open_case(by=by, record=pair.right_id, facts=Facts())
        assert other.child_id != case.child_id

    def test_its_person_is_erased_without_the_child_of_the_case(self, joined):
        by, case, pair = joined
        other = correct(by=by, number=pair.right_id, people={"name": "Вигадана Ірина"}, why="A document")
        assert [one.pk for one in person_of_record(by, other.pk).children] == [case.child_id]
        take_out(by, case, other.pk, "another child")
        assert person_of_record(by, other.pk).children == []

    def test_all_versions_of_it_go(self, joined):
        by, case, pair = joined
        new = correct(by=by, number=pair.right_id, people={"place": "Херсон"}, why="A document")
        take_out(by, case, new.pk, "a namesake")
        assert case.records.filter(out_at__isnull=False).count() == 2
        assert [one.record_id for one in case_records.taken_out(by, case)] == [new.pk]

    def test_the_last_record_stays_and_so_do_those_of_a_closed_case(self, joined, step):
        by, case, pair = joined
        step(by, case, "closed", outcome="not_found")
        with pytest.raises(ValidationError, match="This case is closed"):
            take_out(by, case, pair.right_id, "a namesake")
        step(by, case, "reopened", note="the aunt wrote")
        decide(by, pair, "different", "namesake")
        take_out(by, case, pair.right_id, "a namesake")
        with pytest.raises(ValidationError, match="A case needs a record"):
            take_out(by, case, pair.left_id, "a namesake")

    def test_the_reason_names_nobody_and_what_is_not_in_the_case_is_not_there(self, joined, another, member):
        by, case, pair = joined
        decide(by, pair, "different", "namesake")
        with pytest.raises(ValidationError, match="Do not write the person's name"):
            take_out(by, case, pair.right_id, "not Шевченко")
        for who, record in ((by, 0), (another, pair.right_id)):
            with pytest.raises(Http404):
                take_out(who, case, record, "x")
        with pytest.raises(PermissionDenied):
            take_out(member("reviewer"), case, pair.right_id, "x")

    def test_on_its_page(self, joined, client_of):
        by, case, pair = joined
        decide(by, pair, "different", "namesake")
        client, address = client_of(by), reverse("inside-out", args=[case.records.get(record=pair.right).pk])
        assert f'href="{address}"' in client.get(reverse("case", args=[case.pk])).content.decode()
        assert "take out" in client.get(address, headers={"accept-language": "en"}).content.decode().lower()
        assert client.post(address, {"why": ""}).status_code == 200
        assert client.post(address, {"why": "a namesake"}).headers["Location"] == f"/cases/{case.pk}/"
        page = client.get(reverse("case", args=[case.pk])).content.decode()
        assert "a namesake" in page
        assert f'href="{address}"' not in page
