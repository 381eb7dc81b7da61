"""What is due, and from when it counts."""

from datetime import datetime

import pytest
from django.utils import timezone
from office.exchange.retained import ago, by, close, days_ago, decide, old, pair_of, periods, reopen
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.case_actions import Facts, open_case
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.exchange.retention_actions import keep_child, keep_list
from kintrace.office.exchange.retention_due import back, children_due, period_of, records_due
from kintrace.office.registry.models import Child
from kintrace.office.tracing.list_withdrawal import withdraw
from kintrace.office.tracing.models import Record
from kintrace.pfif import written_time

by, old = by, old  # fixtures of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door


@pytest.fixture
def old_case(by, full_case):
    """A case of three years ago that is still open."""
    periods(by)
    with days_ago(1095):
        return full_case(by)


def due(by, at=None):
    found = records_due(by.organisation_id, at or timezone.now())
    return sorted(found.values_list("number", flat=True))


def children(by, at=None):
    return list(children_due(by.organisation_id, at or timezone.now()))


def of(one, number):
    return Record.objects.get(list=one, number=number, current=True)


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-11-25", 12, "2025-11-25"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2100-03-31", 1, "2100-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-11-30", -3, "2027-02-28"),
    ],
)
def test_a_period_counts_in_months_and_ends_with_the_month(day, months, before):
    assert back(datetime.fromisoformat(day), months) == datetime.fromisoformat(before)


def test_without_a_period_nothing_is_due(by, imported):
    with days_ago(4000):
        imported(by)
    assert period_of(by.organisation_id, "record") is None
    assert due(by) == []
    periods(by, record=12)
    assert due(by) == ["R-1", "R-2", "R-3"]
    periods(by, record=None)
    assert due(by) == []


def test_a_record_is_due_when_its_period_is_over_and_not_a_day_sooner(by, old):
    assert due(by) == ["R-1", "R-2", "R-3"]
    assert due(by, ago(360)) == ["R-1", "R-2", "R-3"]
    assert due(by, ago(370)) == []
    periods(by, record=25)
    assert due(by) == []


def test_a_new_version_begins_the_period_anew(by, old):
    from kintrace.office.tracing.record_actions import correct

    with days_ago(100):
        correct(by=by, number=of(old, "R-1").pk, people={"place": "Херсон"}, why="A document")
    assert due(by) == ["R-2", "R-3"]
    assert due(by, back(timezone.now(), -9)) == ["R-1", "R-2", "R-3"]


def test_a_decision_begins_the_period_of_both_records_anew(by, old, imported):
    with days_ago(700):
        pair = pair_of(by, of(old, "R-1"), of(imported(by, side="located"), "R-3"))
        decide(by, pair)
    assert len(due(by)) == 6
    with days_ago(300):
        decide(by, pair_of(by, of(old, "R-2"), pair.right))
    assert due(by) == ["R-1", "R-1", "R-2", "R-3"]


def test_a_record_of_a_case_that_is_not_closed_is_never_due(by, old_case):
    record = old_case.records.get().record
    assert due(by) == []
    Case.objects.update(case_status="transferred")
    assert due(by) == []
    Case.objects.update(case_status="duplicate")
    assert due(by) == [record.number]


def test_the_closing_of_its_case_begins_the_period_of_a_record_anew(by, old_case):
    record = old_case.records.get().record
    with days_ago(100):
        close(by, old_case)
    assert due(by) == []
    assert due(by, back(timezone.now(), -8)) == []
    assert due(by, back(timezone.now(), -9)) == [record.number]
    with days_ago(50):
        reopen(by, old_case)
        close(by, old_case)
    assert due(by, back(timezone.now(), -9)) == []


def test_a_case_holds_the_newest_version_of_its_record_and_whichever_organisation_keeps_it(by, old_case, old):
    from kintrace.office.tracing.record_actions import correct

    with days_ago(900):
        new = correct(by=by, number=old_case.records.get().record_id, people={"place": "Київ"}, why="d")
    assert CaseRecord.objects.get(current=True).record_id == new.pk
    old_case.held_by = Organisation.objects.create(name="Another")
    old_case.save()
    assert due(by) == ["R-1", "R-2", "R-3"]
    CaseRecord.objects.update(current=False)
    assert len(due(by)) == 4


