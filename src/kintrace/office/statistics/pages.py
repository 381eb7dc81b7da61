"""The page of statistics."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.statistics import actions, figures


@opened_to()
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show how much there is of what; small counts only to who may see what is counted."""
    by = reader(request)
    counted = actions.see_statistics(by=by)
    shown = {"at": counted.at, "sections": figures.sections(by, counted.said)}
    return render(request, "statistics/statistics.html", shown)
