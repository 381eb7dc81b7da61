"""A word is read once and remembers what it can be."""

import pytest

from kintrace.names import given, words


def titles(numbers):
    return {given.names().titles[number] for number in numbers}


def test_the_same_text_is_the_same_word():
    assert words.word("шевченко") is words.word("шевченко")
    assert words.WORDS[words.word("шевченко").number].text == "шевченко"


@pytest.mark.parametrize(
    ("pet", "title"),
    [
        ("сашко", "Олександр"),
        ("шурик", "Олександр"),
        ("лёньчик", "Леонід"),
        ("юрчик", "Юрій"),
        ("гриня", "Григорій"),
        ("андрійко", "Андрій"),
        ("вовка", "Володимир"),
        ("тата", "Наталія"),
        ("світланка", "Світлана"),
        ("женечка", "Євген"),
        ("катруся", "Катерина"),
        ("оленка", "Олена"),
        ("русик", "Руслан"),
        ("марійка", "Марія"),
    ],
)
def test_a_pet_name_may_be_its_name(pet, title):
    assert title in titles(words.word(pet).loose)


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("миколи", "Микола"),
        ("юрієм", "Юрій"),
        ("дмитрию", "Дмитро"),
        ("олену", "Олена"),
        ("олександра", "Олександр"),
        ("сергея", "Сергій"),
    ],
)
def test_another_case_may_be_its_name(form, title):
    assert title in titles(words.word(form).loose)


def test_a_full_name_is_not_taken_for_a_short_form_of_another():
    assert titles(words.word("ольга").loose) == {"Ольга"}
    assert titles(words.word("олексій").loose) == {"Олексій"}
    assert titles(words.word("марія").loose) == {"Марія"}


def test_a_patronymic_word_knows_its_father():
    word = words.word("миколаївна")
    assert (word.father, word.child, titles(word.father_classes)) == (("MIKOL",), "f", {"Микола"})


def test_endings_of_surnames_are_told_apart():
    tails = [words.word(text).tail for text in ("петров", "петрова", "петренко", "петровський", "коза")]
    assert tails[0] == tails[1] > 0
    assert len(set(tails)) == 4
    assert tails[4] == 0


def test_a_single_letter_is_an_initial():
    assert words.word("о").initial
    assert not words.word("ян").initial


def test_a_womans_name_in_another_case_is_not_read_as_a_mans():
    viktoria, viktor = words.word("вікторія"), words.word("виктор")
    in_case = words.word("виктории")  # sounds like Викторий, who is not written so
    assert in_case.full == ()
    assert set(viktoria.full) & set(in_case.loose)
    assert set(viktor.full) & set(in_case.loose)  # taken by its stem, which both share
