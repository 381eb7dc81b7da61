"""A person is erased on request: what goes, what stays, and that a list brought again leaves them out."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone
from office.tracing.conftest import brought, import_now, imported
from office.tracing.invented import match

from kintrace.lists import OtherColumn
from kintrace.office import files
from kintrace.office.accounts.models import Organisation
from kintrace.office.cases.case_actions import Facts, change_case, open_case
from kintrace.office.cases.models import Case, Consent, Step
from kintrace.office.exchange import erasure_queries, going_out
from kintrace.office.exchange.erasure_actions import Asked, erase_child, erase_record
from kintrace.office.exchange.models import Erasure, Mark, Skeleton
from kintrace.office.jobs.models import Job
from kintrace.office.journal.models import Entry
from kintrace.office.journal.queries import verify
from kintrace.office.registry import actions as registry
from kintrace.office.registry.models import Child, Transfer
from kintrace.office.tracing.list_withdrawal import bring_back, withdraw
from kintrace.office.tracing.models import Decision, NameKey, Proposal, Record, RejectedCell, Run, Sighting

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door
ASKED = Asked("The family withdrew", "Article 17(1)(b)")


def tables_with(word: str) -> set[str]:
    """The tables in which a word stands, in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if word.casefold() in str(cursor.fetchall()).casefold():
                found.add(table)
    return found


@pytest.fixture
def by(member):
    return member("coordinator")


def of(one, number):
    return Record.objects.get(list=one, number=number, current=True)


def paired(by, left, right):
    run = Run.objects.create(organisation=by.organisation, engine="1", record={})
    said = {"weight_bits": 9.0, "probability": 0.9, "assigned": True}
    reason = [{"field": "name", "left": left.name, "right": right.name}]
    pair = Proposal.objects.create(
        organisation=by.organisation, left=left, right=right, run=run, reasons=reason, **said
    )
    Decision.objects.create(proposal=pair, by=by, verdict="different", reason="namesake", note=left.name)
    return pair


OTHER = "№;ПІБ;Дата народження\nL-1;Вигаданчук Ганна;02.02.2012\n"


@pytest.fixture
def erased(by, imported):
    """A record with two versions, a sighting and a decided pair, erased: the list, the record, the pair."""
    from kintrace.office.tracing.record_actions import correct, note_sighting

    requests, located = imported(by), imported(by, OTHER, side="located")
    new = correct(by=by, number=of(requests, "R-1").pk, people={"place": "Херсон"}, why="A document")
    note_sighting(by=by, number=new.pk, said="Шевченко was seen", who_said="A neighbour")
    pair = paired(by, new, of(located, "L-1"))
    sha256 = requests.sha256
    erase_record(by=by, number=new.pk, asked=ASKED)
    requests.refresh_from_db()
    return requests, new, pair, sha256


def test_a_record_goes_with_its_versions_its_pairs_and_what_was_said_of_it(erased):
    requests, record, _pair, _sha256 = erased
    assert tables_with("Шевченко") == set()
    assert sorted(requests.records.values_list("number", flat=True)) == ["R-2", "R-3"]
    assert requests.people == 2
    assert not NameKey.objects.filter(record=record.pk).exists()
    assert not Proposal.objects.exists()


def test_who_decided_what_stays_without_its_words(by, erased):
    kept = Skeleton.objects.get()
    assert (kept.kind, kept.of, kept.by, kept.said) == ("decision", erased[2].pk, by, "different: namesake")


def test_the_file_of_the_list_goes_and_its_hash_stays(erased):
    requests, _record, _pair, sha256 = erased
    assert not files.kept(sha256)
    assert requests.sha256 == ""
    assert requests.notes[-1].endswith(f"its SHA-256 was {sha256}.")


def test_the_journal_says_that_it_was_done_and_names_nobody(by, erased):
    entry = Entry.objects.get(act="erased record")
    assert (entry.subject_id, entry.member, entry.why) == (erased[1].pk, by, "Article 17(1)(b)")
    counts = {"record": 2, "pair": 1}
    assert entry.details == {
        "erasure": Erasure.objects.get().pk,
        "basis": "The family withdrew",
        "counts": counts,
    }
    assert Erasure.objects.get().counts == counts
    assert verify()[1] is None
    assert Job.objects.filter(work="wipe").count() == 1


