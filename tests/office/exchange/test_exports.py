"""What is taken out of many cases: what is withheld stands in no form of it, nor in the journal."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.models import Case
from kintrace.office.exchange import exports
from kintrace.office.exchange.exports import Asked
from kintrace.office.exchange.forms import WHAT
from kintrace.office.journal.models import Entry
from kintrace.office.registry.models import Child
from kintrace.office.tracing.record_actions import correct

from .conftest import SECRETS

TO = "Red Cross of Nowhere"
UNTIL = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def by(member):
    return member("coordinator")


def text_of(content: bytes, what: str) -> str:
    if what.endswith("xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    return content.decode()


def taken(by, what, **more):
    purpose = "publication" if what == "pfif" else "sharing"
    asked = Asked(what, TO, purpose, until=UNTIL, **more)
    return text_of(b"".join(exports.take(by=by, asked=asked).content), what)


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_withheld_field_stands_in_no_file_that_leaves(by, full_case, consented, field):
    case = full_case(by)
    for purpose in ("publication", "sharing"):
        consented(by, case, purpose, withheld=[field])
    for what in WHAT:
        said = taken(by, what)
        assert [(what, word) for word in SECRETS.get(field, []) if word in said] == []
        assert case.child.photo not in said
    told = json.dumps(list(Entry.objects.values_list("details", "why")), ensure_ascii=False)
    assert [word for words in SECRETS.values() for word in words if word in told] == []


def test_a_further_column_of_a_record_stands_in_no_file_that_leaves(by, full_case, consented):
    case = full_case(by)
    for purpose in ("publication", "sharing"):
        consented(by, case, purpose)
    record = case.records.get().record
    correct(by=by, number=record.pk, people={"other:scar": "Scarova"}, why="Seen on a photo")
    assert [what for what in WHAT if "scar" in taken(by, what).casefold()] == []


HOLD = {
    "cases.csv": [
        "Nameova",
        "Aliasova",
        "Originivka",
        "Relativov",
        "Caregiverova",
        "Campivka",
        "Inquirerova",
    ],
    "children.xlsx": ["Nameova", "Originivka", "Campivka", "Programmova"],
    "primero.case": ["Nameova", "Originivka", "Stationivka", "Caregiverova"],
    "primero.tracing_request": ["Nameova", "Inquirerova", "+380009998877"],
    "primero.family": ["Relativov", "+380001112233", "Whereivka", "Noteova"],
    "primero.care": ["K-000001", "foster_care", "Caregiverova", "Campivka"],
    "pfif": ["Nameova", "Originivka", "2013-04-17"],
}


def test_with_consent_to_everything_a_file_holds_what_it_is_for(by, full_case, consented):
    case = full_case(by)
    for purpose in ("publication", "sharing"):
        consented(by, case, purpose)
    for what, words in HOLD.items():
        said = taken(by, what)
        assert [(what, word) for word in words if word not in said] == []


def test_without_consent_a_file_names_nobody(by, full_case):
    full_case(by)
    for what in WHAT:
        said = taken(by, what)
        assert [(what, word) for words in SECRETS.values() for word in words if word in said] == []
        assert "K-000001" not in said


def test_before_anything_leaves_it_is_shown_what_is_withheld_and_nothing_is_told(by, full_case, consented):
    consented(by, full_case(by), withheld=["photo", "relatives"])
    found = exports.preview(by, Asked("cases.csv", TO, "sharing"))
    assert (found.leaving, found.nothing, found.withheld) == (1, 0, {"photo": 1, "relatives": 1})
    assert not Entry.objects.filter(act="exported case").exists()
    assert exports.preview(by, Asked("cases.csv", TO, "tracing")) == exports.Preview(0, 1, {})


def test_only_the_named_cases_leave(by, full_case, consented):
    consented(by, full_case(by))
    with pytest.raises(ValidationError, match="no case K-000009"):
        taken(by, "cases.csv", numbers=("K-000001", "K-000009"))
    assert "Nameova" in taken(by, "cases.csv", numbers=("K-000001",))


def test_a_number_is_of_the_own_organisation_and_what_others_transferred_is_named_by_its_page(by, member):
    other = Organisation.objects.create(name="Another")
    theirs = member("coordinator", organisation=other)
    cases = []
    for one in (by, theirs):
        child = Child.objects.create(organisation=one.organisation, made_by=one, number="C-000001", name="A")
        said = {"organisation": one.organisation, "held_by": by.organisation, "number": "K-000001"}
        cases.append(Case.objects.create(child=child, opened_by=one, **said))
    own, transferred = cases

    def named(*numbers):
        return exports._cases(by, Asked("cases.csv", TO, "sharing", numbers=numbers))

    assert named("K-000001") == [own]
    assert named(f"#{transferred.pk}") == [transferred]
    assert named("K-000001", f"#{transferred.pk}") == [own, transferred]
    with pytest.raises(ValidationError, match="no case #999, K-000002"):
        named("#999", "K-000001", "K-000002")


def test_too_many_cases_at_once_are_refused(by, full_case, consented, monkeypatch):
    full_case(by)
    monkeypatch.setattr(exports, "MOST_CASES", 0)
    with pytest.raises(ValidationError, match="more than 0 cases"):
        exports.preview(by, Asked("cases.csv", TO, "sharing"))


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "mediator"])
def test_only_who_may_export_takes_out(member, role):
    for act in (
        lambda by, asked: exports.preview(by, asked),
        lambda by, asked: exports.take(by=by, asked=asked),
    ):
        with pytest.raises(PermissionDenied):
            act(member(role), Asked("cases.csv", TO, "sharing"))
