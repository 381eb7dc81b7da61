"""What members do with their own account: second factor, password, language, sessions, the tour."""

import re
from base64 import b32encode
from math import ceil

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp import verify_token
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from kintrace.office.accounts.models import Member
from kintrace.office.accounts.sessions import end_session, end_sessions
from kintrace.office.journal.actions import write

RECOVERY_CODES = 10


@transaction.atomic
def offer_second_factor(by: Member) -> TOTPDevice:
    """Return what a telephone is to learn; it counts for nothing until a code confirms it."""
    _hold(by)
    waiting = TOTPDevice.objects.filter(user=by, confirmed=False).order_by("id").first()
    return waiting or TOTPDevice.objects.create(user=by, confirmed=False, name="telephone")


def spelled(device: TOTPDevice) -> str:
    """Return the secret of a telephone as one types it, by fours."""
    letters = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def confirm_second_factor(by: Member, *, code: str) -> tuple[TOTPDevice, list[str]]:
    """Take the telephone that makes this code for the member's own; return it and the recovery codes.

    Raises ValidationError when it does not make this code, or when the member already has one.
    """
    if TOTPDevice.objects.filter(user=by, confirmed=True).exists():
        raise ValidationError(_("You already have a second factor. An administrator can reset it."))
    device = offer_second_factor(by)
    _verify(by, device, _plain(code))
    with transaction.atomic():
        _hold(by)
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        write("enrolled second factor", by=by, about=("member", by.pk))
        return device, make_recovery_codes(by)


def show_second_factor(by: Member, *, code: str) -> Device:
    """Return the telephone or the sheet of recovery codes that this code is of; a recovery code is used up.

    Raises ValidationError when the code is wrong, or comes too soon after a wrong one.
    """
    plain = _plain(code)
    kind = TOTPDevice if re.fullmatch(r"[0-9]{6}", plain) else StaticDevice
    device = kind.objects.filter(user=by, confirmed=True).first()
    if device is None:
        raise ValidationError(_("This code is wrong."))
    _verify(by, device, plain)
    act = "showed second factor" if kind is TOTPDevice else "used recovery code"
    write(act, by=by, about=("member", by.pk))
    return device


@transaction.atomic
def make_recovery_codes(by: Member) -> list[str]:
    """Return new recovery codes; the old ones end. They are shown once and cannot be shown again."""
    _hold(by)
    sheet = StaticDevice.objects.filter(user=by).order_by("id").first()
    device = sheet or StaticDevice.objects.create(user=by, name="recovery codes")
    StaticToken.objects.filter(device__user=by).delete()
    codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
    device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    write("made recovery codes", by=by, about=("member", by.pk))
    return codes


@transaction.atomic
def change_password(by: Member, *, password: str) -> None:
    """Change a member's own password; other browsers of theirs are signed out by it."""
    by.set_password(password)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])
    write("changed own password", by=by, about=("member", by.pk))


def speak(by: Member, *, language: str) -> None:
    """Remember a member's language for the next time they sign in."""
    if language in dict(settings.LANGUAGES):
        by.language = language
        by.save(update_fields=["language"])


@transaction.atomic
def sign_out_everywhere(by: Member) -> int:
    """End all sessions of a member, this one too, and return how many there were."""
    ended = end_sessions(by)
    write("signed out everywhere", by=by, about=("member", by.pk), sessions=ended)
    return ended


@transaction.atomic
def sign_out_of(by: Member, *, mark: str) -> bool:
    """End one session of a member and tell whether there was one with this mark."""
    ended = end_session(by, mark)
    if ended:
        write("signed out of one browser", by=by, about=("member", by.pk))
    return ended


def end_tour(by: Member) -> None:
    """Show the tour no more."""
    by.tour_done = True
    by.save(update_fields=["tour_done"])


def _hold(by: Member) -> None:
    """Let whoever comes at this moment wait until the transaction ends: no constraint forbids a second."""
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code).lower()


def _verify(by: Member, device: Device, code: str) -> None:
    """Raise ValidationError unless the device made the code. In no transaction: a wrong try must count."""
    allowed, refusal = device.verify_is_allowed()
    if not allowed:
        seconds = max(1, ceil((refusal["locked_until"] - timezone.now()).total_seconds()))
        raise ValidationError(
            ngettext(
                "Too many wrong codes. Try again in %(seconds)d second.",
                "Too many wrong codes. Try again in %(seconds)d seconds.",
                seconds,
            )
            % {"seconds": seconds}
        )
    if verify_token(by, device.persistent_id, code) is None:
        write("gave a wrong code", by=by, about=("member", by.pk))
        raise ValidationError(_("This code is wrong. Codes of a telephone hold for half a minute."))
