"""The API: who is let in, what is answered, what never leaves, and what the journal is told."""

import csv
import json
from pathlib import Path

import pytest
from django.test import Client, override_settings
from office.test_objects import things

from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.models import Case
from kintrace.office.exchange import tokens
from kintrace.office.exchange.api_document import document
from kintrace.office.exchange.api_doors import RATE
from kintrace.office.exchange.api_operations import OPERATIONS
from kintrace.office.exchange.models import Token
from kintrace.office.journal.models import Entry
from kintrace.office.registry.models import Child, Place
from kintrace.office.tracing.models import PeopleList, Proposal, Record, Sighting

from .api_office import EVERYTHING, SENT, TO
from .conftest import SECRETS

TABLE = Path(__file__).with_name("scopes.csv")
BODIES = {
    "api-sighting": {"said": "seen", "who_said": "a neighbour"},
    "api-requests": SENT,
    "api-located": SENT,
}
KINDS = {
    "list": PeopleList,
    "record": Record,
    "sighting": Record,
    "pair": Proposal,
    "child": Child,
    "case": Case,
}


def address(one, by) -> str:
    """The path of an operation, of a thing of the member's organisation."""
    kind = KINDS.get(one.name.removeprefix("api-"))
    number = kind.objects.filter(organisation=by.organisation).first().pk if kind else 1
    return one.path.replace("<int:number>", str(number))


@pytest.fixture
def by(member):
    by = member("coordinator")
    things(by, "Vidoma")
    return by


def test_each_scope_opens_the_operations_that_the_table_names_and_no_others(by, program):
    found = {}
    for scope in (*EVERYTHING, "all"):
        asks = program(acts=EVERYTHING if scope == "all" else [scope])
        for one in OPERATIONS:
            status, said = asks.ask(address(one, by), BODIES.get(one.name))
            assert status in (200, 201, 403, 404), (one.name, said)
            found.setdefault(one.name, []).append("refused" if status == 403 else "in")
    with TABLE.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["operation", *EVERYTHING, "all"]
    shown = "\n".join(",".join([name, *row]) for name, row in sorted(found.items()))
    assert [(row[0], row[1:]) for row in rows] == sorted(found.items()), f"It is:\n{shown}"


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
def test_without_a_token_nothing_is_said(by, client_of, one):
    path = f"/api/v1/{address(one, by)}"
    for client in (Client(), client_of(by)):
        for secret in ("", "Bearer", "Bearer x", "Basic a2ludHJhY2U=", "Bearer kintrace_" + "x" * 43):
            answer = client.generic(one.method, path, headers={"Authorization": secret})
            assert answer.status_code == 401
            assert answer.headers["Content-Type"] == "application/json"
            assert list(answer.json()) == ["error"]


def test_a_token_opens_no_page(by, program):
    headers = {"Authorization": f"Bearer {program().secret}"}
    assert Client().get("/records/", headers=headers).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("one", [one for one in OPERATIONS if one.of_one], ids=lambda one: one.name)
def test_things_of_another_organisation_are_not_there(by, member, program, one):
    theirs = member("coordinator", organisation=Organisation.objects.create(name="Secretivska office"))
    things(theirs, "Secretivska")
    asks = program(acts=EVERYTHING)
    status, said = asks.ask(address(one, theirs), BODIES.get(one.name))
    assert (status, said) == (404, {"error": "There is no such thing."})
    assert asks.ask(address(one, by), BODIES.get(one.name))[0] in (200, 201, 404)


def test_no_page_of_things_names_another_organisation(by, member, program):
    theirs = member("coordinator", organisation=Organisation.objects.create(name="Secretivska office"))
    things(theirs, "Secretivska")
    asks = program()
    for one in OPERATIONS:
        if one.paged:
            status, said = asks.ask(one.path)
            assert status == 200
            assert "Secretivska" not in json.dumps(said)


def test_a_page_begins_behind_the_one_before(by, program):
    asks = program()
    first = asks.ask("places/?most=1")[1]
    assert [one["name_uk"] for one in first["results"]] == ["Vidoma camp"]
    second = asks.ask(f"places/?most=1&after={first['next']}")[1]
    assert [one["name_uk"] for one in second["results"]] == ["Vidoma home"]
    assert asks.ask(f"places/?after={second['next']}")[1] == {"results": [], "next": None}
    assert len(Place.objects.all()) == 2


