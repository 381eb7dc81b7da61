"""Pages of transfers and indicators: entry, correction, withdrawal."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.registry import actions, forms, queries, transfer_actions


@opened_to(Act.KEEP_REGISTRY)
def child_transfer(request: HttpRequest, number: int) -> HttpResponse:
    """Enter a transfer of a child."""
    by = reader(request)
    one = queries.child_seen(by, number)
    form = forms.TransferForm(by, request.POST or None, initial={"from_place": queries.last_place(by, one)})
    if request.method == "POST" and form.is_valid():
        try:
            transfer_actions.add_transfer(by=by, child=number, said=form.said())
            return redirect("child", number)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=number)
    return render(request, "registry/child_transfer.html", {"form": form, "child": one})


@opened_to(Act.KEEP_REGISTRY)
def transfer_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put a transfer in the place of one that was entered wrongly."""
    by = reader(request)
    one = queries.transfer_seen(by, number)
    said = transfer_actions.said_of(one)
    now = {name: getattr(said, name) for name in forms.TransferForm.base_fields}
    form = forms.TransferCorrection(by, request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            transfer_actions.correct_transfer(by=by, number=number, said=form.said(), why=why)
            return redirect("child", one.child_id)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=one.child_id)
    return render(request, "registry/transfer_correct.html", {"form": form, "transfer": one})


@opened_to(Act.KEEP_REGISTRY)
def transfer_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a transfer did not happen."""
    by = reader(request)
    one = queries.transfer_seen(by, number)
    form = forms.Withdrawal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            transfer_actions.withdraw_transfer(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("child", one.child_id)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=one.child_id)
    return render(request, "registry/transfer_withdraw.html", {"form": form, "transfer": one})


@opened_to(Act.KEEP_REGISTRY)
def transfer_indicator(request: HttpRequest, number: int) -> HttpResponse:
    """Note what was done to a child during the stay that a transfer began."""
    by = reader(request)
    one = queries.transfer_seen(by, number)
    form = forms.IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            transfer_actions.add_indicator(by=by, transfer=number, said=form.said())
            return redirect("child", one.child_id)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=one.child_id)
    return render(request, "registry/transfer_indicator.html", {"form": form, "transfer": one})


@opened_to(Act.KEEP_REGISTRY)
def indicator_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say that something noted of a stay does not hold."""
    by = reader(request)
    one = queries.indicator_seen(by, number)
    form = forms.Withdrawal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            transfer_actions.withdraw_indicator(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("child", one.transfer.child_id)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=one.transfer.child_id)
    return render(request, "registry/indicator_withdraw.html", {"form": form, "indicator": one})
