"""The compiled kernel agrees with slow twins in plain Python, and its words with those of fields.py."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.linkage import kernel
from kintrace.linkage.fields import LEVELS, WIDTH, Kind

SOURCE = Path(kernel.__file__).with_name("kernel.c").read_text("utf-8")

# How kernel.c shortens the words of fields.py.
SHORT = {
    "ONE": "one_letter", "TWO": "two_letters", "CLASS": "same_class", "SOUND": "same_sound",
    "SKELETON": "same_skeleton", "DAY_MONTH": "day_month_swapped", "DIGIT": "one_digit",
    "YEAR_ONE": "year_off_by_one", "JANUARY": "first_january", "DAY_MONTH_SAME": "same_day_month",
    "MONTH": "same_month", "YEAR": "same_year", "NAME": "same_name", "RAION": "same_raion",
    "OBLAST": "same_oblast",
}  # fmt: skip


def enum(name: str) -> list[str]:
    body = re.search(rf"enum {name} {{(.*?)}}", SOURCE, re.S)[1]
    return [word.strip() for word in body.split(",")]


@pytest.mark.parametrize("kind", ["text", "name", "birth", "place", "code"])
def test_the_levels_of_the_kernel_are_those_of_the_fields_in_the_same_order(kind):
    constants = [word.partition("_")[2] for word in enum(f"{kind}_level")]
    assert tuple(SHORT.get(word, word.lower()) for word in constants) == LEVELS[Kind[kind.upper()]]


def test_the_kinds_of_the_kernel_have_the_numbers_of_the_fields():
    kinds = dict(word.split(" = ") for word in enum("kind"))
    assert kinds == {kind.name: str(int(kind)) for kind in Kind}


@pytest.mark.parametrize("name", ["FACETS", "MAX_FIELDS"])
def test_the_sizes_of_the_kernel_are_those_of_python(name):
    assert int(re.search(rf"#define {name} (\d+)", SOURCE)[1]) == getattr(kernel, name)


def osa(a: bytes, b: bytes) -> int:
    """Optimal string alignment by the book: insert, delete, replace, exchange neighbours; each place once."""
    table = [[i + j if not i * j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
                table[i - 2][j - 2] + 1
                if i > 1 and j > 1 and a[i - 2 : i] == b[j - 2 : j][::-1]
                else len(a) + len(b),
            )
    return table[-1][-1]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 4))
def test_the_distance_is_that_of_the_slow_twin_up_to_the_limit(left, right, limit):
    a, b = left.encode(), right.encode()
    assert kernel.distance(a, b, limit) == min(osa(a, b), limit + 1)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("", "", 0),
        ("", "ab", 2),
        ("ivanov", "ivanov", 0),
        ("ivanov", "ivanow", 1),
        ("ivanov", "ivnaov", 1),
        ("ivanov", "vano", 2),
        ("ca", "abc", 3),  # the unrestricted distance would be 2
        ("a" * 63, "b" * 63, 63),
    ],
)
def test_the_distance_counts_letters_and_exchanged_neighbours(left, right, apart):
    assert kernel.distance(left.encode(), right.encode(), 63) == apart


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("catherine", "ktrn"),
        ("kathryn", "ktrn"),
        ("stephen", "stfn"),
        ("steven", "stvn"),
        ("cecil", "sl"),
        ("anna", "an"),
        ("ohara", "ar"),
        ("hill", "hl"),
        ("", ""),
    ],
)
def test_a_sound_keeps_consonants_and_a_first_vowel(word, sound):
    assert kernel.sound(word.encode()) == sound.encode()


def expected(prior=0.0, relative_bits=-1e300, fixed=(0.0, 0.0, 0.0), compete=True):
    """Two records; the first has two candidates, the second has one. Two fields with two levels each."""
    level = np.array([[0, 0], [0, 1], [1, 255]], np.uint8)
    table, relative = np.zeros((2, WIDTH)), np.zeros((2, WIDTH))
    table[:, :2] = [[2.0, -2.0], [1.0, -1.0]]
    relative[:, :2] = [[1.0, -1.0], [0.0, 0.0]]
    groups = np.array([0, 2, 3])
    evidence = kernel.Evidence(
        groups, level, (np.array(fixed), np.zeros(3), np.array([1.0, 1.0, 2.0])), compete
    )
    return evidence.expect(table, relative, prior, relative_bits)


class TestOneExpectationStep:
    def test_candidates_of_one_record_share_its_one_truth(self):
        # odds 2^(2+1)=8 and 2^(2-1)=2 compete with "nobody"=1; 2^-2 stands alone.
        found = expected()
        assert found.probability == pytest.approx([8 / 11, 2 / 11, 1 / 5])
        assert found.counts[0, :2] == pytest.approx([8 / 11, 0])
        assert found.counts[:, 2:].sum() == 0
        assert found.relatives == 0

    def test_without_competition_each_pair_stands_alone(self):
        found = expected(compete=False)
        assert found.probability == pytest.approx([8 / 9, 2 / 3, 1 / 5])
        assert found.counts[0, :2] == pytest.approx([8 / 9 + 2 / 3, 0])
        assert found.counts[1, :2] == pytest.approx([8 / 9, 2 / 3])

    def test_faint_candidates_teach_nothing(self):
        # 2/11 and 1/5 are below a quarter.
        assert expected().true == pytest.approx(8 / 11)
        assert expected(compete=False).true == pytest.approx(8 / 9 + 2 / 3)

    def test_the_prior_and_what_is_fixed_are_added_to_the_bits(self):
        found = expected(prior=-2.0, fixed=(1.0, 0.0, 4.0))
        assert found.probability == pytest.approx([4 / 5.5, 0.5 / 5.5, 1 / 2])

    def test_two_relatives_explain_a_pair_as_well(self):
        # For relatives the first field says 1 bit, in the third pair -1: odds 2, 2, 1/2 against strangers.
        # So one person stands against all else at 8/3, 2/3 and (1/4)/(3/2).
        found = expected(relative_bits=0.0, compete=False)
        assert found.probability == pytest.approx([8 / 11, 2 / 5, 1 / 7])
        # The third pair stands for two, so what is not one person there counts double.
        assert found.relatives == pytest.approx(3 / 11 * 2 / 3 + 3 / 5 * 2 / 3 + 2 * 6 / 7 * 1 / 3)

    def test_no_pairs_expect_nothing(self):
        none = np.zeros(0)
        evidence = kernel.Evidence(
            np.zeros(1, np.int64), np.zeros((0, 2), np.uint8), (none, none, none), True
        )
        found = evidence.expect(np.zeros((2, WIDTH)), np.zeros((2, WIDTH)), 0.0, -1e300)
        assert (found.true, found.counts.sum(), len(found.probability)) == (0.0, 0.0, 0)


def test_assignment_takes_the_best_pair_first_and_each_record_once():
    left, right = np.array([0, 0, 1, 1], np.int32), np.array([0, 1, 0, 1], np.int32)
    best_first = np.array([1, 0, 3, 2])  # 0-1, 0-0, 1-1, 1-0
    assert kernel.assign(left, right, best_first, (2, 2), False).tolist() == [False, True, True, False]


def test_within_one_list_a_record_is_assigned_once_on_either_side():
    left, right = np.array([0, 1], np.int32), np.array([1, 2], np.int32)
    assert kernel.assign(left, right, np.array([0, 1]), (3, 3), True).tolist() == [True, False]
    assert kernel.assign(left, right, np.array([0, 1]), (3, 3), False).tolist() == [True, True]
