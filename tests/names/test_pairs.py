"""Two words compared: levels by integers, edits only where they differ."""

import numpy as np
import pytest

from kintrace.names import pairs, words


def compare(left, right, of=pairs.compare_words):
    numbers = np.array([[words.word(left).number], [words.word(right).number]])
    return dict(zip(pairs.FEATURES, of(numbers[0], numbers[1])[0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("left", "right", "level"),
    [
        ("шевченко", "szewczenko", pairs.SAME_SOUND),
        ("гаврилюк", "khavryluk", pairs.SAME_COARSE),
        ("шумилину", "шумилин", pairs.SAME_STEM),
        ("арлоў", "орлова", pairs.SAME_COARSE_STEM),
        ("петренко", "патрінок", pairs.SAME_SKELETON),
        ("петренко", "бондар", 0),
    ],
)
def test_levels(left, right, level):
    assert compare(left, right)["level"] == level


def test_one_letter_is_one_edit():
    found = compare("петренко", "пйтренко")
    assert (found["edits"], found["letter_edits"]) == (1, 1)
    assert found["likeness"] == pytest.approx(1 - 1 / 8)


def test_letters_that_print_alike_cost_nothing():
    assert compare("мірошник", "мірощник")["letter_edits"] == 0


@pytest.mark.parametrize(
    ("left", "right", "relation"),
    [
        ("микола", "николай", pairs.SHARED),
        ("сашко", "alexander", pairs.SHARED_LOOSELY),
        ("айк", "олександр", pairs.UNKNOWN),
        ("сашко", "петро", pairs.OTHER),
        ("сашкусик", "петро", pairs.SEEM_OTHER),
        ("олександра", "олександр", pairs.CASE_OF),
        ("діана", "дана", pairs.OTHER),
        ("аня", "таня", pairs.OTHER),
        ("слава", "ярослав", pairs.SHARED_LOOSELY),
        ("олена", "ольга", pairs.OTHER),
    ],
)
def test_relations_of_given_names(left, right, relation):
    assert compare(left, right)["classes"] == relation


@pytest.mark.parametrize(
    ("initial", "name", "fits"),
    [
        ("о", "олександр", 1),
        ("а", "олександр", 1),
        ("е", "yelena", 1),
        ("п", "олександр", -1),
        ("м", "николай", 1),
        ("олена", "олександр", 0),
    ],
)
def test_initials(initial, name, fits):
    assert compare(initial, name)["initial"] == fits


def test_fathers_are_compared_not_their_endings():
    found = compare("миколайович", "николаевна", pairs.compare_fathers)
    assert found["classes"] == pairs.SHARED
    assert compare("іванович", "петрович", pairs.compare_fathers)["classes"] == pairs.OTHER
    assert compare("муртазиевич", "муртазійович", pairs.compare_fathers)["level"] == pairs.SAME_SOUND


def test_the_order_of_a_pair_does_not_matter():
    numbers = np.array([words.word(text).number for text in ("жуков", "zsukov", "олена", "лена", "о", "گل")])
    left, right = (side.ravel() for side in np.meshgrid(numbers, numbers))
    assert np.array_equal(pairs.compare_words(left, right), pairs.compare_words(right, left))
