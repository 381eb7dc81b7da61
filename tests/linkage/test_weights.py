"""Weights of evidence: counted, believed, kept in order, and raised for rare values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage.encode import encode
from kintrace.linkage.fields import LEVELS, WIDTH, Field, Kind, choose_fields
from kintrace.linkage.weights import (
    alterations,
    belief,
    count_levels,
    count_u,
    falling,
    log_ratio,
    rarity,
    relatives,
)


def encoded(left, right=None, compare=None):
    return encode(left, right, choose_fields(left, right or left, compare or {}), True)


@pytest.mark.parametrize(
    ("values", "sizes", "pooled"),
    [
        ([3, 2, 1], [1, 1, 1], [3, 2, 1]),
        ([3, 1, 2], [1, 1, 1], [3, 1.5, 1.5]),
        ([1, 2, 3], [1, 1, 1], [2, 2, 2]),
        ([1, 4], [3, 1], [1.75, 1.75]),
        ([5, 1, 2, 6], [1, 1, 1, 2], [5, 3.75, 3.75, 3.75]),  # (1 + 2 + 2 * 6) / 4
        ([], [], []),
    ],
)
def test_neighbours_out_of_order_are_pooled(values, sizes, pooled):
    if values:
        assert falling(np.array(values, float), np.array(sizes, float)).tolist() == pooled


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(0.1, 9)), min_size=1, max_size=9))
def test_pooling_never_rises_keeps_the_mean_and_changes_nothing_twice(pairs):
    values, sizes = map(np.array, zip(*pairs, strict=True))
    out = falling(values, sizes)
    assert (np.diff(out) <= 1e-9).all()
    assert (out * sizes).sum() == pytest.approx((values * sizes).sum(), abs=1e-6)
    assert falling(out, sizes) == pytest.approx(out)


SEX, BIRTH = Field("sex", Kind.EXACT, "sex"), Field("birth", Kind.BIRTH, "birth")


def test_bits_are_the_binary_logarithm_of_m_over_u():
    m, u = np.zeros((1, WIDTH)), np.zeros((1, WIDTH))
    m[0, :2], u[0, :2] = [0.96, 0.0625], [0.48, 0.5]
    assert log_ratio(m, u, (SEX,))[0, :3].tolist() == [1.0, -3.0, 0.0]


def test_a_level_that_says_more_alike_never_weighs_less():
    m, u = belief((BIRTH,)).m, belief((BIRTH,)).u
    near, year = LEVELS[Kind.BIRTH].index("near"), LEVELS[Kind.BIRTH].index("same_year")
    m[0, near] = m[0, year] / 1000
    table = log_ratio(m, u, (BIRTH,))
    assert table[0, near] >= table[0, year]


@pytest.mark.parametrize(
    "field",
    [
        *(Field(n, Kind.NAME, "name") for n in ("surname", "given_name", "patronymic", "mother.given_name")),
        *(Field(k.name, k, "x") for k in Kind if k is not Kind.NAME),
    ],
    ids=lambda f: f.name,
)
def test_the_shipped_chances_cover_every_level_and_add_up_to_one(field):
    known = belief((field,))
    for table in (known.m[0], known.u[0]):
        used = table[: len(field.levels)]
        assert (used > 0).all()
        assert used.sum() == pytest.approx(1.0, abs=0.02)
        assert table[len(field.levels) :].sum() == 0
    assert known.m[0, 0] > known.u[0, 0]
    assert known.m[0, len(field.levels) - 1] < known.u[0, len(field.levels) - 1]


def test_every_pair_is_counted_once_while_lists_are_short(people, weightless):
    found = encoded(people(sex=["m", "f", None]), people(sex=["m", "m"]))
    counts = count_levels(weightless(found), 100)
    assert counts[0, :2].tolist() == [2, 2]  # m with m twice, f with m twice; null says nothing


def test_a_record_is_not_compared_with_itself(people, weightless):
    found = encoded(people(sex=["m", "m"]))
    assert count_levels(weightless(found), 100)[0, :2].tolist() == [2, 0]


def test_longer_lists_are_sampled_and_the_sample_is_the_same_each_time(people, weightless):
    found = encoded(people(sex=["m", "f"] * 50), people(sex=["m", "f"] * 50))
    context = weightless(found)
    counts = count_levels(context, 500)
    assert counts[0].sum() == 500
    assert counts[0, 0] == pytest.approx(250, abs=60)
    assert (count_levels(context, 500) == counts).all()


def test_u_is_what_was_counted_leaning_on_what_was_believed(people):
    found = encoded(people(sex=["m", "f", None]), people(sex=["m", "m"]))
    known = belief(found.fields)
    u = count_u(found, known)
    firm = known.firmness_u
    assert u[0, 0] == pytest.approx((2 + firm * 0.5) / (4 + firm))


def test_agreeing_on_a_rare_value_says_more(people):
    # x: a a b among 3 + 1 records, all counted: shares 3/4 and 1/4; usual share (9 + 1) / 16 = 0.625.
    found = encoded(people(other_x=["a", "a", "b"]), people(other_x=["a"]), {"x": "text"})
    known = belief(found.fields)
    firm, usual_believed = known.firmness_rarity, known.u[0, 0]
    usual = (0.625 * 4 + usual_believed * firm) / (4 + firm)
    bits = rarity(found, known)[0]
    assert bits[0] == pytest.approx(np.log2(usual / ((3 + firm * usual) / (4 + firm))), abs=1e-6)
    assert bits[1] == pytest.approx(np.log2(usual / ((1 + firm * usual) / (4 + firm))), abs=1e-6)
    assert bits[0] < 0
    assert bits[1] > bits[0]


def test_spellings_of_one_name_are_counted_together(people):
    found = encoded(people(name=["Коваль Олексій", "Лис Алексей", "Бойко Льоша", "Ткач Іван"]))
    given = found.fields.index(next(f for f in found.fields if f.name == "given_name"))
    bits = rarity(found, belief(found.fields))[given]
    first, second, third, other = (bits[c] for c in found.left[:, given])
    assert first == second == third < other


def test_births_have_no_rarity(people):
    assert rarity(encoded(people(birth=["2015-03-07"])), belief((BIRTH,))) == (None,)


def test_adoption_adds_what_the_two_disagreements_say_too_much(people):
    found = encoded(people(name=["Коваль Іван Петрович"], birth=["2015-03-07"]))
    terms = {t.name: t for t in alterations(found.fields, belief(found.fields))}
    adoption = terms["adoption"]
    assert adoption.bits > 0
    names = [(found.fields[i].name, bits) for i, bits in adoption.where]
    different, another = (1 << LEVELS[Kind.NAME].index(word) for word in ("different", "another"))
    assert names == [("surname", different), ("patronymic", different | another)]


def test_another_given_name_in_one_family_is_nearly_always_another_child(people):
    found = encoded(people(name=["Коваль Іван Петрович"], birth=["2015-03-07"]))
    known = belief(found.fields, east_slavic=True)
    terms = {t.name: t for t in alterations(found.fields, known, east_slavic=True)}
    surname = 0.66 + 0.02 + 0.07 + 0.04
    assert terms["another_name"].bits == pytest.approx(np.log2(0.0005 / (0.004 * surname)))
    assert "another_name" not in {t.name for t in alterations(found.fields, belief(found.fields))}


def test_what_is_learned_stays_within_bounds_and_the_rest_makes_room(people):
    found = encoded(people(name=["Коваль Іван Петрович"], birth=["2015-03-07"]))
    known = belief(found.fields, east_slavic=True)
    at = [f.name for f in found.fields].index("birth")
    levels = found.fields[at].levels
    m = known.m.copy()
    m[at] = 0.0
    m[at, [levels.index("same"), levels.index("different")]] = 0.2, 0.8
    bounded = known.bounded(m, found.fields)
    assert bounded[at, levels.index("different")] == pytest.approx(0.12)
    assert bounded[at, levels.index("same")] == pytest.approx(0.88)
    m[at, [levels.index("same"), levels.index("different")]] = 1.0, 0.0
    assert known.bounded(m, found.fields)[at, levels.index("different")] == pytest.approx(0.25 * 0.02)


def test_an_alteration_needs_all_its_fields(people):
    assert alterations(encoded(people(birth=["2015"])).fields, belief((BIRTH,))) == ()


def test_relatives_share_what_is_a_familys_and_differ_as_strangers_in_what_is_a_persons(people):
    found = encoded(people(name=["Коваль Іван Петрович"], birth=["2015-03-07"], sex=["m"]))
    u = belief(found.fields).u
    table = log_ratio(belief(found.fields).m, u, found.fields)
    kin = relatives(found.fields, table, u, -5.0)
    shared = {f.name for f, yes in zip(found.fields, kin.shared, strict=True) if yes}
    assert shared == {"surname", "patronymic"}
    assert kin.bits == -5.0
    surname = [f.name for f in found.fields].index("surname")
    assert kin.table[surname, 0] > 0
