"""Erase a person on request: take out what is stored, leave what tells that it was, and a mark."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kintrace.office import files
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.models import Case
from kintrace.office.exchange import erasure_queries
from kintrace.office.exchange.erasure_holding import hold_people
from kintrace.office.exchange.erasure_queries import Person, mark_of
from kintrace.office.exchange.erasure_rows import Gone, take_out_children, take_out_records
from kintrace.office.exchange.models import Erasure, Mark
from kintrace.office.exchange.own_ids import ids_in, ids_of, made_id
from kintrace.office.exchange.suppression import (
    own_number,
    seal,
    seals_of_ids,
    seals_of_made,
    seals_of_number,
)
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.journal.actions import Told, write_all
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.registry.models import Child
from kintrace.office.tracing.models import Record

CHANGED = gettext_noop("Something was written about this person meanwhile. Look again at what would go.")
"""What is said to whoever would erase more or less than they were shown."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for an erasure and by what right, why it is granted, and what belongs to the person.

    records, children: numbers, of those that were found to be the person.
    """

    basis: str
    why: str
    records: Sequence[int] = ()
    children: Sequence[int] = ()


def erase_record(*, by: Member, number: int, asked: Asked) -> Erasure:
    """Erase the person of a record: the record, and what else was chosen of what is known to be theirs."""
    return _erase(by, lambda: erasure_queries.person_of_record(by, number), asked, {number}, set())


def erase_child(*, by: Member, number: int, asked: Asked) -> Erasure:
    """Erase a child of the registry, with its cases, and what else was chosen of what is theirs."""
    return _erase(by, lambda: erasure_queries.person_of_child(by, number), asked, set(), {number})


def see(*, by: Member, person: Person) -> None:
    """Tell the journal whom a member was shown who thinks of an erasure."""
    told = [Told("saw record", ("record", one.pk)) for one in person.records]
    write_all([*told, *(Told("saw child", ("child", one.pk)) for one in person.children)], by=by)


def _erase(
    by: Member, found: Callable[[], Person], asked: Asked, records: set[int], children: set[int]
) -> Erasure:
    require(by, Act.ERASE_PEOPLE)
    before = found()
    with transaction.atomic():
        hold_people(
            by.organisation_id,
            [one.pk for one in before.records],
            [one.pk for one in before.children],
        )
        person = found()
        if person != before:
            raise ValidationError(_(CHANGED))
        going = [one for one in person.records if one.pk in records | set(asked.records)]
        leaving = [one for one in person.children if one.pk in children | set(asked.children)]
        names = {*(one.name for one in going), *(name for one in leaving for name in one.called())}
        refuse_names(f"{asked.basis} {asked.why}", names)
        if elsewhere := erasure_queries.kept_elsewhere(leaving):
            raise ValidationError(
                _("%(organisation)s keeps case %(number)s now; it has to go there first.")
                % {"organisation": elsewhere[0].held_by.name, "number": elsewhere[0].number}
            )
        erasure, gone = take_out(by, going, leaving, asked)
    for sha256 in gone.files:
        files.drop_if_nobodys(sha256)
    return erasure


@transaction.atomic
def take_out(
    by: Member, records: Sequence[Record], children: Sequence[Child], asked: Asked, *, job: Job | None = None
) -> tuple[Erasure, Gone]:
    """Take people out and write it in the journal; call it in a transaction that holds them.

    job: the one that takes out what was kept long enough; then nobody asked, and no mark keeps them out of
    lists that come again.
    """
    gone = Gone()
    same = {"organisation": by.organisation, "by": by, "basis": asked.basis, "why": asked.why}
    erasure = Erasure.objects.create(asked=job is None, counts={}, job=job, **same)
    if erasure.asked:
        _mark(erasure, records, children)
    cases = Case.objects.filter(child__in=children).order_by("pk").values_list("pk", flat=True)
    told = [("record", one.pk) for one in records] + [("child", one.pk) for one in children]
    told += [("case", number) for number in cases]
    take_out_records(erasure, records, gone)
    take_out_children(erasure, [one.pk for one in children], gone)
    counts = {kind: number for kind, number in gone.counts.items() if number}
    Erasure.objects.filter(pk=erasure.pk).update(counts=counts)
    said = {"erasure": erasure.pk, "basis": asked.basis, "counts": counts}
    write_all(
        [Told(f"erased {kind}", (kind, number), said) for kind, number in told],
        by=by,
        why=asked.why,
    )
    jobs.ask_once("wipe", by=None, organisation=by.organisation)
    erasure.counts = counts
    return erasure, gone


def _mark(erasure: Erasure, records: Sequence[Record], children: Sequence[Child]) -> None:
    """Leave the marks by which records and children are known again."""
    within = erasure.organisation_id
    seals = {*chain.from_iterable(_seals_of_record(one) for one in records)}
    seals.update(*(_seals_of_child(within, child) for child in children))
    Mark.objects.bulk_create(
        [Mark(organisation_id=within, erasure=erasure, seal=one) for one in sorted(seals)],
        ignore_conflicts=True,
    )


def _seals_of_record(one: Record) -> Iterator[str]:
    """Give the marks of every version of a record."""
    for version in Record.objects.filter(list=one.list_id, row=one.row).select_related("list"):
        within, number = one.organisation_id, own_number(version.list, version.number)
        yield mark_of(version)
        yield from seals_of_ids(within, ids_in(version.as_written))
        if number:
            yield from seals_of_number(within, number, version.people)


def _seals_of_child(within: int, child: Child) -> set[str]:
    """Return the marks of a child as what left the office names it: by its numbers, and by its ids."""
    cases = list(Case.objects.filter(child=child))
    ids = set().union(*(ids_of(case) for case in cases))
    numbers = [child.number, *(case.number for case in cases), *ids]
    seals = seals_of_ids(within, ids) | seals_of_made(within, map(made_id, cases))
    for name in {child.name, child.name_as_written}:
        people = {"name": name, "birth": child.birth}
        seals.add(seal(within, child.number, people))
        seals.update(*(seals_of_number(within, number, people) for number in numbers))
    return seals
