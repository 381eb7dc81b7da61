"""What Primero wrote comes in: what went out comes back, and nothing is presumed."""

import csv
import io
import re

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.errors import ListUnreadable
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.cases import case_actions
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.models import Case, Consent
from kintrace.office.exchange import exports, primero, primero_in
from kintrace.office.exchange.exports import Asked
from kintrace.office.exchange.going_out import let_out
from kintrace.office.exchange.primero import columns
from kintrace.office.jobs import worker
from kintrace.office.jobs.models import Job
from kintrace.office.tracing.list_actions import Brought
from kintrace.office.tracing.models import Record

BACK = {
    "case": (
        *("name", "other_names", "sex", "birth", "origin", "separated_at", "separation_cause"),
        *("protection_status", "risk_level", "workflow", "care_1_kind", "care_1_caregiver", "care_1_from_on"),
    ),
    "tracing_request": (
        *("name", "other_names", "sex", "birth", "origin", "separated_at", "separation_cause"),
        *("inquirer", "inquirer_contact"),
    ),
}
"""Facts of a case that come back as they went out, by kind of record."""
OUT_ONLY = {
    *("long_id", "case_number"),  # come back as the record's
    *("case_status", "opened_on", "tracing_status", "closed_on", "closure_reason", "reopened"),  # steps
    *("wishes", "followup_type", "followup_on", "followup_said"),
    "inquirer_relation",  # in words of ours, one of Primero's ids there
    *("care_place", "care_why_new"),  # care that ended
}
"""Facts that go out and are never taken over from a file: only people of this office record steps."""
KIN = ("relation", "name", "is_caregiver", "alive", "telephone", "where", "note")


def work_all():
    while worker.work_once():
        pass


@pytest.fixture
def there(member):
    """A coordinator of another organisation, into whose office the file comes."""
    return member("coordinator", organisation=Organisation.objects.create(name="There"))


def brought(side="requests"):
    return Brought(side, "From Primero", "Primero of Nowhere", "agreement", "primero.csv")


def out(by, record, to="There"):
    return b"".join(exports.take(by=by, asked=Asked(f"primero.{record}", to, "sharing")).content)


def came(by, record, content, **more):
    one = primero_in.bring(by=by, what=brought(), record=record, content=content, open_cases=True, **more)
    work_all()
    return one


@pytest.fixture
def sent(member, full_case, consented):
    """A case with a day of separation and of care, and all consents to share it."""
    by = member("coordinator")
    case = full_case(by)
    Case.objects.filter(pk=case.pk).update(separated_on="2022-03-05", workflow="case_plan")
    case.cares.update(from_on="2023-02-03")
    consented(by, case)
    return by, Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("record", sorted(BACK))
def test_what_went_out_comes_back(sent, there, consented, record):
    by, case = sent
    before = let_out(by, [case], "There", "sharing")[0].facts
    came(there, record, out(by, record))
    made = Case.objects.get(held_by=there.organisation)
    consented(there, made)
    after = let_out(there, [made], "Anybody", "sharing")[0].facts
    assert {name: after.get(name) for name in BACK[record]} == {
        name: before.get(name) for name in BACK[record]
    }
    assert after["separated_on"] == "2022-03-05"
    assert Record.objects.get(list__organisation=there.organisation).number == "K-000001"


@pytest.fixture
def returned(sent, consented):
    """The case, returned, visited, closed and opened again; with two arrangements of care; then closed."""
    from kintrace.office.cases import family_actions, step_actions
    from kintrace.office.cases.steps import Kind

    by, case = sent
    for field in ("wishes", "steps", "care"):
        consented(by, case, recipient=f"Without {field}", withheld=[field])
    change = {"from_on": "2024-05-06", "why_changed": "ill_health_of_caregiver", "caregiver": "Secondova"}
    family_actions.begin_care(by=by, number=case.pk, kind="kinship_care_extended_family", **change)
    for kind, on, words, note in (
        (Kind.RETURN_AGREED, "2025-01-02", {"with_whom": "Verifiedova"}, ""),
        (Kind.REUNIFIED, "2025-02-03", {"with_whom": "Verifiedova"}, ""),
        (Kind.FOLLOWED_UP, "2025-03-04", {"outcome": "well"}, "Visitova"),
        (Kind.CLOSED, "2025-04-05", {"outcome": "other"}, "Closednotova"),
        (Kind.REOPENED, "", {}, "Anew"),
        (Kind.CLOSED, "2025-05-06", {"outcome": "return_followed_up"}, ""),
    ):
        step_actions.record(by=by, number=case.pk, word=step_actions.Word(kind, on, words, note))
    return by, Case.objects.get(pk=case.pk)


