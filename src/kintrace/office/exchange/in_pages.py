"""Pages of what comes in from other systems."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kintrace.errors import KintraceError
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.exchange import pfif_in, primero_in
from kintrace.office.exchange.forms import PfifFile, PrimeroIn
from kintrace.office.spoken import spoken


@opened_to(Act.BRING_LISTS)
def primero(request: HttpRequest) -> HttpResponse:
    """Take in a CSV that Primero wrote."""
    by, form = reader(request), PrimeroIn(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        content = said["file"].read()
        try:
            if said["record"] == "family":
                shown["families"] = primero_in.bring_families(
                    by=by, content=content, file_name=said["file"].name
                )
            else:
                one = primero_in.bring(
                    by=by,
                    what=form.brought(),
                    record=said["record"],
                    content=content,
                    open_cases=said["open_cases"],
                )
                return redirect("list", one.pk)
        except KintraceError as error:
            form.add_error("file", spoken(error))
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "exchange/primero_in.html", shown)


@opened_to(Act.EXPORT_RECORDS)
def gone(request: HttpRequest) -> HttpResponse:
    """Show which of our records a PFIF file says are gone."""
    by, form = reader(request), PfifFile(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            shown["gone"] = pfif_in.gone_in(by=by, content=file.read(), name=file.name)
        except KintraceError as error:
            form.add_error("file", spoken(error))
    return render(request, "exchange/gone.html", shown)


@opened_to(Act.EXPORT_RECORDS)
@require_GET
def list_gone(request: HttpRequest, number: int) -> HttpResponse:
    """Show which of our records the file of a list says are gone."""
    shown: dict[str, Any] = {"number": number}
    try:
        shown["gone"] = pfif_in.gone_in_list(by=reader(request), number=number)
    except KintraceError as error:
        shown["why"] = error
    return render(request, "exchange/gone.html", shown)
