"""Names that have been read are kept as rows of numbers."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from kintrace import names
from kintrace.names import facts, memory, words


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


PEOPLE = [
    f"{family} {first}"
    for family in ("Коваль", "Бондаренко", "Shevchenko", "Гнатюк", "Петрова", "Smith")
    for first in ("Олена", "Olha", "Сашко", "Oleksandr Ivanovych", "Іван", "John")
]
PAIRS = ([left for left in PEOPLE for _ in PEOPLE], PEOPLE * len(PEOPLE))


def test_words_give_way_too_and_scores_stay(monkeypatch):
    before = names.score(*PAIRS).tolist()
    monkeypatch.setattr(memory, "MOST_WORDS_KEPT", 5)
    assert [float(names.score([left], [right])[0]) for left, right in zip(*PAIRS, strict=True)] == before
    assert len(words.WORDS) <= 5 + 8
    assert len(facts.STRINGS) < 100


def test_threads_that_crowd_each_other_out_score_as_one_would(monkeypatch):
    before = [names.score([left], PEOPLE[:1]).tolist() for left in PEOPLE]
    read = names.analyse(PEOPLE)
    monkeypatch.setattr(memory, "MOST_WORDS_KEPT", 3)
    with ThreadPoolExecutor(4) as threads:
        scored = [threads.submit(names.score, [left], PEOPLE[:1]) for left in PEOPLE for _ in range(5)]
        forms = [threads.submit(names.analyse, PEOPLE) for _ in range(5)]
        assert [found.result().tolist() for found in scored[::5]] == before
        assert all(found.result() == read for found in forms)
    assert [names.score([left], PEOPLE[:1]).tolist() for left in PEOPLE] == before
