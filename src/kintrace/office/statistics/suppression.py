"""Publish a table of counts so that no small one is told: neither by itself nor by what it adds up to.

Counts of 1 to 4 are shown as "<5". Where a total would give one away, more counts or totals are hidden, the
smallest first, until nobody who knows this rule and adds and subtracts learns more of a small count than
that it is one. Zeros are shown: they tell of nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

SMALLEST_SHOWN = 5
_MANY = 10**12

_At = tuple[int, int]
_Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as it is published: the number, or None; `small` tells that it is one of 1 to 4."""

    number: int | None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A table as it is published, with the totals of its rows and columns and of all."""

    rows: list[list[Cell]]
    row_totals: list[Cell]
    column_totals: list[Cell]
    total: Cell


def whole(table: Sequence[Sequence[int]]) -> Published:
    """Return a table with everything shown."""
    return _published(_with_totals(table), set())


def published(table: Sequence[Sequence[int]]) -> Published:
    """Return a table of counts without what would tell a small one.

    >>> [one.number for one in published([[3, 9, 20]]).rows[0]]
    [None, None, 20]
    """
    full = _with_totals(table)
    hidden = {at for at, number in _cells(full) if 0 < number < SMALLEST_SHOWN}
    while more := _to_hide(full, hidden):
        hidden.add(more)
    return _published(full, hidden)


def _with_totals(table: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in table]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)] or [0]]


def _cells(full: list[list[int]]) -> list[tuple[_At, int]]:
    return [((r, c), number) for r, row in enumerate(full) for c, number in enumerate(row)]


def _lines(full: list[list[int]]) -> list[list[_At]]:
    """Return rows and columns as positions; the last of each is the sum of the others."""
    down, across = range(len(full)), range(len(full[0]))
    return [[(r, c) for c in across] for r in down] + [[(r, c) for r in down] for c in across]


def _is_small(full: list[list[int]], at: _At) -> bool:
    """Tell whether a count is protected: totals are hidden, but never said to be small."""
    inside = at[0] < len(full) - 1 and at[1] < len(full[0]) - 1
    return inside and 0 < full[at[0]][at[1]] < SMALLEST_SHOWN


def _to_hide(full: list[list[int]], hidden: set[_At]) -> _At | None:
    """Return what to hide next so that a small count is told no nearer, or None when none is."""
    known = _known(full, hidden)
    told = {at for at in hidden if _is_small(full, at) and known[at] != (1, SMALLEST_SHOWN - 1)}
    if not told:
        return None
    lines = _lines(full)
    alone = [
        line for line in lines if len(hidden.intersection(line)) == 1
    ]  # the rest of such a line tells it
    theirs = [line for line in lines if told.intersection(line)]
    for some in (alone, theirs, lines):
        shown = {at for line in some for at in line if at not in hidden and full[at[0]][at[1]] > 0}
        if shown:
            return min(shown, key=lambda at: (_is_total(full, at), full[at[0]][at[1]], at))
    return None


def _is_total(full: list[list[int]], at: _At) -> int:
    return (at[0] == len(full) - 1) + (at[1] == len(full[0]) - 1)


def _known(full: list[list[int]], hidden: set[_At]) -> dict[_At, _Bounds]:
    """Return between what each count must lie, for whoever reads what is published."""
    known = {at: (number, number) for at, number in _cells(full)}
    for at in hidden:
        least = SMALLEST_SHOWN if not _is_total(full, at) else 1
        known[at] = (1, SMALLEST_SHOWN - 1) if _is_small(full, at) else (least, _MANY)
    lines, changed = _lines(full), True
    while changed:
        changed = False
        for line, at in ((line, at) for line, at in product(lines, hidden) if at in line):
            bounds = _narrowed(known, line, at)
            if bounds != known[at]:
                known[at], changed = bounds, True
    return known


def _narrowed(known: dict[_At, _Bounds], line: list[_At], at: _At) -> _Bounds:
    """Return the bounds of one count of a line, given those of the others."""
    *parts, total = line
    least, most = known[at]
    if at == total:
        low, high = sum(known[one][0] for one in parts), sum(known[one][1] for one in parts)
    else:
        others = [one for one in parts if one != at]
        low = known[total][0] - sum(known[one][1] for one in others)
        high = known[total][1] - sum(known[one][0] for one in others)
    return max(least, low), min(most, high, _MANY)


def _published(full: list[list[int]], hidden: set[_At]) -> Published:
    def cell(r: int, c: int) -> Cell:
        at = (r, c)
        return Cell(None, _is_small(full, at)) if at in hidden else Cell(full[r][c])

    last_row, last = len(full) - 1, len(full[0]) - 1
    rows = [[cell(r, c) for c in range(last)] for r in range(last_row)]
    row_totals = [cell(r, last) for r in range(last_row)]
    return Published(rows, row_totals, [cell(last_row, c) for c in range(last)], cell(last_row, last))
