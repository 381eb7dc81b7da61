"""What members do with transfers and with what was noted of a stay: enter, correct, withdraw."""

from dataclasses import dataclass, fields
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.registry import dates, queries
from kintrace.office.registry.actions import need_source
from kintrace.office.registry.models import Child, Indicator, Transfer


@dataclass(frozen=True, slots=True)
class TransferSaid:
    """What is said of a transfer; places and programme by their numbers."""

    source: str
    from_place: int | None = None
    to_place: int | None = None
    left_on: str = ""
    arrived_on: str = ""
    carrier: str = ""
    programme: int | None = None
    legal_act: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSaid:
    """What is said to have been done to a child during a stay."""

    kind: str
    source: str
    on: str = ""
    note: str = ""


def add_transfer(*, by: Member, child: int, said: TransferSaid) -> Transfer:
    """Enter a transfer of a child."""
    _require(by)
    with transaction.atomic():
        made = _stored(by, queries.child_seen(by, child), said)
        write("entered transfer", by=by, about=("child", made.child_id), transfer=made.id)
    return made


def correct_transfer(*, by: Member, number: int, said: TransferSaid, why: str) -> Transfer:
    """Put a transfer in the place of one; the old one stays, and what was noted of the stay goes along."""
    _require(by)
    with transaction.atomic():
        old = _held(by, number)
        if said == said_of(old):
            raise ValidationError(_("Nothing was changed."))
        _name_nobody(old, why)
        old.current = False
        old.save(update_fields=["current"])
        new = _stored(by, old.child, said, replaces=old, why=why)
        old.indicators.update(transfer=new)
        about = ("child", old.child_id)
        write("corrected transfer", by=by, about=about, why=why, transfer=new.id, replaces=old.id)
    return new


def withdraw_transfer(*, by: Member, number: int, why: str) -> None:
    """Say that a transfer did not happen; it stays to be read."""
    _require(by)
    with transaction.atomic():
        old = _held(by, number)
        _name_nobody(old, why)
        old.current = False
        old.withdrawn_by, old.withdrawn_at, old.withdrawn_why = by, timezone.now(), why
        old.save(update_fields=["current", "withdrawn_by", "withdrawn_at", "withdrawn_why"])
        write("withdrew transfer", by=by, about=("child", old.child_id), why=why, transfer=old.id)


def add_indicator(*, by: Member, transfer: int, said: IndicatorSaid) -> Indicator:
    """Note what was done to a child during the stay that a transfer began."""
    _require(by)
    need_source(said.source)
    with transaction.atomic():
        stay = _held(by, transfer)
        made = Indicator.objects.create(
            organisation=by.organisation,
            made_by=by,
            transfer=stay,
            kind=said.kind,
            on=dates.parse(said.on),
            note=said.note,
            source=said.source,
        )
        write("noted indicator", by=by, about=("child", stay.child_id), indicator=made.id, kind=said.kind)
    return made


def withdraw_indicator(*, by: Member, number: int, why: str) -> None:
    """Say that something noted of a stay does not hold; it stays to be read."""
    _require(by)
    with transaction.atomic():
        one = queries.indicator_seen(by, number)
        Indicator.objects.select_for_update().get(id=one.id)
        one.refresh_from_db()
        if one.withdrawn_at:
            raise ValidationError(_("It has been withdrawn already."))
        _name_nobody(one.transfer, why)
        one.withdrawn_by, one.withdrawn_at, one.withdrawn_why = by, timezone.now(), why
        one.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        about = ("child", one.transfer.child_id)
        write("withdrew indicator", by=by, about=about, why=why, indicator=one.id)


def said_of(transfer: Transfer) -> TransferSaid:
    """Return what is said of a transfer."""
    numbered = ("from_place", "to_place", "programme")
    return TransferSaid(
        **{
            one.name: getattr(transfer, f"{one.name}_id" if one.name in numbered else one.name)
            for one in fields(TransferSaid)
        }
    )


def _name_nobody(transfer: Transfer, why: str) -> None:
    """Refuse a reason that names the child: the journal keeps it for ever."""
    refuse_names(why, transfer.child.called())


def _require(by: Member) -> None:
    require(by, Act.KEEP_REGISTRY)
    require(by, Act.SEE_FACILITY)


def _held(by: Member, number: int) -> Transfer:
    """Return a current transfer that nobody else changes meanwhile."""
    one = queries.transfer_seen(by, number)
    Transfer.objects.select_for_update().get(id=one.id)
    one.refresh_from_db(fields=["current"])
    if not one.current:
        raise ValidationError(_("Somebody corrected or withdrew this transfer meanwhile. Look at it again."))
    return one


def _stored(by: Member, child: Child, said: TransferSaid, **replacing: Any) -> Transfer:
    need_source(said.source)
    begins, leads = (queries.place_chosen(by, number) for number in (said.from_place, said.to_place))
    if not (begins or leads):
        raise ValidationError(_("Say from where or to where."))
    if begins == leads:
        raise ValidationError(_("A transfer leads to another place than it begins in."))
    left, arrived = dates.parse(said.left_on), dates.parse(said.arrived_on)
    return Transfer.objects.create(
        organisation=by.organisation,
        made_by=by,
        child=child,
        from_place=begins,
        to_place=leads,
        left_on=left,
        arrived_on=arrived,
        carrier=said.carrier,
        programme=queries.programme_chosen(by, said.programme),
        legal_act=said.legal_act,
        source=said.source,
        **replacing,
    )
