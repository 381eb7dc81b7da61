"""Tokens of programs: make one, revoke it, know it again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member, Role
from kintrace.office.exchange.models import Token
from kintrace.office.journal.actions import write

SCOPES = (
    *(Act.SEE_RECORDS, Act.SEE_FACILITY, Act.SEE_INQUIRER, Act.SEE_REGISTRY, Act.SEE_CASES),
    *(Act.EXPORT_RECORDS, Act.ENTER_RECORDS),
)
"""What a token may allow; nothing else can be done through the API."""

MOST_DAYS = 366
BEGINS = "kintrace_"
"""So that a secret that was pasted somewhere is known for what it is."""

_SEEN = timedelta(minutes=1)  # how exactly the last use is told


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a token is to be: its name, what it allows, how long, to whom and for what it hands out."""

    name: str
    acts: Sequence[str]
    days: int
    recipient: str
    purpose: str = "sharing"


@transaction.atomic
def make(*, by: Member, wanted: Wanted) -> tuple[Token, str]:
    """Make a token; return it and its secret, which is kept nowhere."""
    require(by, Act.MANAGE_MEMBERS)
    known = {act.name for act in SCOPES}
    if not wanted.acts or not set(wanted.acts) <= known or not 0 < wanted.days <= MOST_DAYS:
        raise ValidationError(_("Choose what the token allows, and for how many days."))
    program = Member(
        username=f"program-{secrets.token_hex(8)}",
        name=wanted.name,
        organisation=by.organisation,
        role=Role.CASEWORKER,
        is_program=True,
    )
    program.set_unusable_password()
    program.save()
    secret = BEGINS + secrets.token_urlsafe(32)
    token = Token.objects.create(
        organisation=by.organisation,
        member=program,
        name=wanted.name,
        digest=_digest(secret),
        acts=sorted(wanted.acts),
        recipient=wanted.recipient,
        purpose=wanted.purpose,
        made_by=by,
        expires_at=timezone.now() + timedelta(days=wanted.days),
    )
    write("made token", by=by, about=("member", program.pk), acts=token.acts, days=wanted.days)
    return token, secret


@transaction.atomic
def revoke(*, by: Member, number: int) -> None:
    """Let a token open nothing from now on."""
    require(by, Act.MANAGE_MEMBERS)
    token = get_object_or_404(Token, organisation=by.organisation, id=number)
    if Token.objects.filter(id=token.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        write("revoked token", by=by, about=("member", token.member_id))


def tokens(by: Member) -> list[Token]:
    """Return the tokens of the member's organisation, the newest first."""
    require(by, Act.MANAGE_MEMBERS)
    return list(Token.objects.filter(organisation=by.organisation).select_related("made_by").order_by("-id"))


def known(secret: str) -> Token | None:
    """Return the token whose secret this is, if it opens anything now; its member may do what it allows.

    It opens nothing once the account of who made it is closed: they have seen the secret.
    """
    now = timezone.now()
    live = Token.objects.filter(
        digest=_digest(secret), revoked_at__isnull=True, expires_at__gt=now, made_by__is_active=True
    )
    token = live.select_related("member__organisation").first()
    if token is None:
        return None
    token.member.acts_of_token = frozenset(token.acts)
    if token.last_used_at is None or now - token.last_used_at > _SEEN:
        Token.objects.filter(id=token.pk).update(last_used_at=now)
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()
