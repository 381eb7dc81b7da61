"""Find a child's record by name, whatever the spelling or script: by the keys of `sounds`."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.fields.json import KeyTextTransform

from kintrace.office import sounds
from kintrace.office.accounts.models import Member
from kintrace.office.tracing.may import live_referrals, visible_records, withdrawn_lists
from kintrace.office.tracing.models import NameKey, Record

_UNSHOWN = ("as_written", "list__mapping", "list__compared", "list__notes")  # nor read, fifty times
_OTHER_NAMES = KeyTextTransform("other_names", "people")


@dataclass(frozen=True, slots=True)
class Found:
    """A record, and how like its name is to what was asked, 0 to 1."""

    record: Record
    likeness: float


@dataclass(frozen=True, slots=True)
class Answer:
    """The records found, and whether some with such names were left uncompared."""

    found: list[Found]
    cut: bool


def find(by: Member, query: str) -> Answer:
    """Return the records whose names are likest to the query, of those that the member sees."""
    lenders = live_referrals(by).values_list("record__organisation", flat=True)
    owners = {by.organisation_id, *lenders}
    mine = NameKey.objects.filter(organisation__in=owners)  # known, so indexed
    if gone := withdrawn_lists(*owners):
        mine = mine.exclude(record__list__in=gone)  # or they would crowd out who may be seen

    def called_of(numbers: list[int]) -> Iterator[tuple[int, list[str]]]:
        seen = visible_records(by).filter(current=True, id__in=numbers)
        for number, name, others in seen.values_list("id", "name", _OTHER_NAMES):
            yield number, [name, *filter(None, (others or "").split("; "))]

    likest = sounds.likest(query, mine, "record", called_of)
    records = visible_records(by).defer(*_UNSHOWN).in_bulk([number for number, _ in likest.ranked])
    found = [Found(records[number], likeness) for number, likeness in likest.ranked if number in records]
    return Answer(found, likest.cut)
