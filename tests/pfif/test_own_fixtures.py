"""The rules of each version on documents of our own, so that a copy without the shared cases proves them too.

Each rule of the format's validator has one document that keeps it and one that breaks it, counted by hand.
Nobody in them is real.
"""

import datetime as dt
from pathlib import Path

import pytest

from kintrace.pfif import check, read, validate, validate_records, write
from kintrace.pfif.check import run_validations
from kintrace.pfif.rules import rules

OWN = sorted(Path(__file__).with_name("own").glob("*.xml"))
IN_2022, IN_2023 = dt.datetime(2022, 4, 1, tzinfo=dt.UTC), dt.datetime(2023, 4, 1, tzinfo=dt.UTC)

ID = "<person_record_id>e.org/1</person_record_id>"
OTHER = "<person_record_id>e.org/2</person_record_id>"
NOTE_ID = "<note_record_id>e.org/n1</note_record_id>"
LINK = "<linked_person_record_id>e.org/{}</linked_person_record_id>"
DATES = "<source_date>{0}</source_date><entry_date>{0}</entry_date><expiry_date>{1}</expiry_date>"
GONE = DATES.format("2022-03-01T00:00:00Z", "2022-03-01T00:00:00Z")
LATE = "<source_date>2022-03-02T00:00:00Z</source_date><entry_date>2022-03-01T00:00:00Z</entry_date>"

KEPT = [
    ("validate_root_has_child", "1.1", "<person/>"),
    ("validate_root_has_mandatory_children", "1.1", "<person/>"),
    ("validate_root_has_mandatory_children", "1.2", "<note/>"),
    (
        *("validate_person_has_mandatory_children", "1.1"),
        f"<person>{ID}<first_name>A</first_name><last_name>B</last_name></person>",
    ),
    (
        *("validate_person_has_mandatory_children", "1.3"),
        f"<person>{ID}<source_date>x</source_date><full_name>A</full_name></person>",
    ),
    (
        *("validate_note_has_mandatory_children", "1.3"),
        f"<note>{NOTE_ID}{ID}<author_name>A</author_name><source_date>x</source_date><text>t</text></note>",
    ),
    ("validate_fields_have_correct_format", "1.3", "<person><note/></person><note/>"),
    ("validate_fields_have_correct_format", "1.2", "<person><age>7-9</age><sex>other</sex></person>"),
    ("validate_person_ids_are_unique", "1.2", f"<person>{ID}</person><person>{OTHER}</person>"),
    ("validate_note_ids_are_unique", "1.2", f"<note>{NOTE_ID}</note><person><note/></person>"),
    (
        "validate_notes_belong_to_persons",
        "1.2",
        f"<person>{ID}<note>{ID}</note></person><note>{OTHER}</note>",
    ),
    ("validate_person_field_order", "1.1", f"<person>{ID}<photo_url/><other/><note/></person>"),
    ("validate_note_field_order", "1.1", f"<person><note>{NOTE_ID}<found/><text/></note></person>"),
    ("validate_person_field_order", "1.2", f"<person>{ID}<other/><sex/><note/></person>"),
    ("validate_person_field_order", "1.3", f"<person><note/><other/>{ID}</person>"),
    ("validate_note_field_order", "1.3", f"<note><text/>{ID}{NOTE_ID}</note>"),
    ("validate_linked_records_matched", "1.2", f"<note>{ID}</note>"),
    (
        *("validate_linked_records_matched", "1.2"),
        f"<note>{ID}{LINK.format(2)}</note><note>{OTHER}{LINK.format(1)}</note>",
    ),
    ("validate_extraneous_fields", "1.2", f"<person>{ID}<note/><note/></person>"),
    ("validate_expired_records_removed", "1.3", f"<person>{ID}{GONE}<full_name/></person>"),
    ("validate_expired_records_removed", "1.2", f"<person>{ID}{GONE}<other>x</other></person>"),
    ("validate_expired_records_removed", "1.3", f"<person>{ID}<expiry_date/><other>x</other></person>"),
]
BROKEN = [
    ("validate_root_has_child", "1.1", "", 1),
    ("validate_root_has_mandatory_children", "1.2", "<x/>", 1),
    ("validate_root_has_mandatory_children", "1.1", "<note/>", 1),
    ("validate_person_has_mandatory_children", "1.1", "<person/>", 3),
    ("validate_person_has_mandatory_children", "1.3", "<person/>", 3),
    ("validate_note_has_mandatory_children", "1.3", "<person><note/></person><note/>", 4 + 5),
    (
        *("validate_fields_have_correct_format", "1.1"),
        "<person><person_record_id>e.org/</person_record_id><entry_date>1234</entry_date>"
        "<author_email>@e.org</author_email><first_name>small</first_name><home_zip>x</home_zip>"
        "<note><found>perhaps</found></note></person>",
        6,
    ),
    (
        *("validate_fields_have_correct_format", "1.2"),
        "<person><sex>unknown</sex><age>seven</age><date_of_birth>07.03.2015</date_of_birth>"
        "<home_country>Ukraine</home_country></person><note><status>alive</status></note>",
        5,
    ),
    ("validate_fields_have_correct_format", "1.3", "<person><expiry_date>soon</expiry_date></person>", 1),
    ("validate_person_ids_are_unique", "1.2", f"<person>{ID}</person>" * 3, 2),
    (
        "validate_note_ids_are_unique",
        "1.2",
        f"<note>{NOTE_ID}</note><person><note>{NOTE_ID}</note></person>",
        1,
    ),
    ("validate_notes_belong_to_persons", "1.2", f"<note/><person>{ID}<note>{OTHER}</note></person>", 2),
    ("validate_person_field_order", "1.1", f"<person><other/>{ID}</person>", 1),
    ("validate_note_field_order", "1.1", f"<person><note><text/>{NOTE_ID}</note></person>", 1),
    ("validate_person_field_order", "1.2", f"<person><sex/>{ID}</person><person><note/><sex/></person>", 2),
    ("validate_note_field_order", "1.2", f"<note><text/>{ID}</note>", 1),
    ("validate_linked_records_matched", "1.2", f"<note>{ID}{LINK.format(2)}</note><note>{OTHER}</note>", 1),
    ("validate_extraneous_fields", "1.2", "<person><foo/><expiry_date/><note><bar/></note></person>", 3),
    ("validate_extraneous_fields", "1.3", "<person><sex/><sex/><sex/></person>", 2),
    ("validate_expired_records_removed", "1.3", f"<person>{ID}{GONE}<full_name>A</full_name></person>", 1),
    (
        "validate_expired_records_removed",
        "1.4",
        f"<person>{ID}{GONE}</person><note>{ID}<text>t</text></note>",
        1,
    ),
    (
        *("validate_expired_records_removed", "1.3"),
        f"<person>{ID}{LATE}<expiry_date>2022-03-01T00:00:00Z</expiry_date></person>",
        1,
    ),
]


