"""The table of people says what the columns say, row by row, and loses no cell silently."""

import pyarrow as pa
import pytest

from kintrace.errors import ListUnreadable
from kintrace.lists import Mapping, OtherColumn
from kintrace.lists.people import people
from kintrace.lists.source import Source, row_numbers


def made(columns, mapping):
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return people(Source(table, row_numbers(table.num_rows)), mapping, "camp.csv")


def refused(columns, mapping):
    with pytest.raises(ListUnreadable) as raised:
        made(columns, mapping)
    return str(raised.value)


def test_parts_of_a_place_are_joined_and_gaps_leave_no_commas():
    found = made(
        {
            "n": ["a", "b", "c", "d"],
            "село": ["Іванівка", None, "", "Ізюм"],
            "область": ["Херсонська", "Донецька", None, "-"],
        },
        Mapping({"name": ["n"], "place": ["село", "область"]}),
    )
    assert found.table["place"].to_pylist() == ["Іванівка, Херсонська", "Донецька", None, "Ізюм"]


def test_a_name_of_the_mother_in_three_columns_is_one_text():
    found = made(
        {"n": ["a", "b"], "п": ["Лис", "Бо"], "і": ["Яна", None], "б": ["Олегівна", "Іванівна"]},
        Mapping({"name": ["n"], "mother": ["п", "і", "б"]}),
    )
    assert found.table["mother"].to_pylist() == ["Лис Яна Олегівна", "Бо Іванівна"]


def test_the_birth_is_the_first_column_that_says_something():
    found = made(
        {
            "n": ["a", "b", "c", "d"],
            "дата": ["07.03.2015", None, "сьогодні", None],
            "рік": ["2014", "2014", "2013", None],
        },
        Mapping({"name": ["n"], "birth": ["дата", "рік"]}),
    )
    assert found.table["birth"].to_pylist() == ["2015-03-07", "2014", "2013", None]
    assert [cell["value"] for cell in found.rejected.to_pylist()] == ["сьогодні"]


def test_an_age_counts_only_where_there_is_no_date():
    found = made(
        {"n": ["a", "b", "c"], "дата": ["07.03.2015", None, None], "вік": ["багато", "7", "12-13"]},
        Mapping({"name": ["n"], "birth": ["дата"], "age": ["вік"]}, age_on="2022-03-01"),
    )
    assert found.table["birth"].to_pylist() == [
        "2015-03-07",
        "2014-03-02/2015-03-01",
        "2008-03-02/2010-03-01",
    ]
    assert found.rejected.num_rows == 0


def test_an_age_is_counted_on_the_date_in_its_own_row_and_else_on_the_stated_one():
    found = made(
        {"n": ["a", "b"], "вік": ["7", "7"], "обліковано": ["01.03.2022", None]},
        Mapping({"name": ["n"], "age": ["вік"], "age_on": ["обліковано"]}, age_on="2023-03-01"),
    )
    assert found.table["birth"].to_pylist() == ["2014-03-02/2015-03-01", "2015-03-02/2016-03-01"]


def test_ages_without_any_date_are_refused_cell_by_cell():
    found = made({"n": ["a", "b"], "вік": ["7", "8 років"]}, Mapping({"name": ["n"], "age": ["вік"]}))
    assert found.table["birth"].to_pylist() == [None, None]
    assert [tuple(cell.values()) for cell in found.rejected.to_pylist()] == [
        (1, "вік", "7", "an age needs the date on which it was counted"),
        (2, "вік", "8 років", "an age needs the date on which it was counted"),
    ]


def test_other_columns_are_carried_under_their_labels_and_dates_among_them_are_read():
    found = made(
        {"n": ["a", "b"], "тел": [" 050 ", "н/д"], "зник": ["24.02.2022", "31.02.2022"]},
        Mapping({"name": ["n"]}, {"phone": OtherColumn("тел", "code"), "lost": OtherColumn("зник", "date")}),
    )
    assert found.table.column_names == ["row", "id", "name", "other:phone", "other:lost"]
    assert found.table["other:phone"].to_pylist() == ["050", None]
    assert found.table["other:lost"].to_pylist() == ["2022-02-24", None]
    assert found.rejected["why"].to_pylist() == ["31.02.2022 does not exist"]


def test_a_list_of_codes_needs_no_names():
    found = made({"код": ["x1", "x2"]}, Mapping({}, {"code": OtherColumn("код", "code")}))
    assert found.table.to_pylist() == [
        {"row": 1, "id": "1", "other:code": "x1"},
        {"row": 2, "id": "2", "other:code": "x2"},
    ]


def test_rows_that_hold_nothing_are_left_out_and_counted():
    found = made(
        {"№": ["1", "2", "3", None], "n": ["a", None, "", "-"], "примітка": [None, None, "ще їде", " "]},
        Mapping({"id": ["№"], "name": ["n"]}),
    )
    assert found.table["row"].to_pylist() == [1, 3]
    assert found.source.table["примітка"].to_pylist() == [None, "ще їде"]
    assert found.notes == ["Rows left out because they hold nothing, or only their number: 2."]
    assert [tuple(cell.values()) for cell in found.rejected.to_pylist()] == [(2, "№", "2", "only a number")]


def test_a_row_without_an_id_is_called_by_its_number():
    found = made({"№": ["7", None], "n": ["a", "b"]}, Mapping({"id": ["№"], "name": ["n"]}))
    assert found.table["id"].to_pylist() == ["7", "row 2"]
    assert found.notes == ['Rows without "№", called "row" and their number: 1.']


def test_an_id_that_repeats_is_refused_with_its_rows():
    ids = ["1", "2", "1", "3", "2", "1", "1", "4", "4", "5", "5"]
    assert refused({"№": ids, "n": ["x"] * 11}, Mapping({"id": ["№"], "name": ["n"]})) == (
        'camp.csv, column "№": an id stands for more than one row: "1" (rows 1, 3, 6 ...); "2" (rows 2, 5); '
        '"4" (rows 8, 9) and 1 more. Give every row an id of its own, or take `id` out of the mapping, '
        "and the row numbers will serve."
    )


def test_ids_that_differ_only_in_spaces_are_the_same_id():
    assert '"7" (rows 1, 2)' in refused(
        {"№": ["7", " 7 "], "n": ["a", "b"]}, Mapping({"id": ["№"], "name": ["n"]})
    )


def test_a_list_without_names_is_refused():
    assert refused({"дата": ["2015"], "Тип": ["x"]}, Mapping({"birth": ["дата"]})) == (
        "camp.csv has no column of names that we know, only: дата, Тип. Write `kintrace columns camp.csv > "
        "columns.toml`, fill in `name`, and pass it with --mapping."
    )


def test_a_list_whose_rows_are_all_empty_is_refused():
    assert refused({"n": ["", None]}, Mapping({"name": ["n"]})) == (
        "camp.csv has a header but no people: no row below it holds anything."
    )
