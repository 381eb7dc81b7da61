"""Exports of KoboToolbox, with its own columns: invented answers of an invented form, nobody in them is real.

The steps are those of docs/how-to/exchange.md, on kobo.csv beside this file, with groups in its headings.
"""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from kintrace import lists

EXPORT = Path(__file__).with_name("kobo.csv")
WITH_GROUPS = {
    "id": ["_id"],
    "surname": ["child/surname"],
    "given_name": ["child/given_name"],
    "patronymic": ["child/patronymic"],
    "sex": ["child/sex"],
    "birth": ["child/date_of_birth"],
    "age": ["child/age"],
    "age_on": ["_submission_time"],
    "place": ["child/settlement", "child/oblast"],
    "mother": ["mother_name"],
    "facility": ["child/current_location"],
}


@pytest.fixture
def rows():
    with EXPORT.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@pytest.fixture
def workbook(rows, tmp_path):
    """The same export as XLSX, with its answers to a repeated group on a sheet of their own."""
    book = Workbook()
    book.active.title = "Invented form"
    for row in rows:
        book.active.append(row)
    repeated = book.create_sheet("brothers")
    for row in REPEATED:
        repeated.append(row)
    book.save(tmp_path / "kobo.xlsx")
    return tmp_path / "kobo.xlsx"


REPEATED = [
    [
        *("name", "sex", "date_of_birth", "_index", "_parent_table_name", "_parent_index"),
        *("_submission__id", "_submission__uuid", "_submission__submission_time"),
    ],
    *(
        [name, "male", "2017-01-02", index, "Invented form", 1, 900000001, "00000000-0000-4000-8000-1", ""]
        for index, name in enumerate(("Вигаданчук Тарас", "Вигаданчук Іван"), 1)
    ),
]


def test_each_column_of_kobo_is_known_for_what_it_is(rows):
    assert lists.guess_mapping(rows[0]).columns == WITH_GROUPS


def test_without_groups_in_headers_the_columns_are_the_same(rows):
    plain = [header.split("/")[-1] for header in rows[0]]
    assert lists.guess_mapping(plain).columns == {
        role: [header.split("/")[-1] for header in headers] for role, headers in WITH_GROUPS.items()
    }


def told(read):
    roles = ("id", "surname", "given_name", "sex", "birth", "place", "mother", "facility")
    return [tuple(row.get(role) for role in roles) for row in read.table.to_pylist()]


# Nine years old on the day of the answer, 2026-03-01: born from 2016-03-02 to 2017-03-01.
CHILDREN = [
    (
        *("900000001", "Вигаданчук", "Олена", "f", "2015-03-07", "Маріуполь, Донецька"),
        *("Вигаданчук Марія", "Вигаданий притулок"),
    ),
    ("900000002", "Неіснуюченко", "Тарас", "m", "2016-03-02/2017-03-01", "Херсон, Херсонська", None, None),
]


def test_an_export_as_csv_is_read_with_its_own_numbers_and_ages_on_the_day_of_the_answer():
    assert told(lists.read(EXPORT)) == CHILDREN


def test_an_export_as_xlsx_is_read_alike(workbook):
    assert told(lists.read(workbook)) == CHILDREN


def test_a_sheet_of_a_repeated_group_saved_as_csv_is_read_and_siblings_share_no_number(tmp_path):
    path = tmp_path / "brothers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(REPEATED)
    read = lists.read(path)
    assert [(row["id"], row["name"]) for row in read.table.to_pylist()] == [
        ("1", "Вигаданчук Тарас"),
        ("2", "Вигаданчук Іван"),
    ]


@pytest.mark.parametrize(
    ("headers", "number"),
    [
        (["_uuid", "name"], ["_uuid"]),
        (["_uuid", "_id", "name"], ["_id"]),
        (["case_number", "name", "_id", "_uuid"], ["case_number"]),
    ],
)
def test_a_number_that_the_form_asks_for_goes_before_those_of_kobo(headers, number):
    assert lists.guess_mapping(headers).columns["id"] == number
