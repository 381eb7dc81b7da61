import pytest

from kintrace import names
from kintrace.office.sounds import asked, keys_of, keys_of_names, ranked, says_enough


def test_a_record_has_the_sounds_of_its_words_and_its_given_name_as_keys():
    assert keys_of(names.analyse(["Бондар Микита Сергійович"])[0]) == {"sBNDR", "sMKT", "gМикита"}


def test_an_initial_is_no_key():
    assert keys_of(names.analyse(["Бондар М. С."])[0]) == {"sBNDR"}


def test_a_name_whose_order_is_uncertain_has_the_given_names_of_both():
    keys = keys_of(names.analyse(["Іван Павло"])[0])
    assert {"gІван", "gПавло"} <= keys


def test_a_query_asks_for_each_of_its_words():
    assert asked("Bondar Nikita") == [{"sBNDR"}, {"sNKT", "gМикита"}]


def test_whoever_has_two_names_has_the_keys_of_both():
    assert keys_of_names(["Бондар Микита", "Коваль"]) == {"sBNDR", "sMKT", "gМикита", "sKVL"}
    assert keys_of_names([]) == set()


def test_the_likest_of_somebodys_names_speaks_for_them():
    found = ranked("Коваль Олексій", {1: ["Бондар Іван", "Коваль Олексій"], 2: ["Шевченко Олена"]})
    assert [number for number, _ in found] == [1]


@pytest.mark.parametrize(("query", "enough"), [("", False), ("Ш1", False), ("Шу", True), ("1234", False)])
def test_a_name_has_two_letters_at_least(query, enough):
    assert says_enough(query) is enough
