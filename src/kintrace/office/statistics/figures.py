"""Put counts into tables with pictures and words, for one reader: small counts only to who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kintrace import drawing
from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member
from kintrace.office.cases import code_lists
from kintrace.office.cases.standing import Status
from kintrace.office.cases.words import STATUSES
from kintrace.office.statistics.counting import AGES_DAYS, SOON_DAYS, VERDICTS
from kintrace.office.statistics.suppression import Cell, Published, published, whole
from kintrace.office.tracing.models import PeopleList

MOST_ROWS = 40
"""Keepers and lists beyond these are left out: the fullest and the newest are shown."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it shows, in words."""

    svg: SafeString
    said: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that was counted: a table with its picture. Of `rows`, the first cell is the name."""

    key: str
    title: str
    picture: Picture | None
    columns: list[str]
    rows: list[list[str]]
    total: list[str]
    hides: bool = False
    """Some counts of it are not shown."""


def sections(by: Member, said: dict[str, Any]) -> list[Section]:
    """Return what a member is shown of what was counted."""
    sees_cases, sees_records = may(by, Act.SEE_CASES), may(by, Act.SEE_RECORDS)
    found = [_cases(said["cases"], sees_cases)]
    if may(by, Act.MOVE_CASES):
        found.append(_keepers(by, said["keepers"]))
    found += [_tasks(said["tasks"], sees_cases), _pairs(said, sees_records)]
    found.append(_lists(by, said["lists"]) if sees_records else _all_lists(said["lists"]))
    return [one for one in found if one.rows]


def _cases(counted: dict[str, list[int]], all_shown: bool) -> Section:
    statuses = [one for one in Status if one.value in counted]
    names = [str(STATUSES[one]) for one in statuses]
    table = _table([counted[one.value] for one in statuses], all_shown)
    columns = [_("Tracing status"), *_ages(), _("All")]
    said = [_("Cases: %(number)s.") % {"number": _shown(table.total)}, _most(names, table.row_totals)]
    title = _("Cases by tracing status, and how long they have stood there")
    return _section(("cases", title), columns, names, table, " ".join(filter(None, said)))


def _ages() -> list[str]:
    first, *others = AGES_DAYS
    found = [_("less than %(days)d days") % {"days": first}]
    for least, most in zip(AGES_DAYS, others, strict=False):
        found.append(_("%(least)d to %(most)d days") % {"least": least, "most": most - 1})
    return [*found, _("%(days)d days or more") % {"days": AGES_DAYS[-1]}]


def _keepers(by: Member, counted: dict[str, list[int]]) -> Section:
    known = dict(Member.objects.filter(organisation=by.organisation_id).values_list("pk", "name"))
    fullest = sorted(counted.items(), key=lambda one: (-one[1][0], one[0]))[:MOST_ROWS]
    names = [known.get(int(number), "–") if number else _("nobody") for number, _numbers in fullest]
    table = whole([numbers for _number, numbers in fullest])
    columns = [_("Who keeps them"), _("Cases not closed"), _("Tasks open"), _("Tasks overdue")]
    cells = [[str(one.number) for one in row] for row in table.rows]
    total = [str(one.number) for one in table.column_totals]
    shown = [
        drawing.Bar(name, row[0].number, str(row[0].number))
        for name, row in zip(names, table.rows, strict=True)
    ]
    first = [row[0] for row in table.rows]
    title = _("Who keeps how many cases")
    picture = _bars(title, _most(names, first), shown)
    rows = [[name, *row] for name, row in zip(names, cells, strict=True)]
    return Section("keepers", title, picture, columns, rows, [_("All"), *total] if total else [])


def _tasks(counted: dict[str, list[int]], all_shown: bool) -> Section:
    kinds = [one for one in code_lists.TASKS if one in counted]
    names = [str(code_lists.TASKS[one]) for one in kinds]
    table = _table([counted[one] for one in kinds], all_shown)
    soon = _("due within %(days)d days") % {"days": SOON_DAYS}
    columns = [_("Task"), _("overdue"), soon, _("due later"), _("All")]
    late = [row[0] for row in table.rows]
    overdue = _shown(table.column_totals[0]) if table.rows else "0"
    said = [_("Tasks overdue: %(number)s.") % {"number": overdue}, _most(names, late)]
    title = _("Open tasks, and which are overdue")
    return _section(("tasks", title), columns, names, table, " ".join(filter(None, said)), late)


def _pairs(counted: dict[str, Any], all_shown: bool) -> Section:
    weeks = sorted(counted["weeks"])
    table = _table([counted["weeks"][one] for one in weeks], all_shown)
    columns = [
        _("Week from"),
        *(str(one.label) for one in VERDICTS),
        _("decided in all"),
        _("open at its end"),
    ]
    still = [counted["open_pairs"].get(one) for one in weeks]
    small = [
        None if one is None else Cell(one) if all_shown or one == 0 or one > 4 else Cell(None, True)
        for one in still
    ]
    now = next((one for one in reversed(small) if one), None)
    said = [_("Pairs decided in these weeks: %(number)s.") % {"number": _shown(table.total)}]
    if now:
        said.append(_("Pairs open now: %(number)s.") % {"number": _shown(now)})
    title = _("Pairs decided and open, by week")
    one = _section(("pairs", title), columns, weeks, table, " ".join(said))
    rows = [[*row, _shown(left) if left else "–"] for row, left in zip(one.rows, small, strict=True)]
    return Section("pairs", title, one.picture, columns, rows, [*one.total, "–"], one.hides)


def _lists(by: Member, counted: Sequence[dict[str, int]]) -> Section:
    numbers = [one["list"] for one in counted[:MOST_ROWS]]
    known = dict(
        PeopleList.objects.filter(organisation=by.organisation_id, pk__in=numbers).values_list("pk", "name")
    )
    rows = [[known.get(one["list"], "–"), *_quality(one)] for one in counted[:MOST_ROWS]]
    missing = [
        (row[0], _share(one["without_birth"], one["people"])) for row, one in zip(rows, counted, strict=False)
    ]
    shown = [drawing.Bar(name, share or 0, _percent(share)) for name, share in missing]
    said = _("Lists: %(number)d. The bars show how many of 100 people have no date of birth.")
    title = _("How good the lists are")
    picture = _bars(title, said % {"number": len(counted)}, shown)
    return Section("lists", title, picture, [_("List"), *_quality_columns()], rows, [])


def _all_lists(counted: Sequence[dict[str, int]]) -> Section:
    """Return all lists as one row, for who may not see them."""
    added = {
        name: sum(one[name] for one in counted) for name in ("people", "cells", "rejected", "without_birth")
    }
    few = [name for name in ("people", "without_birth", "rejected") if 0 < added[name] < 5]
    row = _quality(added) if not few else ["<5" if name in few else _("hidden") for name in _NUMBERS]
    title = _("How good the lists are")
    rows = [[_("all lists"), *row]] if counted else []
    return Section("lists", title, None, [_("List"), *_quality_columns()], rows, [], bool(few))


_NUMBERS = ("people", "rejected", "rejected share", "without_birth", "without_birth share")


def _quality_columns() -> list[str]:
    return [
        *(_("People"), _("Cells that could not be read"), _("of all cells")),
        *(_("Without a date of birth"), _("of all people")),
    ]


def _quality(one: dict[str, int]) -> list[str]:
    return [
        str(one["people"]),
        str(one["rejected"]),
        _percent(_share(one["rejected"], one["cells"])),
        str(one["without_birth"]),
        _percent(_share(one["without_birth"], one["people"])),
    ]


def _share(part: int, of: int) -> float | None:
    return min(part / of, 1.0) if of else None


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{number_format(round(share * 100, 1), 1)} %"


def _table(counted: list[list[int]], all_shown: bool) -> Published:
    return whole(counted) if all_shown else published(counted)


def _shown(cell: Cell) -> str:
    return "<5" if cell.small else _("hidden") if cell.number is None else str(cell.number)


def _most(names: Sequence[str], cells: Sequence[Cell]) -> str:
    """Say which has most, of those that are shown."""
    known = [(cell.number, name) for name, cell in zip(names, cells, strict=True) if cell.number]
    if not known:
        return ""
    number, name = max(known, key=lambda one: one[0])
    return _("Most: %(name)s (%(number)d).") % {"name": name, "number": number}


def _section(
    heading: tuple[str, str],
    columns: list[str],
    names: list[str],
    table: Published,
    said: str,
    drawn: Sequence[Cell] | None = None,
) -> Section:
    bars = drawn if drawn is not None else table.row_totals
    shown = [drawing.Bar(name, one.number, _shown(one)) for name, one in zip(names, bars, strict=True)]
    rows = [
        [name, *map(_shown, row), _shown(total)]
        for name, row, total in zip(names, table.rows, table.row_totals, strict=True)
    ]
    total = [_("All"), *map(_shown, table.column_totals), _shown(table.total)]
    every = [*(one for row in table.rows for one in row), *table.row_totals, *table.column_totals]
    hides = any(one.number is None for one in every)
    return Section(*heading, _bars(heading[1], said, shown), columns, rows, total, hides)


def _bars(title: str, said: str, shown: Sequence[drawing.Bar]) -> Picture | None:
    if not shown:
        return None
    return Picture(mark_safe(drawing.bars(shown, drawing.BarWords(title, said))), said)  # texts are escaped
