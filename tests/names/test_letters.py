"""Repairs give back the same letters in the alphabet they were meant in, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names import letters

ALIKE = st.text(st.sampled_from("АВСЕНІКМОРТХаеікорсухABCEHIKMOPTXaceikopxyбдґйцшwzfgqĸ '-"), max_size=30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Андрiй Юрiйович ПIНЧУК", "Андрій Юрійович ПІНЧУК"),  # Latin i
        ("Аляĸсей КАЎРЫЖКІН", "Аляксей КАЎРЫЖКІН"),  # the Greenlandic kra, found in official lists
        ("Сергей BAXA", "Сергей ВАХА"),  # nothing but look-alikes: the rest of the name decides
        ("Аndrey Petrov", "Andrey Petrov"),  # Cyrillic А in a Latin word
        ("Тёма Kureyev", "Тёма Kureyev"),  # one alphabet a word is no mistake
        ("Олена Шевченко", "Олена Шевченко"),
    ],
)
def test_a_word_gets_one_alphabet(typed, meant):
    assert letters.unmix(typed) == meant


@given(ALIKE | st.text(max_size=30))
def test_repairing_twice_changes_nothing(text):
    once = letters.unmix(letters.tidy(text))
    assert letters.unmix(letters.tidy(once)) == once


def test_marks_that_print_alike_become_one():
    assert letters.tidy("  Мар\u2019яна\u00a0 Гриценко\u2013Вовк ") == "Мар'яна Гриценко-Вовк"
    assert letters.tidy("Соловьёв") == "Соловьёв"
    assert letters.tidy("I\u0361uriĭ") == "Iuriĭ"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Itdxtyrj Jktrcfylh", "шевченко олександр"),
        (",tpltyt;ys[ Cthutq", "безденежных сергей"),
        ("Utjhusdyf", "георгівна"),
        ("'duty", "эвген"),
        ("J,]tlrjd", "объедков"),
        ("Rf]y", "каїн"),
    ],
)
def test_keys_are_read_as_if_the_layout_had_been_switched(typed, meant):
    assert letters.as_typed_on_cyrillic(typed) == meant


@pytest.mark.parametrize("name", ["Shevchenko Oleksandr", "Krystyna Brzęczyszczykiewicz", "Žukov", "Ng Wai"])
def test_a_plain_latin_name_is_not_suspected(name):
    assert not letters.may_be_wrong_layout(name)


def test_a_script_is_told_by_any_letter_of_it():
    assert [letters.script_of(word) for word in ("Шев", "Žuk", "محمد", "")] == [
        "cyrillic",
        "latin",
        "other",
        "other",
    ]
