"""Fields that repeat each other are found, and what they say twice is taken off."""

import numpy as np
import pytest

from kintrace.linkage.dependence import _tree, dependences, two_people
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import Field, Kind, choose_fields
from kintrace.linkage.weights import belief, count_u


def terms(people, weightless, columns, compare):
    table = people(**columns)
    fields = choose_fields(table, table, compare)
    found = encode(table, None, fields, False)
    u = count_u(found, belief(fields))
    return [
        (fields[t.where[0][0]].name, fields[t.where[1][0]].name, t.bits)
        for t in dependences(weightless(found), found, u)
    ]


def towns(n, postcode):
    """n people of 50 towns; `postcode` says which postcode the i-th has."""
    random = np.random.default_rng(2)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    town = random.integers(0, 50, n)
    word = ["".join(letters[random.integers(0, 26, 8)]) for _ in range(50)]
    given = ["".join(letters[random.integers(0, 26, 6)]) for _ in range(n)]
    return {
        "surname": ["".join(letters[random.integers(0, 26, 7)]) for _ in range(n)],
        "given_name": given,
        "birth": [f"{y}-{m:02}-{d:02}" for y, m, d in random.integers([1950, 1, 1], [2010, 13, 29], (n, 3))],
        "other_town": [word[t] for t in town],
        "other_code": [postcode(int(t), random) for t in town],
    }  # fmt: skip


def test_postcode_and_town_say_the_same_and_are_counted_once(people, weightless):
    columns = towns(2000, lambda town, random: f"{town * 7919:06}")
    (found,) = terms(people, weightless, columns, {"town": "text", "code": "code"})
    assert found[:2] == ("other:town", "other:code")
    assert found[2] == pytest.approx(-np.log2(50), abs=1.0)  # agreement on a code is 1 in 50 by chance


def test_independent_fields_are_left_alone(people, weightless):
    columns = towns(2000, lambda town, random: f"{int(random.integers(0, 50)) * 7919:06}")
    assert terms(people, weightless, columns, {"town": "text", "code": "code"}) == []


def test_surplus_forms_a_tree_of_the_strongest():
    surplus = np.array([[0, 5, 4, 0], [5, 0, 3, 0.5], [4, 3, 0, 2], [0, 0.5, 2, 0]], float)
    assert _tree(surplus) == ((0, 1, -5.0), (0, 2, -4.0), (2, 3, -2.0))
    assert _tree(np.full((3, 3), 0.9)) == ()
    assert _tree(np.zeros((1, 1))) == ()


def test_two_people_were_born_at_another_time_and_are_called_something_else():
    fields = (Field("given_name", Kind.NAME, "name", "given"), Field("birth", Kind.BIRTH, "birth"))
    different, same, missing = len(fields[0].levels) - 1, 0, 255
    far, near_year = len(fields[1].levels) - 1, len(fields[1].levels) - 2
    level = np.array(
        [
            [different, far],
            [different, near_year],
            [same, far],
            [different, missing],
            [missing, far],
            [different, 4],
        ],
        np.uint8,
    )
    assert two_people(level, fields).tolist() == [True, True, False, False, False, False]
    assert two_people(level[:, :1], fields[:1]).tolist() == [False] * 6  # births are not told
