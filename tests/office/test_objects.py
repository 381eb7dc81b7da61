"""Every address that names a thing, asked for with things of another organisation, and with nonsense."""

import re
from copy import deepcopy
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.utils import timezone
from office.test_addresses import patterns

from kintrace.office.accounts.models import Member, Organisation, Team
from kintrace.office.cases import case_actions, family_actions, move_actions
from kintrace.office.cases.models import Care, Case, CaseRecord, Move, Step, Task
from kintrace.office.exchange.models import Keeping, Token, Webhook
from kintrace.office.journal.models import Entry
from kintrace.office.registry.models import Child, Indicator, Place, Programme, Transfer
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record, Run, Sighting
from kintrace.office.tracing.queue_models import Filter

NAMES = {
    "list": PeopleList,
    "record": Record,
    "sighting": Sighting,
    "identity": Record,
    "pair": Proposal,
    "decide": Proposal,
    "undo": Decision,
    "member": Member,
    "child": Child,
    "place": Place,
    "programme": Programme,
    "transfer": Transfer,
    "indicator": Indicator,
    "case": Case,
    "inside": CaseRecord,
    "step": Step,
    "task": Task,
    "care": Care,
    "move": Move,
    "token": Token,
    "webhook": Webhook,
    "keeping": Keeping,
}
"""First word of an address's name -> what its number is the number of."""

OWN = (PeopleList, Record, Sighting, Proposal, Decision, Case, Step, Task, Move)
"""What belongs to whoever brought or opened it, where a member sees their own alone."""

# Those of the API are walked with tokens (exchange/test_api_pages.py).
PAGES = [one for one in patterns(get_resolver()) if not one.name.startswith("api-")]
NUMBERED = sorted(one.name for one in PAGES if list(one.pattern.converters) == ["number"])
PLAIN = sorted(one.name for one in PAGES if not one.pattern.converters)
SIGN = "Secretivska"


def things(by: Member, word: str) -> None:
    """Two lists, two records, a pair, a decision and a filter of a member's organisation."""
    common = {"organisation": by.organisation, "brought_by": by, "source": word, "legal_basis": word}
    records = []
    for row, side in enumerate(("requests", "located"), 1):
        one = PeopleList.objects.create(name=f"{word} {side}", side=side, state="ready", **common)
        said = {"name": f"{word} Olena", "birth": "2015-03-07"}
        records.append(
            Record.objects.create(
                list=one,
                side=side,
                organisation=by.organisation,
                row=row,
                number=f"{word}-{row}",
                as_written=said,
                people=said,
                name=said["name"],
                facts="0" * 64,
            )
        )
    run = Run.objects.create(organisation=by.organisation, engine="1", record={})
    reason = {"field": "name", "kind": "name", "level": "same", "bits": 9.0}
    pair = Proposal.objects.create(
        organisation=by.organisation,
        left=records[0],
        right=records[1],
        run=run,
        weight_bits=9.0,
        probability=0.9,
        assigned=True,
        reasons=[reason | {"left": said["name"], "right": said["name"]}],
    )
    Decision.objects.create(proposal=pair, by=by, verdict="same", reason="details_agree", note=word)
    Filter.objects.create(by=by, name=word, query={"query": "standing=same"})
    Sighting.objects.create(record=records[0], by=by, said=word, who_said=word)
    a_case(by, word, records[0])
    programs(by, word)
    registered(by, word)


def registered(by: Member, word: str) -> None:
    """A child that is kept longer, two places, a programme, a transfer, an indicator of an organisation."""
    same = {"organisation": by.organisation, "made_by": by, "source": word}
    child = Child.objects.create(
        number="C-000002", name_as_written=f"{word} Olena", name=f"{word} Olena", **same
    )
    camp, home = (
        Place.objects.create(kind="camp", name_uk=f"{word} {one}", **same) for one in ("camp", "home")
    )
    programme = Programme.objects.create(name=f"{word} programme", operator=word, **same)
    said = {"child": child, "from_place": home, "to_place": camp, "programme": programme, "carrier": word}
    transfer = Transfer.objects.create(arrived_on="2022-03", **said, **same)
    Indicator.objects.create(transfer=transfer, kind="name_changed", note=word, **same)
    until = timezone.localdate() + timedelta(days=30)
    kept = {"organisation": by.organisation, "by": by, "until": until, "why": word}
    Keeping.objects.create(kind="child", number=child.pk, **kept)


