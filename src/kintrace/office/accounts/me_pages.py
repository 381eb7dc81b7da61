"""The page of one's own account."""

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kintrace.office.accounts import own_actions, queries
from kintrace.office.accounts.reader import reader
from kintrace.office.accounts.sessions import mark_of, places_of
from kintrace.office.doors import opened_to


@opened_to()
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own account."""
    member = reader(request)
    told = {
        "places": places_of(member),
        "here": mark_of(request.session.session_key or ""),
        "enrolled": queries.has_second_factor(member),
        "codes_left": queries.recovery_codes_left(member),
    }
    return render(request, "accounts/me.html", told)


@opened_to()
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; whoever has a temporary one sees this page first."""
    member = reader(request)
    form = PasswordChangeForm(member, request.POST or None)
    if form.is_valid():
        own_actions.change_password(member, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, member)
        messages.success(request, _("Your password is changed. Other browsers of yours are signed out."))
        return redirect("start")
    return render(request, "accounts/password.html", {"form": form})


@opened_to()
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions, this one too."""
    own_actions.sign_out_everywhere(reader(request))
    logout(request)
    return redirect("sign-in")


@opened_to()
@require_POST
def sign_out_of(request: HttpRequest) -> HttpResponse:
    """End one's session in one browser, if it is still there."""
    if own_actions.sign_out_of(reader(request), mark=request.POST.get("mark", "")):
        messages.success(request, _("You are signed out there."))
    return redirect("me")


@opened_to()
@require_POST
def tour_done(request: HttpRequest) -> HttpResponse:
    """Show the tour no more."""
    own_actions.end_tour(reader(request))
    return redirect("start")
