"""The form of an erasure."""

from office.tracing.conftest import brought, import_now, imported

from kintrace.office.exchange.erasure_forms import Erase, EraseChild
from kintrace.office.exchange.erasure_queries import Person

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door


def test_what_is_the_persons_is_chosen_at_first_and_the_record_itself_is_not_offered(member, imported):
    one, two, _three = imported(member()).records.order_by("id")
    form = Erase(Person([one, two]), one.pk)
    assert form.fields["records"].initial == [two.pk]
    assert "children" not in form.fields
    assert "records" not in Erase(Person([one]), one.pk).fields


def test_a_child_is_offered_the_records_of_its_cases_alone(member, full_case):
    case = full_case(member())
    record = case.records.get().record
    form = EraseChild(Person([record], [case.child]), case.child_id)
    assert form.fields["records"].initial == [record.pk]
    assert "children" not in form.fields