def found_by(rule, document):
    if rule == "validate_expired_records_removed":
        return validate_records.validate_expired_records_removed(document, IN_2023)
    return (getattr(validate, rule, None) or getattr(validate_records, rule))(document)


@pytest.mark.parametrize(("rule", "version", "records"), KEPT)
def test_a_document_that_keeps_a_rule_has_no_fault(document, rule, version, records):
    assert [str(one) for one in found_by(rule, document(records, version))] == []


@pytest.mark.parametrize(("rule", "version", "records", "count"), BROKEN)
def test_a_document_that_breaks_a_rule_has_as_many_faults_as_counted_by_hand(
    document, rule, version, records, count
):
    found = found_by(rule, document(records, version))
    assert len(found) == count, [str(one) for one in found]


def test_each_rule_of_the_validator_is_kept_and_broken_here():
    every = {
        name
        for module in (validate, validate_records)
        for name in vars(module)
        if name.startswith("validate_")
    }
    assert {rule for rule, *_more in KEPT} == {rule for rule, *_more in BROKEN} == every
    assert len(every) == 13


def test_all_rules_are_run_at_once(document):
    assert [str(one) for one in run_validations(read(OWN[0]), IN_2022)] == []
    twice = f"<person>{ID}</person>" * 2
    assert len(run_validations(document(twice, "1.1"), IN_2022)) == 1 + 2 * 2


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_a_document_with_every_field_has_no_fault_and_loses_nothing_when_written_and_read_again(
    path, tmp_path
):
    document = read(path)
    assert [str(one) for one in check(document, IN_2022) if "invented.example/ns" not in str(one)] == []
    (tmp_path / "again.xml").write_text(write(document), "utf-8", newline="")
    assert read(tmp_path / "again.xml") == document
    (person, *_others), (note, *_more) = document.persons, [*document.notes()]
    for kind, one in (("person", person), ("note", note)):
        assert {*rules(document.version, kind)} - {child.name for child in one.element.children} == set()


def test_once_its_day_has_passed_each_field_that_is_left_is_found():
    document = read(next(path for path in OWN if path.name == "full-1.4.xml"))
    found = [one for one in check(document, IN_2023) if "expired more than a day ago" in str(one)]
    fields = len(rules("1.4", "person")) - 4
    assert len(found) == fields