def a_case(by: Member, word: str, record: Record) -> None:
    """A case with a task, a relative, care, a consent, and a referral that waits for a third office."""
    case = case_actions.open_case(by=by, record=record.pk, facts=case_actions.Facts(), note=word)
    said = {"by": by, "number": case.pk}
    family_actions.add_relative(**said, relation="mother", name=f"{word} Maria")
    family_actions.begin_care(**said, kind="foster_care", caregiver=f"{word} Hanna")
    family_actions.note_consent(**said, purpose="sharing", answer="given", said_by=f"{word} Maria")
    family_actions.add_task(**said, keeper=by.pk, kind="trace", due_on=timezone.localdate(), note=word)
    third, _made = Organisation.objects.get_or_create(name="Third")
    sending = move_actions.Sending(
        "refer", third.pk, f"{word}1234"
    )  # a reason that names the child is refused
    move_actions.send(by=by, number=case.pk, sending=sending)


def programs(by: Member, word: str) -> None:
    """A token and a webhook of a member's organisation."""
    same = {"organisation": by.organisation, "made_by": by}
    asks = Member.objects.create(
        username=f"program-{word}".lower(),
        name=word,
        organisation=by.organisation,
        role="caseworker",
        is_program=True,
    )
    until = timezone.now() + timedelta(days=1)
    Token.objects.create(member=asks, name=word, digest=word, recipient=word, expires_at=until, **same)
    Webhook.objects.create(address=f"https://{word}.example/", events=[], secret=word, **same)


@pytest.fixture
def ours(member):
    by = member("coordinator", also_administers=True)
    things(by, "Vidoma")
    return by


@pytest.fixture
def theirs(member):
    organisation = Organisation.objects.create(name=f"{SIGN} office")
    Team.objects.create(organisation=organisation, name=f"{SIGN} team")
    by = member("coordinator", also_administers=True, organisation=organisation, name=f"{SIGN} Member")
    things(by, SIGN)
    return by


def stored() -> dict[str, list]:
    """All rows of the office but those that tell of the reader: journal, sessions, who looks at what."""
    models = (
        m
        for app in ("accounts", "registry", "tracing", "cases", "exchange", "jobs")
        for m in apps.get_app_config(app).get_models()
    )
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in models if m.__name__ != "Looking"}


def numbers(name: str) -> list[int]:
    kind = NAMES[name.split("-")[0]]
    where = "list__organisation__name" if kind is Record else "organisation__name"
    where = "proposal__organisation__name" if kind is Decision else where
    where = "case__organisation__name" if kind in (Step, Task, Move, CaseRecord, Care) else where
    where = "record__organisation__name" if kind is Sighting else where
    return list(kind.objects.filter(**{where: f"{SIGN} office"}).values_list("pk", flat=True))


def test_every_number_in_an_address_names_a_known_kind_of_thing():
    assert [name for name in NUMBERED if name.split("-")[0] not in NAMES] == []
    others = {one.name for one in PAGES} - {*NUMBERED, *PLAIN}
    assert others == {"first-administrator"}


def leaks(client: Client, names: list[str]) -> list[tuple[str, str, int]]:
    """Ask for each of their things by each address; return what answered other than that it is not there."""
    found = []
    for name in names:
        walked = numbers(name)
        assert walked, name
        for number in walked:
            for way in ("get", "post"):
                answer = getattr(client, way)(reverse(name, args=[number]))
                if answer.status_code not in (404, 405) or SIGN in answer.content.decode():
                    found.append((name, way, answer.status_code))
    return found


def test_things_of_another_organisation_are_not_there(ours, theirs, client_of):
    client, before = client_of(ours), stored()
    assert leaks(client, NUMBERED) == []
    assert stored() == before
    assert not Entry.objects.filter(act__startswith="saw").exists()


def test_things_of_a_colleague_are_not_there_for_who_sees_their_own_alone(theirs, member, client_of):
    colleague = member("coordinator", scope="own", organisation=theirs.organisation)
    client, before = client_of(colleague), stored()
    assert leaks(client, [name for name in NUMBERED if NAMES[name.split("-")[0]] in OWN]) == []
    assert stored() == before
    assert not Entry.objects.filter(act__startswith="saw").exists()


def test_no_page_names_a_child_without_telling_the_journal(ours, client_of):
    client, untold = client_of(ours), []
    for name in NUMBERED:
        before = Entry.objects.count()
        shown = b"".join(client.get(address_of(name, ours))).decode(errors="ignore")
        if "Vidoma Olena" in shown and Entry.objects.count() == before:
            untold.append(name)
    assert untold == []


def test_no_page_names_what_is_of_another_organisation(ours, theirs, client_of):
    client, named = client_of(ours), []
    for name in PLAIN:
        for query in ({}, {"q": SIGN}, {"standing": "same"}, {"list": PeopleList.objects.last().pk}):
            with transaction.atomic():  # some pages note who looked, and one signs out
                shown = b"".join(client.get(reverse(name), query)).decode()
                transaction.set_rollback(True)
            if SIGN in re.sub(r'(value|href)="[^"]*"', "", shown):
                named.append((name, query))
    assert named == []


