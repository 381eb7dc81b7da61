"""Find a child's record by name, whatever the spelling or script: by the keys of `sounds`."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from kintrace.office import sounds
from kintrace.office.accounts.models import Member
from kintrace.office.sounds import MOST_FOUND, MOST_LOOKED_AT, WEIGHED
from kintrace.office.tracing.may import live_referrals, visible_records
from kintrace.office.tracing.models import NameKey, Record

_OTHER_NAMES = KeyTextTransform("other_names", "people")


@dataclass(frozen=True, slots=True)
class Found:
    """A record, and how like its name is to what was asked, 0 to 1."""

    record: Record
    likeness: float


def find(by: Member, query: str) -> list[Found]:
    """Return the records whose names are likest to the query, of those that the member sees."""
    if not sounds.says_enough(query):
        return []
    lenders = live_referrals(by).values_list("record__organisation", flat=True)
    mine = NameKey.objects.filter(organisation__in={by.organisation_id, *lenders})  # known, so indexed
    called: dict[int, list[str]] = {}
    for keyed in sounds.ways(mine, "record", sounds.asked(query)):
        if len(called) >= WEIGHED:
            break
        for number, name, others in islice(_seen(by, keyed), WEIGHED):
            called[number] = [name, *filter(None, (others or "").split("; "))]
    likest = sounds.ranked(query, called)[:MOST_FOUND]
    records = visible_records(by).in_bulk([number for number, _ in likest])
    return [Found(records[number], likeness) for number, likeness in likest if number in records]


def _seen(by: Member, keyed: QuerySet[NameKey, Any]) -> Iterator[tuple[int, str, str | None]]:
    """Yield number, name and other names of those records that the member sees, asking for some at a time."""
    numbers = list(keyed.values_list("record", flat=True)[:MOST_LOOKED_AT])
    for start in range(0, len(numbers), WEIGHED):
        some = visible_records(by).filter(current=True, id__in=numbers[start : start + WEIGHED])
        yield from some.values_list("id", "name", _OTHER_NAMES)
