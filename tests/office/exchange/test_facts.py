"""What is known of a case: every text of it is a fact under a field of consent, or does not go out at all."""

import re

from django.utils import timezone

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.models import Care, Case, Relative
from kintrace.office.exchange.facts import FREE, facts_of
from kintrace.office.registry.models import Child, Transfer
from kintrace.office.tracing.models import PeopleList

ELSEWHERE = {
    Case: {"number", "case_status", "workflow", "tracing_status"},
    Child: {"number", "source"},
    Relative: set(),
    Care: {"mistake_why"},
    Transfer: {"why", "withdrawn_why"},
}
"""Texts of these models that are told under another name, or not at all."""


def test_every_fact_is_under_a_known_field_or_free(member, full_case):
    facts = facts_of(full_case(member()))
    assert {one.name for one in facts if not one.under} <= {*FREE}
    assert {field for one in facts for field in one.under} == {*FIELDS}


def test_a_return_that_ended_is_told_no_more_as_one(member, full_case):
    from kintrace.office.cases.step_actions import Word, record
    from kintrace.office.cases.steps import Kind

    by = member()
    case = full_case(by)
    home = {"with_whom": "Verifiedova"}
    for kind, said, note in (
        (Kind.RETURN_AGREED, home, ""),
        (Kind.REUNIFIED, home, ""),
        (Kind.RETURN_ENDED, {}, "the mother fell ill"),
    ):
        told = {one.name for one in facts_of(Case.objects.get(pk=case.pk))}
        assert ("reunified_on" in told) == (kind is Kind.RETURN_ENDED)
        record(by=by, number=case.pk, word=Word(kind, "2024", said, note))
    assert "reunified_on" not in {one.name for one in facts_of(Case.objects.get(pk=case.pk))}


def test_every_text_of_the_models_is_a_fact_or_named_here(member, full_case):
    names = {one.name for one in facts_of(full_case(member()))}
    parts = names | {re.sub(r"^[a-z]+_\d+_", "", name) for name in names}
    lacking = {}
    for model, others in ELSEWHERE.items():
        texts = {
            one.name
            for one in model._meta.concrete_fields
            if one.get_internal_type() in ("CharField", "TextField") and not one.is_relation
        }
        if missing := texts - others - parts - {"left_on", "until_on", "why_changed"}:
            lacking[model.__name__] = missing
    assert lacking == {}


def test_what_was_taken_back_is_no_fact(member, full_case):
    from kintrace.office.cases import step_actions

    by = member()
    case = full_case(by)
    last = case.steps.order_by("-id").first()
    step_actions.take_back(by=by, number=last.pk, why="a mistake")
    facts = {one.name: one.text for one in facts_of(Case.objects.get(pk=case.pk))}
    assert "wishes" not in facts
    assert "Wishova" not in " ".join(facts.values())


def test_a_relative_that_was_a_mistake_is_no_fact(member, full_case):
    from kintrace.office.cases import family_actions

    by = member()
    case = full_case(by)
    family_actions.end_relative(by=by, number=case.pk, relative=case.relatives.get().pk)
    family_actions.take_back_care(by=by, number=case.cares.get().pk, why="another child's")
    said = " ".join(one.text for one in facts_of(Case.objects.get(pk=case.pk)))
    assert [word for word in ("Relativov", "Caregiverova") if word in said] == []


def test_what_only_a_withdrawn_list_says_is_no_fact(member, full_case):
    case = full_case(member())
    before = {one.name: one.text for one in facts_of(case)}
    PeopleList.objects.update(withdrawn_at=timezone.now())
    after = {one.name: one.text for one in facts_of(Case.objects.get(pk=case.pk))}
    assert before.keys() - after.keys() == {
        *("origin", "mother", "father", "relatives", "facility"),
        *("inquirer", "inquirer_relation", "inquirer_contact"),
    }
    assert after["name"] == before["name"]
