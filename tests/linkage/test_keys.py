"""Blocking keys are made as written here, and lists are ordered by them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage.keys import KeyRecipe, order_by_key


def slow_key(parts: list[int], unordered: bool) -> int:
    """Facets mixed into 32 bits; 0 when one is missing."""
    if 0 in parts:
        return 0
    if unordered:
        parts = sorted(parts[:2]) + parts[2:]
    mixed = parts[0]
    for part in parts[1:]:
        mixed = (mixed * 0x9E3779B97F4A7C15 + part) % 2**64
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 % 2**64
    return mixed >> 32 or 1


codes = st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=1, max_size=8)
facets = st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=4)


@given(codes, facets, facets, st.booleans())
def test_keys_are_those_of_the_slow_twin(rows, one, two, unordered):
    records = np.array(rows, np.int32)
    tables = np.array(one, np.uint32), np.array(two, np.uint32)
    out = np.zeros((len(rows), 3), np.uint32)
    KeyRecipe((0, 1), tables, unordered).fill(records, (0, len(rows)), out, 1)
    expected = [0 if -1 in row else slow_key([one[row[0]], two[row[1]]], unordered) for row in rows]
    assert out[:, 1].tolist() == expected
    assert out[:, [0, 2]].sum() == 0


def test_only_the_span_is_filled():
    out = np.zeros((3, 1), np.uint32)
    KeyRecipe((0,), (np.array([7], np.uint32),), False).fill(np.zeros((3, 1), np.int32), (1, 2), out, 0)
    assert (out[:, 0] != 0).tolist() == [False, True, False]


def test_an_unordered_rule_lets_surname_and_given_name_change_places():
    table = np.array([5, 9], np.uint32)
    out = np.zeros((2, 1), np.uint32)
    for unordered in (True, False):
        KeyRecipe((0, 1), (table, table), unordered).fill(
            np.array([[0, 1], [1, 0]], np.int32), (0, 2), out, 0
        )
        assert (out[0, 0] == out[1, 0]) is np.bool_(unordered)


@given(st.lists(st.integers(0, 2**32 - 1), max_size=50))
def test_records_are_ordered_by_key_and_equal_keys_stay_in_order(keys):
    column = np.array([[1, key] for key in keys], np.uint32).reshape(-1, 2)
    found = order_by_key(column, 1)
    expected = sorted(range(len(keys)), key=lambda i: keys[i])
    assert found.record.tolist() == expected
    assert found.key.tolist() == [keys[i] for i in expected]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=20), st.lists(st.integers(0, 6), max_size=4))
def test_near_records_are_all_that_share_a_wanted_key(values, wanted):
    table = np.arange(7, dtype=np.uint32)
    records = np.array(values, np.int32)[:, None]
    how = KeyRecipe((0,), (table,), False)
    keys = np.zeros((len(values), 1), np.uint32)
    how.fill(records, (0, len(values)), keys, 0)
    asked = np.array([slow_key([w], False) for w in wanted if w], np.uint32)
    near = how.near(records, asked)
    assert set(near.record) >= {i for i, key in enumerate(keys[:, 0]) if key and key in asked}
    assert near.key.tolist() == sorted(keys[near.record, 0])
