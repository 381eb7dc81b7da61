"""Find the row, or the two rows, of headers: lists often begin with a title, and headers are often grouped.

In two rows, the upper one names groups ("Батьки" over "Мати" and "Батько", often merged cells)
and the columns that stand alone; the lower one names the columns of the groups.
"""

from collections.abc import Sequence

from kintrace.lists.headers import concept_of, names_somebody
from kintrace.lists.source import one_line
from kintrace.names import dates

_HEADER_WITHIN = 15


def header_rows(records: Sequence[Sequence[str]], wanted: Sequence[str] = ()) -> tuple[list[str], int, bool]:
    """Return (headers, which record is the last of them, whether they stand in two rows).

    >>> header_rows([["№", "Дитина", ""], ["", "ПІБ", "Стать"], ["1", "Іван", "ч"]])
    (['№', 'ПІБ', 'Стать'], 1, True)
    """
    at = header_row(records, wanted)
    if at + 1 < len(records) and _goes_on_below(records[at], records[at + 1]):
        return _together(records[at], records[at + 1]), at + 1, True
    if at and _begins_above(records[at - 1], records[at]):
        return _together(records[at - 1], records[at]), at, True
    return list(records[at]), at, False


def header_row(records: Sequence[Sequence[str]], wanted: Sequence[str] = ()) -> int:
    """Return which of the first records is the header: lists often begin with a title.

    >>> header_row([["Список дітей, 2023"], ["№", "ПІБ", "Стать"], ["1", "Іван", "ч"]])
    1
    """
    scores = [
        sum(one_line(cell) in wanted or concept_of(cell) != "" for cell in cells)
        for cells in records[:_HEADER_WITHIN]
    ]
    best = max(scores, default=0)
    return scores.index(best) if best > max(1, scores[0] if scores else 0) else 0


def looks_like_person(headers: Sequence[str]) -> bool:
    """Say whether what stands where headers should is a person: no word of headers, but a date or a number.

    >>> looks_like_person(["Шевченко Олена", "04.03.2012"]), looks_like_person(["Хто", "Коли"])
    (True, False)
    """
    if any(map(concept_of, headers)):
        return False
    numbered = any(header.isdecimal() for header in headers) and any(" " in header for header in headers)
    return numbered or any(dates.read(header).edtf for header in headers)


def no_headers(name: str) -> str:
    """Return what to say of a list that begins with a person."""
    return (
        f"The first row of {name} looks like a person, not like headers. "
        'Put a row of headers above it: "ПІБ" over the names, "Дата народження" over the dates of birth.'
    )


def _goes_on_below(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Say whether the row below a header is a header too: nothing but headers, under gaps or groups."""
    said = [cell for cell in lower if one_line(cell)]
    if len(said) < 2 or len(upper) != len(lower) or not all(map(concept_of, said)):
        return False
    return any(one_line(below) and not one_line(above) for above, below in zip(upper, lower, strict=True))


def _begins_above(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Say whether the row above a header is a header too: it fills gaps of it, or names groups of people."""
    said = [cell for cell in upper if one_line(cell)]
    if len(said) < 2 or len(upper) != len(lower):
        return False
    gaps = [
        above for above, below in zip(upper, lower, strict=True) if one_line(above) and not one_line(below)
    ]
    return any(map(concept_of, gaps)) or any(map(names_somebody, said))


def _together(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    headers, group = [], ""
    for above, below in zip(upper, lower, strict=True):
        group = above if one_line(above) else group
        apart = one_line(above) == one_line(below)  # one cell merged over both rows
        if not one_line(below):
            headers.append(above)
        elif names_somebody(group) and not names_somebody(below) and not apart:
            headers.append(f"{group}: {below}")
        else:
            headers.append(below)
    return headers