def cells(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_what_a_case_came_to_goes_out_and_every_field_that_we_hold_is_filled(returned):
    by, _case = returned
    (case,) = cells(out(by, "case"))
    assert {name: case[name] for name in case if "clos" in name or "reopened" in name} == {
        "case_status_reopened": "true",
        "closure_reason": "other",
        "closure_reason_other": "return_followed_up",
        "date_closure": "2025-05-06",
    }
    assert (case["wishes_child_family_tracing"], case["tracing_status"]) == ("true", "closed")
    assert case["current_name_caregiver"] == "Secondova"
    care = [tuple(row.values()) for row in cells(out(by, "care"))]
    assert care == [
        ("Campivka", "2023-02-03", "foster_care", "K-000001", "", "Caregiverova"),
        (
            *("", "2024-05-06", "kinship_care_extended_family", "K-000001"),
            *("ill_health_of_caregiver", "Secondova"),
        ),
    ]
    assert cells(out(by, "followup")) == [
        {
            "case_id_display": "K-000001",
            "followup_comments": "well: Visitova",
            "followup_date": "2025-03-04",
            "followup_type": "after_reunification",
        }
    ]


def test_every_field_that_we_hold_goes_out_filled_and_comes_back_or_is_named_as_one_that_does_not(returned):
    by, case = returned
    facts = let_out(by, [case], "There", "sharing")[0].facts
    empty = set()
    for record in primero.RECORDS:
        rows = cells(out(by, record))
        empty |= {(record, name) for name in rows[0] if not any(row[name] for row in rows)}
        told = {re.sub(r"^care_(?=kind|caregiver|from_on)", "care_1_", one.fact) for one in columns(record)}
        kin = {f"relative_{name}" for name in KIN}
        assert told - kin - OUT_ONLY - {*BACK["case"], *BACK["tracing_request"], "separated_on"} == set()
    assert empty == {("case", "estimated"), ("tracing_request", "relation")}  # a whole day; a neighbour
    assert "Closednotova" not in f"{facts['closed']} {facts['closure_reason']} {facts['closed_on']}"


@pytest.mark.parametrize(
    ("withheld", "lost"),
    [
        ("wishes", {"wishes_child_family_tracing"}),
        (
            "steps",
            {
                *("case_status_reopened", "closure_reason", "closure_reason_other", "date_closure"),
                *("tracing_status", "workflow"),
            },
        ),
        (
            "care",
            {
                *("current_name_caregiver", "current_care_arrangements_type"),
                "current_care_arrangement_started_date",
            },
        ),
    ],
)
def test_what_consent_withholds_leaves_its_fields_empty(returned, withheld, lost):
    by, _case = returned
    (before,), (after,) = cells(out(by, "case")), cells(out(by, "case", f"Without {withheld}"))
    assert {name for name in before if before[name] != after[name]} == lost
    assert {after[name] for name in lost} == {""}
    rows = {record: len(cells(out(by, record, f"Without {withheld}"))) for record in ("care", "followup")}
    assert rows == {"care": 2 * (withheld != "care"), "followup": int(withheld != "steps")}


def test_a_family_comes_back_to_the_case_of_its_number(sent, there, consented):
    by, case = sent
    came(there, "case", out(by, "case"))
    found = primero_in.bring_families(by=there, content=out(by, "family"))
    assert (found.noted, found.unknown) == (1, [])
    assert primero_in.bring_families(by=there, content=out(by, "family")).noted == 0  # a second time
    made = Case.objects.get(held_by=there.organisation)
    theirs, ours = made.relatives.get(), case.relatives.get()
    assert {name: getattr(theirs, name) for name in KIN} == {name: getattr(ours, name) for name in KIN}


def test_consent_and_steps_never_come_with_a_file(sent, there):
    by, _case = sent
    came(there, "case", out(by, "case"))
    made = Case.objects.get(held_by=there.organisation)
    assert not Consent.objects.filter(case=made).exists()
    assert (made.tracing_status, [one.kind for one in made.steps.all()]) == ("open", ["opened"])
    assert let_out(there, [made], "Anybody", "sharing") == []


def test_without_being_asked_no_case_is_opened(sent, there):
    by, _case = sent
    primero_in.bring(by=there, what=brought(), record="case", content=out(by, "case"))
    work_all()
    assert Record.objects.filter(list__organisation=there.organisation).count() == 1
    assert not Case.objects.filter(held_by=there.organisation).exists()


def test_a_job_that_is_done_twice_opens_no_second_case(sent, there):
    by, _case = sent
    one = came(there, "case", out(by, "case"))
    from kintrace.office.jobs import actions as jobs

    jobs.ask(primero_in.WORK, by=there, organisation=there.organisation, list=one.pk)
    work_all()
    assert Case.objects.filter(held_by=there.organisation).count() == 1
    assert Job.objects.filter(work=primero_in.WORK).order_by("-id").first().said == "Cases opened: 0."


def sheet(*rows):
    file = io.StringIO()
    writer = csv.DictWriter(file, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def test_an_estimated_birth_is_not_taken_for_a_day(there):
    row = {
        "case_id_display": "7",
        "name": "Вигадана Олена",
        "date_of_birth": "2013-01-01",
        "estimated": "true",
    }
    came(
        there, "case", sheet(row, row | {"case_id_display": "8", "name": "Вигаданий Тарас", "estimated": ""})
    )
    births = dict(Record.objects.values_list("number", "birth"))
    assert births == {"7": "2012-01-01/2014-12-31", "8": "2013-01-01"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "no CSV in UTF-8"),
        (b"", "no column"),
        ("Ім’я,Стать\nОлена,ж\n".encode(), "no column"),
    ],
)
def test_a_file_that_is_not_primeros_is_refused_with_a_reason(there, content, why):
    from django.utils.translation import override

    with override("en"), pytest.raises(ListUnreadable, match=why):
        primero_in.bring(by=there, what=brought(), record="case", content=content)


