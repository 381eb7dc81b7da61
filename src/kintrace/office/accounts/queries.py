"""What is asked about members: who is there, who is locked out, what a member has of their own."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member, Organisation, Team
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.home import home


@dataclass(frozen=True, slots=True)
class Standing:
    """A member, and what may keep them from coming in."""

    member: Member
    locked: bool
    enrolled: bool


def may_open_office(token: str) -> bool:
    """Tell whether this token opens the page of the first administrator: only while nobody is a member."""
    path = home().folder / "first-token"
    if Member.objects.exists() or not path.exists():
        return False
    return secrets.compare_digest(token.encode(), path.read_bytes())


def opened_it(by: Member) -> bool:
    """Tell whether a member is of the organisation that opened the office; it alone adds others."""
    return not Organisation.objects.filter(id__lt=by.organisation_id).exists()


def require_opened_it(by: Member) -> None:
    """Raise PermissionDenied for members of other organisations than the one that opened the office."""
    if not opened_it(by):
        raise PermissionDenied(_("Only the organisation that opened this office adds others."))


def members(by: Member) -> list[Standing]:
    """Return the members of the organisation, by name."""
    require(by, Act.MANAGE_MEMBERS)
    people = Member.objects.filter(organisation=by.organisation, is_program=False)
    found = people.select_related("team").order_by(by_alphabet("name"), "pk")
    locked, enrolled = _locked(), set(_telephones().values_list("user_id", flat=True))
    return [Standing(one, one.username in locked, one.pk in enrolled) for one in found]


def member(by: Member, number: int) -> Standing:
    """Return one member of the organisation; raises Member.DoesNotExist for any other."""
    require(by, Act.MANAGE_MEMBERS)
    people = Member.objects.filter(organisation=by.organisation, is_program=False)
    one = people.select_related("team", "organisation").get(pk=number)
    return Standing(one, one.username in _locked(), has_second_factor(one))


def teams(by: Member) -> list[str]:
    """Return the names of the organisation's teams."""
    found = Team.objects.filter(organisation=by.organisation).order_by(by_alphabet("name"))
    return list(found.values_list("name", flat=True))


def has_second_factor(by: Member) -> bool:
    """Tell whether a member has confirmed a second factor."""
    return _telephones().filter(user=by).exists()


def recovery_codes_left(by: Member) -> int:
    """Return how many recovery codes a member has not used."""
    left: int = StaticToken.objects.filter(device__user=by).count()
    return left


def _telephones() -> QuerySet[TOTPDevice]:
    found: QuerySet[TOTPDevice] = TOTPDevice.objects.filter(confirmed=True)
    return found


def _locked() -> set[str]:
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    attempts = AccessAttempt.objects.filter(
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=since
    )
    return set(attempts.values_list("username", flat=True))
