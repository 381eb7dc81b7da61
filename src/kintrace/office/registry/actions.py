"""What members do with children, places and programmes: enter, change, see."""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kintrace.office import sounds
from kintrace.office.accounts.holding import hold as hold_organisation
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.registry import dates
from kintrace.office.registry.may import visible_children, visible_places, visible_programmes
from kintrace.office.registry.models import Child, ChildKey, ChildVersion, Place, Programme


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """What is said of a child."""

    name: str
    source: str
    other_names: str = ""
    sex: str = ""
    birth: str = ""
    photo: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """What is said of a place."""

    kind: str
    source: str
    name_uk: str = ""
    name_ru: str = ""
    name_en: str = ""
    other_names: str = ""
    code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    recognised_as: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeSaid:
    """What is said of a programme."""

    name: str
    source: str
    operator: str = ""
    decree: str = ""
    sponsor: str = ""
    begun_on: str = ""
    ended_on: str = ""


def add_child(*, by: Member, said: ChildSaid) -> Child:
    """Enter a child; the name is kept exactly as it was written."""
    require(by, Act.KEEP_REGISTRY)
    need_source(said.source)
    with transaction.atomic():
        number = next_number(by, "C-", Child.objects.all())
        made = Child(organisation=by.organisation, team=by.team, made_by=by, number=number, **asdict(said))
        made.name_as_written, made.name = said.name, " ".join(said.name.split())
        made.save(force_insert=True)
        _store_keys(made)
        write("entered child", by=by, about=("child", made.id))
    return made


def change_child(*, by: Member, number: int, said: ChildSaid, why: str) -> Child:
    """Put right what is said of a child; what was said before stays, as does the name as written."""
    require(by, Act.KEEP_REGISTRY)
    need_source(said.source)
    with transaction.atomic():
        child = get_object_or_404(visible_children(by).select_for_update(), id=number)
        wanted = {
            "name": " ".join(said.name.split()),
            **{one: getattr(said, one) for one in ("other_names", "sex", "birth", "source")},
        }
        called = child.called()
        before = _changed(child, wanted)
        refuse_names(why, called | child.called())
        child.save(update_fields=[*before])
        ChildVersion.objects.create(child=child, by=by, why=why, before=before)
        child.keys.all().delete()
        _store_keys(child)
        write("changed child", by=by, about=("child", child.id), why=why, fields=sorted(before))
    return child


def add_place(*, by: Member, said: PlaceSaid) -> Place:
    """Enter a place."""
    require(by, Act.KEEP_REGISTRY)
    require(by, Act.SEE_FACILITY)
    _check_place(said)
    with transaction.atomic():
        made = Place.objects.create(organisation=by.organisation, made_by=by, **asdict(said))
        write("entered place", by=by, about=("place", made.id))
    return made


def change_place(*, by: Member, number: int, said: PlaceSaid, why: str) -> Place:
    """Put right what is said of a place; the journal keeps what was said before."""
    require(by, Act.KEEP_REGISTRY)
    _check_place(said)
    with transaction.atomic():
        place = get_object_or_404(visible_places(by).select_for_update(), id=number)
        before = _changed(place, asdict(said))
        place.save(update_fields=[*before, "called"])
        write("changed place", by=by, about=("place", place.id), why=why, before=before)
    return place


def add_programme(*, by: Member, said: ProgrammeSaid) -> Programme:
    """Enter a programme."""
    require(by, Act.KEEP_REGISTRY)
    wanted = _checked(said)
    with transaction.atomic():
        _need_own_name(by, said.name)
        made = Programme.objects.create(organisation=by.organisation, made_by=by, **wanted)
        write("entered programme", by=by, about=("programme", made.id))
    return made


