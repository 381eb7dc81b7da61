"""Which rows of a list do not come in, and why: those whose record has expired, and what apps above say."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils import timezone

from kintrace import pfif
from kintrace.office.tracing.models import PeopleList

ASKED = "the erasure of these people was asked for"
EXPIRED = "the day has passed on which their records expire"
"""Why a row is left out, as the notes on its list say it."""


class Told(NamedTuple):
    """What a row of a list says: the number, and as JSON what was read and what was written."""

    number: str
    people: str
    as_written: str


Asker = Callable[[PeopleList, Mapping[int, Told]], set[int]]


def expired(_one: PeopleList, rows: Mapping[int, Told]) -> set[int]:
    """Return the rows that are of PFIF and say a day of expiry that has passed, whatever else they say."""
    now = timezone.now()
    said = {row: json.loads(told.as_written) for row, told in rows.items() if _EXPIRY in told.as_written}
    days = {row: pfif.read_time(written.get(_EXPIRY, "")) for row, written in said.items() if _ID in written}
    return {row for row, day in days.items() if day is not None and day <= now}


_ID, _EXPIRY = "person_record_id", "expiry_date"
LEFT_OUT_BY: dict[str, list[Asker]] = {ASKED: [], EXPIRED: [expired]}
"""Why -> who says which rows of a list are not to come in for that; apps above add to it."""


def left_out(one: PeopleList, rows: Mapping[int, Told]) -> dict[int, str]:
    """Return which rows are not to come in, and why."""
    return {row: why for why, asked in LEFT_OUT_BY.items() for ask in asked for row in ask(one, rows)}


def notes_on(absent: Mapping[int, str]) -> list[str]:
    """Say how many rows were left out, for each reason.

    >>> notes_on({2: EXPIRED, 3: ASKED, 9: EXPIRED})[1]
    'Rows left out because the erasure of these people was asked for: 1.'
    """
    return [f"Rows left out because {why}: {count}." for why, count in Counter(absent.values()).items()]
