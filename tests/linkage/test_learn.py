"""What expectation-maximisation learns without labels."""

from dataclasses import replace

import numpy as np
import pytest

from kintrace.linkage.context import Context, Weights, no_keys
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import choose_fields
from kintrace.linkage.learn import STEPS, learn, prior_bits
from kintrace.linkage.trial import trial
from kintrace.linkage.weights import belief, count_u


def test_the_prior_is_the_odds_of_one_partner_against_none_and_shared_by_all_others():
    # 40 of 100 records have a partner among 200: 0.4 / (200 * 0.6).
    assert prior_bits(40, 100, 200, 20_000, True) == pytest.approx(np.log2(0.4 / 120))


def test_within_one_list_the_prior_is_true_pairs_against_false_ones():
    assert prior_bits(10, 100, 100, 4950, False) == pytest.approx(np.log2(10 / 4940))


def test_even_if_all_have_a_partner_the_prior_stays_finite():
    assert np.isfinite(prior_bits(100, 100, 100, 10_000, True))
    assert np.isfinite(prior_bits(10, 5, 5, 10, False))


def learned(left, right, compare, slavic=False):
    fields = choose_fields(left, right if right is not None else left, compare)
    found = encode(left, right, fields, slavic)
    known = belief(fields)
    u = count_u(found, known)
    blank = Weights(np.zeros_like(u), (None,) * len(fields))
    other = None if right is None else (found.right, no_keys(found.right))
    context = Context(fields, found.dictionaries, blank, (found.left, no_keys(found.left)), other)
    return learn(context, trial(found), known, u), fields


def register(n, typos=0.0, seed=4):
    """n people twice: names and births made up, given names of the second list misspelt at this rate."""
    random = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))

    def word(length):
        return "".join(letters[random.integers(0, 26, length)])

    one = {
        "surname": [word(7) for _ in range(n)],
        "given_name": [word(6) for _ in range(n)],
        "birth": [f"{y}-{m:02}-{d:02}" for y, m, d in random.integers([1950, 1, 1], [2010, 13, 29], (n, 3))],
    }
    two = dict(one)
    two["given_name"] = [word(6) if random.random() < typos else w for w in one["given_name"]]
    return one, two


def test_it_learns_how_often_true_pairs_agree_and_how_many_there_are(people):
    one, two = register(400, typos=0.3)
    half = {k: v[:200] + [x[::-1] if k != "birth" else "1900-01-01" for x in v[200:]] for k, v in two.items()}
    what, fields = learned(people(**one), people(**half), {})
    given = [f.name for f in fields].index("given_name")
    assert what.expected_true == pytest.approx(200, rel=0.06)
    assert what.m[given, fields[given].levels.index("different")] == pytest.approx(0.25, abs=0.05)
    assert what.steps <= STEPS


def test_probabilities_tell_true_pairs_from_false_ones(people):
    one, two = register(150)
    what, _ = learned(people(**one), people(**two), {})
    assert (what.probability > 0.99).sum() == 150
    assert what.probability.sum() == pytest.approx(150, rel=0.02)


def test_m_stays_a_distribution_and_the_table_never_prefers_less_alike(people):
    one, two = register(100, typos=0.5)
    what, fields = learned(people(**one), people(**two), {})
    assert what.m.sum(axis=1) == pytest.approx(1.0, abs=0.05)
    for i, f in enumerate(fields):
        assert what.table[i, 0] > what.table[i, len(f.levels) - 1]


def test_odds_gain_when_they_are_against_both_records_being_open(people):
    one, two = register(150)
    what, _ = learned(people(**one), people(**two), {})
    half = replace(what, expected_true=75.0)
    assert half.open_bits(150) == 1.0  # half of the other list is open: odds double
    assert half.open_bits(300) == pytest.approx(-np.log2(0.75))


@pytest.mark.parametrize("rows", [1, 2, 10])
def test_tiny_lists_keep_what_is_believed(people, rows):
    one, two = register(rows)
    what, fields = learned(people(**one), people(**two), {})
    known = belief(fields)
    assert np.isfinite(what.table).all()
    assert np.abs(what.m - known.m).max() < 0.4
    assert np.isfinite(what.prior_bits)


def test_no_candidates_teach_nothing(people):
    what, fields = learned(people(birth=["2015-03-07"]), people(birth=["1980-10-25"]), {})
    assert what.m == pytest.approx(belief(fields).m, abs=0.02)
    assert len(what.probability) == 0


def test_within_one_list_pairs_that_are_surely_two_people_teach_nothing(people):
    one, _ = register(200)
    families = {k: v + v[:50] for k, v in one.items()}
    what, _ = learned(people(**families), None, {})
    assert what.expected_true == pytest.approx(50, rel=0.25)
