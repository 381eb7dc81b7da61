"""Names that have been read are kept as rows of numbers."""

import pytest

from kintrace import names
from kintrace.names import memory, words


@pytest.fixture(autouse=True)
def little_room(monkeypatch):
    monkeypatch.setattr(memory, "MOST_KEPT", 3)
    memory.forget(4)


def row(name):
    return memory.table(memory.numbers([name]))[0].tolist()


def test_a_row_says_which_words_fill_which_role():
    names.analyse(["Коваль Олена Петрівна"])
    family, first, father = (words.word(text).number for text in ("коваль", "олена", "петрівна"))
    assert row("Коваль Олена Петрівна") == [
        *(family, first, father, -1, -1, -1, -1),
        *(2, 1, 0, 1),  # a woman; the order is certain; no word is spare; East Slavic
        *(first, father, family, -1, -1, -1),
    ]


def test_a_compound_has_its_words_too():
    names.analyse(["Нечуй-Левицький Іван"])
    whole, one, other = (words.word(text).number for text in ("нечуй-левицький", "нечуй", "левицький"))
    found = row("Нечуй-Левицький Іван")
    assert [found[place] for place in memory.SURNAME] == [whole, one, other]


def test_names_not_read_yet_are_new():
    names.analyse(["Коваль Олена"])
    assert memory.numbers(["Коваль Олена", "Коваль Ольга"]).tolist() == [0, memory.NEW]


def test_older_names_give_way():
    names.analyse(["Коваль Олена", "Коваль Ольга"])
    names.analyse(["Бондар Олена", "Бондар Ольга"])
    assert memory.numbers(["Коваль Олена", "Бондар Олена", "Бондар Ольга"]).tolist() == [memory.NEW, 0, 1]


def test_more_names_than_there_is_room_for_are_not_kept():
    many = ["Коваль Олена", "Коваль Ольга", "Бондар Олена", "Бондар Ольга"]
    names.analyse(many)
    assert memory.numbers(many).tolist() == [memory.NEW] * 4


def test_scores_do_not_depend_on_what_is_kept():
    lefts, rights = ["Коваль Олена", "Коваль Ольга"], ["Koval Olena", "Koval Olena"]
    first = names.score(lefts, rights).tolist()
    assert names.score(lefts, rights).tolist() == first
