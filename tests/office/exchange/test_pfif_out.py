"""Children as PFIF: valid, with a day on which they expire, and a placeholder when it may no longer stand."""

import datetime as dt

import pytest
from django.utils import timezone

from kintrace import pfif
from kintrace.office.cases.models import Case
from kintrace.office.exchange import going_out, pfif_out
from kintrace.office.exchange.own_ids import domain, person_id
from kintrace.office.journal.actions import write

from .conftest import SECRETS

TO = "Somebody's person finder"
UNTIL = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def by(member):
    return member("coordinator")


@pytest.fixture
def published(by):
    def publish(*cases, recipient=TO):
        text = pfif_out.publish(by=by, cases=list(cases), recipient=recipient, until=UNTIL)
        return pfif.read_bytes(text.encode())

    return publish


def test_what_is_published_is_valid_pfif_of_a_child_whose_family_looks_for_it(
    by, full_case, consented, published
):
    case = full_case(by)
    consented(by, case, "publication", withheld=["photo", "facility"])
    document = published(case)
    assert [one for one in pfif.check(document) if one.is_error] == []
    (person,) = document.persons
    said = {
        name: person.value(name)
        for name in ("full_name", "alternate_names", "sex", "date_of_birth", "home_city")
    }
    assert said == {
        "full_name": "Nameova Plantedanna",
        "alternate_names": "Aliasova Plantedotherna",
        "sex": "female",
        "date_of_birth": "2013-04-17",
        "home_city": "Originivka",
    }
    assert (person.id, person.value("source_name")) == (
        f"{domain()}/{by.organisation_id}-K-000001",
        "Rodyna",
    )
    assert person.notes[0].value("status") == "information_sought"
    expiry = pfif.read_time(person.value("expiry_date"))
    assert timezone.localtime(expiry).date() == UNTIL


def test_nothing_else_of_a_case_is_published(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication")
    text = pfif_out.publish(by=by, cases=[case], recipient=TO, until=UNTIL)
    never = {*SECRETS} - {"name", "birth", "origin"}
    assert [word for field in never for word in SECRETS[field] if word in text] == []


def test_a_child_for_whom_nobody_consented_is_not_there(by, full_case, consented, published):
    case = full_case(by)
    consented(by, case, "sharing")
    consented(by, case, "publication", recipient="Others")
    consented(by, case, "publication", recipient=TO, withheld=["name"])
    assert published(case).persons == ()


def test_consent_that_ends_earlier_makes_it_expire_earlier(by, full_case, consented, published):
    case = full_case(by)
    soon = timezone.localdate() + dt.timedelta(days=3)
    consented(by, case, "publication", until_on=soon)
    (person,) = published(case).persons
    assert timezone.localtime(pfif.read_time(person.value("expiry_date"))).date() == soon


def test_a_later_consent_without_an_end_makes_it_expire_no_later(by, full_case, consented, published):
    case = full_case(by)
    soon = timezone.localdate() + dt.timedelta(days=3)
    consented(by, case, "publication", recipient=TO, until_on=soon)
    consented(by, case, "publication")
    (person,) = published(case).persons
    assert timezone.localtime(pfif.read_time(person.value("expiry_date"))).date() == soon


def taken_back(by, case, consented):
    consented(by, case, "publication", answer="withdrawn")


def erased(by, case, _consented):
    write(going_out.ERASED, by=by, about=("child", case.child_id))


@pytest.mark.parametrize("end", [taken_back, erased])
def test_a_placeholder_stands_for_who_may_no_longer_be_shown_and_says_nothing_else(
    by, full_case, consented, published, end
):
    case = full_case(by)
    consented(by, case, "publication")
    number = published(case).persons[0].id
    end(by, case, consented)
    document = published(Case.objects.get(pk=case.pk))
    (person,) = document.persons
    assert (person.id, pfif.is_placeholder(person)) == (number, True)
    assert [child.name for child in person.element.children] == [
        *("person_record_id", "entry_date", "expiry_date", "source_date")
    ]
    assert pfif.check(document) == []


def test_a_child_that_is_left_out_of_a_file_gets_no_placeholder_while_it_may_be_shown(
    by, full_case, consented, published
):
    case = full_case(by)
    consented(by, case, "publication")
    published(case)
    assert published().persons == ()


def test_who_was_never_sent_to_a_recipient_gets_no_placeholder_there(by, full_case, consented, published):
    case = full_case(by)
    consented(by, case, "publication")
    published(case)
    taken_back(by, case, consented)
    assert published(case, recipient="Others").persons == ()


def test_a_child_that_came_by_pfif_keeps_its_first_id(by, entered, consented, published):
    from kintrace.office.cases import case_actions
    from kintrace.office.cases.case_actions import Facts

    record = entered(by, name="Вигадана Марта", person_record_id="elsewhere.example/p7")
    case = case_actions.open_case(by=by, record=record.pk, facts=Facts())
    consented(by, case, "publication")
    assert published(case).persons[0].id == "elsewhere.example/p7"


def test_births_between_two_years_leave_as_ages(by, full_case, consented, published):
    case = full_case(by)
    type(case.child).objects.filter(pk=case.child_id).update(birth="2012-01-01/2014-12-31")
    consented(by, case, "publication")
    (person,) = published(Case.objects.get(pk=case.pk)).persons
    year = timezone.localdate().year
    assert (person.value("date_of_birth"), person.value("age")) == ("", f"{year - 2015}-{year - 2012}")


def test_a_child_is_never_published_under_the_id_of_one_who_was_erased(
    by, full_case, entered, consented, published
):
    from kintrace.office.cases.case_actions import Facts, open_case
    from kintrace.office.exchange.erasure_actions import Asked, erase_child

    case = full_case(by)
    consented(by, case, "publication")
    (first,) = published(case).persons
    asked = Asked("The mother", "Wish", [case.records.get().record_id])
    erase_child(by=by, number=case.child_id, asked=asked)
    other = open_case(by=by, record=entered(by, name="Вигадана Інша").pk, facts=Facts())
    consented(by, other, "publication")
    found = {(one.id, pfif.is_placeholder(one)) for one in published(other).persons}
    assert found == {(first.id, True), (person_id(other), False)}
