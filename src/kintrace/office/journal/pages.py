"""The journal as a page: newest first, by member and by act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.journal import queries
from kintrace.office.journal.actions import write
from kintrace.office.journal.forms import Search


@opened_to(Act.READ_JOURNAL)
@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """Show a page of the journal; reading it is told in it too."""
    by = reader(request)
    form = Search(by, request.GET)
    asked = form.asked()
    page = queries.page(by, asked)
    write("read journal", by=by, **asked.told())
    return render(request, "journal/journal.html", {"form": form, "page": page, "asked": asked})
