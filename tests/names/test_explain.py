"""The reasons are read from the numbers that made the score."""

import pytest

from kintrace import names


def verdicts(left, right):
    return {part.part: part.verdict for part in names.compare(left, right).parts}


def test_every_part_says_how_it_compares():
    assert verdicts("Шевченко Микола Іванович", "Shevchenko Nikolai Ivanovich") == {
        "surname": "sound the same",
        "given name": "same name in another language",
        "patronymic": "sound the same",
        "gender": "same",
    }


@pytest.mark.parametrize(
    ("left", "right", "conflicts"),
    [
        ("Шевченко Олена Іванівна", "Shevchenko Olha Ivanivna", ("given name",)),
        ("Коваль Іван Петрович", "Koval Ivan Stepanovich", ("patronymic",)),
        ("Коваль Іван Петрович", "Коваль Іванна Петрівна", ("given name", "gender")),
        ("Коваль Іван", "Koval Vanya", ()),
    ],
)
def test_conflicts_are_named(left, right, conflicts):
    assert names.compare(left, right).conflicts == conflicts


def test_what_stands_in_one_name_only_says_nothing():
    found = names.compare("Коваль Іван Петрович", "Коваль Іван")
    assert found.parts[2].verdict == "only in one: says nothing"
    assert found.same


def test_the_comparison_carries_the_score():
    left, right = "Бондар О.М.", "Олександр Миколайович Бондар"
    found = names.compare(left, right)
    assert found.score == pytest.approx(float(names.score([left], [right])[0]))
    assert found.parts[1].verdict == "initial fits"
    assert not names.compare("Pedro Sanchez", "Pedro Moreno").same


def test_a_compound_that_matches_by_one_word_says_so():
    assert "one word of a compound" in verdicts("Гур'єва-Мотлохова Юлія", "Yulia Guryeva")["surname"]


def test_without_a_word_there_is_nothing_to_compare():
    for left, right in [("", ""), ("", "Коваль Іван"), ("123", "123"), ("О.", "О.")]:
        found = names.compare(left, right)
        assert (found.score, found.same, found.parts) == (0.0, False, ())
        assert names.score([left], [right]).tolist() == [0.0]


def test_names_without_roles_are_explained_word_by_word():
    assert [part.verdict for part in names.compare("Pedro Sanchez", "Sanchez Pedro").parts] == [
        "sound the same"
    ] * 2
    assert names.compare("Pedro Sanchez", "Pedro Moreno").conflicts == ("word",)
