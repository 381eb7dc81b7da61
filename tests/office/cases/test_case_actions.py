import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kintrace.office import files
from kintrace.office.accounts.models import Organisation
from kintrace.office.cases import case_actions, case_queries
from kintrace.office.cases.case_actions import Facts, take_photo_off
from kintrace.office.cases.models import Case, CaseVersion
from kintrace.office.journal.models import Entry
from kintrace.office.registry.models import Child
from kintrace.office.tracing import pair_actions, record_actions
from kintrace.office.tracing.models import Proposal, Record, Run
from kintrace.office.tracing.record_actions import remove_photo


def pair(by, left, right):
    run = Run.objects.create(organisation=by.organisation, engine="1", record={})
    return Proposal.objects.create(
        organisation=by.organisation,
        left=left,
        right=right,
        run=run,
        weight_bits=9.0,
        probability=0.9,
        assigned=True,
        reasons=[],
    )


def test_a_case_of_a_request_makes_the_child(member, entered):
    by = member("caseworker")
    one = entered(by, birth="07.03.2015", sex="f")
    case = case_actions.open_case(by=by, record=one.pk, facts=Facts(separation_cause="camp_not_returned"))
    child = Child.objects.get()
    assert (case.number, child.number, case.child, case.keeper) == ("K-000001", "C-000001", child, by)
    assert (child.name, child.birth, child.sex) == ("Шевченко Олена Іванівна", "2015-03-07", "f")
    assert (case.tracing_status, case.case_status, case.workflow) == ("open", "open", "new")
    assert [one.kind for one in case.steps.all()] == ["opened"]
    assert Entry.objects.order_by("number").last().act == "opened case"


def test_a_case_of_a_decided_pair_has_both_records(member, entered):
    by = member()
    request, located = entered(by), entered(by, "located", name="Шевченко Елена")
    proposal = pair(by, request, located)
    word = pair_actions.Word("same", "details_agree")
    pair_actions.decide(by=by, number=proposal.pk, word=word)
    case = case_actions.open_case(by=by, record=located.pk, facts=Facts())
    assert {one.record for one in case.records.all()} == {request, located}
    assert {case.child.name, case.child.other_names} == {"Шевченко Олена Іванівна", "Шевченко Елена"}
    with pytest.raises(ValidationError, match="K-000001"):
        case_actions.open_case(by=by, record=request.pk, facts=Facts())


def test_a_record_decided_to_be_of_the_child_later_is_put_into_the_case(member, entered, client_of):
    by = member()
    request, located = entered(by), entered(by, "located", name="Шевченко Елена")
    case = case_actions.open_case(by=by, record=request.pk, facts=Facts())
    with pytest.raises(ValidationError, match="No other record is decided to be of this child"):
        case_actions.gather(by=by, number=case.pk)
    proposal = pair(by, request, located)
    pair_actions.decide(by=by, number=proposal.pk, word=pair_actions.Word("same", "details_agree"))
    assert list(case.records.values_list("record", flat=True)) == [request.pk]
    client = client_of(by)
    address = reverse("case", args=[case.pk])
    page = client.get(address).content.decode()
    assert "1 more record was decided to be of this child." in page
    assert client.post(reverse("case-gather", args=[case.pk])).headers["Location"] == address
    assert list(case.records.order_by("id").values_list("record", flat=True)) == [request.pk, located.pk]
    told = Entry.objects.get(act="gathered records")
    assert (told.subject_id, told.details) == (case.pk, {"records": [located.pk]})
    assert "decided to be of this child" not in client.get(address).content.decode()
    answer = client.post(reverse("case-gather", args=[case.pk]), follow=True).content.decode()
    assert "No other record is decided to be of this child." in answer


def test_the_organisation_is_held_before_a_case_gathers_for_lists_are_withdrawn_under_it(member, entered):
    by = member()
    case = case_actions.open_case(by=by, record=entered(by).pk, facts=Facts())
    with CaptureQueriesContext(connection) as asked, pytest.raises(ValidationError):
        case_actions.gather(by=by, number=case.pk)
    tables = [
        one["sql"].partition(" FROM ")[2].split()[0].strip('"') for one in asked if " FROM " in one["sql"]
    ]
    assert tables[:2] == [Organisation._meta.db_table, Case._meta.db_table]


def test_a_record_of_another_open_case_is_not_gathered(member, entered):
    by = member()
    request, located = entered(by), entered(by, "located", name="Шевченко Елена")
    first = case_actions.open_case(by=by, record=request.pk, facts=Facts())
    case_actions.open_case(by=by, record=located.pk, facts=Facts())
    proposal = pair(by, request, located)
    pair_actions.decide(by=by, number=proposal.pk, word=pair_actions.Word("same", "details_agree"))
    with pytest.raises(ValidationError, match="Case K-000002 is open for this child"):
        case_actions.gather(by=by, number=first.pk)
    assert list(first.records.values_list("record", flat=True)) == [request.pk]


