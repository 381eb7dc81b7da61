"""The words of surname, given name and patronymic are found in whatever columns a list writes them."""

import pytest

from kintrace.linkage.name_words import words

ALL = ["surname", "given", "patronymic"]


def told(table, column="name", parts=ALL):
    """For each record: part -> word (only what is there)."""
    found = words(table, column, parts)
    spelled = [
        {
            part: form[codes[k]].tokens[0].text
            for part, (codes, form) in found.items()
            if codes[k] >= 0 and form[codes[k]].tokens
        }
        for k in range(table.num_rows)
    ]
    assert [list(one) for one in spelled] == [[p for p in parts if p in one] for one in spelled]
    return spelled


def test_a_full_name_in_one_column_is_taken_apart(people):
    table = people(name=["Коваль Іван Петрович", "Іван Коваль", None])
    assert told(table) == [
        {"surname": "коваль", "given": "іван", "patronymic": "петрович"},
        {"surname": "коваль", "given": "іван"},
        {},
    ]


def test_a_name_written_apart_is_taken_column_by_column(people):
    table = people(surname=["Коваль"], given_name=["Іван"], patronymic=["Петрович"])
    assert told(table) == [{"surname": "коваль", "given": "іван", "patronymic": "петрович"}]


def test_who_has_no_part_apart_is_known_by_the_whole_name(people):
    """Two lists of one side stand in one table: one writes names in one column, the other in three."""
    table = people(
        name=["Бондар Микита Сергійович", None, "Лис Ганна", None],
        surname=[None, "Коваль", None, None],
        given_name=[None, "Іван", None, None],
        patronymic=[None, "Петрович", None, None],
    )
    assert told(table) == [
        {"surname": "бондар", "given": "микита", "patronymic": "сергійович"},
        {"surname": "коваль", "given": "іван", "patronymic": "петрович"},
        {"surname": "лис", "given": "ганна"},
        {},
    ]


def test_columns_apart_come_before_the_whole_name(people):
    table = people(name=["Бондар Микита Сергійович"], surname=["Лис"])
    assert told(table) == [{"surname": "лис", "given": "микита", "patronymic": "сергійович"}]


def test_surname_and_given_name_in_each_others_column_are_exchanged(people):
    table = people(surname=["Іван", "Коваль"], given_name=["Коваль", "Олена"])
    assert told(table, parts=ALL[:2]) == [
        {"surname": "коваль", "given": "іван"},
        {"surname": "коваль", "given": "олена"},
    ]


@pytest.mark.parametrize(
    ("mother", "read"),
    [
        ("Шевченко Марія Петрівна", {"surname": "шевченко", "given": "марія", "patronymic": "петрівна"}),
        ("Марія Петрівна", {"given": "марія", "patronymic": "петрівна"}),
        ("Марія", {"given": "марія"}),
        ("Шевченко Марія", {"surname": "шевченко", "given": "марія"}),
        ("Шевченко М. П.", {"surname": "шевченко", "given": "м", "patronymic": "п"}),
    ],
)
def test_a_parent_may_be_written_by_given_name_and_patronymic_alone(people, mother, read):
    assert told(people(mother=[mother]), "mother") == [read]


def test_a_column_that_is_not_there_gives_no_words(people):
    assert told(people(birth=["2015", None])) == [{}, {}]


@pytest.mark.parametrize(
    ("given_name", "patronymic", "gender"),
    [
        ("Богдана", "Юріївна", "f"),
        ("Богдана", "Юрійовича", "m"),  # Богдан in the genitive
        ("Богдана", None, "f"),
        ("Саша", None, ""),
        ("Саша", "Петрович", "m"),
        ("Мкола", None, ""),  # not a name we know, so that its gender is a guess
    ],
)
def test_the_patronymic_tells_whom_a_given_name_names(people, given_name, patronymic, gender):
    apart = words(people(given_name=[given_name], patronymic=[patronymic]), "name", ["given", "patronymic"])
    codes, found = apart["given"]
    assert [found[k].gender for k in codes] == [gender]


def test_a_record_without_a_given_name_keeps_none_beside_others(people):
    table = people(given_name=[None, "Богдана", "Богдана"], patronymic=["Юрійович", "Юрійович", "Юріївна"])
    codes, found = words(table, "name", ["given", "patronymic"])["given"]
    assert codes[0] == -1
    assert [found[k].gender for k in codes[1:]] == ["m", "f"]
