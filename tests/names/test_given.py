"""Given names are known by sound; a patronymic points to the father's name."""

import csv
import re
from importlib.resources import files

import pytest

from kintrace.names import given
from kintrace.names.sounds import readings


def classes(word):
    known = given.names()
    return {known.titles[number] for sound in readings([word])[0] for number in known.full.get(sound, ())}


@pytest.mark.parametrize(
    ("title", "spellings"),
    [
        ("Олександр", "олександр александр аляксандр oleksandr aleksandr alexander alexandre"),
        ("Микола", "микола николай мікалай mykola nikolai nikolay"),
        ("Дмитро", "дмитро дмитрий дзмітрый зміцер dmytro dmitry dzmitry"),
        ("Олена", "олена елена olena yelena elena helena"),
        ("Ганна", "ганна анна hanna anna"),
    ],
)
def test_one_name_in_many_languages(title, spellings):
    title = {"Ганна": "Анна"}.get(title, title)
    assert [word for word in spellings.split() if title not in classes(word)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("олена", "олеся"),
        ("ганна", "галина"),
        ("марина", "марія"),
        ("яна", "анна"),
        ("євген", "євгенія"),
        ("олексій", "олександр"),
        ("данило", "денис"),
    ],
)
def test_false_friends_stay_apart(one, other):
    assert not classes(one) & classes(other)


@pytest.mark.parametrize(
    ("written", "father", "gender"),
    [
        ("Миколайович", "Микола", "m"),
        ("Николаевна", "Микола", "f"),
        ("Мікалаевіч", "Микола", "m"),
        ("Іллівна", "Ілля", "f"),
        ("Ильинична", "Ілля", "f"),
        ("Ильич", "Ілля", "m"),
        ("Яковлевич", "Яків", "m"),
        ("Львович", "Лев", "m"),
        ("Павлівна", "Павло", "f"),
        ("Dmitrievich", "Дмитро", "m"),
        ("Volodymyrivna", "Володимир", "f"),
        ("Jurevitsj", "Юрій", "m"),
        ("Aleksandrowitsch", "Олександр", "m"),
        ("Леонідовича", "Леонід", "m"),
        ("Миколаївною", "Микола", "f"),
        ("Георгиевне", "Георгій", "f"),
    ],
)
def test_a_patronymic_names_the_father_and_the_gender_in_any_case(written, father, gender):
    known = given.names()
    found = [given.patronymic(sound) for sound in readings([written.lower()])[0]]
    fathers = {known.titles[number] for stem, _ in found for number in known.fathers.get(stem, ())}
    assert father in fathers
    assert {shown for _, shown in found if shown} == {gender}


def test_a_surname_is_no_patronymic():
    assert given.patronymic("IVANOV") == ("", "")
    assert given.patronymic("WEVQENKO") == ("", "")


def test_the_table_names_each_name_once_and_in_its_own_script():
    with files("kintrace.names").joinpath("data/given_names.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    keys = [(row["name"], row["gender"]) for row in rows]
    assert keys == sorted(set(keys))
    assert {row["gender"] for row in rows} == {"m", "f"}
    assert [
        row["name"]
        for row in rows
        if re.search("[A-Za-z]", "".join(row[c] for c in ("uk", "ru", "be", "short")))
    ] == []
    assert all(row["uk"] and row["ru"] and row["source"] for row in rows)
    assert len(rows) >= 300
