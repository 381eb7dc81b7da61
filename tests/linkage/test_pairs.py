"""The pair stage finds exactly the pairs that a slow search finds, each once, in any number of threads."""

import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.linkage import pairs
from kintrace.linkage.bits import Weights
from kintrace.linkage.context import Context
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import WIDTH, choose_fields
from kintrace.linkage.rules import Rule, keys_of

RULES = (Rule((("other:x", "same"),)), Rule((("other:y", "same"),)), Rule((("birth", "year"),)))


def ready(people, left, right):
    """A context over columns x, y and birth; agreement weighs 3 bits, any other level -1."""

    def table(rows):
        return people(other_x=[r[0] for r in rows], other_y=[r[1] for r in rows], birth=[r[2] for r in rows])

    one, two = table(left), None if right is None else table(right)
    fields = choose_fields(one, two or one, {"x": "text", "y": "text"})
    found = encode(one, two, fields, True)
    weights = np.full((len(fields), WIDTH), -1.0)
    weights[:, 0] = 3.0
    keys = keys_of(found, found.left, RULES)
    other = None if right is None else (found.right, keys_of(found, found.right, RULES))
    weighing = Weights(weights, (None,) * len(fields))
    return Context(fields, found.dictionaries, weighing, (found.left, keys), other)


def slow(context, floor, rules):
    """Every pair that weighs at least `floor` and that some rule makes (any pair at all with no rules)."""
    kept = {}
    one_list = context.right is context.left
    for i in range(len(context.left)):
        for j in range(i + 1 if one_list else 0, len(context.right)):
            own, other = context.left_keys[i][:rules], context.right_keys[j][:rules]
            _, weight = context.levels(np.array([i], np.int32), np.array([j], np.int32))
            if weight[0] >= floor and (not rules or ((own == other) & (own > 0)).any()):
                kept[i, j] = float(weight[0])
    return kept


def as_dict(found):
    pairs_found = list(zip(found.left.tolist(), found.right.tolist(), strict=True))
    assert len(set(pairs_found)) == len(pairs_found)  # each pair once
    return dict(zip(pairs_found, found.weight.tolist(), strict=True))


def quiet(stage, done):
    assert stage == "pairs"
    assert 0 <= done <= 1


rows = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "ab", None]),
        st.sampled_from(["p", "q", None]),
        st.sampled_from(["2015-03-07", "2015-03-08", "2015", "2014-01-01", None]),
    ),
    min_size=1,
    max_size=14,
)
floors = st.sampled_from([-3.0, 0.0, 2.0, 5.0, 9.0])


@settings(max_examples=60, deadline=None)
@given(rows, st.none() | rows, floors)
def test_blocked_search_finds_what_the_slow_twin_finds(people, left, right, floor):
    context = ready(people, left, right)
    assert as_dict(pairs.search(context, len(RULES), floor, quiet)) == slow(context, floor, len(RULES))


@settings(max_examples=60, deadline=None)
@given(rows, st.none() | rows, floors)
def test_looking_at_every_pair_finds_what_the_slow_twin_finds(people, left, right, floor):
    context = ready(people, left, right)
    assert as_dict(pairs.cross(context, floor, quiet)) == slow(context, floor, 0)


def many(n):
    random = np.random.default_rng(7)
    x, y, day = (random.integers(0, k, n) for k in (30, 20, 25))
    return [(f"x{a}", f"y{b}", f"2015-03-{d + 1:02}") for a, b, d in zip(x, y, day, strict=True)]


@pytest.mark.parametrize("one_list", [False, True])
def test_more_pairs_than_fit_in_the_room_are_all_kept(people, monkeypatch, one_list):
    context = ready(people, many(200), None if one_list else many(150))
    whole = as_dict(pairs.cross(context, -9.0, quiet))
    assert len(whole) == (199 * 100 if one_list else 200 * 150)
    blocked = as_dict(pairs.search(context, 3, -9.0, quiet))
    monkeypatch.setattr(pairs, "_ROOM", 7)
    assert as_dict(pairs.cross(context, -9.0, quiet)) == whole
    assert as_dict(pairs.search(context, 3, -9.0, quiet)) == blocked


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_number_of_threads_changes_nothing(people, monkeypatch, threads):
    context = ready(people, many(300), many(200))
    usual = pairs.search(context, 3, 2.0, quiet)
    monkeypatch.setattr(os, "cpu_count", lambda: threads)
    again = pairs.search(context, 3, 2.0, quiet)
    for name in ("left", "right", "weight"):
        assert (getattr(again, name) == getattr(usual, name)).all()
    assert again.scored == usual.scored


def test_a_pair_made_by_several_rules_is_scored_once(people):
    context = ready(people, [("a", "p", "2015-03-07")], [("a", "p", "2015-03-07")])
    found = pairs.search(context, 3, 0.0, quiet)
    assert (found.scored, found.by_rule) == (1, [(1, 1), (0, 0), (0, 0)])


def test_where_no_rule_tells_records_apart_all_pairs_are_left_out(people):
    rows = [("a", "p", None)] * 3
    assert (
        pairs.none(ready(people, rows, None)).too_large,
        pairs.none(ready(people, rows, rows)).too_large,
    ) == (3, 9)


def test_findings_are_gathered_in_order():
    one = pairs.Found(np.array([1], np.int32), np.array([2], np.int32), np.array([3.0]), 5, 1)
    two = pairs.Found(np.array([4], np.int32), np.array([5], np.int32), np.array([6.0]), 7, 2)
    both = pairs.gathered([one, two])
    assert (both.left.tolist(), both.weight.tolist(), both.scored, both.too_large) == ([1, 4], [3, 6], 12, 3)
    assert pairs.gathered([]).scored == 0