def test_a_number_that_no_case_has_is_said(there):
    content = sheet({"family_number": "K-9", "relation_name": "Тітка", "family_relationship": "aunt"})
    found = primero_in.bring_families(by=there, content=content)
    assert (found.noted, found.unknown) == (0, ["K-9"])


def test_ids_that_we_do_not_know_are_left_out():
    row = {"risk_level": "very_high", "separation_cause": "other_please_specify", "workflow": "closed"}
    row |= {"separation_cause_other": "a flood", "protection_status": "separated"}
    facts = primero_in.facts_from(row)
    assert (facts.risk_level, facts.separation_cause) == ("", "other_please_specify")
    assert (facts.workflow, facts.protection_status) == ("new", "separated")


@pytest.mark.parametrize("role", ["reviewer", "mediator"])
def test_only_who_brings_lists_brings_from_primero(member, role):
    with pytest.raises(PermissionDenied):
        primero_in.bring(by=member(role), what=brought(), record="case", content=b"name\nx\n")
    with pytest.raises(PermissionDenied):
        primero_in.bring_families(by=member(role), content=b"")


def family(*numbers):
    rows = [f"{number},mother,Вигадана Мати" for number in numbers]
    return "\n".join(["family_number,family_relationship,relation_name", *rows]).encode()


def test_the_row_of_some_other_list_is_no_number_of_a_family(there, entered):
    record = entered(there, name="Вигаданчук Ганна")
    case = case_actions.open_case(by=there, record=record.pk, facts=Facts())
    found = primero_in.bring_families(by=there, content=family(record.number))
    assert (found.noted, found.unknown, found.doubtful) == (0, [record.number], [])
    assert not case.relatives.exists()


def test_a_number_that_two_cases_have_brings_no_family_to_either(sent, there):
    by, _case = sent
    for _time in range(2):
        came(there, "case", out(by, "case").replace(b"K-000001", b"X-1"))
    found = primero_in.bring_families(by=there, content=family("X-1", "K-000001"))
    assert (found.noted, found.doubtful) == (1, ["X-1"])  # K-000001 is the first one's own number


def test_a_date_that_is_none_and_a_text_that_is_too_long_stop_no_case(there):
    header = "case_id_display,name,date_of_separation,location_separation,current_care_arrangements_type,"
    header += "current_care_arrangement_started_date,current_name_caregiver\n"
    rows = [
        f"X-1,Вигадана Перша,somewhen in 2022,{'a' * 400},foster_care,2023/01/02,{'b' * 600}",
        "X-2,Вигадана Друга,2022-03-05T00:00:00Z,Вигадане,foster_care,05.02.2023,Вигадана",
    ]
    came(there, "case", (header + "\n".join(rows)).encode())
    one, two = Case.objects.order_by("id")
    assert (one.separated_on, len(one.separated_at), two.separated_on) == ("", 300, "2022-03-05")
    assert [(care.from_on, len(care.caregiver)) for case in (one, two) for care in case.cares.all()] == [
        ("", 500),
        ("2023-02-05", 8),
    ]


def test_a_sign_that_no_database_keeps_is_refused(there):
    with pytest.raises(ListUnreadable):
        primero_in.bring_families(by=there, content=family("X-1").replace("Мати".encode(), b"A\0B"))


def test_who_may_no_longer_keep_cases_opens_none_and_the_worker_works_on(sent, there):
    by, _case = sent
    primero_in.bring(by=there, what=brought(), record="case", content=out(by, "case"), open_cases=True)
    Member.objects.filter(pk=there.pk).update(role="documenter")
    work_all()
    assert not Case.objects.filter(held_by=there.organisation).exists()
    assert Job.objects.get(work=primero_in.WORK).said == "Nothing to do."