def test_records_of_one_list_can_be_asked_for(by, program):
    one = PeopleList.objects.get(side="located")
    said = program().ask(f"records/?list={one.pk}")[1]["results"]
    assert [record["list"] for record in said] == [one.pk]
    assert said[0]["fields"] == {"name": "Vidoma Olena", "birth": "2015-03-07"}


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("records/?most=0", "most must be a number."),
        ("records/?most=101", "At most 100 of a page."),
        ("records/?after=-1", "after must be a number."),
        ("records/?after=99999999999999999999", "after must be a number."),
        ("records/?list=²", "list must be a number."),
        ("records/?list=1&list=2", "list must be a number."),
        ("records/?q=Olena", "q is not known here."),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(by, program, path, why):
    assert program().ask(path) == (400, {"error": why})


def test_a_thing_whose_number_is_beyond_the_database_is_not_there(by, program):
    assert program().ask(f"records/{2**63}/")[0] == 404


def test_another_method_is_not_known(by, program):
    assert program().ask("records/", method="DELETE") == (405, {"error": "This address knows only GET."})
    assert program().ask("openapi.json", method="POST")[0] == 405


def test_what_a_token_hides_is_not_there(by, program):
    record = Record.objects.filter(side="located").get()
    made = Record.objects.create(
        list=record.list,
        side="located",
        organisation=by.organisation,
        row=9,
        number="9",
        as_written={},
        people={"name": "X Y", "facility": "Secret camp", "relatives": "Secret aunt", "other:note": "Secret"},
        name="X Y",
        facts="0" * 64,
    )
    assert program(acts=["SEE_RECORDS"]).ask(f"records/{made.pk}/")[1]["fields"] == {"name": "X Y"}
    more = program(acts=["SEE_RECORDS", "SEE_FACILITY"]).ask(f"records/{made.pk}/")[1]["fields"]
    assert more == {"name": "X Y", "facility": "Secret camp"}
    assert len(program().ask(f"records/{made.pk}/")[1]["fields"]) == 4


@pytest.mark.parametrize("field", sorted(SECRETS))
def test_what_consent_withholds_does_not_leave_by_any_operation(
    member, full_case, consented, program, planted, field
):
    by = member("coordinator")
    case = full_case(by)
    consented(by, case, withheld=[field])
    asks, record = program(), case.records.get().record_id
    paths = [one.path for one in OPERATIONS if one.paged]
    paths += [f"cases/{case.pk}/", f"records/{record}/", f"children/{case.child_id}/"]
    told = {path: json.dumps(asks.ask(path)[1], ensure_ascii=False) for path in paths if path != "places/"}
    assert {(path, word) for path, text in told.items() for word in planted([field]) if word in text} == set()
    if field != "name":
        assert "Nameova" in told[f"children/{case.child_id}/"]
        assert "Nameova" in told[f"records/{record}/"]


def test_without_consent_only_numbers_of_a_case_leave(member, full_case, program, planted):
    case = full_case(member("coordinator"))
    asks = program()
    assert asks.ask(f"cases/{case.pk}/")[0] == 404
    assert asks.ask("cases/")[1]["results"] == []
    told = [asks.ask(path)[1] for path in ("records/", "children/", "transfers/")]
    text = json.dumps(told, ensure_ascii=False)
    assert [word for word in planted(SECRETS) if word in text] == []


def test_a_correction_of_a_record_lets_out_no_more_than_the_record(member, full_case, program, planted):
    from kintrace.office.tracing.record_actions import correct

    by = member("coordinator")
    old = full_case(by).records.get().record
    new = correct(by=by, number=old.pk, people={"place": "Originivka and elsewhere"}, why="A document")
    for one in (old, new):
        said = program().ask(f"records/{one.pk}/")[1]
        assert said["fields"] == {}


def test_a_case_goes_out_with_what_consent_allows(member, full_case, consented, program):
    by = member("coordinator")
    case = full_case(by)
    consented(by, case, recipient=TO)
    said = program().ask(f"cases/{case.pk}/")[1]
    assert said["facts"]["name"] == "Nameova Plantedanna"
    assert said["kept_back"] == []
    assert program(recipient="Somebody else").ask(f"cases/{case.pk}/")[0] == 404


def test_whoever_was_seen_is_in_the_journal_under_the_programs_name(by, program):
    asks = program(name="Bridge to Primero")
    seen = asks.ask("records/")[1]["results"]
    told = Entry.objects.filter(act="saw record").order_by("number")
    assert [entry.subject_id for entry in told] == [one["id"] for one in seen]
    assert {(entry.member.name, entry.details["token"]) for entry in told} == {("Bridge to Primero",) * 2}
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.details["operation"]) == ("asked through the API", "api-records")


