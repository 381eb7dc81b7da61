"""Whom an erasure is about."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange.erasure_queries import (
    erasures,
    kept_elsewhere,
    person_of_child,
    person_of_record,
)
from kintrace.office.exchange.models import Erasure
from kintrace.office.tracing.models import PeopleList

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door


def test_the_child_of_a_case_and_its_record_are_one_person(member, full_case):
    by = member()
    case = full_case(by)
    record = case.records.get().record
    for person in (person_of_record(by, record.pk), person_of_child(by, case.child_id)):
        assert (person.records, person.children) == ([record], [case.child])
    assert kept_elsewhere([case.child]) == []


def test_whoever_may_not_erase_is_not_told_who_is_who(member, imported):
    one = imported(member()).records.first()
    with pytest.raises(PermissionDenied):
        person_of_record(member("reviewer"), one.pk)
    with pytest.raises(Http404):
        person_of_record(member(organisation=Organisation.objects.create(name="Another")), one.pk)


def test_erasures_are_those_of_the_organisation(member):
    by = member()
    other = member(organisation=Organisation.objects.create(name="Another"))
    made = Erasure.objects.create(organisation=by.organisation, by=by, basis="b", why="w")
    assert erasures(by) == [made]
    assert erasures(other) == erasures(by, before=made.pk) == []


def test_a_child_is_found_though_the_list_of_its_record_was_withdrawn(member, full_case):
    by = member()
    case = full_case(by)
    record = case.records.get().record
    PeopleList.objects.filter(pk=record.list_id).update(withdrawn_at=timezone.now())
    person = person_of_child(by, case.child_id)
    assert (person.records, person.children) == ([record], [case.child])


def test_a_record_of_a_withdrawn_list_is_found_by_what_is_the_same_and_never_by_itself(member, imported):
    by = member()
    columns = {"name": ["Мати"], "mother": ["ПІБ дитини"]}  # the wrong way round
    wrong = imported(by, columns=columns)
    PeopleList.objects.filter(pk=wrong.pk).update(withdrawn_at=timezone.now())
    right = imported(by)
    one, twin = (some.records.order_by("row")[1] for some in (right, wrong))
    assert person_of_record(by, one.pk).records == [twin, one]
    with pytest.raises(Http404):
        person_of_record(by, twin.pk)
    PeopleList.objects.filter(pk=wrong.pk).update(withdrawn_at=None)
    assert person_of_record(by, one.pk).records == [one]