def test_a_list_that_is_imported_again_leaves_the_person_out_and_says_how_many(by, erased, imported):
    again = imported(by)
    assert sorted(again.records.values_list("number", flat=True)) == ["R-2", "R-3"]
    assert (again.people, again.rows_read) == (2, 3)
    assert "Rows left out because the erasure of these people was asked for: 1." in again.notes
    assert again.sha256 == ""
    assert not files.kept(erased[3])
    assert tables_with("Шевченко") == set()
    assert Entry.objects.filter(act="imported list").last().details["left_out"] == 1


def test_the_row_of_an_erased_person_is_not_kept_as_unreadable_either(by, imported):
    one = imported(by)
    assert RejectedCell.objects.filter(list=one, row=of(one, "R-2").row).exists()
    erase_record(by=by, number=of(one, "R-2").pk, asked=ASKED)
    assert not RejectedCell.objects.filter(list=one).exists()
    assert not RejectedCell.objects.filter(list=imported(by)).exists()


def test_what_stood_in_a_further_column_goes_too_from_records_and_reasons(by, imported, organisation):
    scar = {"прикмета": OtherColumn("Прикмета", "text")}
    columns = {"id": ["№"], "name": ["ПІБ"], "birth": ["Рік"]}
    head = "№;ПІБ;Рік;Прикмета\n"
    requests = imported(by, head + "R-1;Вигаданчук Ганна;2012;Scarova planted\n", columns, scar)
    located = head + "L-1;Вигаданчук Ганна;2012;Skarova planted\n"
    imported(by, located, columns, scar, side="located", file_name="located.csv")
    match(organisation)
    assert {"tracing_record", "tracing_proposal"} <= tables_with("Scarova planted")
    erase_record(by=by, number=of(requests, "R-1").pk, asked=ASKED)
    assert tables_with("Scarova planted") == set()
    assert tables_with("Skarova planted") == {"tracing_record"}


def test_another_organisation_keeps_its_own_copy(by, member, imported):
    theirs = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    one, other = imported(by), imported(theirs)
    erase_record(by=by, number=of(one, "R-1").pk, asked=ASKED)
    assert other.records.count() == 3
    assert files.kept(other.sha256)
    assert imported(theirs, side="located").records.count() == 3


def test_a_namesake_in_a_list_without_numbers_is_not_left_out(by, imported):
    text = "ПІБ;Дата народження;Мати\nВигаданчук Ганна;02.02.2012;{}\n"
    one = imported(by, text.format("Перша Олена"))
    erase_record(by=by, number=one.records.get().pk, asked=ASKED)
    assert imported(by, text.format("Друга Ірина")).records.count() == 1
    assert imported(by, text.format("ПЕРША  Олена")).records.count() == 0


def test_the_same_list_brought_twice_is_known_to_be_the_same_person(by, imported):
    one, two = imported(by), imported(by, side="located")
    person = erasure_queries.person_of_record(by, of(one, "R-1").pk)
    assert [record.pk for record in person.records] == [of(one, "R-1").pk, of(two, "R-1").pk]
    erase_record(by=by, number=of(one, "R-1").pk, asked=Asked("b", "w", [of(two, "R-1").pk]))
    assert tables_with("Шевченко") == set()
    assert Mark.objects.count() == 2  # of the number with name and birth, and with the name


@pytest.mark.parametrize("erased", ["while it is withdrawn", "once it is back", "before it is withdrawn"])
def test_the_mark_of_a_person_holds_whenever_their_list_is_withdrawn_and_brought_back(by, imported, erased):
    one, again = imported(by), None
    if erased == "while it is withdrawn":
        withdraw(by=by, number=one.pk, why="The wrong side")
        again = imported(by, side="located")
        others = [of(one, "R-1").pk]
        erase_record(by=by, number=of(again, "R-1").pk, asked=Asked("b", "w", others))
        bring_back(by=by, number=one.pk, why="It was right")
    elif erased == "once it is back":
        withdraw(by=by, number=one.pk, why="The wrong side")
        bring_back(by=by, number=one.pk, why="It was right")
        erase_record(by=by, number=of(one, "R-1").pk, asked=ASKED)
    else:
        erase_record(by=by, number=of(one, "R-1").pk, asked=ASKED)
        withdraw(by=by, number=one.pk, why="The wrong side")
        assert imported(by, side="located").records.count() == 2
        bring_back(by=by, number=one.pk, why="It was right")
    assert tables_with("Шевченко") == set()
    assert imported(by, side="located").records.count() == 2
    assert tables_with("Шевченко") == set()


