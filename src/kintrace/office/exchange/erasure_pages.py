"""Pages of erasure: of a record, of a child, and what was erased."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.exchange import erasure_actions, erasure_queries
from kintrace.office.exchange.erasure_forms import Erase, EraseChild


@opened_to(Act.ERASE_PEOPLE)
def record_erase(request: HttpRequest, number: int) -> HttpResponseBase:
    """Erase the person of a record."""
    by = reader(request)
    person = erasure_queries.person_of_record(by, number)
    form = Erase(person, number, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure_actions.erase_record(by=by, number=number, asked=form.asked())
            return _erased(request)
        except ValidationError as error:
            form.add_error(None, error)
    erasure_actions.see(by=by, person=person)
    name = next((one.name for one in person.records if one.pk == number), "")
    return render(request, "exchange/erase.html", {"form": form, "name": name, "record": number})


@opened_to(Act.ERASE_PEOPLE)
def child_erase(request: HttpRequest, number: int) -> HttpResponseBase:
    """Erase a child of the registry."""
    by = reader(request)
    person = erasure_queries.person_of_child(by, number)
    form = EraseChild(person, number, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erasure_actions.erase_child(by=by, number=number, asked=form.asked())
            return _erased(request)
        except ValidationError as error:
            form.add_error(None, error)
    erasure_actions.see(by=by, person=person)
    name = next((one.name for one in person.children if one.pk == number), "")
    return render(request, "exchange/erase.html", {"form": form, "name": name, "child": number})


@opened_to(Act.ERASE_PEOPLE)
@require_GET
def erasures(request: HttpRequest) -> HttpResponse:
    """Show what was erased: when, by whom, at whose request; nobody's name."""
    found = erasure_queries.erasures(reader(request), digits.read(request.GET.get("before")))
    then = found[-1].pk if len(found) == erasure_queries.PAGE else None
    return render(request, "exchange/erasures.html", {"erasures": found, "then": then})


def _erased(request: HttpRequest) -> HttpResponseBase:
    messages.success(request, _("It is erased. Lists that are imported again leave this person out."))
    return redirect("erasures")
