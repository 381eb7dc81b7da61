"""Headers are read in three languages, and a date of the mother is not a date of the child."""

import csv
from importlib.resources import files

import pyarrow as pa
import pytest

from kintrace.lists.headers import concept_of, guess, guess_mapping
from kintrace.lists.mapping import ROLES


@pytest.mark.parametrize(
    ("header", "concept"),
    [
        ("ПІБ", "name"),
        ("П.І.Б.", "name"),
        ("ПIБ дитини", "name"),  # with a Latin I
        ("Прізвище, ім'я, по батькові дитини", "name"),
        ("Прізвище, ім’я та по батькові", "name"),
        ("ФИО ребёнка", "name"),
        ("Ф.И.О.", "name"),
        ("Фамилия, имя ребенка", "name"),
        ("Фамилия, имя ребенка (по документам)", "name"),
        ("Прізвище та ім'я", "name"),
        ("ПІБ дитини", "name"),
        ("П.І. дитини", "name"),
        ("Ф.И. ребенка", "name"),
        ("Surname and name", "name"),
        ("full_name", "name"),
        ("Прізвище", "surname"),
        ("Фамилия", "surname"),
        ("lastName", "surname"),
        ("Ім'я", "given_name"),
        ("Имя", "given_name"),
        ("first_name", "given_name"),
        ("По батькові", "patronymic"),
        ("Отчество", "patronymic"),
        ("Прізвище при народженні", "other_names"),
        ("Стать", "sex"),
        ("Пол", "sex"),
        ("Sex (M/F)", "sex"),
        ("Дата народження (дд.мм.рррр)", "birth"),
        ("Рік народження", "birth"),
        ("Год рождения", "birth"),
        ("dob", "birth"),
        ("dateOfBirth", "birth"),
        ("Вік на 01.05.2023", "age"),
        ("Возраст", "age"),
        ("Місце проживання до евакуації", "origin"),
        ("Адрес", "origin"),
        ("Місце", "origin"),
        ("Місце зникнення", "last_place"),
        ("Місце втрати зв'язку", "last_place"),
        ("Место исчезновения ребенка", "last_place"),
        ("Last known location", "last_place"),
        ("Область, район, населений пункт", "origin"),
        ("Населений пункт", "settlement"),
        ("Район", "raion"),
        ("Область", "oblast"),
        ("Мати (ПІБ)", "mother"),
        ("Мати: прізвище, ім'я, по батькові, дата народження", "mother"),
        ("Отчество матери", "mother"),
        ("Батько", "father"),
        ("Отец", "father"),
        ("Відомості про батьків", "parents"),
        ("Сведения о родителях", "parents"),
        ("Parents", "parents"),
        ("Заклад", "facility"),
        ("Назва закладу", "facility"),
        ("Учреждение", "facility"),
        ("Name of camp", "facility"),
        ("Свідоцтво про народження (серія, номер)", "document"),
        ("Серия и номер документа", "document"),
        ("№ з/п", "ordinal"),
        ("№ п/п", "ordinal"),
        ("ID", "id"),
        ("rec_id", "id"),
    ],
)
def test_a_header_stands_for(header, concept):
    assert concept_of(header) == {"parents": "relatives"}.get(concept, concept)


@pytest.mark.parametrize(
    "header",
    [
        "Дата народження матері",
        "Телефон матері",
        "ПІБ заявника",
        "school name",
        "Дата зникнення",
        "الاسم",
        "",
        "Тип",
    ],
)
def test_a_header_about_something_else_is_left_alone(header):
    assert concept_of(header) == ""


def test_a_ukrainian_list_maps_itself():
    who = ["№", "ПІБ", "Дата народження", "Стать"]
    headers = [*who, "Область", "Район", "Населений пункт", "Мати", "Батько", "Заклад", "Примітка"]
    guessed = guess(headers)
    assert guessed.mapping.columns == {
        "id": ["№"],
        "name": ["ПІБ"],
        "sex": ["Стать"],
        "birth": ["Дата народження"],
        "place": ["Населений пункт", "Район", "Область"],
        "mother": ["Мати"],
        "father": ["Батько"],
        "facility": ["Заклад"],
    }
    assert guessed.notes == ["Columns not used: Примітка."]


