"""A context compares and weighs pairs; missing says nothing, joint terms add what levels say together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage.bits import Joint, Weights
from kintrace.linkage.context import Context, mask, no_keys
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import LEVELS, RARE_WHEN_SAME, WIDTH, Kind, choose_fields


def context(left, right=None, compare=None, rarity=None, joints=()):
    """A context where level k of field i weighs 10 * (i + 1) - k bits."""
    fields = choose_fields(left, right or left, compare or {})
    found = encode(left, right, fields, True)
    table = np.array([[10.0 * (i + 1) - k for k in range(WIDTH)] for i in range(len(fields))])
    weights = Weights(table, rarity or (None,) * len(fields), joints)
    other = None if right is None else (found.right, no_keys(found.right))
    return Context(fields, found.dictionaries, weights, (found.left, no_keys(found.left)), other)


def records(*numbers):
    return np.array(numbers, np.int32)


def test_a_pair_weighs_the_sum_of_the_bits_of_its_levels(people):
    ctx = context(people(sex=["m"], birth=["2015-03-07"]), people(sex=["f"], birth=["2015-03-07"]))
    level, weight = ctx.levels(records(0), records(0))
    assert [f.name for f in ctx.fields] == ["birth", "sex"]
    assert level.tolist() == [[0, 1]]
    assert weight.tolist() == [10 + 19]


def test_what_is_missing_weighs_nothing(people):
    ctx = context(people(sex=["m", None], birth=[None, None]), people(sex=[None, "m"], birth=["2015", None]))
    level, weight = ctx.levels(records(0, 0, 1, 1), records(0, 1, 0, 1))
    assert level.tolist() == [[255, 255], [255, 0], [255, 255], [255, 255]]
    assert weight.tolist() == [0, 20, 0, 0]


def test_the_commoner_of_two_values_decides_how_rare_their_agreement_is(people):
    names = people(surname=["smith", "smyth", "brown"], given_name=["a", "a", "a"])
    fields = choose_fields(names, names, {})
    found = encode(names, None, fields, False)
    rare = np.zeros(len(found.dictionaries[0].texts), np.float32)
    smith, smyth, brown = found.left[:, 0]
    rare[[smith, smyth, brown]] = [1.0, 4.0, 2.0]
    weights = Weights(np.zeros((2, WIDTH)), (rare, None))
    ctx = Context(fields, found.dictionaries, weights, (found.left, no_keys(found.left)), None)
    _, weight = ctx.levels(records(0, 1, 2, 0), records(0, 1, 2, 1))
    assert weight.tolist() == [1.0, 4.0, 2.0, 1.0]  # smith and smyth sound the same


def test_rarity_counts_only_where_values_agree():
    assert mask(Kind.CODE, RARE_WHEN_SAME) == 0b1
    assert mask(Kind.BIRTH, RARE_WHEN_SAME) == 0
    assert mask(Kind.PLACE, RARE_WHEN_SAME) == 0b11


def test_a_joint_term_is_added_when_each_of_its_fields_is_at_one_of_its_levels(people):
    both = Joint("both", ((0, 0b1), (1, 0b10)), 100.0)
    ctx = context(
        people(sex=["m", "f", "f"], birth=["2015-03-07", "2015-03-07", None]),
        people(sex=["f"], birth=["2015-03-07"]),
        joints=(both,),
    )
    _, weight = ctx.levels(records(0, 1, 2), records(0, 0, 0))
    assert weight.tolist() == [10 + 19 + 100, 10 + 20, 20]


def test_the_parts_of_a_weight_add_up_to_it(people):
    both = Joint("both", ((0, 0b1), (1, 0b10)), -7.0)
    ctx = context(
        people(sex=["m", "f"], birth=["2015-03-07", None]),
        people(sex=["f"], birth=["2015-03-07"]),
        joints=(both,),
    )
    level, part = ctx.parts(records(0, 1), records(0, 0))
    assert part.tolist() == [[10, 19, -7, 0], [0, 20, 0, 0]]  # relatives were not asked about
    again, weight = ctx.levels(records(0, 1), records(0, 0))
    assert (again == level).all()
    assert part.sum(axis=1).tolist() == weight.tolist()


@pytest.mark.parametrize("pairs", [0, 1, 9_999, 10_001, 30_000])
def test_many_pairs_in_several_threads_weigh_what_each_weighs_alone(people, pairs):
    ctx = context(people(birth=["2015-03-07", "2014", None]), people(birth=["2015-07-03", "2014-05-06"]))
    random = np.random.default_rng(1)
    left, right = random.integers(0, 3, pairs), random.integers(0, 2, pairs)
    level, weight = ctx.levels(left.astype(np.int32), right.astype(np.int32))
    alone = {(i, j): ctx.levels(records(i), records(j)) for i in range(3) for j in range(2)}
    for k in range(0, pairs, 997):
        one = alone[int(left[k]), int(right[k])]
        assert (level[k].tolist(), weight[k]) == (one[0][0].tolist(), one[1][0])


births = st.sampled_from(["2015-03-07", "2015-07-03", "2015-03", "2015", "2016-01-01", "1999-12-31", None])


@given(births, births)
def test_comparison_has_no_direction(people, one, two):
    ctx = context(people(birth=[one, two]), people(birth=[two, one]))
    level, weight = ctx.levels(records(0, 1), records(0, 1))
    assert level[0].tolist() == level[1].tolist()
    assert weight[0] == weight[1]


def test_levels_are_words_of_the_fields(people):
    ctx = context(people(birth=["2015-03-07"]), people(birth=["2019-10-25"]))
    level, _ = ctx.levels(records(0), records(0))
    assert LEVELS[Kind.BIRTH][level[0, 0]] == "different"