def test_a_closed_case_gathers_nothing(member, opened, step):
    by = member()
    case = opened(by)
    step(by, case, "closed", outcome="not_found")
    with pytest.raises(ValidationError, match="This case is closed"):
        case_actions.gather(by=by, number=case.pk)


def test_a_second_case_after_the_first_was_closed_is_of_the_same_child(member, opened, step):
    by = member()
    first = opened(by)
    step(by, first, "closed", outcome="not_found")
    record = first.records.get().record
    second = case_actions.open_case(by=by, record=record.pk, facts=Facts())
    assert (second.child, second.number) == (first.child, "K-000002")


def test_a_changed_fact_is_told_and_an_unchanged_one_is_no_change(member, opened):
    by = member()
    case = opened(by)
    case_actions.change_case(by=by, number=case.pk, facts=Facts(risk_level="high"))
    assert Entry.objects.order_by("number").last().details == {"fields": ["risk_level"]}
    with pytest.raises(ValidationError):
        case_actions.change_case(by=by, number=case.pk, facts=Facts(risk_level="high"))


def test_what_a_case_said_before_a_change_stays_and_is_only_added_to(member, opened):
    by = member()
    case = opened(by, separated_at="a station", risk_level="low")
    case_actions.change_case(by=by, number=case.pk, facts=Facts(risk_level="high", separated_at="a station"))
    case_actions.change_case(by=by, number=case.pk, facts=Facts(risk_level="high"))
    every = list(case.versions.order_by("id"))
    assert [(one.by, one.before) for one in every] == [
        (by, {"risk_level": "low"}),
        (by, {"separated_at": "a station"}),
    ]
    for act in (lambda: CaseVersion.objects.update(before={}), every[0].delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_a_reviewer_a_mediator_and_a_documenter_open_no_case(member, entered):
    one = entered(member())
    for role in ("reviewer", "mediator", "documenter"):
        with pytest.raises(PermissionDenied):
            case_actions.open_case(by=member(role), record=one.pk, facts=Facts())


def test_a_case_of_another_organisation_is_not_there(member, opened, another):
    case = opened(member())
    for act in (
        lambda: case_actions.see(by=another, number=case.pk),
        lambda: case_actions.change_case(by=another, number=case.pk, facts=Facts(risk_level="low")),
        lambda: case_actions.open_case(by=another, record=case.records.get().record_id, facts=Facts()),
    ):
        with pytest.raises(Http404):
            act()


def test_a_sighting_that_nobody_checked_changes_no_case(member, opened):
    by = member()
    case = opened(by)
    before = Case.objects.filter(pk=case.pk).values().get()
    record = case.records.get().record_id
    record_actions.note_sighting(by=by, number=record, said="Seen at a station", who_said="A driver")
    assert Case.objects.filter(pk=case.pk).values().get() == before
    assert case.steps.count() == 1


def test_an_organisation_may_ask_for_a_determination_before_every_return(member, brought, step):
    by = member(also_administers=True)
    case = brought(by, "view_recorded")
    case_actions.ask_determination(by=by, wanted=True)
    assert case_queries.bid_required(by.organisation_id)
    with pytest.raises(ValidationError, match="determination"):
        step(by, case, "return_agreed")
    case_actions.ask_determination(by=by, wanted=False)
    step(by, case, "return_agreed")
    assert case_queries.misplaced()[1] == []


def test_a_photo_that_was_taken_off_a_record_is_taken_off_the_child_who_had_it_from_there(member, opened):
    by = member()
    case, other = opened(by), opened(by)
    record = case.records.get().record
    Child.objects.update(photo="a" * 64)
    take_photo_off(by, record, "b" * 64)
    assert set(Child.objects.values_list("photo", flat=True)) == {"a" * 64}
    take_photo_off(by, record, "a" * 64)
    assert [Child.objects.get(pk=one.child_id).photo for one in (case, other)] == ["", "a" * 64]
    told = Entry.objects.get(act="took off photo")
    assert (told.member, told.subject_id) == (by, case.child_id)
    assert told.details == {"record": record.pk}


def test_removing_a_photo_takes_it_off_the_child_and_drops_its_file(member, opened):
    by = member()
    case = opened(by)
    record = case.records.get().record
    sha256 = files.keep(io.BytesIO(b"a picture"))
    Record.objects.filter(pk=record.pk).update(photo=sha256)
    Child.objects.update(photo=sha256)
    remove_photo(by=by, number=record.pk, why="Another girl")
    assert (Child.objects.get().photo, sha256 in {path.name for path in files.all_kept()}) == ("", False)
