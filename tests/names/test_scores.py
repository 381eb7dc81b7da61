"""Names of one person score above the threshold, names of two below; siblings always below."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import names

CASES = Path(__file__).parents[3] / "shared/cases/names"
WORDS = "Шевченко Олена Миколаївна Shevchenko Olena Петро Іванович О. Ivan Смит (Коваль) Itdxtyrj"
PEOPLE = st.lists(st.sampled_from(WORDS.split()), max_size=5).map(" ".join)


def same(left, right):
    return bool(names.score([left], [right])[0] >= names.THRESHOLD)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Шевченко Олександр Миколайович", "Aleksandr Nikolaevich SHEVCHENKO"),
        ("Жуков Сергій", "Serhij Zsukov"),
        ("Бондаренко О.М.", "Бондаренко Ольга Михайлівна"),
        ("Itdxtyrj Jktrcfylh", "Олександр Шевченко"),
        ("Сашко Ткаченко", "Oleksandr Tkachenko"),
        ("Ткаченка Сергія Івановича", "Ткаченко Сергій Іванович"),
        ("Пeтрeнкo Iван", "Ivan Petrenko"),
        ("Коваль (Бондар) Олена Ігорівна", "Бондар Олена Ігорівна"),
        ("Карпекно Ілля Олегович", "Карпенко Ілля Олегович"),
        ("Юлія Цімашэнка", "Тимошенко Юлія"),
    ],
)
def test_one_person(left, right):
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Шевченко Олена Іванівна", "Shevchenko Olha Ivanivna"),
        ("Шевченко Марія Іванівна", "Шевченко Марина Іванівна"),
        ("Коваль Олексій Петрович", "Koval Oleksandr Petrovych"),
        ("Коваль Данило Петрович", "Коваль Денис Петрович"),
        ("Коваль Яна Петрівна", "Коваль Анна Петрівна"),
        ("Коваль Іван Петрович", "Koval Ivan Stepanovich"),
        ("Коваль Егор Игоревич", "Коваль Егор Егорович"),
        ("Іваненко Євген", "Іваненко Євгенія"),
        ("Бондар Іван Петрович", "Ткачук Іван Петрович"),
    ],
)
def test_two_people(left, right):
    assert not same(left, right)


@given(PEOPLE, PEOPLE)
def test_a_score_is_the_same_both_ways(left, right):
    assert names.score([left], [right])[0] == names.score([right], [left])[0]


def test_a_compound_scores_the_same_both_ways():
    left, right = "Ivan Olena Іванович Іванович Іванович", "Ivan Olena (Коваль) Іванович Іванович"
    assert names.score([left], [right])[0] == names.score([right], [left])[0]


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_have_a_score(left, right):
    assert 0 <= names.score([left], [right])[0] <= 1


def test_no_pairs_have_no_scores():
    assert names.score([], []).shape == (0,)


def figures(rows, left, right, truth):
    scored = names.score([row[left] for row in rows], [row[right] for row in rows])
    true = np.array([truth(row) for row in rows])
    taken = scored >= names.THRESHOLD
    f1 = 2 * (taken & true).sum() / (taken.sum() + true.sum())
    negatives = np.sort(scored[~true])[::-1]
    return f1, (scored[true] > negatives[len(negatives) // 100]).mean()


@pytest.mark.skipif(not CASES.exists(), reason="the development pairs lie outside the repository")
class TestBars:
    def test_development_pairs(self):
        with (CASES / "dev_pairs.csv").open(encoding="utf-8", newline="") as lines:
            f1, recall = figures(
                list(csv.DictReader(lines)), "left", "right", lambda row: row["label"] == "1"
            )
        assert f1 >= 0.98
        assert recall >= 0.95

    def test_people_of_the_public_name_bench(self):
        with (CASES / "name_bench.csv").open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row["schema"] == "Person"]
        assert figures(rows, "name1", "name2", lambda row: row["is_match"] == "true")[0] > 0.747


def test_invented_pairs_are_told_apart():
    with Path(__file__).with_name("pairs.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    scored = names.score([row["left"] for row in rows], [row["right"] for row in rows])
    wrong = [
        (row["left"], row["right"], round(float(found), 3))
        for row, found in zip(rows, scored, strict=True)
        if (found >= names.THRESHOLD) != (row["same"] == "1")
    ]
    assert wrong == []
