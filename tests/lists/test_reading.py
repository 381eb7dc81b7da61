"""What a list says is read whole, and what it does not say is not invented."""

import hashlib
import os

import pytest

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


def write(tmp_path, content, name="camp.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_what_was_understood_is_said_in_lines(tmp_path):
    read = lists.read(write(tmp_path, CAMP))
    assert read.describe() == [
        "camp.csv: 4 people in 6 rows.",
        "  id: №",
        "  name: ПІБ",
        "  sex: Стать",
        "  birth: Дата народження",
        "  place: Населений пункт, Область",
        "  mother: Мати",
        "  Rows left out because they hold nothing, or only their number: 2.",
        "  4 cells or rows could not be read, for example:",
        "    row 2, Дата народження: '31.02.2015': 31.02.2015 does not exist",
        "    row 3, Дата народження: '2102': the year 2102 is in the future",
        "    row 4, №: '4': only a number",
    ]


@pytest.mark.parametrize("text", ["ПІБ\nЛис Яна", "ПІБ\r\nЛис Яна\r\n", "\n\nПІБ;\nЛис Яна;\n"])
def test_the_smallest_list_is_one_name(tmp_path, text):
    assert lists.read(write(tmp_path, text)).table.to_pylist() == [{"row": 1, "id": "1", "name": "Лис Яна"}]


def test_a_list_in_arabic_with_english_headers_is_read(tmp_path):
    text = "ID,Name,Date of birth,Sex\n1,ليلى حداد,٠٧/٠٣/٢٠١٥,F\n2,سامي خوري,2014,M\n"
    assert lists.read(write(tmp_path, text)).table.to_pylist() == [
        {"row": 1, "id": "1", "name": "ليلى حداد", "sex": "f", "birth": "2015-03-07"},
        {"row": 2, "id": "2", "name": "سامي خوري", "sex": "m", "birth": "2014"},
    ]


def test_a_list_with_arabic_headers_is_read_with_a_mapping(tmp_path, refusal):
    camp = write(tmp_path, "الاسم,تاريخ الميلاد\nليلى حداد,2015-03-07\n")
    assert "has no column of names that we know, only: الاسم, تاريخ الميلاد." in refusal(camp)
    mapping = lists.Mapping({"name": ["الاسم"], "birth": ["تاريخ الميلاد"]}, names="any")
    assert lists.read(camp, mapping).table.to_pylist() == [
        {"row": 1, "id": "1", "name": "ليلى حداد", "birth": "2015-03-07"}
    ]


def test_a_mapping_overrules_the_headers(tmp_path):
    camp = write(tmp_path, "ПІБ;Мати\nЛис Яна;Лис Оля\n")
    read = lists.read(camp, lists.Mapping({"name": ["Мати"]}))
    assert read.table.to_pylist() == [{"row": 1, "id": "1", "name": "Лис Оля"}]
    assert read.notes == [
        "Columns not used: ПІБ.",
        "No column of ids is known: the row numbers serve as ids.",
    ]


def test_a_mapping_of_a_column_that_is_not_there_is_refused(tmp_path, refusal):
    camp = write(tmp_path, "ПІБ;Мати\nЛис Яна;Лис Оля\n")
    assert refusal(camp, lists.Mapping({"name": ["Ім'я"]})) == (
        'The mapping names a column "Ім\'я" that camp.csv does not have. Its columns are: ПІБ, Мати.'
    )


def test_two_columns_that_may_be_the_id_are_refused(tmp_path, refusal):
    assert refusal(write(tmp_path, "ID;Record ID;ПІБ\n1;2;Лис Яна\n")) == (
        "camp.csv has more than one column that may be the id: ID, Record ID. "
        "Write `kintrace columns camp.csv > columns.toml`, keep one, and pass it with --mapping."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "camp.csv is empty (0 bytes). Save the list again where it was made."),
        (b"\n\n", "camp.csv holds no table. It should begin with a row of column headers."),
        ("ПІБ;Стать\n", "camp.csv has a header but no people: no row below it holds anything."),
        (b"\x1f\x8b\x08xx", "camp.csv is compressed. Unpack it (gunzip) and name the list inside."),
        (
            "Тип;Сума\nа;1\n",
            "camp.csv has no column of names that we know, only: Тип, Сума. "
            "Write `kintrace columns camp.csv > columns.toml`, fill in `name`, and pass it with --mapping.",
        ),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_one_sentence(tmp_path, refusal, content, sentence):
    assert refusal(write(tmp_path, content)) == sentence


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 40, b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj"],
)
def test_bytes_that_are_no_text_are_refused(tmp_path, refusal, content):
    assert refusal(write(tmp_path, content)).startswith("camp.csv")


def test_a_file_that_is_not_there_a_folder_and_a_pipe_are_refused(tmp_path, refusal):
    assert refusal(tmp_path / "no.csv") == (
        f"There is no file {tmp_path / 'no.csv'}. Check the name and the folder."
    )
    assert refusal(tmp_path) == f"{tmp_path} is a folder, not a list. Name a file in it."
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").endswith(
        "is a pipe or a device, not a file. Save the list to a file and name that."
    )


def test_reading_leaves_nothing_behind(tmp_path):
    camp = write(tmp_path, CAMP)
    before = camp.read_bytes()
    lists.read(camp)
    assert (list(tmp_path.iterdir()), camp.read_bytes()) == ([camp], before)
