"""The way in and out, the language, and the refusals that every page may end in."""

import sys

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kintrace.office.accounts import own_actions
from kintrace.office.accounts.forms import SignIn
from kintrace.office.accounts.reader import reader
from kintrace.office.accounts.trial import TRIAL_PASSWORD, trial_members
from kintrace.office.doors import before_second_factor, opened_to_strangers
from kintrace.office.full import means_full
from kintrace.office.journal.actions import write

LANGUAGE_DAYS = 365


def goal(request: HttpRequest) -> str:
    """Return where somebody wanted to go: a page of this office, or the first one."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    if here and wanted.startswith("/"):
        return wanted
    return reverse("start")


@opened_to_strangers
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a member in by name and password."""
    form = SignIn(request, request.POST or None)
    if form.is_valid():
        member = form.get_user()
        login(request, member)
        write("signed in", by=member, about=("member", member.pk))
        response = redirect(goal(request))
        if member.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            _remember(response, member.language)
        return response
    told = {"form": form, "next": goal(request), "trial": trial_members(), "trial_password": TRIAL_PASSWORD}
    return render(request, "accounts/sign_in.html", told)


@before_second_factor
@require_POST
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Let a member out."""
    member = reader(request)
    write("signed out", by=member, about=("member", member.pk))
    logout(request)
    return redirect("sign-in")


@opened_to_strangers
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Speak another language, from the same page on."""
    response = redirect(goal(request))
    said = request.POST.get("language", "")
    if said in dict(settings.LANGUAGES):
        _remember(response, said)
        if request.user.is_authenticated:
            own_actions.speak(reader(request), language=said)
    return response


def _remember(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_DAYS * 86_400,
        secure=settings.BEHIND_TLS,
        httponly=True,
        samesite="Lax",
    )


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why somebody may not come in here, and tell the journal who tried."""
    if request.user.is_authenticated:
        write("was refused", by=reader(request), path=request.path)
    return render(request, "refused.html", {"why": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or that it is not theirs: the two are not told apart."""
    return render(request, "not_found.html", status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was sent is too much, or cannot be read at all."""
    return render(request, "400.html", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Say that the office failed, or that there is no room left; asks nothing: the database may be why."""
    if means_full(sys.exception()):
        return HttpResponse(render_to_string("full.html"), status=507)
    return HttpResponse(render_to_string("fault.html"), status=500)
