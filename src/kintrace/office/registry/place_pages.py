"""Pages of places and programmes: lists, one of them, entry, change."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.journal.queries import who_looked
from kintrace.office.registry import actions, flows, forms, gazetteer, pictures, place_queries
from kintrace.office.registry.addresses import following
from kintrace.office.registry.may import sees_where
from kintrace.office.registry.place_queries import Named, named


@opened_to(Act.SEE_FACILITY)
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List places by name."""
    form = forms.Places(request.GET)
    form.full_clean()
    kind, text = (form.cleaned_data.get(name, "") for name in ("kind", "q"))
    shown, then = place_queries.places(reader(request), kind, text, _begins(request, "after"))
    more = following(request, "after", then)
    return render(request, "registry/places.html", {"form": form, "places": shown, "more": more})


@opened_to(Act.SEE_FACILITY)
@require_safe
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Show a place: facts, who was there when, what was noted there."""
    by = reader(request)
    one = place_queries.place_seen(by, number)
    actions.see_place(by=by, number=number)
    arrived = place_queries.arrivals(by, one, _begins(request, "after"))
    left = place_queries.departures(by, one, _begins(request, "left"))
    shown = {
        "place": one,
        "sees_where": True,
        "stays": arrived.stays,
        "more": following(request, "after", arrived.then),
        "departures": left.transfers,
        "more_left": following(request, "left", left.then),
        "indicators": place_queries.indicators_of(arrived.stays),
        "looked": who_looked(by, "place", one.id, owned=True, before=digits.read(request.GET.get("looked"))),
    }
    return render(request, "registry/place.html", shown)


@opened_to(Act.KEEP_REGISTRY)
def place_new(request: HttpRequest) -> HttpResponse:
    """Enter a place; the gazetteer proposes places for a text, of which one fills in the form."""
    form = forms.PlaceForm(request.POST or None, initial=_proposed(request))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("place", actions.add_place(by=reader(request), said=form.said()).id)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "registry/place_new.html", {"form": form, **_suggested(request)})


@opened_to(Act.KEEP_REGISTRY)
def place_change(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what is said of a place."""
    by = reader(request)
    one = place_queries.place_seen(by, number)
    now = {name: getattr(one, name) for name in forms.PlaceForm.base_fields} | _proposed(request)
    form = forms.PlaceChange(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(by=by, number=number, said=form.said(), why=form.cleaned_data["why"])
            return redirect("place", number)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "registry/place_change.html", {"form": form, "place": one, **_suggested(request)})


@opened_to(Act.SEE_REGISTRY)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List programmes by name."""
    shown, then = place_queries.programmes(reader(request), _begins(request, "after"))
    more = following(request, "after", then)
    return render(request, "registry/programmes.html", {"programmes": shown, "more": more})


@opened_to(Act.SEE_REGISTRY)
@require_safe
def programme(request: HttpRequest, number: int) -> HttpResponse:
    """Show a programme: facts, where it took children, and whom."""
    by = reader(request)
    one = place_queries.programme_seen(by, number)
    actions.see_programme(by=by, number=number)
    moved = place_queries.taken_by(by, one, _begins(request, "after"))
    found = flows.flows(by, one.id)
    shown = {
        "programme": one,
        "sees_where": sees_where(by),
        "picture": pictures.flow_map(found),
        "flows": found,
        "most": len(found) == flows.MOST_FLOWS,
        "places": place_queries.places_of(by, one),
        "transfers": moved.transfers,
        "more": following(request, "after", moved.then),
        "looked": who_looked(
            by, "programme", one.id, owned=True, before=digits.read(request.GET.get("looked"))
        ),
    }
    return render(request, "registry/programme.html", shown)


@opened_to(Act.KEEP_REGISTRY)
def programme_new(request: HttpRequest) -> HttpResponse:
    """Enter a programme."""
    form = forms.ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("programme", actions.add_programme(by=reader(request), said=form.said()).id)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "registry/programme_new.html", {"form": form})


@opened_to(Act.KEEP_REGISTRY)
def programme_change(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what is said of a programme."""
    by = reader(request)
    one = place_queries.programme_seen(by, number)
    now = {name: getattr(one, name) for name in forms.ProgrammeForm.base_fields}
    form = forms.ProgrammeChange(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(by=by, number=number, said=form.said(), why=form.cleaned_data["why"])
            return redirect("programme", number)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "registry/programme_change.html", {"form": form, "programme": one})


def _begins(request: HttpRequest, name: str) -> Named | None:
    return named(request.GET.get(name, ""))


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """Return the form that asks the gazetteer, and what it proposes for `near`."""
    form = forms.Suggest(request.GET if "near" in request.GET else None)
    text = form.cleaned_data["near"] if form.is_valid() else ""
    return {"suggest": form, "near": text, "candidates": gazetteer.candidates(text) if text else []}


def _proposed(request: HttpRequest) -> dict[str, Any]:
    """Return what the chosen candidate fills in: `near` is the text it was proposed for, `code` the place."""
    text, code = request.GET.get("near", "")[:200], request.GET.get("code", "")
    found = [one for one in gazetteer.candidates(text) if one.code == code] if text and code else []
    return {name: getattr(found[0], name) for name in gazetteer.FILLS_IN} if found else {}
