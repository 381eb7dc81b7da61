"""The table of fields says what each version says."""

import pytest

from kintrace.pfif.formats import FORMATS
from kintrace.pfif.rules import at_the_top, rules

VERSIONS = ("1.1", "1.2", "1.3", "1.4")
KINDS = ("person", "note")


@pytest.mark.parametrize(
    ("version", "persons", "notes"), [("1.1", 18, 11), ("1.2", 22, 14), ("1.3", 24, 14), ("1.4", 26, 15)]
)
def test_each_version_has_its_fields(version, persons, notes):
    assert (len(rules(version, "person")), len(rules(version, "note"))) == (persons, notes)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_format_is_known_and_every_field_has_a_name_now(version, kind):
    found = rules(version, kind).values()
    assert {rule.format for rule in found} - FORMATS.keys() <= {"text", "record"}
    assert {rule.now for rule in found} <= rules("1.4", kind).keys()
    assert len({rule.now for rule in found}) == len(found)


def test_what_a_person_needs():
    def needed(version):
        return [rule.field for rule in rules(version, "person").values() if rule.needed == "yes"]

    assert [needed(version) for version in VERSIONS] == [
        ["person_record_id", "first_name", "last_name"],
        ["person_record_id", "first_name", "last_name"],
        ["person_record_id", "source_date", "full_name"],
        ["person_record_id", "source_date", "full_name"],
    ]


def test_only_the_first_two_versions_have_an_order():
    ordered = [[rule.order is not None for rule in rules(v, k).values()] for v in VERSIONS for k in KINDS]
    assert [(all(one), any(one)) for one in ordered] == [(True, True)] * 4 + [(False, False)] * 4
    assert sorted(rule.order for rule in rules("1.1", "person").values()) == list(range(1, 19))


def test_notes_stand_beside_persons_from_1_2_on():
    assert [at_the_top(version) for version in VERSIONS] == [("person",)] + [("person", "note")] * 3
