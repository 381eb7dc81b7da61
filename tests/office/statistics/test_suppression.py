from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.office.statistics.suppression import Cell, published, whole


def numbers(cells):
    return ["<5" if one.small else "hidden" if one.number is None else one.number for one in cells]


def test_large_counts_and_zeros_are_all_shown():
    shown = published([[5, 0], [12, 30]])
    assert shown == whole([[5, 0], [12, 30]])
    assert (numbers(shown.row_totals), numbers(shown.column_totals)) == ([5, 42], [17, 30])
    assert shown.total == Cell(47)


def test_a_small_count_takes_another_with_it_so_that_the_total_does_not_tell():
    shown = published([[3, 9, 20]])
    assert numbers(shown.rows[0]) == ["<5", "hidden", 20]
    assert numbers(shown.row_totals) == [32]


def test_a_small_count_alone_hides_every_total_of_it():
    shown = published([[3]])
    assert numbers(shown.rows[0]) == ["<5"]
    assert numbers([*shown.row_totals, *shown.column_totals, shown.total]) == ["hidden"] * 3


def test_small_counts_that_their_total_would_tell_hide_the_total():
    shown = published([[4, 4]])
    assert numbers(shown.rows[0]) == ["<5", "<5"]
    assert numbers(shown.row_totals) == ["hidden"]


def test_an_empty_table_has_a_total_of_nothing():
    assert published([]).total == Cell(0)


def sums(table):
    rows = [sum(row) for row in table]
    return [*rows, *map(sum, zip(*table, strict=True)), sum(rows)]


def possible(shown, most):
    """All tables that fit what is published, hidden counts up to a number."""
    cells = [one for row in shown.rows for one in row]
    ways = [
        range(1, 5) if one.small else range(5, most) if one.number is None else [one.number] for one in cells
    ]
    totals = [*shown.row_totals, *shown.column_totals, shown.total]
    wide = len(shown.rows[0])
    for way in product(*ways):
        table = [way[at : at + wide] for at in range(0, len(way), wide)]
        if all(said.number in (None, real) for said, real in zip(totals, sums(table), strict=True)):
            yield way


COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 11])
TABLES = st.integers(1, 2).flatmap(
    lambda wide: st.lists(st.lists(COUNTS, min_size=wide, max_size=wide), min_size=1, max_size=3)
)


@given(TABLES)
@settings(max_examples=30, deadline=None)
def test_whoever_tries_every_table_that_fits_learns_nothing_more_of_a_small_count(table):
    shown = published(table)
    cells = [one for row in shown.rows for one in row]
    seen = [set() for _ in cells]
    for way in possible(shown, 24):
        for at, number in enumerate(way):
            seen[at].add(number)
    for one, found in zip(cells, seen, strict=True):
        if one.small:
            assert found == {1, 2, 3, 4}


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), max_size=6))
def test_what_is_shown_is_true_and_no_small_count_or_total_is_among_it(table):
    shown, real = published(table), whole(table)
    for kind in ("row_totals", "column_totals"):
        for one, true in zip(getattr(shown, kind), getattr(real, kind), strict=True):
            assert one.number in (None, true.number)
            assert one.number not in (1, 2, 3, 4)
    for row, true in zip(shown.rows, real.rows, strict=True):
        for one, really in zip(row, true, strict=True):
            assert one.number in (None, really.number)
            assert one.small == (0 < really.number < 5)


def determined(shown):
    """Which small counts somebody finds exactly who adds and subtracts what is published."""
    high, wide = len(shown.rows), len(shown.rows[0])
    full = [[*row, total] for row, total in zip(shown.rows, shown.row_totals, strict=True)]
    full.append([*shown.column_totals, shown.total])
    places = [(r, c) for r in range(high + 1) for c in range(wide + 1) if full[r][c].number is None]
    lines = [[(r, c) for c in range(wide + 1)] for r in range(high + 1)]
    lines += [[(r, c) for r in range(high + 1)] for c in range(wide + 1)]
    sums = [[Fraction((at in line) - 2 * (at == line[-1])) for at in places] for line in lines]
    done = 0
    for column in range(len(places)):
        pivot = next((at for at in range(done, len(sums)) if sums[at][column]), None)
        if pivot is not None:
            sums[done], sums[pivot] = sums[pivot], sums[done]
            sums[done] = [one / sums[done][column] for one in sums[done]]
            for at, row in enumerate(sums):
                if at != done and row[column]:
                    sums[at] = [one - row[column] * p for one, p in zip(row, sums[done], strict=True)]
            done += 1
    alone = [row for row in sums if sum(map(bool, row)) == 1]
    found = [places[next(at for at, one in enumerate(row) if one)] for row in alone]
    return [at for at in found if full[at[0]][at[1]].small]


def test_a_count_between_two_groups_of_hidden_ones_is_not_found_by_adding_up_both():
    table = [[1, 4, 0, 0], [4, 1, 2, 0], [0, 0, 1, 4], [0, 0, 4, 1]]
    assert determined(published(table)) == []


@given(st.lists(st.lists(COUNTS, min_size=4, max_size=4), min_size=4, max_size=5))
@settings(max_examples=60, deadline=None)
def test_nobody_finds_a_small_count_by_adding_and_subtracting(table):
    assert determined(published(table)) == []
