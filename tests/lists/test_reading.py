"""What a list says is read whole, and what it does not say is not invented."""

import hashlib

import pyarrow as pa
import pyarrow.parquet as pq

from kintrace import lists

CAMP = """Список дітей 2023;;;;;;
№;ПІБ;Дата народження;Стать;Область;Населений пункт;Мати
1; Шевченко  Іван Петрович;07.03.2015;ч;Херсонська обл.;с. Іванівка;"Шевченко
Олена"
2;Коваль Марія;31.02.2015;ж;;Херсон;невідомо
3;Бойко Олег;2102;?;;;
4;;;;;;
;;;;;;
7;Лис Яна;7 років;жін.;;;
"""


def test_a_spreadsheet_saved_as_cp1251_is_read_as_a_table_of_people(tmp_path):
    camp = tmp_path / "camp.csv"
    camp.write_text(CAMP, encoding="cp1251")
    read = lists.read(camp)
    assert read.table.column_names == ["row", "id", "name", "place", "mother", "sex", "birth"]
    assert read.table.to_pylist()[0] == {
        "row": 1,
        "id": "1",
        "name": "Шевченко Іван Петрович",
        "place": "с. Іванівка, Херсонська обл.",
        "mother": "Шевченко Олена",
        "sex": "m",
        "birth": "2015-03-07",
    }
    assert read.table["row"].to_pylist() == [1, 2, 3, 6]
    assert read.table["mother"].to_pylist() == ["Шевченко Олена", None, None, None]
    assert read.rows_read == 6
    assert read.sha256 == hashlib.sha256(camp.read_bytes()).hexdigest()


def test_cells_that_cannot_be_read_are_listed_with_row_column_value_and_reason(tmp_path):
    camp = tmp_path / "camp.csv"
    camp.write_text(CAMP, encoding="utf-8")
    read = lists.read(camp)
    assert [tuple(cell.values()) for cell in read.rejected.to_pylist()] == [
        (2, "Дата народження", "31.02.2015", "31.02.2015 does not exist"),
        (3, "Дата народження", "2102", "the year 2102 is in the future"),
        (4, "№", "4", "only a number"),
        (6, "Дата народження", "7 років", "an age needs the date on which it was counted"),
    ]


def test_what_was_written_is_kept_beside_what_was_read(tmp_path):
    camp = tmp_path / "camp.csv"
    camp.write_text(CAMP, encoding="utf-8")
    read = lists.read(camp)
    assert read.as_written_row(0)["Мати"] == "Шевченко\nОлена"
    assert read.as_written["Дата народження"].to_pylist() == ["07.03.2015", "31.02.2015", "2102", "7 років"]
    assert read.as_written["row"].to_pylist() == [1, 2, 3, 6]


def test_a_clean_parquet_column_is_not_copied(tmp_path):
    path = tmp_path / "list.parquet"
    pq.write_table(
        pa.table({"rec_id": ["a", "b"], "given_name": ["Anna", "Ivan"], "surname": ["Lys", "Koval"]}), path
    )
    read = lists.read(path)
    written, used = read.original["surname"].chunk(0), read.table["surname"].chunk(0)
    assert written.buffers()[2].address == used.buffers()[2].address
