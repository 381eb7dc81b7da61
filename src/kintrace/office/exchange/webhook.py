"""Webhooks: an address that an administrator named is told that something happened, by numbers alone.

What is told hangs on the journal: in the transaction that writes of an event, a message is put down for each
webhook that asked for it, and a job to deliver it. So no event is told that did not happen, and none is lost.
A message names kind and number of the thing, never a person; who is told may ask the API for more.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases.models import Case, Move
from kintrace.office.exchange import webhook_sending
from kintrace.office.exchange.models import Delivery, Webhook
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell
from kintrace.office.journal.actions import write
from kintrace.office.journal.models import Entry

EVENTS = {
    "list.imported": gettext_lazy("a list was imported"),
    "pair.decided": gettext_lazy("a pair was decided, or that was taken back"),
    "case.step": gettext_lazy("a step was recorded in a case, or taken back"),
    "consent.changed": gettext_lazy("a consent was given, refused or taken back in a case"),
    "person.erased": gettext_lazy("a record, a child or a case was erased"),
}
_EVENT_OF = {
    "imported list": "list.imported",
    "decided": "pair.decided",
    "took back a decision": "pair.decided",
    "recorded step": "case.step",
    "took back step": "case.step",
    "opened case": "case.step",
    "noted consent": "consent.changed",
    "erased record": "person.erased",
    "erased child": "person.erased",
    "erased case": "person.erased",
}
"""Act of the journal -> the event it is told as."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long it is waited after each attempt that failed; then the message is given up."""

MOST = 10
PAGE = 100
SIGNED = "Kintrace-Signature"


@transaction.atomic
def add(*, by: Member, address: str, events: Sequence[str]) -> Webhook:
    """Tell an address of events from now on; its secret is shown once."""
    require(by, Act.MANAGE_MEMBERS)
    try:
        webhook_sending.checked(address)
    except webhook_sending.NotSent as why:
        raise ValidationError({"address": _(str(why))}) from None
    if not events or not set(events) <= set(EVENTS):
        raise ValidationError(_("Choose what is told."))
    if Webhook.objects.filter(organisation=by.organisation, ended_at__isnull=True).count() >= MOST:
        raise ValidationError(_("There are too many webhooks. End one first."))
    made = Webhook.objects.create(
        organisation=by.organisation,
        address=address,
        events=sorted(events),
        secret=secrets.token_hex(32),
        made_by=by,
    )
    write("added webhook", by=by, webhook=made.pk, events=made.events)
    return made


@transaction.atomic
def end(*, by: Member, number: int) -> None:
    """Tell an address nothing any more; messages that wait are given up."""
    require(by, Act.MANAGE_MEMBERS)
    one = get_object_or_404(Webhook, organisation=by.organisation, id=number)
    now = timezone.now()
    if Webhook.objects.filter(id=one.pk, ended_at__isnull=True).update(ended_at=now):
        _open(one).update(given_up_at=now)
        write("ended webhook", by=by, webhook=one.pk)


def webhooks(by: Member) -> list[Webhook]:
    """Return the webhooks of the member's organisation, the newest first."""
    require(by, Act.MANAGE_MEMBERS)
    found = Webhook.objects.filter(organisation=by.organisation).select_related("made_by")
    return list(found.order_by("-id"))


def deliveries(by: Member) -> list[Delivery]:
    """Return the last messages of the member's organisation."""
    require(by, Act.MANAGE_MEMBERS)
    found = Delivery.objects.filter(webhook__organisation=by.organisation).select_related("webhook")
    return list(found.order_by("-id")[:PAGE])


def put_down(entries: Sequence[Entry]) -> None:
    """Put down a message for each webhook that asked for what entries tell that were written together."""
    told = [one for one in entries if one.act in _EVENT_OF and one.organisation is not None]
    if not told:
        return
    holders = {entry.pk: _holders(entry) for entry in told}
    every = set().union(*holders.values())
    live = list(Webhook.objects.filter(organisation__in=every, ended_at__isnull=True))
    for entry in told:
        event = _EVENT_OF[entry.act]
        for webhook in live:
            if event in webhook.events and webhook.organisation_id in holders[entry.pk]:
                message = {"event": event, "kind": entry.subject_kind, "id": entry.subject_id}
                message["at"] = entry.at.isoformat(timespec="seconds")
                _ask(Delivery.objects.create(webhook=webhook, event=event, message=message))


def _holders(entry: Entry) -> set[int | None]:
    """Return the organisations that are told: whose act it is; of a consent, whoever has the case too."""
    found = {entry.organisation_id}
    if _EVENT_OF[entry.act] == "consent.changed" and entry.subject_id is not None:
        case = Case.objects.filter(id=entry.subject_id)
        found |= {*chain.from_iterable(case.values_list("organisation", "held_by"))}
        live = Move.objects.filter(case=entry.subject_id, state__in=Move.LIVE)
        found |= {*live.values_list("to_organisation", flat=True)}
    return found


def deliver(job: Job, tell: Tell) -> str:
    """Send the message that a job names; when that fails, ask for another attempt later."""
    tell("delivering", 0.0)
    found = Delivery.objects.filter(id=job.arguments["delivery"]).select_related("webhook__organisation")
    one = found.filter(delivered_at__isnull=True, given_up_at__isnull=True).first()
    if one is None or one.webhook.ended_at:
        return "Nothing to do."
    one.status, one.said = None, ""
    try:
        one.status = webhook_sending.post(one.webhook.address, *signed(one))
    except webhook_sending.NotSent as why:
        one.said = str(why)
    one.tried, one.tried_at = one.tried + 1, timezone.now()
    done = one.status is not None and 200 <= one.status < 300
    last = one.tried > len(WAITS)
    one.delivered_at = one.tried_at if done else None
    one.given_up_at = one.tried_at if last and not done else None
    with transaction.atomic():
        jobs.hold(job)
        one.save(update_fields=["status", "said", "tried", "tried_at", "delivered_at", "given_up_at"])
        if not done and not last:
            _ask(one, after=one.tried_at + WAITS[one.tried - 1])
    return "The message was delivered." if done else "The message was not delivered."


def signed(one: Delivery) -> tuple[bytes, dict[str, str]]:
    """Return a message and its headers: when it is sent, and an HMAC-SHA256 of that time and the message."""
    body = json.dumps(one.message | {"delivery": one.pk}, sort_keys=True).encode()
    at = str(int(timezone.now().timestamp()))
    seal = hmac.new(one.webhook.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "User-Agent": "Kintrace", SIGNED: f"t={at},v1={seal}"}
    return body, headers


def _ask(one: Delivery, after: datetime | None = None) -> None:
    jobs.ask_later("deliver", after, by=None, organisation=one.webhook.organisation, delivery=one.pk)


def _open(webhook: Webhook) -> Any:
    return Delivery.objects.filter(webhook=webhook, delivered_at__isnull=True, given_up_at__isnull=True)
