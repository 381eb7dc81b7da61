"""Primero: its field ids, its lookup ids, and what comes back of what went out."""

import csv
import io
import re
from pathlib import Path

import pytest

from kintrace.office.cases import code_lists
from kintrace.office.exchange import exports, primero
from kintrace.office.exchange.exports import Asked
from kintrace.office.exchange.primero import RECORDS, columns, relation_of, written

FORMS = Path(__file__).parents[4] / "shared" / "cases" / "tracing"
SHARED = FORMS if FORMS.is_dir() else None

OURS = {
    "case": {
        *("address_last", "case_id", "case_id_display", "current_care_arrangement_started_date"),
        *("current_care_arrangements_type", "current_name_caregiver", "date_of_birth", "date_of_separation"),
        *("estimated", "location_separation", "name", "name_other", "protection_status", "registration_date"),
        *("risk_level", "separation_cause", "separation_cause_other", "sex", "status", "tracing_status"),
        *("workflow", "case_status_reopened", "closure_reason", "closure_reason_other", "date_closure"),
        "wishes_child_family_tracing",
    },
    "tracing_request": {
        *("date_of_birth", "date_of_separation", "inquiry_date", "location_last", "location_separation"),
        "matched_case_id",
        *("name", "name_other", "relation", "relation_name", "relation_telephone", "separation_cause"),
        *("separation_cause_other", "sex", "status", "tracing_request_id", "tracing_request_status"),
    },
    "family": {
        *("family_number", "family_relation_is_caregiver", "family_relationship", "relation_address_current"),
        *("relation_comments", "relation_is_alive", "relation_name", "relation_telephone"),
    },
    "care": {
        *("care_agency_name", "care_arrangement_started_date", "care_arrangements_type", "case_id_display"),
        *("child_caregiver_reason_change", "name_caregiver"),
    },
    "followup": {"case_id_display", "followup_comments", "followup_date", "followup_type"},
}
"""Fields of Primero that we hold, by kind of record: kept here too, so that none is lost unseen."""

LOOKUPS = {
    "lookup-gender": {"male", "female"},
    "lookup-case-status": {"open", "closed", "transferred", "duplicate"},
    "lookup-inquiry-status": {"open", "closed"},
    "lookup-tracing-status": {"open", "tracing_in_progress", "verified", "reunified", "closed"},
    "lookup-workflow": {
        *("new", "closed", "reopened", "service_provision", "services_implemented", "case_plan"),
    },
    "lookup-protection-status": {"unaccompanied", "separated"},
    "lookup-risk-level": {"high", "medium", "low"},
    "lookup-yes-no": {"true", "false", ""},
}
IDS = {
    "lookup-gender": ("f", "m"),
    "lookup-case-status": code_lists.CASE_STATUSES,
    "lookup-inquiry-status": code_lists.CASE_STATUSES,
    "lookup-workflow": code_lists.WORKFLOWS,
    "lookup-protection-status": code_lists.PROTECTION,
    "lookup-risk-level": code_lists.RISKS,
    "lookup-yes-no": code_lists.ALIVE,
}


@pytest.mark.parametrize("record", RECORDS)
def test_the_table_names_the_fields_that_we_hold_each_once(record):
    named = [one.field for one in columns(record)]
    assert sorted(named) == sorted(OURS[record])


@pytest.mark.parametrize("kind", sorted(IDS))
def test_each_of_our_ids_leaves_as_one_of_primeros(kind):
    assert {written(kind, one) for one in IDS[kind]} <= LOOKUPS[kind]


def test_each_tracing_status_of_ours_leaves_as_one_of_primeros():
    from kintrace.office.cases.standing import Status

    assert {written("lookup-tracing-status", str(one)) for one in Status} == LOOKUPS["lookup-tracing-status"]


def test_a_cause_that_primero_lacks_leaves_as_other_with_its_id():
    for cause in code_lists.OUR_CAUSES:
        assert written("lookup-separation-cause", cause) == "other_please_specify"
        assert written("other-cause", cause) == cause
    assert (written("lookup-separation-cause", "conflict"), written("other-cause", "conflict")) == (
        "conflict",
        "",
    )


@pytest.mark.parametrize(
    ("birth", "day", "estimated"),
    [
        ("2013-04-17", "2013-04-17", ""),
        ("2013-04", "2013-01-01", "true"),
        ("2013", "2013-01-01", "true"),
        ("2012-01-01/2014-12-31", "2013-01-01", "true"),
        ("", "", ""),
        ("unknown", "", ""),
    ],
)
def test_a_birth_known_in_part_leaves_as_estimated(birth, day, estimated):
    assert (written("birth", birth), written("estimated", birth)) == (day, estimated)


def test_a_relation_is_known_in_each_language():
    assert [relation_of(said) for said in ("мати", "бабушка", "Aunt", "father", "сусідка")] == [
        *("mother", "grandmother", "aunt", "father", "")
    ]


