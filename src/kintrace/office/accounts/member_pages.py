"""The pages on which an administrator manages members."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kintrace.office.accounts import actions, queries
from kintrace.office.accounts.forms import Add, AddOrganisation, Change
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.models import Member
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to

_PLAIN: dict[str, Callable[..., None]] = {
    "close": actions.close_member,
    "reopen": actions.reopen_member,
    "reset-second-factor": actions.reset_second_factor,
    "sign-out": actions.sign_out_member,
    "unlock": actions.unlock_member,
}


@opened_to(Act.MANAGE_MEMBERS)
def members(request: HttpRequest) -> HttpResponse:
    """Show who is a member; add one."""
    by, form = reader(request), Add(request.POST or None)
    if form.is_valid():
        try:
            member, password = actions.add_member(
                by, username=form.cleaned_data["username"], entered=form.entered()
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return _temporary(request, member, password)
    told = {"standings": queries.members(by), "form": form, "teams": queries.teams(by)}
    told["may_add_organisations"] = queries.opened_it(by)
    return render(request, "accounts/members.html", told)


@opened_to(Act.MANAGE_MEMBERS)
def member(request: HttpRequest, number: int) -> HttpResponse:
    """Show one member; change, close or reopen them, let them in again."""
    by = reader(request)
    try:
        standing = queries.member(by, number)
    except Member.DoesNotExist:
        raise Http404 from None
    one, act, form = standing.member, request.POST.get("act", ""), _form(standing.member)
    try:
        if act == "reset-password":
            return _temporary(request, one, actions.reset_password(by, member=one))
        if act == "change":
            form = Change(request.POST)
            if form.is_valid():
                actions.change_member(by, member=one, entered=form.entered())
                return _done(request, number)
        elif act in _PLAIN:
            _PLAIN[act](by, member=one)
            return _done(request, number)
    except ValidationError as refusal:
        form = _form(queries.member(by, number).member) if act != "change" else form
        messages.error(request, " ".join(refusal.messages))
    standing = queries.member(by, number)
    told = {"standing": standing, "member": standing.member, "form": form, "teams": queries.teams(by)}
    return render(request, "accounts/member.html", told)


@opened_to(Act.MANAGE_MEMBERS)
@require_POST
def organisation(request: HttpRequest) -> HttpResponse:
    """Say whether a pair is decided by two members or by one."""
    actions.ask_second_reviewer(reader(request), wanted="second_reviewer" in request.POST)
    messages.success(request, _("It is stored."))
    return redirect("members")


@opened_to(Act.MANAGE_MEMBERS)
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add another organisation, whose first member then adds the others."""
    by, form = reader(request), AddOrganisation(request.POST or None)
    queries.require_opened_it(by)
    if form.is_valid():
        try:
            member, password = actions.add_organisation(by, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return _temporary(request, member, password)
    return render(request, "accounts/organisation_new.html", {"form": form})


def _form(one: Member) -> Change:
    return Change(
        initial={
            "name": one.name,
            "role": one.role,
            "scope": one.scope,
            "team": one.team.name if one.team else "",
            "also_administers": one.also_administers,
        }
    )


def _done(request: HttpRequest, number: int) -> HttpResponse:
    messages.success(request, _("It is stored."))
    return redirect("member", number)


def _temporary(request: HttpRequest, member: Member, password: str) -> HttpResponse:
    return render(request, "accounts/temporary.html", {"member": member, "password": password})
