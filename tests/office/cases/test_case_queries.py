from django.utils import timezone

from kintrace.office.accounts.may import Act
from kintrace.office.cases import case_queries
from kintrace.office.cases.models import Case, CaseRecord
from kintrace.office.tracing.models import PeopleList


def test_a_case_whose_status_somebody_changed_in_the_database_is_named(member, opened, brought):
    by = member()
    opened(by)
    other = brought(by, "located")
    assert case_queries.misplaced() == (2, [])
    Case.objects.filter(pk=other.pk).update(tracing_status="reunified")
    assert case_queries.misplaced() == (2, [f"{other.number} ({other.organisation.name})"])


def test_a_list_is_held_by_the_open_cases_that_have_a_record_of_it(member, opened):
    by = member()
    first, second = opened(by), opened(by)
    within, other = first.records.get().record.list, opened(member()).records.get().record.list
    assert case_queries.open_cases_of(within) == [first.number, second.number]
    assert len(case_queries.open_cases_of(other)) == 1
    for status, still in (("transferred", 2), ("closed", 1), ("duplicate", 1)):
        Case.objects.filter(pk=first.pk).update(case_status=status)
        assert len(case_queries.open_cases_of(within)) == still
    CaseRecord.objects.filter(case=second).update(current=False)
    assert case_queries.open_cases_of(within) == []


def test_a_case_is_shown_without_the_records_of_withdrawn_lists(member, opened):
    case = opened(member())
    kept = case.records.get()
    assert list(case_queries.shown_records(case)) == [kept]
    PeopleList.objects.update(withdrawn_at=timezone.now())
    assert list(case_queries.shown_records(case)) == []


def test_members_are_offered_by_what_they_may(member):
    by, reviewer = member(), member("reviewer")
    assert case_queries.members_for(by, Act.KEEP_CASES) == [(by.pk, by.name)]
    assert case_queries.members_for(by, Act.SEE_CASES) == [(by.pk, by.name), (reviewer.pk, reviewer.name)]


def test_a_role_hides_family_and_place_and_another_office_what_is_withheld(member, opened, another):
    by = member()
    case = opened(by)
    assert case_queries.hidden_from(by, case) == frozenset()
    assert case_queries.hidden_from(member("mediator"), case) == {"facility", "care", "relatives", "inquirer"}
    assert "name" in case_queries.hidden_from(another, case)