NONSENSE = [
    "",
    "\0",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%s%n{}{{7*7}}",
    "9" * 5_000,
    "-1",
    "1e999",
    "\ud7ff\u202e\ufeff",
    "٣",
    "²",
    "2015-99-99",
    "a" * 70_000,
    "[]",
]
WORST = ("\0", "9" * 5_000, "²", "-1")
"""What a database may stumble over: all that is asked beside PostgreSQL; two of each field alone."""
EVERYWHERE = dict.fromkeys(("q", "page", "before", "after", "member", "next", "side", "end", "more"), "")
"""What any page may be asked, in its address."""


class Forms(HTMLParser):
    """The forms of pages: to which address each goes, by which way, with what when nothing is filled in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[tuple[str, str], dict[str, str]] = {}
        self.page, self.fields, self.choice = "", {}, ""

    def read(self, page: str, text: str) -> None:
        self.page, self.fields, self.choice = page, {}, ""
        self.feed(text)
        asked = re.findall(r"[?&;]([a-z_]+)=", " ".join(re.findall(r'href="([^"]*)"', text)))
        self.found.setdefault((name_of(page), "get"), {}).update(dict.fromkeys(asked, ""))

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "form":
            to = said.get("action") or self.page
            to = to if to.startswith("/") else self.page
            way = said.get("method", "get").lower()
            self.fields = self.found.setdefault((name_of(to), way), {})
        elif tag == "option" and self.choice and ("selected" in said or not self.fields[self.choice]):
            self.fields[self.choice] = value
        elif tag in ("input", "select", "textarea", "button") and name:
            unchosen = said.get("type") in ("radio", "checkbox") and "checked" not in said
            self.fields[name] = self.fields.get(name, "") if unchosen else value
            self.choice = name if tag == "select" else ""


def name_of(path: str) -> str:
    return resolve(path.partition("?")[0]).url_name


FORMS = Forms()  # the same in every test: what pages are asked hangs on no row


@pytest.fixture
def forms(ours, client_of):
    if not FORMS.found:
        client = client_of(ours)
        for name in sorted({*NUMBERED, *PLAIN} - {"sign-out"}):
            answer = client.get(address_of(name, ours))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                FORMS.read(answer.wsgi_request.path, b"".join(answer).decode())
    return FORMS.found


def address_of(name: str, by: Member) -> str:
    if name not in NUMBERED:
        return reverse(name)
    kind = NAMES[name.split("-")[0]]
    mine = {PeopleList: by.lists, Record: Record.objects.filter(list__brought_by=by), Member: Member.objects}
    mine |= {Proposal: Proposal.objects.filter(left__list__brought_by=by), Decision: by.decisions}
    mine |= {one: one.objects.filter(made_by=by) for one in (Child, Place, Programme, Transfer, Indicator)}
    mine |= {one: one.objects.filter(made_by=by) for one in (Token, Webhook)}
    mine |= {
        Case: by.cases,
        Care: Care.objects.filter(by=by),
        CaseRecord: CaseRecord.objects.filter(case__keeper=by),
        Sighting: Sighting.objects.filter(by=by),
        Step: Step.objects.filter(by=by),
        Task: by.tasks,
        Move: Move.objects.filter(by=by),
        Keeping: Keeping.objects.filter(by=by),
    }
    return reverse(name, args=[mine[kind].first().pk])


def test_the_forms_of_all_pages_are_found(forms):
    assert {"verdict", "reason", "note"} <= set(forms["decide", "post"])
    assert {"q"} <= set(forms["records", "get"])
    assert [name for name, way in forms if way == "post" and name not in {*NUMBERED, *PLAIN}] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted({*NUMBERED, *PLAIN}))
def test_nonsense_in_any_field_is_no_fault_of_the_office(ours, client_of, forms, name):
    client, address = client_of(ours), address_of(name, ours)
    client.raise_request_exception = False
    signed_in, faults = deepcopy(client.cookies), []
    for way in ("get", "post"):
        usual = forms.get((name, way), {})
        every = {**usual, **EVERYWHERE}
        texts, alone = NONSENSE, WORST[1:3]
        if connection.vendor == "postgresql":
            texts, alone = WORST, WORST[:2]
        bodies = [dict.fromkeys(every, said) for said in texts if way == "post" or len(said) < 10_000]
        bodies += [{**usual, field: said} for field in usual for said in alone]
        for body in bodies:
            with transaction.atomic():  # whatever was done is undone, so that the next finds what it asks for
                if getattr(client, way)(address, body).status_code >= 500:
                    faults.append((way, {field: said[:20] for field, said in body.items()}))
                transaction.set_rollback(True)
            client.cookies = deepcopy(signed_in)
    assert faults == []
