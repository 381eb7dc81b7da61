"""The header is found under a title, and put together from two rows where its cells are grouped."""

from kintrace import lists
from kintrace.lists.header_rows import header_row, header_rows


def test_a_title_above_the_header_is_passed_over():
    records = [["Список дітей"], ["Ізюм, 2022"], ["№", "ПІБ", "Стать"], ["1", "Яна", "ж"]]
    assert header_row(records) == 2
    assert header_row([["a", "b"], ["c", "d"]]) == 0
    assert header_row([["x", "y"], ["ім_я", "рік"]], wanted=["ім_я", "рік"]) == 1


def test_a_group_of_the_child_gives_way_to_the_headers_under_it():
    upper, lower = ["Дитина", "", "Дата народження", "Мати"], ["Прізвище", "Ім'я", "", ""]
    headers = ["Прізвище", "Ім'я", "Дата народження", "Мати"]
    assert header_rows([upper, lower, ["Лис", "Яна", "2012", ""]]) == (headers, 1, True)
    assert header_rows([["Список"], upper, lower, ["Лис", "Яна", "2012", ""]]) == (headers, 2, True)


def test_a_group_of_somebody_else_stays_in_the_header():
    records = [
        ["№", "Дані про дитину", "", "Мати", "", "Заявник"],
        ["", "ПІБ", "Дата народження", "ПІБ", "Телефон", "ПІБ"],
        ["1", "Лис Яна", "2012", "Лис Ганна", "", "Бо Олег"],
    ]
    headers = ["№", "ПІБ", "Дата народження", "Мати: ПІБ", "Мати: Телефон", "Заявник: ПІБ"]
    assert header_rows(records) == (headers, 1, True)


def test_parents_over_mother_and_father_add_nothing():
    records = [["ПІБ", "Батьки", ""], ["", "Мати", "Батько"], ["Яна", "Ганна", "Іван"]]
    assert header_rows(records)[0] == ["ПІБ", "Мати", "Батько"]


def test_one_row_of_headers_is_not_joined_with_a_title_or_a_person():
    header, person = ["№", "ПІБ", "Мати"], ["1", "Яна", "Оля"]
    assert header_rows([header, person]) == (header, 0, False)
    assert header_rows([["Список", "2023", ""], header, person]) == (header, 1, False)
    assert header_rows([["Список для батьків", "2023", ""], header, person]) == (header, 1, False)
    assert header_rows([header, header, person]) == (header, 0, False)


def test_two_rows_of_headers_are_told(tmp_path):
    path = tmp_path / "camp.csv"
    path.write_text("№;Дитина;\n;ПІБ;Стать\nК-1;Лис Яна;ж\n", encoding="utf-8")
    read = lists.read(path)
    assert read.table.to_pylist() == [{"row": 1, "id": "К-1", "name": "Лис Яна", "sex": "f"}]
    assert read.notes == ["The headers stand in two rows, which are read together."]


def test_a_list_that_begins_with_a_person_is_told_to_take_headers(tmp_path, refusal):
    path = tmp_path / "camp.csv"
    path.write_text("Лис Яна,2012\nБо Олег,2013\n", encoding="utf-8")
    assert refusal(path) == (
        "The first row of camp.csv looks like a person, not like headers. "
        'Put a row of headers above it: "ПІБ" over the names, "Дата народження" over the dates of birth.'
    )
