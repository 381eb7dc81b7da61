"""Names agree at levels, whatever alphabet, order or form they are written in."""

import pytest

from kintrace.linkage.encode import encode
from kintrace.linkage.fields import choose_fields


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Шевченко Олена", "Шевченко Елена", "same"),
        ("Гнатюк Іван", "Hnatiuk Ivan", "same"),
        ("Гнатюк Іван", "Gnatyuk Ivan", "same"),
        ("Гнатюк Іван", "Гнотюк Іван", "same_sound"),
        ("Захарченко Іван", "Закарченко Іван", "one_letter"),
        ("Коваленко Іван", "Кованелко Іван", "two_letters"),
        ("Коваль Іван", "Ковальчук Іван", "similar"),
        ("Бойко Іван", "Петренко Іван", "different"),
        ("Іван Петренко", "Петренко Иван", "same"),
    ],
)
def test_surnames_agree_at_a_level(level, left, right, expected):
    assert level("surname", left, right) == expected
    assert level("surname", right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Петренко Наталія", "Петренко Наталья", "same"),
        ("Петренко Iван", "Петренко Иван", "same"),  # a Latin I inside a Cyrillic word
        ("Коваль Олексій", "Коваль Алексей", "same_class"),
        ("Коваль Олексій", "Коваль Льоша", "same_class"),
        ("Бондар Микита", "Bondar Nikita", "same_class"),
        ("Петренко І. П.", "Петренко Иван", "initial"),
        ("Петренко І. П.", "Петренко Ольга", "different"),
        ("Петренко Марія", "Петренко Ольга", "another"),
        ("Савчук Діана", "Савчук Дана", "another"),  # they sound alike, and are two names
        ("Зеленська Валерія", "Зеленский Валерий", "another"),
        ("Бондар Вікторія Ігорівна", "Бондарь Виктор Игоревич", "another"),
        ("Ткаченко Олександра Юріївна", "Ткаченко Александр Юрьевич", "another"),
        ("Ткаченко Олександр Юрійович", "Ткаченко Александра Юрьевича", "same_class"),  # in the genitive
        ("Коваль Саша", "Коваль Александра", "same_class"),
    ],
)
def test_given_names_agree_at_a_level(level, left, right, expected):
    assert level("given_name", left, right) == expected
    assert level("given_name", right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Петренко Іван Петрович", "Петренко Иван Петрович", "same"),
        ("Петренко Іван Миколайович", "Петренко Иван Николаевич", "same_class"),
        ("Петренко Іван Петрович", "Петренко Ольга Петровна", "same"),  # the father is the same
        ("Петренко Іван Петрович", "Петренко Иван П.", "initial"),
        ("Петренко Іван Петрович", "Петренко Иван Иванович", "another"),
        ("Петренко Іван Петрович", "Петренко Иван", "missing"),
    ],
)
def test_patronymics_agree_at_a_level(level, left, right, expected):
    assert level("patronymic", left, right) == expected


def test_parents_agree_by_their_own_given_names(level):
    assert level("mother.given_name", "Шевченко Марія Петрівна", "Шевченко Мария Петровна") == "same"
    assert level("mother.patronymic", "Шевченко Марія Петрівна", "Иванова Мария Петровна") == "same"


def test_a_name_in_arabic_script_is_compared_letter_by_letter(level):
    assert level("surname", "محمد علي", "محمد علي") == "same"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("smith", "Smith", "same"),
        ("phillips", "fillips", "same_sound"),
        ("clarke", "clarkes", "one_letter"),
        ("johnson", "johnsotn", "one_letter"),
        ("hawkins", "hamkinz", "two_letters"),
        ("ng", "ny", "different"),
        ("j", "john", "initial"),
        ("j", "mary", "different"),
        ("rowe", "hastings", "different"),
        ("smith", None, "missing"),
    ],
)
def test_names_of_any_language_agree_by_spelling_and_sound(level, left, right, expected):
    assert level("surname", left, right, slavic=False) == expected


def encoded(left, right, slavic=True):
    return encode(left, right, choose_fields(left, right, {}), slavic)


def words_of(found, record):
    fields, left = found.fields, found.left
    return {
        f.name: found.dictionaries[i].texts[int(left[record, i])].as_py()
        for i, f in enumerate(fields)
        if left[record, i] >= 0
    }


def test_a_full_name_and_a_name_written_apart_get_the_same_codes(people):
    whole = people(name=["Коваль Іван Петрович"])
    apart = people(surname=["Коваль"], given_name=["Іван"], patronymic=["Петрович"])
    found = encoded(whole, apart)
    assert words_of(found, 0) == {"surname": "Коваль", "given_name": "Іван", "patronymic": "Петрович"}
    assert (found.left == found.right).all()


def test_surname_and_given_name_share_numbers_so_that_exchange_is_seen(people, weightless):
    one = people(surname=["Павлюк"], given_name=["Роман"])
    two = people(surname=["Роман"], given_name=["Павлюк"])
    for slavic in (True, False):
        found = encoded(one, two, slavic)
        level, _ = weightless(found).levels([0], [0])
        assert [f.levels[k] for f, k in zip(found.fields, level[0], strict=True)] == ["swapped", "swapped"]


def test_initials_are_no_blocking_key_and_spellings_of_one_name_share_theirs(people):
    one = people(name=["Коваль Олексій", "Коваль Льоша", "Коваль О."])
    found = encode(one, None, choose_fields(one, one, {}), True)
    given = found.dictionaries[1]
    full, short, initial = (int(code) for code in found.left[:, 1])
    assert given.keys["sound"][full] == given.keys["sound"][short] != 0
    assert given.keys["sound"][initial] == given.keys["same"][initial] == 0
    assert given.group[full] == given.group[short] != given.group[initial]


def test_an_empty_name_is_missing(people):
    one = people(name=["Коваль Іван", None])
    assert encode(one, None, choose_fields(one, one, {}), True).left[1].tolist() == [-1, -1, -1]
