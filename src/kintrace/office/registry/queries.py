"""Questions about children and what was done to them; what a role does not show is left out here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from kintrace.office import sounds
from kintrace.office.accounts.models import Member
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.registry import chain
from kintrace.office.registry.may import (
    sees_where,
    visible_children,
    visible_places,
    visible_programmes,
    visible_transfers,
)
from kintrace.office.registry.models import Child, ChildKey, Indicator, Place, PlaceKind, Programme, Transfer

PAGE = 50
MOST_OFFERED = 2_000  # places or programmes in a form


@dataclass(frozen=True, slots=True)
class Asked:
    """Which children are asked for; empty asks for all. `before` is the number below which a page begins."""

    name: str = ""
    sex: str = ""
    born: str = ""
    place: int | None = None
    programme: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a child: the chain of transfers, what contradicts itself in it, what was replaced."""

    stays: list[chain.Stay] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    replaced: list[Transfer] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Children:
    """A page of children, the number before which the next begins, and whether some were left uncompared."""

    shown: list[Child]
    then: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """Number and name of what a form offers, and whether some are left out for there are too many."""

    choices: list[tuple[int, str]]
    cut: bool = False


def children(by: Member, asked: Asked) -> Children:
    """Return a page of children, the last entered first; those asked for by name the likest first, on one."""
    found = _filtered(by, asked)
    if asked.name:
        return _called(by, found, asked.name)
    if asked.before:
        found = found.filter(id__lt=asked.before)
    shown = list(found.order_by("-id")[: PAGE + 1])
    return Children(shown[:PAGE], shown[PAGE - 1].id if len(shown) > PAGE else None)


def child_seen(by: Member, number: int) -> Child:
    """Return a child that the member sees; raises Http404 otherwise."""
    return get_object_or_404(visible_children(by).select_related("made_by", "team"), id=number)


def life(by: Member, child: Child) -> Life:
    """Return what happened to a child; nothing of it to those who do not see where a child is."""
    if not sees_where(by):
        return Life()
    found = visible_transfers(by).filter(child=child).prefetch_related("indicators__made_by")
    every = list(found.select_related("from_place", "to_place", "programme", "made_by", "withdrawn_by"))
    ordered = chain.ordered(one for one in every if one.current)
    replaced = sorted((one for one in every if not one.current), key=lambda one: -one.id)
    return Life(chain.stays(ordered), chain.contradictions(ordered), replaced)


def last_place(by: Member, child: Child) -> int | None:
    """Return where a child is last known to have been taken, by its number."""
    stays = life(by, child).stays
    return stays[-1].transfer.to_place_id if stays else None


def transfer_seen(by: Member, number: int) -> Transfer:
    """Return a transfer that the member sees; raises Http404 otherwise."""
    found = visible_transfers(by).select_related("child", "from_place", "to_place", "programme")
    return get_object_or_404(found, id=number)


def indicator_seen(by: Member, number: int) -> Indicator:
    """Return an indicator of a transfer that the member sees; raises Http404 otherwise."""
    found = Indicator.objects.select_related("transfer__child")
    return get_object_or_404(found.filter(transfer__in=visible_transfers(by)), id=number)


def places_offered(by: Member, chosen: Collection[int] = ()) -> Offered:
    """Return the places that may be chosen, by name; those that are chosen already are never left out."""
    kinds = {kind.value: str(kind.label) for kind in PlaceKind}
    every = visible_places(by).order_by(by_alphabet("called"), "id")
    rows, cut = _first(every.values_list("id", "name_uk", "name_ru", "name_en", "kind"), chosen)
    return Offered([(number, f"{uk or ru or en} ({kinds[kind]})") for number, uk, ru, en, kind in rows], cut)


def programmes_offered(by: Member, chosen: Collection[int] = ()) -> Offered:
    """Return the programmes that may be chosen, by name; those chosen already are never left out."""
    return Offered(
        *_first(visible_programmes(by).order_by(by_alphabet("name"), "id").values_list("id", "name"), chosen)
    )


def _first(every: QuerySet[Any, Any], chosen: Collection[int]) -> tuple[list[Any], bool]:
    """Return the first rows and those chosen, each beginning with its number, and whether more are left."""
    rows = list(every[: MOST_OFFERED + 1])
    if len(rows) <= MOST_OFFERED:
        return rows, False
    shown = rows[:MOST_OFFERED]
    beyond = set(chosen).difference(row[0] for row in shown)
    return [*shown, *(every.filter(id__in=beyond) if beyond else ())], True


def place_chosen(by: Member, number: int | None) -> Place | None:
    """Return a place that was chosen, or None for none; raises Http404 when the member does not see it."""
    return get_object_or_404(visible_places(by), id=number) if number else None


def programme_chosen(by: Member, number: int | None) -> Programme | None:
    """Return a programme that was chosen, or None for none; raises Http404 when there is none such."""
    return get_object_or_404(visible_programmes(by), id=number) if number else None


def _filtered(by: Member, asked: Asked) -> QuerySet[Child]:
    found = visible_children(by)
    if asked.sex:
        found = found.filter(sex=asked.sex)
    if asked.born:
        found = found.filter(birth__startswith=asked.born)
    moved = visible_transfers(by).filter(current=True)
    if asked.place:
        there = Q(to_place=asked.place) | Q(from_place=asked.place)
        found = found.filter(id__in=moved.filter(there).values("child"))
    if asked.programme:
        found = found.filter(id__in=moved.filter(programme=asked.programme).values("child"))
    return found


def _called(by: Member, within: QuerySet[Child], name: str) -> Children:
    mine = ChildKey.objects.filter(organisation=by.organisation_id)

    def called_of(numbers: list[int]) -> Iterator[tuple[int, list[str]]]:
        rows = within.filter(id__in=numbers).values_list("id", "name", "name_as_written", "other_names")
        for number, shown, written, others in rows:
            yield number, list({shown, written, *filter(None, others.split("; "))})

    likest = sounds.likest(name, mine, "child", called_of)
    found = within.in_bulk([number for number, _ in likest.ranked])
    return Children([found[number] for number, _ in likest.ranked if number in found], cut=likest.cut)
