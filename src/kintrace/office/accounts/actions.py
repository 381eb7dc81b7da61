"""Acts on members: open the office, add, change, close, and let in again those who lost their keys."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from axes.utils import reset
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django_otp import devices_for_user

from kintrace.office.accounts.holding import hold
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member, Organisation, Role, Scope, Team
from kintrace.office.accounts.queries import require_opened_it
from kintrace.office.accounts.sessions import end_sessions
from kintrace.office.home import home
from kintrace.office.journal.actions import write

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
_ENTERED = ("name", "role", "scope", "team", "also_administers")

WHEN_REVIEWERS_CHANGE: list[Callable[[Organisation], None]] = []
"""What is done when an organisation asks for more or fewer reviewers; apps above this one add to it."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form says of a member."""

    name: str
    role: str
    scope: str
    team: str = ""
    also_administers: bool = False


@transaction.atomic
def open_office(*, organisation: str, name: str, username: str, password: str, language: str = "") -> Member:
    """Make the first organisation and its first member, who both works and administers.

    Raises ValidationError when somebody else was first.
    """
    made = Organisation.objects.create(name=organisation)
    write("opened the office", by=None, organisation=made)  # its lock lets two who come at once queue
    if Member.objects.exists():
        raise ValidationError(_("This office already has members. Sign in instead."))
    member = Member(
        name=name,
        username=username,
        organisation=made,
        role=Role.COORDINATOR,
        also_administers=True,
        language=language,
    )
    member.set_password(password)
    member.save()
    (home().folder / "first-token").unlink(missing_ok=True)
    return member


@transaction.atomic
def add_organisation(by: Member, *, organisation: str, name: str, username: str) -> tuple[Member, str]:
    """Add another organisation with its first member, who coordinates and administers.

    Nobody of either sees anything of the other but what is referred. Returns the member and the temporary
    password, which is kept nowhere else; raises ValidationError when a name is taken.
    """
    require(by, Act.MANAGE_MEMBERS)
    require_opened_it(by)
    called = " ".join(organisation.split())
    if any(
        one.casefold() == called.casefold() for one in Organisation.objects.values_list("name", flat=True)
    ):
        raise ValidationError({"organisation": _("An organisation has this name already.")})
    made = Organisation.objects.create(name=called)
    write("added organisation", by=by, about=("organisation", made.pk))
    write("opened the office", by=None, organisation=made)
    first = Entered(name, Role.COORDINATOR, Scope.ORGANISATION, also_administers=True)
    return _added(made, username, first, by.language)


@transaction.atomic
def add_member(by: Member, *, username: str, entered: Entered) -> tuple[Member, str]:
    """Add a member; return them and the temporary password, which is kept nowhere else."""
    require(by, Act.MANAGE_MEMBERS)
    member, password = _added(by.organisation, username, entered, by.language)
    write("added member", by=by, about=("member", member.pk), role=member.role, scope=member.scope)
    return member, password


def _added(organisation: Organisation, username: str, entered: Entered, language: str) -> tuple[Member, str]:
    username = Member.normalize_username(username)
    if Member.objects.filter(username=username).exists():
        raise ValidationError({"username": _("Somebody already signs in with this name.")})
    member = Member(
        username=username, organisation=organisation, language=language, must_change_password=True
    )
    password = _password()
    member.set_password(password)
    _enter(member, entered)
    return member, password


@transaction.atomic
def change_member(by: Member, *, member: Member, entered: Entered) -> None:
    """Change what a member does and how far they see."""
    _require_over(by, member)
    _enter(member, entered)
    write(
        "changed member",
        by=by,
        about=("member", member.pk),
        role=member.role,
        scope=member.scope,
        also_administers=member.also_administers,
    )
    _require_somebody_administers(member.organisation)


@transaction.atomic
def close_member(by: Member, *, member: Member) -> None:
    """Let a member in no more, from their next request on. The journal keeps their name."""
    _require_over(by, member)
    if member == by:
        raise ValidationError(_("You cannot close yourself. Another administrator can."))
    member.is_active = False
    member.save(update_fields=["is_active"])
    end_sessions(member)
    write("closed member", by=by, about=("member", member.pk))
    _require_somebody_administers(member.organisation)


@transaction.atomic
def reopen_member(by: Member, *, member: Member) -> None:
    """Let a closed member in again."""
    _require_over(by, member)
    member.is_active = True
    member.save(update_fields=["is_active"])
    write("reopened member", by=by, about=("member", member.pk))


@transaction.atomic
def reset_password(by: Member, *, member: Member) -> str:
    """Give a member a temporary password and return it; they are signed out everywhere."""
    _require_over(by, member)
    password = _password()
    member.set_password(password)
    member.must_change_password = True
    member.save(update_fields=["password", "must_change_password"])
    end_sessions(member)
    write("reset password", by=by, about=("member", member.pk))
    return password


@transaction.atomic
def reset_second_factor(by: Member, *, member: Member) -> None:
    """Forget a member's telephone and recovery codes: they enrol anew when they next sign in."""
    _require_over(by, member)
    for device in devices_for_user(member, confirmed=None):
        device.delete()
    end_sessions(member)
    write("reset second factor", by=by, about=("member", member.pk))


@transaction.atomic
def sign_out_member(by: Member, *, member: Member) -> None:
    """Sign a member out everywhere, whose browser may be in other hands; they may sign in again."""
    _require_over(by, member)
    write("signed out member", by=by, about=("member", member.pk), sessions=end_sessions(member))


@transaction.atomic
def unlock_member(by: Member, *, member: Member) -> None:
    """Let a member try again at once after too many wrong passwords."""
    _require_over(by, member)
    reset(username=member.username)
    write("unlocked member", by=by, about=("member", member.pk))


@transaction.atomic
def ask_second_reviewer(by: Member, *, wanted: bool) -> None:
    """Say whether a pair of the organisation is decided by two members or by one."""
    require(by, Act.MANAGE_MEMBERS)
    organisation = hold(by.organisation_id)
    organisation.second_reviewer = by.organisation.second_reviewer = wanted
    organisation.save(update_fields=["second_reviewer"])
    for act in WHEN_REVIEWERS_CHANGE:
        act(organisation)
    write("asked for second reviewer" if wanted else "asked for one reviewer", by=by)


def _enter(member: Member, entered: Entered) -> None:
    name = entered.team.strip()
    member.team = Team.objects.get_or_create(organisation=member.organisation, name=name)[0] if name else None
    member.name, member.role, member.scope = entered.name, entered.role, entered.scope
    member.also_administers = entered.also_administers
    member.save(update_fields=_ENTERED if member.pk else None)  # others may have written the rest meanwhile


def _require_over(by: Member, member: Member) -> None:
    require(by, Act.MANAGE_MEMBERS)
    if member.organisation_id != by.organisation_id or member.is_program:
        raise Member.DoesNotExist


def _require_somebody_administers(organisation: Organisation) -> None:
    """Call it last: what was written before has made those who change at once queue."""
    administers = Q(role=Role.ADMINISTRATOR) | Q(also_administers=True)
    if not Member.objects.filter(administers, organisation=organisation, is_active=True).exists():
        raise ValidationError(_("Nobody could manage members then. Make somebody else administer first."))


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
