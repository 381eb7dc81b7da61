"""Slips are of the announced kinds, and the same seed makes the same slips."""

from collections import Counter

import pytest
from bench.noise import MISHEARD, Typist
from hypothesis import given
from hypothesis import strategies as st

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(words, st.integers(0, 10_000))
def test_a_slip_changes_length_by_one_at_most(word, seed):
    assert abs(len(Typist(seed).slip(word)) - len(word)) <= 1


def test_the_same_seed_makes_the_same_slips():
    assert [Typist(5).slip("marianne") for _ in range(3)] == [Typist(5).slip("marianne")] * 3


def test_a_sound_is_spelled_otherwise_once():
    assert Typist(1).respell("phph", [("ph", "f")]) == "fph"


def test_a_word_without_the_sound_gets_a_plain_slip():
    assert abs(len(Typist(1).respell("bob", [MISHEARD[0]])) - 3) <= 1


def test_a_tenth_of_spoiled_words_is_left_out():
    typist = Typist(2)
    left_out = sum(typist.spoil("marianne", ["x"]) is None for _ in range(10_000))
    assert left_out == pytest.approx(1_000, abs=120)


def test_dates_are_spoiled_in_the_announced_shares():
    typist = Typist(3)
    kinds = Counter(typist.misdate("1987-04-23") for _ in range(20_000))
    assert kinds["1987-23-04"] / 20_000 == pytest.approx(0.20, abs=0.02)
    assert kinds[None] / 20_000 == pytest.approx(0.10, abs=0.02)
    assert kinds["1987-01-01"] / 20_000 == pytest.approx(0.05, abs=0.01)
