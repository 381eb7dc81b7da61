"""Publish a table of counts so that no small one is told: neither by itself nor by what it adds up to.

Counts of 1 to 4 are shown as "<5". Where a total would give one away, more counts or totals are hidden, the
smallest first, until nobody who knows this rule and adds and subtracts learns more of a small count than
that it is one. Zeros are shown: they tell of nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5
_MANY = 10**12

_At = tuple[int, int]
_Knot = tuple[str, int]


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
    told = {at for at in hidden if _is_small(full, at) and not _is_open(full, hidden, at)}
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


def _is_open(full: list[list[int]], hidden: set[_At], at: _At) -> bool:
    """Tell whether a small count may be any of 1 to 4 for all that is published.

    A table with its totals is a flow in a ring: from all to the rows, through cells to the columns, and back
    to all; in every knot as much comes in as goes out. A count may be larger by what can flow past it in what
    is hidden, and smaller by what can flow back. So nothing that sums and differences tell is overlooked.
    """
    number = full[at[0]][at[1]]
    tail, head = _ends(full, at)
    larger, smaller = _room(full, hidden - {at}), _room(full, hidden - {at})
    return _flows(larger, head, tail, SMALLEST_SHOWN - 1 - number) and _flows(smaller, tail, head, number - 1)


def _ends(full: list[list[int]], at: _At) -> tuple[_Knot, _Knot]:
    """Return from which knot to which a count flows: a row, a column, all ("in" and "out")."""
    row, column = at
    sums, within = row == len(full) - 1, column < len(full[0]) - 1
    if sums:
        return (("column", column), ("out", 0)) if within else (("out", 0), ("in", 0))
    return (("row", row), ("column", column)) if within else (("in", 0), ("row", row))


def _room(full: list[list[int]], hidden: set[_At]) -> dict[_Knot, dict[_Knot, int]]:
    """Return by how much what flows between two knots may be another, for whoever reads what is published."""
    room: dict[_Knot, dict[_Knot, int]] = {}
    for at in hidden:
        number = full[at[0]][at[1]]
        small, total = _is_small(full, at), _is_total(full, at)
        least, most = (1 if small or total else SMALLEST_SHOWN), (SMALLEST_SHOWN - 1 if small else _MANY)
        tail, head = _ends(full, at)
        room.setdefault(tail, {})[head] = most - number
        room.setdefault(head, {})[tail] = number - least
    return room


def _flows(room: dict[_Knot, dict[_Knot, int]], begin: _Knot, end: _Knot, units: int) -> bool:
    """Tell whether so many units can flow from one knot to another; `room` is used up by them."""
    for _unit in range(units):
        came: dict[_Knot, _Knot] = {begin: begin}
        waiting = [begin]
        for knot in waiting:
            further = [then for then, free in room.get(knot, {}).items() if free > 0 and then not in came]
            came.update(dict.fromkeys(further, knot))
            waiting += further
        if end not in came:
            return False
        knot = end
        while knot != begin:
            before = came[knot]
            room[before][knot] -= 1
            room[knot][before] += 1
            knot = before
    return True


def _published(full: list[list[int]], hidden: set[_At]) -> Published:
    def cell(r: int, c: int) -> Cell:
        at = (r, c)
        return Cell(None, _is_small(full, at)) if at in hidden else Cell(full[r][c])

    last_row, last = len(full) - 1, len(full[0]) - 1
    rows = [[cell(r, c) for c in range(last)] for r in range(last_row)]
    row_totals = [cell(r, last) for r in range(last_row)]
    return Published(rows, row_totals, [cell(last_row, c) for c in range(last)], cell(last_row, last))
