"""Whole names are read to parts, with repairs written down."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import names
from kintrace.names import words


def texts(form):
    return [[token.text for token in part] for part in (form.surname, form.given, form.patronymic)]


def test_a_name_on_the_wrong_layout_is_read_and_the_repair_noted():
    form = names.analyse(["Fktrcfylh .hmtdbx Bkmby"])[0]
    assert texts(form) == [["ильин"], ["александр"], ["юрьевич"]]
    assert (form.gender, form.order_certain, form.repairs) == ("m", True, ("layout",))
    assert form.as_written == "Fktrcfylh .hmtdbx Bkmby"


@pytest.mark.parametrize(
    "typed", ["[jh Ukt, Zrjdktdbx", ",fhdsytyrj Dsnfksq", "Lbyf Bdfyjdyf J.y", "'hytcn F,lekjdbx Dfkttd"]
)
def test_punctuation_keys_are_letters_on_the_wrong_layout(typed):
    assert names.analyse([typed])[0].repairs == ("layout",)


def test_tokens_of_a_patronymic_are_the_fathers():
    his, hers = (
        names.analyse([name])[0].patronymic[0] for name in ("Коваль Ян Миколайович", "Koval Iana Nikolaevna")
    )
    assert set(his.classes) & set(hers.classes)
    assert his.readings == ("MIKOL",)
    assert names.analyse(["Коваль Яна Миколаївна"])[0].patronymic[0].readings == ("MIKOL",)


def test_columns_are_taken_at_their_word():
    form = names.analyse_parts("Олександр", "Шевченко", None)
    assert texts(form) == [["олександр"], ["шевченко"], []]
    assert form.order_certain
    assert form.as_written == "Олександр Шевченко"


def test_given_name_and_patronymic_in_one_column_are_parted():
    assert texts(names.analyse_parts("Коваль", "Олена Миколаївна", None)) == [
        ["коваль"],
        ["олена"],
        ["миколаївна"],
    ]


def test_many_columns_are_read_as_one_by_one():
    columns = [["Коваль", None, "Пoкiнтeлиця"], ["Олена Миколаївна", "Іван", "Юрiй"], [None, "Петрович", ""]]
    rows = zip(*columns, strict=True)
    assert names.analyse_columns(*columns) == [names.analyse_parts(*row) for row in rows]
    assert names.analyse_columns([], [], []) == []


def test_several_threads_read_each_word_once():
    made = [f"коваль{letter}{other}" for letter in "абвгде" for other in "жзиклм"]
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(names.analyse, [made, made[::-1]] * 8))
    assert all(sorted(forms) == sorted(read[0]) for forms in read)
    assert all(words.WORDS[words.word(text).number].text == text for text in made)


def test_a_column_with_the_other_alphabet_is_repaired():
    assert names.analyse_parts("Пoкiнтeлиця", "Юрiй", "").repairs == ("homoglyph",)


def test_equal_columns_give_equal_forms_to_full_names():
    apart = names.analyse_parts("Коваль", "Олена", "Миколаївна")
    assert names.analyse(["Коваль Олена Миколаївна"])[0] == apart


def test_lists_that_are_east_slavic_are_told_from_others():
    assert names.is_east_slavic(["Коваль Олена", "Petrenko Ivan", "", "Andriy Shevchenko"])
    assert not names.is_east_slavic(["Mary Smith", "Juan García", "Li Wei", "Ahmed Hassan"])
    assert not names.is_east_slavic([])


@given(st.text(max_size=60))
def test_any_text_can_be_read(text):
    form = names.analyse([text])[0]
    assert form.as_written == text
    assert form.gender in ("", "m", "f")


@given(st.text(max_size=20), st.text(max_size=20), st.none() | st.text(max_size=20))
def test_any_columns_can_be_read(surname, first, father):
    names.analyse_parts(surname, first, father)


@given(st.text(st.sampled_from("абвгґдеєжиіїйклмнопрстуфхцчшщьюяАБВГІЇ -',.()"), max_size=40))
def test_any_cyrillic_can_be_read(text):
    for part in texts(names.analyse([text])[0]):
        assert all(part)
