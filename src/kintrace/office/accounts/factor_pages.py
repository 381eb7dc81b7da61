"""The second factor: enrol a telephone, show its code, keep codes to recover with."""

import segno
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_otp import login as keep_verified

from kintrace.office.accounts import own_actions, queries
from kintrace.office.accounts.forms import Code
from kintrace.office.accounts.pages import goal
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import before_second_factor, opened_to


@before_second_factor
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the day, or first teach a telephone to make it."""
    if getattr(request.user, "otp_device", None):
        return redirect(goal(request))
    return _show(request) if queries.has_second_factor(reader(request)) else _enrol(request)


def _show(request: HttpRequest) -> HttpResponse:
    form = Code(request.POST or None)
    if form.is_valid():
        try:
            device = own_actions.show_second_factor(reader(request), code=form.cleaned_data["code"])
        except ValidationError as refusal:
            form.add_error("code", refusal)
        else:
            request.session.cycle_key()
            keep_verified(request, device)
            return redirect(goal(request))
    return render(request, "accounts/code.html", {"form": form, "next": goal(request)})


def _enrol(request: HttpRequest) -> HttpResponse:
    member, form = reader(request), Code(request.POST or None)
    if form.is_valid():
        try:
            device, codes = own_actions.confirm_second_factor(member, code=form.cleaned_data["code"])
        except ValidationError as refusal:
            form.add_error("code", refusal)
        else:
            request.session.cycle_key()
            keep_verified(request, device)
            return render(request, "accounts/new_codes.html", {"codes": codes, "next": goal(request)})
    device = own_actions.offer_second_factor(member)
    told = {
        "form": form,
        "next": goal(request),
        "picture": segno.make(device.config_url, error="m").svg_data_uri(scale=5, light="white"),
        "secret": own_actions.spelled(device),
    }
    return render(request, "accounts/enrol.html", told)


@opened_to()
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Say how many recovery codes are left; make new ones when asked by POST, and show them once."""
    member = reader(request)
    if not queries.has_second_factor(member):
        return redirect("second-factor")
    if request.method == "POST":
        codes = own_actions.make_recovery_codes(member)
        return render(request, "accounts/new_codes.html", {"codes": codes, "next": goal(request)})
    return render(request, "accounts/recovery.html", {"left": queries.recovery_codes_left(member)})
