"""The first page of the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kintrace.office.accounts.reader import reader
from kintrace.office.desk import queries
from kintrace.office.doors import opened_to


@opened_to()
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits for the member, and who may bring lists a short tour until they have seen it."""
    return render(request, "desk/start.html", {"waiting": queries.waiting(reader(request))})
