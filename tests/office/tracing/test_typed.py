import pytest

from kintrace.lists.mapping import ROLES
from kintrace.office.tracing.typed import COLUMNS, LABELS, birth_of, people_of


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("", "", ""),
        ("07.03.2015", "exact", "2015-03-07"),
        ("2015", "partial", "2015"),
        ("2015", "estimated", "2014-01-01/2016-12-31"),
        ("серпень 2013", "", "2013-08"),
    ],
)
def test_a_birth_is_read_as_far_as_it_is_known(text, kind, edtf):
    assert birth_of(text, kind) == (edtf, "")


def test_a_birth_that_cannot_be_read_says_why():
    edtf, why = birth_of("31.02.2014")
    assert edtf == ""
    assert why


def test_what_was_typed_is_read_as_roles():
    typed = {
        "name": " Шевченко  Олена",
        "name_2": "Shevchenko Olena",
        "name_3": "Оленка",
        "name_from": "mother",
    }
    typed |= {"birth": "2015", "birth_kind": "estimated", "family": "бабуся Ганна"}
    assert people_of(typed) == {
        "name": "Шевченко Олена",
        "other_names": "Shevchenko Olena; Оленка",
        "birth": "2014-01-01/2016-12-31",
        "relatives": "бабуся Ганна",
    }


def test_every_field_has_a_label_and_every_role_is_one_of_the_engines():
    assert {field for fields in COLUMNS.values() for field in fields} <= LABELS.keys()
    assert COLUMNS.keys() <= ROLES.keys()
