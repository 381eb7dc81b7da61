from kintrace.office.cases import case_queries, invented
from kintrace.office.cases.models import Case
from kintrace.office.tracing.models import PeopleList, Sighting


def test_a_trial_office_has_cases_of_three_kinds_once(member, entered):
    by = member()
    for number in range(4):
        entered(by, name=f"Вигаданенко {number}")
    PeopleList.objects.update(synthetic=True)
    invented.load(by)
    invented.load(by)
    found = list(Case.objects.order_by("id").values_list("tracing_status", "synthetic"))
    assert found == [("open", True), ("verified", True), ("followed_up", True)]
    assert case_queries.misplaced()[1] == []
    assert list(Sighting.objects.order_by("id").values_list("record__case_records__case", flat=True)) == [
        *Case.objects.order_by("id").values_list("id", flat=True)
    ]