def test_the_number_of_a_row_gives_way_to_a_real_id():
    assert guess_mapping(["№ з/п", "Реєстраційний номер", "ПІБ"]).columns["id"] == ["Реєстраційний номер"]


def test_two_ids_are_ambiguous():
    assert guess(["ID", "Record ID", "ПІБ"]).ambiguous == {"id": ["ID", "Record ID"]}


def test_an_empty_column_gives_way_to_a_filled_one_but_is_not_lost():
    sample = pa.table({"ID": ["1", "2"], "Record ID": ["", None], "ПІБ": ["Іван", "Яна"]})
    guessed = guess(sample.column_names, sample)
    assert (guessed.ambiguous, guessed.mapping.columns) == ({}, {"id": ["ID"], "name": ["ПІБ"]})
    assert guessed.notes == ["Columns not used: Record ID."]
    late = pa.table({"ПІБ": ["Іван"], "Мати": [None]})  # perhaps filled further down
    assert guess_mapping(late.column_names, late).columns == {"name": ["ПІБ"], "mother": ["Мати"]}


def test_a_second_name_column_becomes_other_names_and_that_is_said():
    guessed = guess(["ПІБ", "ПІБ (рос.)"])
    assert guessed.mapping.columns == {"name": ["ПІБ"], "other_names": ["ПІБ (рос.)"]}
    assert guessed.notes == ['"ПІБ" is read as name, and ПІБ (рос.) as other names.']


def test_name_beside_surname_is_the_given_name():
    assert guess_mapping(["Surname", "Name"]).columns == {"surname": ["Surname"], "given_name": ["Name"]}


def test_a_lone_given_name_column_is_the_whole_name():
    assert guess_mapping(["Имя", "Пол"]).columns == {"name": ["Имя"], "sex": ["Пол"]}


def test_a_place_of_birth_serves_only_without_a_place_of_origin():
    assert guess_mapping(["ПІБ", "Місце народження"]).columns["place"] == ["Місце народження"]
    guessed = guess(["ПІБ", "Місце народження", "Місце проживання"])
    assert guessed.mapping.columns["place"] == ["Місце проживання"]
    assert guessed.notes[0] == "The place is read from Місце проживання, not from Місце народження."


def test_a_place_where_a_child_was_lost_serves_only_without_a_place_of_origin():
    guessed = guess(["ПІБ", "Місце зникнення", "Місце народження"])
    assert guessed.mapping.columns["place"] == ["Місце зникнення"]
    assert guessed.notes == [
        '"Місце зникнення" is read as the place of origin: there is no other.',
        "The place is read from Місце зникнення, not from Місце народження.",
        "Columns not used: Місце народження.",
    ]
    assert guess(["ПІБ", "Місце втрати зв'язку", "Область"]).mapping.columns["place"] == ["Область"]


def test_the_day_of_an_age_is_read_from_its_header():
    mapping = guess_mapping(["ПІБ", "Вік на 01.05.2023"])
    assert (mapping.columns["age"], mapping.age_on) == (["Вік на 01.05.2023"], "2023-05-01")


def test_a_date_of_record_serves_only_an_age():
    assert "age_on" not in guess_mapping(["ПІБ", "Дата обліку"]).columns
    assert guess_mapping(["ПІБ", "Вік", "Дата обліку"]).columns["age_on"] == ["Дата обліку"]


def test_every_concept_in_the_table_is_known():
    table = files("kintrace.lists") / "data" / "headers.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    more = {
        "origin",
        "birthplace",
        "last_place",
        "settlement",
        "raion",
        "oblast",
        "parents",
        "ordinal",
        "filler",
    }
    assert {row["concept"] for row in rows} <= ROLES.keys() | more | {"somebody", "nothing"}
    assert len({row["phrase"] for row in rows}) == len(rows)


def test_columns_of_a_research_list_are_read_too():
    headers = ["rec_id", "given_name", "surname", "date_of_birth", "suburb", "state", "postcode"]
    assert guess_mapping(headers).columns == {
        "id": ["rec_id"],
        "surname": ["surname"],
        "given_name": ["given_name"],
        "birth": ["date_of_birth"],
        "place": ["suburb", "state"],
    }
    assert guess_mapping(headers).other == {}
