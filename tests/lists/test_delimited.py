"""CSV is cut into the rows and columns it was written in, or refused; a row is never shifted."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import lists
from kintrace.lists.delimited import read_table
from kintrace.lists.layout import Layout


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "camp.csv"
    path.write_bytes(text.encode(encoding))
    return path


def many_rows(count, wrong):
    lines = ["id,name,sex", *(f"{row},Лис Яна,f" for row in range(1, count + 1))]
    for row, text in wrong.items():
        lines[row] = text
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_list(tmp_path, encoding, delimiter):
    text = 'ID,ПІБ,Місце\r\n1,"Лис, Яна",Їм\r\n2,"Бо\r\nОлег",Ґа\r\n'
    text = text if delimiter == "," else text.replace(",", delimiter).replace(f"Лис{delimiter}", "Лис,")
    read = lists.read(write(tmp_path, text, encoding))
    assert read.table["name"].to_pylist() == ["Лис, Яна", "Бо Олег"]
    assert read.as_written["ПІБ"].to_pylist() == ["Лис, Яна", "Бо\r\nОлег"]
    assert read.table["place"].to_pylist() == ["Їм", "Ґа"]


def test_quotes_inside_a_cell_stay(tmp_path):
    read = lists.read(write(tmp_path, 'id;name;facility\n1;Лис Яна;ДБ "Мрія"\n2;Бо Олег;"ДБ ""Мрія"""\n'))
    assert read.table["facility"].to_pylist() == ['ДБ "Мрія"', 'ДБ "Мрія"']


def test_a_few_ragged_rows_are_set_aside_whole_and_numbered(tmp_path):
    read = lists.read(write(tmp_path, many_rows(400, {7: "7,Лис, Яна,f", 300: "300,Бо"})))
    assert read.rejected.to_pylist() == [
        {"row": 7, "column": "", "value": "7,Лис, Яна,f", "why": "4 columns, the header has 3"},
        {"row": 300, "column": "", "value": "300,Бо", "why": "2 columns, the header has 3"},
    ]
    assert (read.table.num_rows, read.rows_read) == (398, 400)
    assert read.table["row"].to_pylist() == [row for row in range(1, 401) if row not in (7, 300)]
    assert read.table["id"].to_pylist() == read.table["row"].cast(pa.string()).to_pylist()
    assert "Rows left out because they have too many or too few columns: 2." in read.notes


def test_the_rows_of_a_list_with_a_title_are_numbered_below_its_header(tmp_path):
    read = lists.read(write(tmp_path, "Список\n\n" + many_rows(200, {7: "7,Лис, Яна,f"})))
    assert read.rejected["row"].to_pylist() == [7]
    assert read.table["id"].to_pylist() == read.table["row"].cast(pa.string()).to_pylist()


def test_a_list_with_many_ragged_rows_is_refused(tmp_path, refusal):
    wrong = {row: f"{row},Лис, Яна,f" for row in (2, 5, 8, 9)}
    assert refusal(write(tmp_path, many_rows(100, wrong))) == (
        "Row 2 of camp.csv has 4 columns, the header has 3; rows cut like that: 4 of 100. "
        "A delimiter inside a name is the usual cause: save the sheet as XLSX, or quote the cells."
    )
    assert "rows cut like that: 2 of 3." in refusal(write(tmp_path, many_rows(3, {2: "2", 3: "3"})))


@pytest.mark.parametrize("wrong", [{2: "2,Лис, Яна,f"}, {2: "2,Лис", 3: "3", 9: "9,Лис, Яна,f"}])
def test_a_short_list_may_have_up_to_three_ragged_rows(tmp_path, wrong):
    read = lists.read(write(tmp_path, many_rows(10, wrong)))
    assert read.rejected["row"].to_pylist() == list(wrong)
    assert read.rejected["value"].to_pylist() == list(wrong.values())
    assert read.table["row"].to_pylist() == [row for row in range(1, 11) if row not in wrong]


def test_more_than_a_thousand_ragged_rows_are_too_many_whatever_their_share(tmp_path, refusal):
    wrong = {row: f"{row},x" for row in range(1, 200_001, 150)}
    assert refusal(write(tmp_path, many_rows(200_000, wrong))).startswith("Row 1 of camp.csv has 2 columns")


def test_a_quotation_mark_that_never_closes_is_refused(tmp_path, refusal):
    text = 'id,name,sex\n1,"Лис Яна,f\n' + "2,Бо Олег,m\n" * 20_000
    assert refusal(write(tmp_path, text)) == (
        "camp.csv, row 1, runs on for 240,012 characters. A quotation mark that is opened and never closed "
        "is the usual cause. Mend it, or save the sheet as XLSX."
    )


def test_lines_without_anything_are_no_rows(tmp_path):
    read = lists.read(write(tmp_path, "id,name\n\n1,Лис Яна\n\n\n2,Бо Олег\n\n"))
    assert read.table["row"].to_pylist() == [1, 2]


def test_numbers_keep_their_zeros_and_nothing_becomes_a_number(tmp_path):
    read = lists.read(write(tmp_path, "id,name,document\n007,Лис Яна,00123\n008,NA,1e5\n"))
    assert read.table["id"].to_pylist() == ["007", "008"]
    assert read.table["document"].to_pylist() == ["00123", "1e5"]


rows = st.lists(
    st.tuples(*[st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)] * 3),
    min_size=1,
    max_size=9,
)


@given(rows)
def test_what_a_csv_writer_writes_is_read_back(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    content = text.getvalue().encode()
    layout = Layout(",", ["a", "b", "c"], 0, longest_line=len(content))
    table = read_table("x.csv", pa.BufferReader(content), layout).table
    assert [tuple(row.values()) for row in table.to_pylist()] == rows


def test_line_ends_of_an_old_mac_are_line_ends(tmp_path):
    read = lists.read(write(tmp_path, "Список\rid;name\r1;Лис Яна\r2;Бо Олег\r"))
    assert read.table["name"].to_pylist() == ["Лис Яна", "Бо Олег"]
