from kintrace.office.accounts.may import Act
from kintrace.office.cases import case_queries
from kintrace.office.cases.case_queries import Asked
from kintrace.office.cases.models import Case


def test_cases_are_asked_for_by_status_keeper_risk_and_name(member, opened, brought):
    by = member()
    one, other = opened(by, risk_level="high"), brought(member(), "located")

    def found(**said):
        return case_queries.cases(by, Asked(**said), 1)[0]

    assert found() == [other, one]
    assert found(tracing_status="located") == [other]
    assert found(whose="mine") == [one]
    assert found(risk_level="high") == [one]
    assert found(words=one.number.lower()) == [one]
    assert found(words="шевченко") == [] or found(words="Шевченко") == [other, one]
    assert found(whose="sent") == found(whose="away") == []


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