def test_people_of_a_list_that_was_withdrawn_are_due_like_others(by, old):
    withdraw(by=by, number=old.pk, why="The wrong side")
    assert due(by) == ["R-1", "R-2", "R-3"]


def test_a_list_that_is_not_imported_whole_and_another_organisations_are_not_counted(
    by, old, imported, member
):
    with days_ago(730):
        half = imported(by)
        imported(member(organisation=Organisation.objects.create(name="Another")))
    half.state = "importing"
    half.save()
    assert due(by) == ["R-1", "R-2", "R-3"]


def test_what_is_kept_longer_is_not_due_until_its_day_is_over(by, old, old_case):
    close_long_ago(by, old_case)
    keep_list(by=by, number=old.pk, until=timezone.localdate(ago(-30)), why="A court asked for it")
    keep_child(by=by, number=old_case.child_id, until=timezone.localdate(ago(-30)), why="A court")
    assert due(by) == [old_case.records.get().record.number]
    assert children(by) == []
    assert due(by, ago(-29)) == due(by)
    assert len(due(by, ago(-32))) == 4
    assert children(by, ago(-32)) == [old_case.child]


def close_long_ago(by, case):
    with days_ago(800):
        close(by, case)


def test_a_child_counts_from_the_day_on_which_its_last_case_was_closed(by, old_case):
    assert children(by) == []
    close_long_ago(by, old_case)
    assert children(by) == [old_case.child]
    assert children(by, ago(100)) == []


def test_a_case_that_was_opened_again_holds_the_child_and_its_new_end_counts(by, old_case):
    close_long_ago(by, old_case)
    with days_ago(700):
        reopen(by, old_case)
    assert children(by) == []
    with days_ago(600):
        close(by, old_case)
    assert children(by) == []
    assert children(by, back(timezone.now(), -6)) == [old_case.child]


def test_a_child_of_whom_another_organisation_keeps_a_case_is_never_due(by, old_case):
    close_long_ago(by, old_case)
    old_case.refresh_from_db()
    old_case.held_by = Organisation.objects.create(name="Another")
    old_case.save()
    assert children(by) == []


def test_a_child_without_a_case_counts_from_what_was_last_written_down(by):
    from kintrace.office.registry import actions as registry
    from kintrace.office.registry import transfer_actions

    periods(by)
    with days_ago(1095):
        child = registry.add_child(by=by, said=registry.ChildSaid("Nameova Plantedanna", "A witness"))
        camp = registry.add_place(by=by, said=registry.PlaceSaid("camp", "A witness", name_uk="Вигадане"))
    assert children(by) == [child]
    with days_ago(500):
        said = transfer_actions.TransferSaid(source="A witness", from_place=None, to_place=camp.pk)
        transfer = transfer_actions.add_transfer(by=by, child=child.pk, said=said)
    assert children(by) == []
    assert children(by, ago(-300)) == [child]
    with days_ago(100):
        transfer_actions.add_indicator(
            by=by,
            transfer=transfer.pk,
            said=transfer_actions.IndicatorSaid(kind="name_changed", source="A witness"),
        )
    assert children(by, ago(-300)) == []
    assert Child.objects.count() == 1


PFIF = """person_record_id;full_name;expiry_date
example.org/1;Вигадана Олена;{soon}
example.org/2;Вигадана Ірина;2120-01-01T00:00:00Z
example.org/3;Вигадана Марта;some day
"""


@pytest.fixture
def of_pfif(by, imported):
    """A list of PFIF of which one record expires in ten days."""
    return imported(by, PFIF.format(soon=written_time(ago(-10))))


def test_a_record_of_pfif_is_due_once_its_day_has_passed_without_any_period(by, of_pfif):
    assert due(by) == []
    assert due(by, ago(-11)) == ["example.org/1"]


def test_a_record_of_pfif_whose_day_has_passed_is_not_due_while_its_case_is_open_or_it_is_kept(by, of_pfif):
    case = open_case(by=by, record=of(of_pfif, "example.org/1").pk, facts=Facts())
    assert due(by, ago(-11)) == []
    close(by, case)
    assert due(by, ago(-11)) == ["example.org/1"]
    keep_list(by=by, number=of_pfif.pk, until=timezone.localdate(ago(-30)), why="A court asked")
    assert due(by, ago(-11)) == []


def test_with_a_period_both_are_due(by, old, of_pfif):
    assert due(by, ago(-11)) == ["R-1", "R-2", "R-3", "example.org/1"]
