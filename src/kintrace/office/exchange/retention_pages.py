"""Pages of retention: what is due, what is kept longer, what goes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.exchange import retention_actions, retention_queries
from kintrace.office.exchange.retention_forms import KINDS, Confirm, KeepLonger, SetPeriod, numbers


@opened_to(Act.ERASE_PEOPLE)
@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    """Show the periods in force, what is due, what soon will be, and what is kept longer."""
    return _first_page(request, SetPeriod())


@opened_to(Act.ERASE_PEOPLE)
@require_POST
def retention_period(request: HttpRequest) -> HttpResponseBase:
    """Set a period."""
    form = SetPeriod(request.POST)
    if form.is_valid() and _done(form, retention_actions.set_period, by=reader(request), **form.cleaned_data):
        return _stored(request, "retention")
    return _first_page(request, form)


@opened_to(Act.ERASE_PEOPLE)
def list_retention(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show the records of a list that are due, by row; keep them longer."""
    by, form = reader(request), KeepLonger(request.POST or None)
    one, page = retention_queries.due_of_list(by, number, _after(request))
    if form.is_valid() and _done(
        form, retention_actions.keep_list, by=by, number=number, **form.cleaned_data
    ):
        return _stored(request, "retention")
    shown = {"list": one, "records": page.shown, "then": page.then, "form": form}
    return render(request, "exchange/retention_list.html", shown)


@opened_to(Act.ERASE_PEOPLE)
def child_retention(request: HttpRequest, number: int) -> HttpResponseBase:
    """Keep a child longer."""
    by, form = reader(request), KeepLonger(request.POST or None)
    one = retention_queries.child_to_keep(by, number)
    if form.is_valid() and _done(
        form, retention_actions.keep_child, by=by, number=number, **form.cleaned_data
    ):
        return _stored(request, "retention")
    return render(request, "exchange/retention_child.html", {"child": one, "form": form})


@opened_to(Act.ERASE_PEOPLE)
@require_POST
def keeping_end(request: HttpRequest, number: int) -> HttpResponseBase:
    """Keep something longer no more."""
    retention_actions.end_keeping(by=reader(request), number=number)
    return _stored(request, "retention")


@opened_to(Act.ERASE_PEOPLE)
def retention_confirm(request: HttpRequest) -> HttpResponseBase:
    """Say exactly what would go of what was chosen, and take it out once that is confirmed."""
    by, said = reader(request), request.POST if request.method == "POST" else request.GET
    lists, children = numbers(said.getlist("lists")), numbers(said.getlist("children"))
    form = Confirm(request.POST or None)
    if form.is_valid():
        chosen = form.chosen(lists, children, said.get("told", ""))
        if _done(form, retention_actions.confirm, by=by, chosen=chosen):
            messages.success(request, _("It is being erased."))
            return redirect("retention")
    going = retention_queries.going(by, lists, children)
    return render(request, "exchange/retention_confirm.html", {"form": form, "going": going})


@opened_to(Act.ERASE_PEOPLE)
@require_POST
def retention_stop(request: HttpRequest) -> HttpResponseBase:
    """Stop taking out."""
    retention_actions.stop(by=reader(request))
    return redirect("retention")


def _first_page(request: HttpRequest, form: SetPeriod) -> HttpResponse:
    by, ask = reader(request), retention_queries
    periods, lists, job = ask.periods(by), ask.due_lists(by), ask.last_job(by)
    children = ask.due_children_page(by, _after(request))
    now = {"record": sum(one.number for one in lists), "child": ask.due_children(by).count()}
    shown = {
        "form": form,
        "periods": [(KINDS[kind], period) for kind, period in periods.items()],
        "any": bool(lists) or any(period and period.months for period in periods.values()),
        "history": [(KINDS[one.kind], one) for one in ask.periods_set(by)],
        "lists": lists,
        "children": children.shown,
        "then": children.then,
        "now": now,
        "soon": ask.due_soon(by, now),
        "kept": ask.kept_longer(by),
        "job": job,
        "at_work": ask.is_at_work(job),
    }
    return render(request, "exchange/retention.html", shown)


def _done(form: forms.Form, act: Callable[..., Any], **said: Any) -> bool:
    """Do something; what is refused stands in the form."""
    try:
        act(**said)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _stored(request: HttpRequest, page: str) -> HttpResponseBase:
    messages.success(request, _("It is stored."))
    return redirect(page)


def _after(request: HttpRequest) -> int:
    return digits.read(request.GET.get("after")) or 0