def test_each_person_of_a_file_that_was_read_wrongly_and_withdrawn_is_found_though_its_file_is_gone(
    by, imported
):
    wrong = imported(by, columns={"name": ["Мати"], "place": ["ПІБ дитини"]})
    withdraw(by=by, number=wrong.pk, why="The wrong columns")
    right = imported(by)
    for number in ("R-1", "R-2"):
        person = erasure_queries.person_of_record(by, of(right, number).pk)
        assert [record.list for record in person.records] == [wrong, right]
        numbers = [record.pk for record in person.records]
        erase_record(by=by, number=of(right, number).pk, asked=Asked("b", "w", numbers))
    assert tables_with("Коваль") == tables_with("Шевченко") == set()


def test_a_child_goes_with_its_transfers_its_cases_and_its_record(by, full_case, consented, planted):
    case = full_case(by)
    consented(by, case)
    steps = Step.objects.filter(case=case).count()
    record = case.records.get().record
    erase_child(by=by, number=case.child_id, asked=Asked("The child, grown up", "Wish", [record.pk]))
    for kind in (Case, Child, Transfer, Step, Consent, Record):
        assert not kind.objects.exists()
    words = planted(
        ["name", "birth", "origin", "care", "relatives", "inquirer", "wishes", "interests", "steps"]
    )
    assert {word: tables_with(word) for word in words if tables_with(word)} == {}
    assert sorted(Skeleton.objects.values_list("kind", flat=True)) == ["case"] + ["step"] * steps
    assert {"opened", "located"} <= set(Skeleton.objects.values_list("said", flat=True))
    assert going_out.erased([case.child_id]) == {case.child_id}
    assert not files.kept(record.photo)


def test_a_case_that_another_organisation_keeps_is_theirs_to_erase_first(by, full_case):
    case = full_case(by)
    case.held_by = Organisation.objects.create(name="Another")
    case.save()
    with pytest.raises(ValidationError, match=f"Another keeps case {case.number} now"):
        erase_child(by=by, number=case.child_id, asked=ASKED)
    assert Child.objects.exists()


def test_a_reason_that_names_the_person_is_refused(by, imported):
    one = imported(by)
    with pytest.raises(ValidationError, match="Do not write the person's name"):
        erase_record(by=by, number=of(one, "R-1").pk, asked=Asked("the mother of олена", "wish"))
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "documenter", "administrator"])
def test_only_a_coordinator_erases(member, imported, by, role):
    one = imported(by)
    with pytest.raises(PermissionDenied):
        erase_record(by=member(role), number=of(one, "R-1").pk, asked=ASKED)


def test_a_person_of_another_organisation_is_not_there(member, imported, full_case, by):
    theirs = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    record, child = of(imported(by), "R-1").pk, full_case(by).child_id
    for act, number in ((erase_record, record), (erase_child, child)):
        with pytest.raises(Http404):
            act(by=theirs, number=number, asked=ASKED)


@pytest.mark.parametrize("kind", [Record, Decision, Sighting, Child, Transfer, Step, Consent])
def test_what_no_erasure_names_cannot_be_removed(by, erased, full_case, consented, imported, kind):
    case = full_case(by)
    consented(by, case)
    paired(by, of(imported(by), "R-3"), case.records.get().record)
    record = case.records.get().record
    Sighting.objects.create(record=record, by=by, said="At a port", who_said="A sailor")
    rows = kind.objects.all()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    assert kind.objects.exists()