@pytest.mark.skipif(SHARED is None, reason="the dump of Primero's forms is not beside this copy")
def test_primero_has_each_field_in_the_form_that_we_name_with_the_list_that_we_name():
    with (SHARED / "primero_default_forms.tsv").open(encoding="utf-8", newline="") as file:
        theirs = {(row[0], row[2]): row[5] for row in csv.reader(file, delimiter="\t") if row[1] == "field"}
    table = Path(primero.__file__).with_name("primero.csv")
    with table.open(encoding="utf-8", newline="") as file:
        ours = list(csv.DictReader(file))
    assert [row for row in ours if (row["form"], row["field"]) not in theirs] == []
    lists = {
        (row["field"], row["kind"]): theirs[row["form"], row["field"]]
        for row in ours
        if row["kind"].startswith("lookup-")
    }
    # tick boxes, and a list of its own
    free = {"case_status_reopened", "family_relation_is_caregiver", "relation_is_alive"}
    assert [
        (field, kind)
        for (field, kind), theirs in lists.items()
        if field not in free and theirs != f"lookup {kind}"
    ] == []


def told_in_docs():
    """The fields that the reference names, by form."""
    text = (Path(__file__).parents[3] / "docs" / "reference" / "primero.md").read_text("utf-8")
    told = set()
    for line in text.splitlines():
        cells = line.strip("|").split("|")
        if len(cells) > 2:
            told |= {(cells[0].strip().split("/")[-1], field) for field in re.findall(r"`(\w+)`", cells[1])}
    return told


def test_the_reference_tells_of_each_field_that_we_hold():
    table = Path(primero.__file__).with_name("primero.csv").read_text("utf-8").splitlines()
    ours = {(Path(row["form"]).stem, row["field"]) for row in csv.DictReader(table)}
    assert ours - told_in_docs() == set()


@pytest.mark.skipif(SHARED is None, reason="the dump of Primero's forms is not beside this copy")
def test_the_reference_tells_of_each_field_that_primero_has():
    told = told_in_docs()
    with (SHARED / "primero_default_forms.tsv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row[1] == "field"]
    theirs = {
        (Path(form).stem, field)
        for form, _kind, field, what, *_more in rows
        if form.startswith(("case/", "tracing_request/", "family/")) and what not in ("separator", "subform")
    }
    assert theirs - told == set()


@pytest.mark.skipif(SHARED is None, reason="the dump of Primero's lookups is not beside this copy")
def test_the_lookup_ids_kept_here_are_primeros():
    lines = (SHARED / "primero_lookups.txt").read_text("utf-8").splitlines()
    theirs = {
        line.split(" : ")[0].strip(): {pair.split("=")[0].strip() for pair in line.split(" : ")[1].split(";")}
        for line in lines
        if " : " in line
    }
    assert {
        kind: ids - {""} - theirs[kind] for kind, ids in LOOKUPS.items() if ids - {""} - theirs[kind]
    } == {}
    kept = {"lookup-separation-cause": {*code_lists.CAUSES} - {*code_lists.OUR_CAUSES}}
    kept |= {"lookup-family-relationship": {*code_lists.RELATIONS}}
    kept |= {"lookup-care-arrangements-type": {*code_lists.CARE_KINDS}}
    kept |= {"lookup-caregiver-change-reason": {*code_lists.CARE_CHANGES}}
    kept |= {"lookup-followup-type": {"after_reunification"}}
    assert {kind: ids - theirs[kind] for kind, ids in kept.items() if ids - theirs[kind]} == {}


def test_a_case_leaves_with_primeros_ids_and_values(member, full_case, consented):
    by = member()
    consented(by, full_case(by))
    made = {}
    for record in RECORDS:
        content = b"".join(exports.take(by=by, asked=Asked(f"primero.{record}", "P", "sharing")).content)
        made[record] = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    (case,), (request,), (kin,) = made["case"], made["tracing_request"], made["family"]
    assert {
        name: case[name] for name in ("case_id_display", "name", "sex", "date_of_birth", "estimated")
    } == {
        "case_id_display": "K-000001",
        "name": "Nameova Plantedanna",
        "sex": "female",
        "date_of_birth": "2013-04-17",
        "estimated": "",
    }
    assert (case["separation_cause"], case["separation_cause_other"]) == (
        "other_please_specify",
        "deportation",
    )
    assert (case["current_care_arrangements_type"], case["tracing_status"]) == ("foster_care", "verified")
    assert case["date_of_separation"] == ""  # known to the month only: Primero has days
    assert (request["tracing_request_id"], request["relation_name"]) == ("K-000001", "Inquirerova")
    assert request["relation_telephone"] == "'+380009998877"
    assert (kin["family_number"], kin["relation_name"], kin["family_relationship"]) == (
        *("K-000001", "Relativov", "mother"),
    )
    assert (kin["family_relation_is_caregiver"], kin["relation_is_alive"]) == ("true", "true")
