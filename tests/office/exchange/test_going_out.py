"""The one door: what consent or a role keeps back does not go out, and what goes out is told."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.exchange import going_out
from kintrace.office.exchange.facts import FREE
from kintrace.office.journal.actions import write
from kintrace.office.journal.models import Entry

from .conftest import SECRETS

TO = "Red Cross of Nowhere"


@pytest.fixture
def by(member):
    return member("coordinator")


def out(by, case, purpose="sharing"):
    leaving = going_out.let_out(by, [case], TO, purpose, "csv")
    return leaving[0].facts if leaving else {}


def test_with_consent_to_everything_every_word_goes_out(by, full_case, consented):
    case = full_case(by)
    consented(by, case)
    said = json.dumps(out(by, case), ensure_ascii=False)
    assert [word for words in SECRETS.values() for word in words if word not in said] == []


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_field_that_consent_withholds_does_not_go_out_and_the_others_do(by, full_case, consented, field):
    case = full_case(by)
    consented(by, case, withheld=[field])
    facts = out(by, case)
    said = json.dumps(facts, ensure_ascii=False)
    assert [word for word in SECRETS.get(field, []) if word in said] == []
    assert (field in ("sex", "photo")) <= (field not in facts)
    others = [word for one in {*SECRETS} - {field, "steps", "facility"} for word in SECRETS[one]]
    others = [word for word in others if word not in SECRETS.get(field, [])]
    needs_steps = {*SECRETS["wishes"], *SECRETS["interests"], "Verifiedova"} if field == "steps" else set()
    assert [word for word in others if word not in said and word not in needs_steps] == []


def test_without_consent_nothing_goes_out_and_nothing_is_told(by, full_case, consented):
    case = full_case(by)
    consented(by, case, purpose="tracing")
    assert out(by, case) == {}
    assert not Entry.objects.filter(act="exported case").exists()


def test_consent_for_another_recipient_is_none(by, full_case, consented):
    case = full_case(by)
    consented(by, case, recipient="Somebody else")
    assert out(by, case) == {}


def test_consent_that_was_withdrawn_is_none(by, full_case, consented):
    case = full_case(by)
    consented(by, case)
    consented(by, case, answer="withdrawn")
    assert out(by, case) == {}


def test_the_journal_says_to_whom_what_for_and_what_was_withheld_and_names_no_child(by, full_case, consented):
    case = full_case(by)
    consented(by, case, withheld=["photo", "birth"])
    out(by, case)
    entry = Entry.objects.get(act="exported case")
    assert (entry.subject_kind, entry.subject_id, entry.member) == ("case", case.pk, by)
    assert entry.details == {
        "child": case.child_id,
        "form": "csv",
        "recipient": TO,
        "purpose": "sharing",
        "withheld": ["birth", "photo"],
    }
    told = json.dumps(list(Entry.objects.values_list("details", "why")), ensure_ascii=False)
    assert [word for words in SECRETS.values() for word in words if word in told] == []


def test_a_withheld_name_does_not_go_out_inside_a_note_in_any_grammatical_case(by, full_case, consented):
    from kintrace.office.cases import family_actions

    case = full_case(by)
    case.child.name = "Вигадана Олена"
    case.child.save(update_fields=["name"])
    note = "Бачили Олену Вигадану; Олег тут"
    family_actions.add_relative(by=by, number=case.pk, relation="aunt", name="Тітка", note=note)
    consented(by, case, withheld=["name"])
    assert out(by, case)["relative_2_note"] == "Бачили … …; Олег тут"


def test_the_family_name_of_a_child_whose_name_may_go_is_no_secret_of_the_family(by, full_case, consented):
    from kintrace.office.cases import family_actions

    case = full_case(by)
    case.child.name = "Шевченко Олена"
    case.child.save(update_fields=["name"])
    family_actions.add_relative(by=by, number=case.pk, relation="father", name="Шевченко Тарас")
    consented(by, case, withheld=["relatives"])
    facts = out(by, case)
    assert facts["name"] == "Шевченко Олена"
    assert "Тарас" not in json.dumps(facts, ensure_ascii=False)


def test_an_erased_child_does_not_go_out(by, full_case, consented):
    case = full_case(by)
    consented(by, case)
    write(going_out.ERASED, by=by, about=("child", case.child_id))
    assert out(by, case) == {}


def test_only_who_may_export_lets_cases_out(by, member, full_case, consented):
    case = full_case(by)
    consented(by, case)
    for role in ("caseworker", "reviewer", "mediator", "documenter", "auditor", "administrator"):
        with pytest.raises(PermissionDenied):
            out(member(role), case)


def test_of_a_case_of_another_organisation_nothing_goes_out(by, member, full_case, consented):
    case = full_case(by)
    consented(by, case)
    other = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    assert out(other, case) == {}


def test_facts_under_no_field_are_those_that_name_nobody(by, full_case, consented):
    case = full_case(by)
    consented(by, case, withheld=sorted({*FIELDS} - {"sex"}))
    assert set(out(by, case)) == {*FREE, "sex"} - {"synthetic"}


def test_what_a_corrected_record_says_goes_out(by, full_case, consented):
    from kintrace.office.tracing.record_actions import correct

    case = full_case(by)
    consented(by, case)
    record = case.records.get().record_id
    correct(by=by, number=record, people={"mother": "Righted"}, why="A document")
    facts = out(by, case)
    assert (facts["mother"], facts["origin"], facts["inquirer"]) == ("Righted", "Originivka", "Inquirerova")
