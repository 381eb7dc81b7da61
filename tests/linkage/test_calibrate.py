"""Probabilities are corrected by what one-to-one lists show about false pairs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage.calibrate import Calibration, calibration


def test_between_known_points_the_correction_is_read_off_a_line():
    correct = Calibration(np.array([0.0, 2.0]), np.array([-1.0, 3.0]))
    assert correct(np.array([0.0, 0.5, 2.0])).tolist() == [-1.0, 0.0, 3.0]


def test_beyond_the_ends_the_correction_of_the_end_is_kept():
    correct = Calibration(np.array([0.0, 2.0]), np.array([-1.0, 3.0]))
    assert correct(np.array([-10.0, 12.0])).tolist() == [-11.0, 13.0]


def corrected(bits, sizes=(1000, 1000)):
    n = np.arange(len(bits), dtype=np.int32)
    values = np.array(bits, np.float64)
    return calibration(n, n, values, sizes)(values)


def test_where_the_lists_show_nothing_the_model_is_believed():
    # No record has a sure partner, so nothing is known about false pairs; each pair has its own records.
    said = np.array([-3.5, -0.5, 2.5])
    assert corrected(said) == pytest.approx(said, abs=1.5)


def test_what_false_pairs_never_reach_is_truer_than_the_model_says():
    # 300 sure pairs; their records meet others 3,000 times, never above -6 bits.
    # Among open records 60 pairs reach -0.5 bits: false pairs do not get there, so they are true.
    random = np.random.default_rng(5)
    sure = np.arange(300)
    other = random.integers(0, 300, 3000)
    left = np.concatenate([sure, other, np.arange(300, 360)])
    right = np.concatenate([sure, (other + 1 + random.integers(0, 298, 3000)) % 300, np.arange(300, 360)])
    bits = np.concatenate([np.full(300, 20.0), random.uniform(-14, -6, 3000), np.full(60, -0.5)])
    correct = calibration(left.astype(np.int32), right.astype(np.int32), bits, (400, 400))
    assert correct(np.array([-0.5]))[0] > 1.5
    assert correct(np.array([-10.0]))[0] < -5
    assert correct(np.array([20.0]))[0] >= 20.0


def test_what_sure_records_reach_falsely_as_often_as_open_ones_is_false():
    random = np.random.default_rng(6)
    sure = np.arange(200)
    open_records = np.arange(200, 400)
    taken_left, taken_right = random.integers(0, 200, 2000), random.integers(0, 200, 2000)
    free_left, free_right = random.integers(200, 400, 2000), random.integers(200, 400, 2000)
    left = np.concatenate([sure, taken_left, free_left])
    right = np.concatenate([sure, taken_right, free_right])
    bits = np.concatenate([np.full(200, 20.0), random.uniform(-14, 2, 2000), random.uniform(-14, 2, 2000)])
    correct = calibration(left.astype(np.int32), right.astype(np.int32), bits, (400, 400))
    assert len(open_records) == 200
    assert correct(np.array([1.5]))[0] < 1.5


@given(st.lists(st.floats(-30, 30), max_size=40))
def test_a_correction_never_turns_the_order_of_pairs_around(bits):
    n = np.arange(len(bits), dtype=np.int32)
    correct = calibration(n, n[::-1].copy(), np.array(bits, np.float64), (50, 50))
    line = correct(np.linspace(-20, 20, 401))
    assert np.isfinite(line).all()
    assert (np.diff(line) >= -1e-9).all()
