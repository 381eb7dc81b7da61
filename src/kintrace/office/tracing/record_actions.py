"""What members do with records: enter, correct, share, note a sighting, see."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office import files, photos
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.jobs import actions as jobs
from kintrace.office.journal.actions import Told, write, write_all
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.tracing import corrections
from kintrace.office.tracing.importing import facts_of, keys_of_people, name_of
from kintrace.office.tracing.models import ListState, NameKey, PeopleList, Record, Referral, Sighting
from kintrace.office.tracing.record_queries import (
    may_withdraw_sighting,
    other_organisations,
    own_record,
    record_seen,
    sighting_seen,
)
from kintrace.office.tracing.typed import COLUMNS, UNREAD, people_of

WHEN_PHOTO_REMOVED: list[Callable[[Member, Record, str], None]] = []
"""What is told, in the transaction, of a record without the photo that it had, and the photo's SHA-256."""


@dataclass(frozen=True, slots=True)
class Person:
    """One child as somebody typed it in: field -> text, and a photo."""

    typed: dict[str, str]
    photo: IO[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One tracing request or one located child: who asks, by what right, and the children it names."""

    side: str
    people: Sequence[Person]
    said: dict[str, str] = field(default_factory=dict)
    """What is typed once for all: inquirer, family, consent."""


def enter(*, by: Member, asked: Asked) -> list[Record]:
    """Enter children by hand; what was typed is kept exactly as it was."""
    require(by, Act.ENTER_RECORDS)
    drawn = [photos.redrawn(one.photo) if one.photo else b"" for one in asked.people]
    kept = [files.keep(photo) if photo else "" for photo in drawn]
    with transaction.atomic():
        within = _list_by_hand(by, asked.side)
        first = (within.records.aggregate(last=Max("row"))["last"] or 0) + 1
        made = []
        for at, (one, photo) in enumerate(zip(asked.people, kept, strict=True)):
            typed = {key: text for key, text in {**one.typed, **asked.said}.items() if text}
            number = f"{within.id}-{first}/{at + 1}"
            people = {"id": number} | people_of(typed)
            plain = Record(
                list=within, row=first + at, number=number, as_written=typed, photo=photo, made_by=by
            )
            made.append(_stored(plain, people))
            write("entered record", by=by, about=("record", made[-1].id))
        within.rows_read = first + len(made) - 1
        within.save(update_fields=["rows_read"])
        jobs.ask_once("match", by=by, organisation=by.organisation)
    return made


def correct(
    *, by: Member, number: int, people: dict[str, str], why: str, typed: dict[str, str] | None = None
) -> Record:
    """Put a new version in the place of a record; what was written stays, and so does the old version.

    typed: of a record that was entered by hand, what plays no part in comparing; it is written anew.
    """
    require(by, Act.ENTER_RECORDS)
    with transaction.atomic():
        old = held(by, number)
        said = {role: value for role, value in {**old.people, **people}.items() if value}
        kept = {name: text for name, text in (typed or {}).items() if name in UNREAD and old.list.by_hand}
        written = {
            name: text for name, text in {**old.as_written, **kept}.items() if text or name not in kept
        }
        changed = [*_differ(old.people, said), *_differ(old.as_written, written)]
        if not changed:
            raise ValidationError(_("Nothing was changed."))
        refuse_names(why, {old.name, name_of(said)})
        new = replaced(by, old, said, old.photo, written)
        write("corrected record", by=by, about=("record", new.id), why=why, replaces=old.id, fields=changed)
    return new


def remove_photo(*, by: Member, number: int, why: str) -> Record:
    """Put a version without a photo in the place of a record, because the photo shows another child.

    No earlier version shows it any more either, nor does the child of a case with this record; its file goes,
    unless it is somebody else's too. What was decided because of it stays, and has to be looked at again.
    """
    require(by, Act.ENTER_RECORDS)
    with transaction.atomic():
        old = held(by, number)
        sha256 = old.photo
        if not sha256:
            raise ValidationError(_("This record has no photo."))
        refuse_names(why, {old.name})
        new = replaced(by, old, old.people, "")
        Record.objects.filter(list=old.list, row=old.row, photo=sha256).update(photo="")
        write("took off photo", by=by, about=("record", new.id), why=why, replaces=old.id, sha256=sha256)
        for tell in WHEN_PHOTO_REMOVED:
            tell(by, new, sha256)
    files.drop_if_nobodys(sha256)
    return new


def note_sighting(*, by: Member, number: int, said: str, who_said: str, seen_on: str = "") -> Sighting:
    """Note that somebody says they saw a child. Nobody has checked it: nothing else changes."""
    require(by, Act.ENTER_RECORDS)
    with transaction.atomic():
        record = record_seen(by, number)
        made = Sighting.objects.create(record=record, by=by, said=said, who_said=who_said, seen_on=seen_on)
        write("noted sighting", by=by, about=("record", record.id), sighting=made.id)
    return made


def withdraw_sighting(*, by: Member, number: int, why: str) -> Sighting:
    """Say that a sighting does not hold; it stays to be read, and is no sighting any more."""
    require(by, Act.ENTER_RECORDS)
    with transaction.atomic():
        one = sighting_seen(by, number)
        Sighting.objects.select_for_update(no_key=True).filter(id=one.id).first()
        one = sighting_seen(by, number)
        if one.withdrawn_at:
            raise ValidationError(_("It has been withdrawn already."))
        if not may_withdraw_sighting(by, one):
            raise PermissionDenied(_("Only who wrote a sighting, or a coordinator, withdraws it."))
        refuse_names(why, {one.record.name})
        one.withdrawn_by, one.withdrawn_at, one.withdrawn_why = by, timezone.now(), why
        one.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        write("withdrew sighting", by=by, about=("record", one.record_id), why=why, sighting=one.id)
    return one


def share(*, by: Member, number: int, to: int, until: datetime, why: str) -> Referral:
    """Let another organisation see a record until a day."""
    require(by, Act.SHARE_RECORDS)
    if until <= timezone.now():
        raise ValidationError(_("Choose a day to come."))
    with transaction.atomic():
        record = own_record(by, number)
        other = other_organisations(by).filter(id=to).first()
        if other is None:
            raise ValidationError(_("There is no such organisation."))
        refuse_names(why, [record.name])
        made = Referral.objects.create(record=record, to=other, by=by, why=why, until=until)
        write("shared record", by=by, about=("record", record.id), why=why, to=other.id)
    return made


def end_share(*, by: Member, number: int, referral: int) -> None:
    """Let another organisation see a record no longer."""
    require(by, Act.SHARE_RECORDS)
    with transaction.atomic():
        record = own_record(by, number)
        live = Referral.objects.filter(
            record__list=record.list, record__row=record.row, ended_at__isnull=True
        )
        to = live.filter(id=referral, record=record).values_list("to", flat=True)
        if live.filter(to__in=list(to)).update(ended_at=timezone.now()):  # of earlier versions, too
            write("ended sharing", by=by, about=("record", record.id), referral=referral)


def see(*, by: Member, number: int, beside: Iterable[int] = ()) -> None:
    """Tell the journal that a member saw a record; beside: the records that its page named, too."""
    seen = record_seen(by, number).id
    others = sorted({*beside} - {seen})
    told = [Told("saw record", ("record", one), {"beside": seen}) for one in others]
    write_all([*told, Told("saw record", ("record", seen))], by=by)


def see_photo(*, by: Member, number: int) -> Iterator[bytes]:
    """Return the photo of a record, and tell the journal who saw it; raises FileNotFoundError without one."""
    record = record_seen(by, number)
    if not record.photo:
        raise FileNotFoundError
    content = files.pieces(record.photo)
    write("saw photo", by=by, about=("record", record.id))
    return content


def tell_search(*, by: Member, length: int, found: list[int]) -> None:
    """Tell the journal that a member searched, and which records they saw; what for is not kept."""
    require(by, Act.SEE_RECORDS)
    write("searched", by=by, length=length, found=len(found), records=found)


def _differ(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return sorted(name for name in old | new if old.get(name) != new.get(name))


def held(by: Member, number: int) -> Record:
    """Return the current version of a record of ours that nobody else replaces until the transaction ends."""
    old = own_record(by, number)
    Record.objects.select_for_update(no_key=True).filter(id=old.id).first()
    old = own_record(by, number)
    if not old.current:
        raise ValidationError(_("Somebody corrected this record meanwhile. Look at it again."))
    return old


def replaced(
    by: Member, old: Record, people: dict[str, str], photo: str, written: dict[str, str] | None = None
) -> Record:
    """Put a new version in the place of a record that is held, and have the engine look at it.

    written: what stands in it as written, where that is not what stood in the old one.
    """
    old.current = False
    old.save(update_fields=["current"])
    old.keys.all().delete()
    plain = Record(list=old.list, row=old.row, number=old.number, made_by=by)
    plain.as_written = old.as_written if written is None else written
    plain.photo, plain.replaces = photo, old
    new = _stored(plain, people)
    _refer_instead(old, new)
    corrections.tell(old, new)
    jobs.ask_once("match", by=by, organisation=by.organisation)
    return new


def _refer_instead(old: Record, new: Record) -> None:
    """Let those who may see a record see its new version instead."""
    now = timezone.now()
    live = Referral.objects.filter(record=old, ended_at__isnull=True)
    for one in live.filter(until__gt=now):
        Referral.objects.create(record=new, to=one.to, by=one.by, why=one.why, until=one.until)
    live.update(ended_at=now)


def _stored(record: Record, people: dict[str, str]) -> Record:
    record.organisation, record.side = record.list.organisation, record.list.side
    record.people, record.facts = people, facts_of(people)
    record.name = (name_of(people) or record.number)[:500]
    record.birth, record.sex = people.get("birth", "")[:40], people.get("sex", "")[:1]
    record.save(force_insert=True)
    keys = keys_of_people([people])[0]
    NameKey.objects.bulk_create(
        NameKey(record=record, organisation=record.organisation, key=key) for key in keys
    )
    return record


def _list_by_hand(by: Member, side: str) -> PeopleList:
    """Return the list of what a member enters by hand, held until the transaction ends; one for each side."""
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)  # two who come at once would make two lists
    theirs = {"organisation": by.organisation, "brought_by": by, "team": by.team}
    found = PeopleList.objects.filter(**theirs, side=side, by_hand=True).order_by("id").first()
    if found is None:
        found = PeopleList.objects.create(
            **theirs,
            side=side,
            by_hand=True,
            name=_("Entered by hand: %(name)s") % {"name": by.name},
            source=_("entered in this office"),
            legal_basis=_("said in each record"),
            mapping=COLUMNS,
            state=ListState.READY,
        )
    return PeopleList.objects.select_for_update().get(id=found.id)
