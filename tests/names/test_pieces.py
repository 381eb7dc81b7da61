"""A name is cut into words: brackets, initials, commas, particles, titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names.pieces import split


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("Шевченко О.М.", ["шевченко", "о", "м"]),
        ("Шевченко О. М.", ["шевченко", "о", "м"]),
        ("Климпуш-Цинцадзе Іванна", ["климпуш-цинцадзе", "іванна"]),
        ("SergeiLavrov", ["sergei", "lavrov"]),
        ("Usama bin Laden", ["usama", "bin-laden"]),
        ("Алиев Рауф Мамед оглы", ["алиев", "рауф", "мамед-оглы"]),
        ("Dr. Rami Makhlouf", ["rami", "makhlouf"]),
        ("", []),
        ("...", []),
    ],
)
def test_words_of(written, texts):
    assert split(written).texts == texts


def test_what_stands_before_the_comma_is_counted():
    assert split("Федорук, Николай Трофимович").comma == 1
    assert split("de la Cruz, Juan").comma == 1
    assert split("Федорук Николай").comma == 0


def test_names_in_brackets_stand_apart():
    cut = split("Коваль (Шевченко, Бондар) Олена")
    assert (cut.texts, cut.others) == (["коваль", "олена"], ["шевченко", "бондар"])


def test_a_word_in_capitals_is_noticed():
    assert split("Андрій ПІНЧУК О").capital == [False, True, False]


@given(st.text(max_size=40))
def test_any_text_can_be_cut(text):
    cut = split(text)
    assert len(cut.texts) == len(cut.capital)
    assert 0 <= cut.comma <= len(cut.texts)