def test_a_tracing_request_and_a_located_child_are_entered(by, program):
    asks = program(acts=["ENTER_RECORDS"])
    child = {"name": "Вигадана Олена Іванівна", "birth": "07.03.2015", "mother": "Вигадана Марія"}
    sent = {
        "legal_basis": "consent",
        "inquirer": "Вигадана Марія",
        "children": [child, {"name": "Вигадана Ірина"}],
    }
    status, said = asks.ask("tracing-requests/", sent)
    assert status == 201
    first = Record.objects.get(pk=said["records"][0])
    assert (first.side, first.birth, first.made_by.name) == ("requests", "2015-03-07", "Bridge")
    assert first.as_written["consent"] == "consent"
    assert len(said["records"]) == 2
    located = asks.ask("located-children/", SENT)[1]["records"]
    assert Record.objects.get(pk=located[0]).side == "located"


def test_a_sighting_is_noted(by, program):
    record = Record.objects.first()
    status, said = program().ask(f"records/{record.pk}/sightings/", BODIES["api-sighting"])
    assert (status, said["record"]) == (201, record.pk)
    assert Sighting.objects.get(pk=said["sighting"]).said == "seen"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ([], "what you sent must be an object."),
        ({"children": []}, "legal_basis is missing."),
        (SENT | {"children": []}, "children must have 1 to 10 elements."),
        (SENT | {"children": [7]}, "children[0] must be an object."),
        (SENT | {"children": [{}]}, "children[0].name is missing."),
        (SENT | {"children": [{"name": "a" * 301}]}, "children[0].name is too short or too long."),
        (SENT | {"children": [{"name": "Олена", "sex": "x"}]}, "children[0].sex must be one of: , m, f."),
        (SENT | {"children": [{"name": "Олена", "age": "7"}]}, "children[0].age is not known here."),
        (SENT | {"legal_basis": "a\0"}, "legal_basis must be a text."),
        (SENT | {"legal_basis": "\ud800"}, "legal_basis must be a text."),
        (SENT | {"legal_basis": None}, "legal_basis must be a text."),
        (SENT | {"children": [{"name": "77"}]}, "children[0].name: Write at least two letters of a name."),
    ],
)
def test_what_is_sent_wrongly_is_said_in_a_sentence_and_nothing_is_stored(by, program, sent, why):
    before = Record.objects.count()
    assert program().ask("located-children/", sent) == (400, {"error": why})
    assert Record.objects.count() == before


def test_a_birth_that_cannot_be_read_is_said(by, program):
    status, said = program().ask("located-children/", SENT | {"children": [{"name": "Олена", "birth": "?"}]})
    assert status == 400
    assert said["error"].startswith("children[0].birth: This birth cannot be read")


def test_what_is_not_json_is_refused(by, program):
    asks = program()
    headers = {"Authorization": f"Bearer {asks.secret}"}
    for body, kind, status in (
        ("{", "application/json", 400),
        ("a=b", "application/x-www-form-urlencoded", 415),
        ("[" * 100_000, "application/json", 400),
        (b"\xff", "application/json", 400),
        ("x" * (2 << 20), "application/json", 413),
    ):
        answer = Client().post("/api/v1/tracing-requests/", body, content_type=kind, headers=headers)
        assert answer.status_code == status


@override_settings(API_RATE=2)
def test_a_token_that_asks_too_often_has_to_wait(by, program):
    asks, other = program(acts=["SEE_RECORDS"]), program(acts=["SEE_RECORDS"])
    RATE.forget()
    headers = {"Authorization": f"Bearer {asks.secret}", "Accept-Language": "en"}
    answers = [Client().get("/api/v1/lists/", headers=headers) for _ in range(3)]
    assert sorted(answer.status_code for answer in answers) == [200, 200, 429]
    assert answers[-1].json() == {"error": "You ask too often. Wait a minute."}
    assert answers[-1].headers["Retry-After"] == "60"
    headers["Authorization"] = f"Bearer {other.secret}"
    assert Client().get("/api/v1/lists/", headers=headers).status_code == 200


def test_the_document_is_the_one_in_the_reference(by, program):
    kept = Path(__file__).parents[3] / "docs/reference/openapi.json"
    made = document(OPERATIONS)
    assert json.loads(kept.read_text("utf-8")) == made
    assert program().ask("openapi.json") == (200, json.loads(json.dumps(made)))


def test_a_refusal_is_said_in_the_language_that_is_asked_for(by):
    answer = Client().get("/api/v1/lists/", headers={"Accept-Language": "uk"})
    assert answer.json()["error"] != "Send a token that is valid, as: Authorization: Bearer kintrace_…"


def test_a_token_of_a_closed_program_opens_nothing(by, member, program):
    asks = program()
    tokens.revoke(by=member("administrator"), number=asks.token.pk)
    assert asks.ask("lists/")[0] == 401
    assert Token.objects.get(pk=asks.token.pk).revoked_at is not None
