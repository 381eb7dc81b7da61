"""Pages of cases: the list, one case, opening, changing, each step and its undoing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.cases import case_actions, case_queries, case_view, search, step_actions, words
from kintrace.office.cases.forms import Change, Open, PracticeForm, Queue, RecordOut, Why
from kintrace.office.cases.may import ACT_OF
from kintrace.office.cases.step_forms import NAMING, StepForm
from kintrace.office.cases.steps import Kind
from kintrace.office.doors import opened_to
from kintrace.office.tracing import record_actions, record_queries

_LAST_PAGE = 10_000


@opened_to(Act.SEE_CASES)
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases that are asked for, the newest first."""
    by, form = reader(request), Queue(request.GET)
    page = digits.read(request.GET.get("page"), _LAST_PAGE) or 1
    found = search.cases(by, form.asked(), page)
    case_actions.tell_list(by=by, cases=[one.pk for one in found.cases])
    kept = QueryDict(mutable=True)
    for name in form.fields:
        if request.GET.get(name):
            kept[name] = request.GET[name]
    rows = [
        {
            "case": one,
            "name": case_queries.name_for(by, one),
            "status": case_view.status_for(by, one),
        }
        for one in found.cases
    ]
    shown = {"form": form, "rows": rows, "cut": found.cut, "query": kept.urlencode(), "before": page - 1}
    return render(request, "cases/cases.html", shown | {"after": page + 1 if found.more else 0})


@opened_to(Act.SEE_CASES)
@require_GET
def case(request: HttpRequest, number: int) -> HttpResponse:
    """Show a case with all that belongs to it."""
    by = reader(request)
    one = case_actions.see(by=by, number=number)
    return render(
        request, "cases/case.html", case_view.shown(by, one, digits.read(request.GET.get("looked")))
    )


@opened_to(Act.KEEP_CASES)
def case_open(request: HttpRequest, number: int) -> HttpResponse:
    """Open a case for the child of a record."""
    by = reader(request)
    record = record_queries.own_record(by, number)
    form = Open(request.POST or None)
    if request.method == "POST" and form.is_valid():
        needed, note = form.cleaned_data["bid_needed"], form.cleaned_data["note"]
        try:
            made = case_actions.open_case(
                by=by, record=number, facts=form.facts(), bid_needed=needed, note=note
            )
            return redirect("case", made.pk)
        except ValidationError as error:
            form.add_error(None, error)
    record_actions.see(by=by, number=number)
    title = _("Open a case")
    shown = {"form": form, "title": title, "record": record, "record_name": record.name}
    return render(request, "cases/form.html", shown)


@opened_to(Act.KEEP_CASES)
@require_POST
def case_gather(request: HttpRequest, number: int) -> HttpResponse:
    """Put into a case the records that were decided to be of its child since it was opened."""
    try:
        case_actions.gather(by=reader(request), number=number)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("case", number)


@opened_to(Act.KEEP_CASES)
def inside_out(request: HttpRequest, number: int) -> HttpResponse:
    """Take a record that is of another child out of a case, and say why."""
    by = reader(request)
    out = case_queries.record_inside(by, number)
    form = RecordOut(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            return redirect("case", case_actions.take_record_out(by=by, number=number, why=why).pk)
        except ValidationError as error:
            form.add_error(None, error)
    case_actions.see(by=by, number=out.case_id)
    title = _("Take out of the case: %(name)s") % {"name": out.record.name}
    return render(request, "cases/form.html", {"form": form, "title": title, "case": out.case})


@opened_to(Act.KEEP_CASES)
def case_change(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what is said of a case."""
    by = reader(request)
    one = case_queries.own_case(by, number)
    now = {name: getattr(one, name) for name in Change.base_fields}
    form = Change(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            case_actions.change_case(by=by, number=number, facts=form.facts())
            return redirect("case", number)
        except ValidationError as error:
            form.add_error(None, error)
    case_actions.see(by=by, number=number)
    return render(request, "cases/form.html", {"form": form, "title": _("Change the case"), "case": one})


def step_page(kind: Kind) -> Callable[..., HttpResponseBase]:
    """Return the page on which a step of a kind is recorded."""

    @opened_to(ACT_OF[kind])
    def page(request: HttpRequest, number: int) -> HttpResponse:
        by = reader(request)
        one = case_queries.own_case(by, number)
        named = case_queries.named_for(by, one) if kind in NAMING else case_queries.NOBODY
        form = StepForm(kind, request.POST or None, named)
        if request.method == "POST" and form.is_valid():
            try:
                step_actions.record(by=by, number=number, word=form.word())
                return redirect("case", number)
            except ValidationError as error:
                form.add_error(None, error)
        if named.people:
            case_actions.see(by=by, number=number)
        shown: dict[str, Any] = {"form": form, "title": words.ASKS[kind], "case": one}
        return render(request, "cases/form.html", shown)

    return page


@opened_to(Act.SEE_CASES)
def step_take_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a step back, and say why."""
    by = reader(request)
    step = case_queries.step_seen(by, number)
    form: Form = Why(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            step_actions.take_back(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("case", step.case_id)
        except ValidationError as error:
            form.add_error(None, error)
    title = _("Take back: %(step)s") % {"step": words.KINDS[Kind(step.kind)]}
    return render(request, "cases/form.html", {"form": form, "title": title, "case": step.case})


@opened_to(Act.MANAGE_MEMBERS)
def practice(request: HttpRequest) -> HttpResponse:
    """Say what the organisation asks of all its cases."""
    by = reader(request)
    form = PracticeForm(
        request.POST or None, initial={"bid_required": case_queries.bid_required(by.organisation_id)}
    )
    if request.method == "POST":
        wanted = form.is_valid() and form.cleaned_data["bid_required"]
        case_actions.ask_determination(by=by, wanted=wanted)
        return redirect("cases-practice")
    return render(request, "cases/form.html", {"form": form, "title": _("What all cases need")})
