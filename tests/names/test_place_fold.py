"""Spellings of one place meet in one key; different places may meet too, the vowels tell them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names.place_fold import fold, fold_many, french, plain, ukrainian_letters, vowels, vowels_agree


@pytest.mark.parametrize(
    "spellings",
    [
        "Маріуполь Мариуполь Mariupol Mariupol' Mariupil Marioupol",
        "Слов'янськ Слов’янськ Славянск Sloviansk Slavyansk",
        "Запоріжжя Запорожье Zaporizhzhia Zaporozhye",
        "Миколаївка Николаевка Mykolaivka Nikolayevka",
        "Новоолександрівка Новоалександровка Novooleksandrivka",
        "Кам'янське Каменское Kamianske Kamenskoye",
        "Житомир Zhytomyr Zhitomir Žytomyr",
        "Костянтинівка Константиновка Kostiantynivka Konstantinovka",
        "Сонячне Солнечное Soniachne Solnechnoe",
        "Юр’ївка Юрьевка Yurivka Yuryevka",
    ],
)
def test_ukrainian_russian_and_latin_spellings_have_one_key(spellings):
    assert len({fold(spelling) for spelling in spellings.split()}) == 1


def test_latin_letters_inside_a_cyrillic_word_are_read_as_cyrillic():
    assert fold("Mаpіуполь") == fold("Маріуполь")


def test_many_names_fold_as_each_of_them():
    names = ["Нова Каховка", "", "Куп’янськ-Вузловий", "Odesa"]
    assert fold_many(names) == [fold(name) for name in names]


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'- ", max_size=30))
def test_a_key_has_only_small_latin_letters_and_ignores_capitals(name):
    key = fold(name)
    assert key == "" or (key.isascii() and key.isalpha() and key.islower())
    assert fold(name.upper()) == key


def test_the_script_stays_in_plain_text():
    assert plain("Куп’янськ-Вузловий") == "купянськ вузловий"


def test_the_apostrophe_and_four_letters_are_ukrainian():
    assert [ukrainian_letters(word) for word in ("кам’янка", "вільне", "каменка", "lviv")] == [
        True,
        True,
        False,
        False,
    ]


def test_o_and_e_inside_a_word_tell_two_places_with_one_key_apart():
    assert fold("Берислав") == fold("Борислав")
    assert not vowels_agree(vowels("Берислав"), vowels("Борислав"))
    assert vowels_agree(vowels("Beryslav"), vowels("Берислав"))


def test_o_and_e_at_the_end_or_after_a_sibilant_alternate():
    assert vowels_agree(vowels("Сватове"), vowels("Сватово"))
    assert vowels_agree(vowels("Чорне"), vowels("Черное"))


def test_the_french_way_of_soviet_passports_is_undone():
    assert [french(word) for word in ("Choulikovka", "Doljansk", "Lviv")] == ["shulikovka", "dolzhansk", ""]


def test_an_adjective_of_another_gender_is_another_place():
    assert fold("Хрустальний") == fold("Хрустальне")
    assert not vowels_agree(vowels("Khrustalnyi"), vowels("Хрустальне"))
    assert vowels_agree(vowels("Хрустальное"), vowels("Хрустальне"))
