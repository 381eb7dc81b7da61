"""Webhooks: what is told, how it is signed, tried again, given up; and to where nothing is ever sent."""

import hashlib
import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from kintrace.office.accounts.models import Organisation
from kintrace.office.exchange import erasure_actions, webhook
from kintrace.office.exchange.models import Delivery, Webhook
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.worker import work_once
from kintrace.office.journal.actions import write
from kintrace.office.journal.models import Entry

ALL = list(webhook.EVENTS)


class Listener(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def listener(settings):
    """A program on this machine that is told, and answers what `listener.status` says."""
    settings.WEBHOOKS_TO_PRIVATE = True
    server = HTTPServer(("127.0.0.1", 0), Listener)
    server.heard, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def by(member):
    return member("administrator")


def address(server) -> str:
    return f"http://127.0.0.1:{server.server_port}/hook?x=1"


def happened(by, act="decided", kind="pair", number=7):
    return write(act, by=by, about=(kind, number), why="Secret reason", verdict="same")


def work():
    while work_once():
        pass


def test_an_event_is_told_by_kind_and_number_alone_and_signed(by, listener):
    made = webhook.add(by=by, address=address(listener), events=ALL)
    entry = happened(by)
    work()
    ((path, headers, body),) = listener.heard
    assert path == "/hook?x=1"
    assert json.loads(body) == {
        "event": "pair.decided",
        "kind": "pair",
        "id": 7,
        "at": entry.at.isoformat(timespec="seconds"),
        "delivery": Delivery.objects.get().pk,
    }
    at, seal = (part.split("=")[1] for part in headers["Kintrace-Signature"].split(","))
    assert seal == hmac.new(made.secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Content-Type"] == "application/json"
    told = Delivery.objects.get()
    assert (told.status, told.tried, told.given_up_at) == (204, 1, None)
    assert told.delivered_at


@pytest.mark.parametrize(
    ("act", "kind", "event"),
    [
        ("imported list", "list", "list.imported"),
        ("took back a decision", "pair", "pair.decided"),
        ("recorded step", "case", "case.step"),
        ("saw record", "record", None),
        ("noted consent", "case", "consent.changed"),
        ("erased record", "record", "person.erased"),
        ("erased child", "child", "person.erased"),
        ("erased case", "case", "person.erased"),
    ],
)
def test_only_what_was_chosen_is_told(by, act, kind, event):
    webhook.add(by=by, address="https://hooks.example/x", events=ALL)
    webhook.add(by=by, address="https://hooks.example/y", events=["list.imported"])
    happened(by, act, kind)
    told = list(Delivery.objects.order_by("id").values_list("event", flat=True))
    assert told == {None: [], "list.imported": [event] * 2}.get(event, [event])


def test_another_organisation_is_told_nothing(by, member):
    other = member("administrator", organisation=Organisation.objects.create(name="Another"))
    webhook.add(by=other, address="https://hooks.example/x", events=ALL)
    happened(by)
    assert not Delivery.objects.exists()


def test_what_fails_is_tried_again_later_and_then_given_up(by, listener):
    listener.status = 500
    webhook.add(by=by, address=address(listener), events=ALL)
    happened(by)
    waits = []
    for _attempt in range(6):
        Job.objects.update(not_before=None)
        work()
        told = Delivery.objects.get()
        job = Job.objects.filter(state="waiting").first()
        waits.append(job and round((job.not_before - told.tried_at) / timedelta(minutes=1)))
    assert waits == [1, 5, 30, 120, 720, None]
    assert (told.tried, told.status, told.delivered_at) == (6, 500, None)
    assert told.given_up_at
    assert len(listener.heard) == 6


def test_a_job_for_later_is_not_begun_now(by):
    jobs.ask_later("wipe", timezone.now() + timedelta(hours=1), by=None, organisation=by.organisation)
    assert jobs.take() is None


def test_a_redirect_is_not_followed(by, listener):
    listener.status = 302
    webhook.add(by=by, address=address(listener), events=ALL)
    happened(by)
    work()
    assert [path for path, _headers, _body in listener.heard] == ["/hook?x=1"]
    assert Delivery.objects.get().delivered_at is None


def test_a_webhook_that_ended_is_told_nothing(by, listener):
    made = webhook.add(by=by, address=address(listener), events=ALL)
    happened(by)
    webhook.end(by=by, number=made.pk)
    happened(by)
    work()
    assert listener.heard == []
    assert Delivery.objects.get().given_up_at
    assert Entry.objects.filter(act="ended webhook").count() == 1


def test_only_who_manages_members_names_addresses_and_only_their_own(by, member):
    with pytest.raises(PermissionDenied):
        webhook.add(by=member("coordinator"), address="https://hooks.example/", events=ALL)
    made = webhook.add(by=by, address="https://hooks.example/", events=ALL)
    other = member("administrator", organisation=Organisation.objects.create(name="Another"))
    with pytest.raises(Http404):
        webhook.end(by=other, number=made.pk)
    assert webhook.webhooks(other) == webhook.deliveries(other) == []


def test_events_are_those_we_know_and_webhooks_few(by):
    for wrong in ([], ["person.born"]):
        with pytest.raises(ValidationError, match="Choose what is told"):
            webhook.add(by=by, address="https://hooks.example/", events=wrong)
    for _number in range(webhook.MOST):
        webhook.add(by=by, address="https://hooks.example/", events=ALL)
    with pytest.raises(ValidationError, match="too many"):
        webhook.add(by=by, address="https://hooks.example/", events=ALL)


def test_the_page_shows_the_secret_once_and_what_was_delivered(by, client_of, listener):
    client = client_of(by)
    form = {"address": address(listener), "events": ["pair.decided"]}
    page = client.post("/webhooks/", form).content.decode()
    made = Webhook.objects.get()
    assert made.secret in page
    happened(by)
    work()
    again = client.get("/webhooks/").content.decode()
    assert made.secret not in again
    assert "pair.decided 7" in again
    assert "(204)" in again
    client.post(f"/webhooks/{made.pk}/end/")
    assert Webhook.objects.get().ended_at


def test_an_address_that_is_not_allowed_is_refused_on_the_page(by, client_of):
    page = client_of(by).post("/webhooks/", {"address": "http://hooks.example/", "events": ALL})
    assert "Only https is allowed" in page.content.decode()
    assert not Webhook.objects.exists()


def test_whoever_has_copies_is_told_of_a_consent_and_of_an_erasure_by_number_alone(
    by, member, full_case, consented, planted
):
    webhook.add(by=by, address="https://hooks.example/x", events=["consent.changed", "person.erased"])
    coordinator = member("coordinator")
    case = full_case(coordinator)
    consented(coordinator, case)
    consented(coordinator, case, answer="withdrawn")
    record = case.records.get().record_id
    wish = erasure_actions.Asked("The mother", "Wish", [record])
    erasure_actions.erase_child(by=coordinator, number=case.child_id, asked=wish)
    told = [one.message for one in Delivery.objects.order_by("id")]
    assert [(one["event"], one["kind"], one["id"]) for one in told] == [
        ("consent.changed", "case", case.pk),
        ("consent.changed", "case", case.pk),
        ("person.erased", "record", record),
        ("person.erased", "child", case.child_id),
        ("person.erased", "case", case.pk),
    ]
    assert {*told[0]} == {"event", "kind", "id", "at"}
    said = json.dumps(told)
    fields = ("name", "birth", "origin", "facility", "relatives", "inquirer", "care")
    assert [word for word in planted(fields) if word in said] == []