@pytest.mark.parametrize("kind", [Erasure, Mark, Skeleton])
def test_what_an_erasure_leaves_cannot_be_removed(erased, kind):
    with pytest.raises(DatabaseError), transaction.atomic():
        kind.objects.all()._raw_delete("default")
    assert kind.objects.exists()


def test_a_corrected_record_goes_with_the_child_whose_case_it_was(by, full_case):
    from kintrace.office.tracing.record_actions import correct

    case = full_case(by)
    new = correct(by=by, number=case.records.get().record_id, people={"place": "Херсон"}, why="A document")
    person = erasure_queries.person_of_child(by, case.child_id)
    assert [one.pk for one in person.records] == [new.pk]
    erase_child(by=by, number=case.child_id, asked=Asked("The mother", "Wish", [new.pk]))
    assert tables_with("Plantedanna") == set()


def test_what_was_said_before_of_a_child_and_its_case_goes_too(by, full_case):
    case = full_case(by)
    said = registry.ChildSaid(name="Вигадана Інша", source="A paper")
    registry.change_child(by=by, number=case.child_id, said=said, why="A paper was found")
    change_case(by=by, number=case.pk, facts=Facts(separated_at="somewhere"))
    assert {"registry_childversion", "cases_caseversion"} <= tables_with("Plantedanna") | tables_with(
        "Stationivka"
    )
    record = case.records.get().record_id
    erase_child(by=by, number=case.child_id, asked=Asked("The mother", "Wish", [record]))
    assert tables_with("Plantedanna") == tables_with("Stationivka") == set()


def test_numbers_of_the_erased_are_given_to_nobody_else(by, full_case, entered):
    case = full_case(by)
    child, record = case.child.number, case.records.get().record_id
    erase_child(by=by, number=case.child_id, asked=Asked("The mother", "Wish", [record]))
    other = open_case(by=by, record=entered(by, name="Вигадана Інша").pk, facts=Facts())
    assert (case.number, other.number) == ("K-000001", "K-000002")
    assert (child, other.child.number) == ("C-000001", "C-000002")


def test_no_reason_that_stays_in_the_journal_names_a_child(by, full_case, another_organisation):
    from kintrace.office.cases import move_actions, step_actions
    from kintrace.office.registry import transfer_actions
    from kintrace.office.tracing import record_actions

    case, why = full_case(by), "It was not Plantedannu"
    child, transfer = case.child, Transfer.objects.get()
    said = registry.ChildSaid(name="Righted", source="A document")
    moved = transfer_actions.TransferSaid(source="Another", to_place=transfer.to_place_id)
    record, step = case.records.get().record_id, Step.objects.last().pk
    day = timezone.now() + timedelta(days=1)
    sending = move_actions.Sending("refer", another_organisation.pk, why, "vital interest")
    for act in (
        lambda: registry.change_child(by=by, number=child.pk, said=said, why=why),
        lambda: transfer_actions.correct_transfer(by=by, number=transfer.pk, said=moved, why=why),
        lambda: transfer_actions.withdraw_transfer(by=by, number=transfer.pk, why=why),
        lambda: step_actions.take_back(by=by, number=step, why=why),
        lambda: move_actions.assign(by=by, number=case.pk, to=by.pk, why=why),
        lambda: move_actions.send(by=by, number=case.pk, sending=sending),
        lambda: record_actions.correct(by=by, number=record, people={"place": "x"}, why=why),
        lambda: record_actions.share(by=by, number=record, to=another_organisation.pk, until=day, why=why),
    ):
        with pytest.raises(ValidationError, match="Do not write the person's name"):
            act()
    assert "journal_entry" not in tables_with("Plantedann")


@pytest.fixture
def another_organisation(db):
    return Organisation.objects.create(name="Another")


def test_a_child_is_offered_with_records_decided_to_be_the_same_after_its_case_was_opened(
    by, full_case, entered
):
    case = full_case(by)
    record, other = case.records.get().record, entered(by, side="located", name="Nameova Plantedanna")
    pair = paired(by, record, other)
    Proposal.objects.filter(pk=pair.pk).update(verdict="same")
    person = erasure_queries.person_of_child(by, case.child_id)
    assert [one.pk for one in person.records] == [record.pk, other.pk]
