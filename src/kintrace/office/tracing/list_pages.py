"""Pages of lists: bring one, say what its columns mean, see how it stands and what could not be read."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from kintrace.errors import KintraceError
from kintrace.lists.mapping import OtherColumn
from kintrace.office import sheets
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.spoken import spoken
from kintrace.office.tracing import exports, list_actions, list_queries, list_withdrawal
from kintrace.office.tracing.list_forms import Columns, FurtherColumns, NewList, Why, role_name
from kintrace.office.tracing.record_queries import SEXES

_ON_A_PAGE = 50
_PFIF = (".xml", ".atom", ".rss", ".pfif")
_ASKS_AGAIN = 2  # seconds; a header does it, so that no script is needed


@opened_to(Act.SEE_RECORDS)
@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Show the lists, the newest first."""
    pages = Paginator(list_queries.lists_seen(reader(request)), _ON_A_PAGE)
    return render(request, "tracing/lists.html", {"page": pages.get_page(request.GET.get("page"))})


@opened_to(Act.BRING_LISTS)
def list_new(request: HttpRequest) -> HttpResponse:
    """Take a file in."""
    by = reader(request)
    form = NewList(by, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            what = list_actions.Brought(**said, file_name=file.name)
            one = list_actions.bring(by=by, what=what, file=file)
        except KintraceError as error:
            form.add_error("file", spoken(error))
        else:
            return redirect("list-columns", one.id)
    return render(request, "tracing/list_new.html", {"form": form})


@opened_to(Act.BRING_LISTS)
def list_columns(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a list begins and what its columns seem to mean; take what they mean."""
    by = reader(request)
    one = list_queries.list_seen(by, number)
    if not list_queries.may_be_mapped(one):
        return redirect("list", number)
    try:
        begun = list_queries.beginning(by, number)
    except KintraceError as error:
        return render(request, "tracing/list_columns.html", {"list": one, "why": error})
    guessed = begun.guess.mapping
    form = Columns(begun.headers, guessed.columns, request.POST or None)
    columns = form.chosen() if form.is_valid() else guessed.columns
    labels = list_queries.labels_in_use(by, one)
    further = FurtherColumns(begun.headers, columns, labels, request.POST or None)
    others = further.chosen() if further.is_valid() else {}
    if form.is_valid() and further.is_valid() and "look" not in request.POST:
        meant: dict[str, Any] = {"columns": columns, "age_on": guessed.age_on, "others": others}
        try:
            list_actions.confirm_columns(by=by, number=number, **meant)
            return redirect("list", number)
        except KintraceError as error:
            form.add_error(None, spoken(error))
    list_actions.see_beginning(by=by, number=one.id, rows=len(begun.rows))
    shown = {"list": one, "form": form, "further": further, "rows": begun.rows}
    shown["again"] = list_queries.brought_again(by, one)
    shown["notes"] = begun.guess.notes if request.method == "GET" else []
    return render(request, "tracing/list_columns.html", shown | _read(begun, columns, others))


def _read(
    begun: list_queries.Beginning, columns: dict[str, list[str]], others: dict[str, OtherColumn]
) -> dict[str, Any]:
    """Return the first rows as they would be read, or why they cannot be."""
    read, why = list_queries.understood(begun, columns, others)
    roles = list(dict.fromkeys(role for row in read for role in row if role != "row"))
    rows = [[_shown(role, row.get(role, "")) for role in roles] for row in read]
    return {"roles": [role_name(role) for role in roles], "read": rows, "why": why}


def _shown(role: str, said: Any) -> Any:
    return SEXES.get(said, said) if role == "sex" else said


@opened_to(Act.SEE_RECORDS)
@require_GET
def list_one(request: HttpRequest, number: int) -> HttpResponse:
    """Show how a list stands; while it is being imported the page asks again by itself."""
    by = reader(request)
    one = list_queries.list_seen(by, number)
    running = list_queries.is_running(one)
    shown = {
        "list": one,
        "running": running,
        "may_be_mapped": list_queries.may_be_mapped(one),
        "counted": list_queries.counted(one),
        "further": list_queries.further(one),
        "withdrawals": list_queries.withdrawals(one),
        "may_withdraw": list_withdrawal.may_withdraw(by, one),
        "may_bring_back": list_withdrawal.may_bring_back(by, one),
        "may_be_pfif": one.file_name.lower().endswith(_PFIF),
    }
    response = render(request, "tracing/list.html", shown)
    if running:
        response.headers["Refresh"] = str(_ASKS_AGAIN)
    return response


@opened_to(Act.SEE_RECORDS)
@require_GET
def list_rejected(request: HttpRequest, number: int) -> HttpResponse:
    """Show what could not be read of a list."""
    by = reader(request)
    page = Paginator(list_queries.rejected(by, number), _ON_A_PAGE).get_page(request.GET.get("page"))
    list_actions.see_rejected(by=by, number=number, cells=[cell.id for cell in page])
    one = list_queries.list_in_use(by, number)
    shown = {
        "list": one,
        "page": page,
        "unseen": list_queries.unseen_columns(by, one),
        "may_take": exports.may_take_rejected(by),
    }
    return render(request, "tracing/list_rejected.html", shown)


@opened_to(*exports.TAKES_REJECTED)
@require_GET
def list_rejected_sheet(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand out what could not be read of a list as a sheet, so that it can be put right at its source."""
    return sheets.answer(exports.take_rejected(by=reader(request), number=number), f"rejected-{number}.csv")


@opened_to(Act.BRING_LISTS)
@require_POST
def list_cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Stop the import."""
    list_actions.cancel(by=reader(request), number=number)
    return redirect("list", number)


@opened_to(Act.BRING_LISTS)
def list_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a list out of use that was imported wrongly."""
    return _in_or_out(request, number, list_withdrawal.withdraw)


@opened_to(Act.BRING_LISTS)
def list_bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Put a list that was withdrawn back in use."""
    return _in_or_out(request, number, list_withdrawal.bring_back)


def _in_or_out(request: HttpRequest, number: int, act: Callable[..., Any]) -> HttpResponse:
    """Ask why, and do it."""
    by = reader(request)
    one, form = list_queries.list_seen(by, number), Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("list", number)
        except ValidationError as error:
            form.add_error(None, error)
    shown = {
        "list": one,
        "form": form,
        "withdrawing": act is list_withdrawal.withdraw,
        "decisions": list_queries.kept_decisions(one),
        "again": list_queries.brought_again(by, one),
    }
    return render(request, "tracing/list_withdraw.html", shown)


@opened_to(Act.EXPORT_RECORDS)
@require_GET
def list_file(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand the file out as it was brought, never to be shown in the browser."""
    try:
        content, name = list_actions.take_file(by=reader(request), number=number)
    except KintraceError as error:
        one = list_queries.list_seen(reader(request), number)
        return render(request, "tracing/list_without_file.html", {"list": one, "why": error}, status=404)
    response = StreamingHttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
