from kintrace.office.accounts.may import Act
from kintrace.office.cases import case_queries
from kintrace.office.cases.models import Case


def test_a_case_whose_status_somebody_changed_in_the_database_is_named(member, opened, brought):
    by = member()
    opened(by)
    other = brought(by, "located")
    assert case_queries.misplaced() == (2, [])
    Case.objects.filter(pk=other.pk).update(tracing_status="reunified")
    assert case_queries.misplaced() == (2, [f"{other.number} ({other.organisation.name})"])


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
