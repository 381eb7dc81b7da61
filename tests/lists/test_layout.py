"""The delimiter and the header row are found by what repeats, not by what comes first."""

import pytest

from kintrace.errors import ListUnreadable
from kintrace.lists.layout import layout_of


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_found(delimiter):
    text = "№,ПІБ,Стать\n1,Лис Яна,ж\n2,Коваль Олег,ч\n".replace(",", delimiter)
    assert layout_of("a.csv", text, []) == (delimiter, ["№", "ПІБ", "Стать"], 1, False)


def test_a_comma_inside_the_cells_is_not_the_delimiter():
    text = "№;Прізвище, ім'я;Місце\n1;Лис, Яна;м. Херсон, вул. Миру\n2;Коваль, Олег;Київ\n"
    assert layout_of("a.csv", text, [])[0] == ";"


def test_quoted_delimiters_and_line_breaks_do_not_count():
    text = '№,"ПІБ\nдитини",Стать\n1,"Лис, Яна",ж\n'
    assert layout_of("a.csv", text, []) == (",", ["№", "ПІБ\nдитини", "Стать"], 2, False)


def test_a_title_and_empty_lines_are_passed_over():
    text = "Список дітей, 2023\n\n;;\n№;ПІБ;Стать\n1;Лис Яна;ж\n"
    assert layout_of("a.csv", text, []) == (";", ["№", "ПІБ", "Стать"], 4, False)


def test_the_delimiter_that_excel_announces_is_taken():
    assert layout_of("a.csv", "sep=;\nПІБ;Вік, років\nЛис Яна;7\n", []) == (
        ";",
        ["ПІБ", "Вік, років"],
        2,
        False,
    )


def test_one_column_needs_no_delimiter():
    assert layout_of("a.csv", "ПІБ\nЛис Яна\n", [])[1:] == (["ПІБ"], 1, False)


def test_the_headers_a_mapping_asks_for_show_the_header_row():
    assert layout_of("a.csv", "x;y\nхто;коли\nЯна;2015\n", ["хто", "коли"])[1:] == (["хто", "коли"], 2, False)


@pytest.mark.parametrize("text", ["\n\n", ";;\n;;\n", "  "])
def test_a_file_without_a_table_is_refused(text):
    with pytest.raises(ListUnreadable, match=r"^a\.csv holds no table"):
        layout_of("a.csv", text, [])
