"""What is held, in which order; that nobody is held up for ever is seen in test_erasure_races."""

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from office.exchange.retained import by, old, pair_of
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.exchange.erasure_holding import hold_people

by, old = by, old  # fixtures of all tests of retention
brought, import_now, imported = brought, import_now, imported  # of the room next door


def held(by, records, children):
    """Return of which tables rows were held, in order."""
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        hold_people(by.organisation_id, records, children)
    of = [
        one["sql"].partition(" FROM ")[2].split()[0].strip('"') for one in asked if "ORDER BY" in one["sql"]
    ]
    return [table for table in of if not table.startswith("journal")]


def test_of_a_record_its_list_and_all_versions_are_held_before_what_is_said_of_them(by, old, imported):
    other = imported(by, side="located")
    record = old.records.get(number="R-1")
    pair_of(by, record, other.records.get(number="R-1"))
    assert held(by, [record.pk], []) == [
        "tracing_peoplelist",
        "tracing_record",
        "tracing_proposal",
        "tracing_looking",
        "tracing_referral",
        "tracing_sighting",
        "cases_caserecord",
    ]


def test_of_a_child_the_cases_are_held_before_the_child(by, full_case):
    case = full_case(by)
    assert held(by, [], [case.child_id]) == [
        "cases_move",
        "cases_case",
        "cases_task",
        "cases_caserecord",
        "cases_siblinglink",
        "registry_child",
        "registry_transfer",
        "registry_indicator",
    ]


def test_nobody_is_held_where_nobody_goes(by):
    assert held(by, [], []) == []
