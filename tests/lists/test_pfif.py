"""A PFIF file is a list like any other. Nobody in it is real."""

import json

import pytest

from kintrace import lists, trace

PLACEHOLDER = """<person><person_record_id>e.org/9</person_record_id>
<source_date>2023-01-01T00:00:00Z</source_date><entry_date>2023-01-01T00:00:00Z</entry_date>
<expiry_date>2023-01-01T00:00:00Z</expiry_date></person>"""
PERSON = """<person><person_record_id>e.org/1</person_record_id>
<source_date>2022-03-16T10:00:00Z</source_date>
<full_name>Вигадана Олена Іванівна
Vyhadana Olena</full_name>
<alternate_names>Оленка
 Леся </alternate_names>
<sex>female</sex><age>7</age>
<home_city>  Маріуполь
</home_city><home_state>14</home_state>
<x xmlns="u:1">a<y>b</y>c</x>
<note><note_record_id>e.org/n1</note_record_id><text>вигадано</text></note></person>"""
STRAY = "<note><person_record_id>e.org/9</person_record_id><text>x</text></note>"
OUTSIDE = "<note><person_record_id>e.org/1</person_record_id><text>y</text></note>"


@pytest.fixture
def saved(tmp_path):
    def save(records, version="1.4", name="records.xml", encoding="utf-8"):
        text = f'<?xml version="1.0" encoding="{encoding}"?>\n<pfif xmlns="http://zesty.ca/pfif/{version}">\n'
        (tmp_path / name).write_text(f"{text}{records}\n</pfif>", encoding)
        return tmp_path / name

    return save


# Seven years old on the 16th in UTC, which may be the 17th at home: born from 2014-03-17 to 2015-03-17.
def test_a_person_is_a_row_with_fields_as_columns(saved):
    read = lists.read(saved(PLACEHOLDER + PERSON + STRAY + OUTSIDE))
    assert read.table.to_pylist() == [
        {
            "row": 2,
            "id": "e.org/1",
            "name": "Вигадана Олена Іванівна",
            "other_names": "Vyhadana Olena; Оленка; Леся",
            "place": "Маріуполь, 14",
            "sex": "f",
            "birth": "2014-03-17/2015-03-17",
        }
    ]
    assert read.original.column_names == [
        *("person_record_id", "source_date", "full_name", "other_full_names", "alternate_names"),
        *("sex", "age", "home_city", "home_state", "{u:1}x", "note"),
    ]
    assert read.as_written_row(0)["{u:1}x"] == "a b c"
    assert json.loads(read.as_written_row(0)["note"]) == [
        {"note_record_id": "e.org/n1", "text": "вигадано"},
        {"person_record_id": "e.org/1", "text": "y"},
    ]


def test_what_was_left_out_is_counted(saved):
    expired = "<person><full_name>Лис Яна</full_name><expiry_date>2023-01-01T00:00:00Z</expiry_date></person>"
    read = lists.read(saved(PLACEHOLDER + PERSON + STRAY + expired))
    assert (read.table.num_rows, read.rows_read) == (2, 2)
    assert read.notes[:4] == [
        "The list is PFIF 1.4.",
        "Records left out because they expired or were deleted, so that nobody is named: 1.",
        "Records that have expired but still say something: 1. PFIF asks that they be deleted; do not keep "
        "them longer than you need.",
        "Notes not read because they are about nobody in the file who is named: 1.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_the_name_of_the_file_and_its_encoding_do_not_matter(saved, encoding):
    path = saved("<person><full_name>Вигадана Яна</full_name></person>", name="list.csv", encoding="utf-8")
    if encoding != "utf-8":
        named = encoding.removesuffix("-sig")
        path.write_text(path.read_text("utf-8").replace('"utf-8"', f'"{named}"'), encoding)
    assert lists.read(path).table["name"].to_pylist() == ["Вигадана Яна"]


def test_older_versions_have_name_parts(saved):
    records = "<person><first_name>ЯНА</first_name><last_name>ВИГАДАНА</last_name></person>"
    assert lists.read(saved(records, "1.1")).table.to_pylist() == [
        {"row": 1, "id": "1", "surname": "ВИГАДАНА", "given_name": "ЯНА"}
    ]


def test_a_field_that_is_there_twice_keeps_both(saved):
    records = "<person><full_name>Лис Яна</full_name><sex>male</sex><sex>female</sex></person>"
    read = lists.read(saved(records))
    assert read.original["sex"].to_pylist() == ["male\nfemale"]
    assert read.rejected.to_pylist() == [
        {"row": 1, "column": "sex", "value": "male female", "why": "not a sex we can read"}
    ]


def test_a_mapping_file_can_say_otherwise(saved):
    mapping = lists.Mapping({"name": ["alternate_names"], "place": ["home_city"]})
    assert lists.read(saved(PERSON), mapping).table.column("name").to_pylist() == ["Оленка; Леся"]


def test_columns_are_drafted(saved):
    drafted = lists.draft_mapping(saved(PERSON))
    assert 'name = "full_name"' in drafted
    assert 'other_names = ["other_full_names", "alternate_names"]' in drafted


@pytest.mark.parametrize(
    ("records", "said"),
    [
        (STRAY, "is PFIF, but names no person. Records of persons without a name left: 0; notes: 1."),
        (PLACEHOLDER, "is PFIF, but names no person. Records of persons without a name left: 1; notes: 0."),
        ("<person>", ", line 4: this is not whole XML (mismatched tag). Ask for the file again."),
    ],
)
def test_a_file_without_persons_is_refused(saved, refusal, records, said):
    assert refusal(saved(records)).removeprefix("records.xml").lstrip() == said.lstrip()


def test_a_document_type_is_refused(tmp_path, refusal):
    path = tmp_path / "records.xml"
    path.write_text(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'
        '<pfif xmlns="http://zesty.ca/pfif/1.4"><person><full_name>&e;</full_name></person></pfif>'
    )
    assert refusal(path).startswith("records.xml, line 1: it declares a document type (DOCTYPE)")


def test_too_many_kinds_of_fields_are_refused(saved, refusal):
    fields = "".join(f"<f{n}>1</f{n}>" for n in range(2001))
    assert refusal(saved(f"<person>{fields}</person>")) == (
        "records.xml has more than 2,000 kinds of fields; this is not PFIF."
    )


def test_two_persons_of_one_id_are_refused(saved, refusal):
    assert 'an id stands for more than one row: "e.org/1" (rows 1, 2)' in refusal(saved(PERSON + PERSON))


def test_persons_with_and_without_name_parts_are_compared(saved, tmp_path):
    """A part that only some persons have must not hide the full names of the others."""
    whole = (
        "<person><full_name>Вигаданенко Олена</full_name><date_of_birth>2015-03-07</date_of_birth></person>"
    )
    apart = (
        "<person><full_name>Неіснуючий Тарас</full_name><given_name>Тарас</given_name>"
        "<family_name>Неіснуючий</family_name><date_of_birth>2012-11-30</date_of_birth></person>"
    )
    other = tmp_path / "located.csv"
    other.write_text(
        "ПІБ,Дата народження\nВыгаданенко Елена,07.03.2015\nНесуществующий Тарас,30.11.2012\n", "utf-8"
    )
    request = trace.Request(saved(whole + apart), other)
    found = trace.run(request, trace.read_lists(request), lambda *_: None)
    assert (found.linked.chosen.left[0], found.linked.chosen.right[0]) == (0, 0)