def change_programme(*, by: Member, number: int, said: ProgrammeSaid, why: str) -> Programme:
    """Put right what is said of a programme; the journal keeps what was said before."""
    require(by, Act.KEEP_REGISTRY)
    wanted = _checked(said)
    with transaction.atomic():
        programme = get_object_or_404(visible_programmes(by).select_for_update(), id=number)
        _need_own_name(by, said.name, programme.id)
        before = _changed(programme, wanted)
        programme.save(update_fields=[*before])
        write("changed programme", by=by, about=("programme", programme.id), why=why, before=before)
    return programme


def see_child(*, by: Member, number: int) -> None:
    """Tell the journal that a member saw a child."""
    write("saw child", by=by, about=("child", get_object_or_404(visible_children(by), id=number).id))


def see_place(*, by: Member, number: int) -> None:
    """Tell the journal that a member saw a place, and the children who were there."""
    write("saw place", by=by, about=("place", get_object_or_404(visible_places(by), id=number).id))


def see_programme(*, by: Member, number: int) -> None:
    """Tell the journal that a member saw a programme, and the children whom it took."""
    one = get_object_or_404(visible_programmes(by), id=number)
    write("saw programme", by=by, about=("programme", one.id))


def see_children(*, by: Member, shown: int, length: int) -> None:
    """Tell the journal that a member looked through children; of a name, only how long it was is kept."""
    require(by, Act.SEE_REGISTRY)
    write("saw children", by=by, shown=shown, length=length)


def see_map(*, by: Member) -> None:
    """Tell the journal that a member saw the map of transfers."""
    require(by, Act.SEE_FACILITY)
    write("saw map", by=by)


def need_source(source: str) -> None:
    """Raise ValidationError when nothing is said of by what something is known."""
    if not source.strip():
        raise ValidationError(_("Say by whom or by what it is known."))


def _check_place(said: PlaceSaid) -> None:
    need_source(said.source)
    if not (said.name_uk or said.name_ru or said.name_en):
        raise ValidationError(_("A place needs a name."))
    if (said.latitude is None) != (said.longitude is None):
        raise ValidationError(_("Give both latitude and longitude, or neither."))
    if said.latitude is not None and not said.precision:
        raise ValidationError(_("Say how near the coordinates are."))


def _checked(said: ProgrammeSaid) -> dict[str, Any]:
    """Return what is said of a programme, its dates as they are stored."""
    need_source(said.source)
    begun, ended = dates.parse(said.begun_on), dates.parse(said.ended_on)
    if not dates.may_follow(begun, ended):
        raise ValidationError(_("It cannot end before it begins."))
    return {**asdict(said), "begun_on": begun, "ended_on": ended}


def _need_own_name(by: Member, name: str, of: int = 0) -> None:
    if Programme.objects.filter(organisation=by.organisation, name=name).exclude(id=of).exists():
        raise ValidationError(_("There is a programme of this name."))


def _changed(row: Child | Place | Programme, wanted: dict[str, Any]) -> dict[str, Any]:
    """Change what differs from what is wanted, and return what it was before."""
    before = {field: getattr(row, field) for field in wanted if getattr(row, field) != wanted[field]}
    if not before:
        raise ValidationError(_("Nothing was changed."))
    for field in before:
        setattr(row, field, wanted[field])
    return before


def next_number(by: Member, begins: str, given: QuerySet[Any]) -> str:
    """Return the next number of an organisation, and keep others waiting who want one.

    given: the rows that have such numbers. The organisation remembers the last one: what was erased may be
    known elsewhere by its number, which nobody else must bear.
    """
    ours = hold_organisation(by.organisation_id)
    row = given.filter(organisation=ours).order_by("-id").values_list("number", flat=True).first()
    known = ours.numbers_given or {}
    last = max(known.get(begins, 0), int(row.removeprefix(begins)) if row else 0)
    ours.numbers_given = {**known, begins: last + 1}
    ours.save(update_fields=["numbers_given"])
    return f"{begins}{last + 1:06}"


def _store_keys(child: Child) -> None:
    keys = sorted(sounds.keys_of_names(sorted(child.called())))
    ChildKey.objects.bulk_create(
        ChildKey(child=child, organisation_id=child.organisation_id, key=key) for key in keys
    )
