"""A list that was imported wrongly goes out of use, and comes back as it was; everybody here is invented."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils import timezone
from office.tracing.invented import match

from kintrace.errors import ListUnreadable
from kintrace.office.jobs.models import Job
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import (
    exports,
    importing,
    list_actions,
    list_queries,
    list_withdrawal,
    matching,
    pair_actions,
    pair_news,
    pair_queries,
    record_actions,
    record_queries,
    search,
)
from kintrace.office.tracing.identities import identity
from kintrace.office.tracing.list_withdrawal import bring_back, withdraw
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import Decision, PeopleList, Proposal, Record
from kintrace.office.tracing.pair_queries import Asked

REQUESTS = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати
R-1;Шевченко Олена Іванівна;07.03.2015;ж;м. Маріуполь;Шевченко Марія Петрівна
R-2;Коваль Олексій Петрович;02.01.2014;ч;м. Херсон;Коваль Ганна Іванівна
R-3;Бондар Микита Сергійович;31.02.2016;ч;м. Мелітополь;
"""
WRONG = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати
L-9;Шевченко Елена Ивановна;07.03.2015;ж;г. Мариуполь;Шевченко Мария Петровна
L-7;Бондарь Никита Сергеевич;11.11.2016;ч;г. Мелитополь;
"""
RIGHT = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати
C-1;Коваль Алексей;02.01.2014;ч;Херсонская область;Коваль Анна Ивановна
C-2;Ткачук София;01.08.2013;ж;г. Бердянск;Ткачук Ирина
"""


def stored() -> dict[str, list]:
    """All rows of the office but the journal."""
    models = (m for app in ("tracing", "cases", "jobs") for m in apps.get_app_config(app).get_models())
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in models}


def answers(by) -> dict[str, object]:
    """What the questions of the office answer to a member."""
    everybody = ("Шевченко", "Коваль", "Бондар", "Ткачук", "Елена Шевченко")
    shown = Asked(), *(Asked(standing) for standing in ("same", "different", "unsure"))
    requests = Record.objects.filter(number__startswith="R-", current=True).order_by("number")
    found = [search.find(by, name).found for name in everybody]
    return {
        "found": [[(one.record.id, one.likeness) for one in some] for some in found],
        "queue": [
            [(p.id, p.weight_bits, p.probability, p.value, p.assigned, p.stands) for p in queue[0]]
            for queue in (pair_queries.queue(by, asked) for asked in shown)
        ],
        "counts": pair_queries.counts(by),
        "mine": sorted(pair_queries.new_of_mine(by).values_list("id", flat=True)),
        "next": pair_queries.next_pair(by),
        "last": pair_queries.my_last(by),
        "narrowed": [one.id for one in pair_queries.lists(by)],
        "who is who": [identity(by, one.id) for one in requests],
        "records": list(visible_records(by).order_by("id").values_list("id", flat=True)),
        "pairs": [[p["pair"].id for p in record_queries.pairs(by, one)] for one in requests],
        "decided": b"".join(exports.take_decided(by=by)),
    }


@pytest.fixture
def office(member, imported, organisation):
    """A coordinator, and three lists that were matched; pairs of the wrong list were decided."""
    by = member()
    imported(by, REQUESTS)
    wrong = imported(by, WRONG, side="located", name="Wrong", file_name="wrong.csv")
    imported(by, RIGHT, side="located", name="Right", file_name="right.csv")
    match(organisation)
    for left, right, verdict in (("R-1", "L-9", "same"), ("R-3", "L-7", "different")):
        pair = Proposal.objects.get(left__number=left, right__number=right)
        pair_actions.decide(by=by, number=pair.id, word=pair_actions.Word(verdict, "document"))
    return by, wrong


def test_nothing_of_a_withdrawn_list_is_found_shown_or_counted(office):
    by, wrong = office
    theirs = set(wrong.records.values_list("id", flat=True))
    pairs = {one.id for one in Proposal.objects.all() if {one.left_id, one.right_id} & theirs}
    request = Record.objects.get(number="R-1")
    child = Record.objects.get(number="L-9")
    before = answers(by)
    assert len(identity(by, request.id).records) == 2
    withdraw(by=by, number=wrong.id, why="Wrong side")
    after = answers(by)
    assert not theirs & {number for found in after["found"] for number, _likeness in found}
    assert not pairs & {pair[0] for queue in after["queue"] for pair in queue}
    assert not pairs & {number for shown in after["pairs"] for number in shown}
    assert after["records"] == [number for number in before["records"] if number not in theirs]
    assert after["narrowed"] == [number for number in before["narrowed"] if number != wrong.id]
    assert [one.records for one in after["who is who"]] == [
        [one] for one in Record.objects.filter(number__startswith="R-").order_by("number")
    ]
    assert [(one.pairs, one.history, one.hidden) for one in after["who is who"]] == [([], [], 0)] * 3
    assert (after["counts"]["SAME"], after["counts"]["DIFFERENT"], after["last"]) == (0, 0, None)
    assert after["decided"].count(b"\n") == 1  # the header
    for ask in (record_queries.record_seen, identity):
        with pytest.raises(Http404):
            ask(by, child.id)
    for pair in pairs:
        with pytest.raises(Http404):
            pair_queries.pair(by, pair)
    decision = Decision.objects.get(verdict="same")
    with pytest.raises(Http404):
        pair_actions.undo(by=by, number=decision.id, note="A mistake")


def test_what_a_withdrawn_list_holds_is_kept_to_the_last_row(office):
    by, wrong = office
    before = stored()
    withdraw(by=by, number=wrong.id, why="Wrong side")
    importing.sweep()
    after = stored()
    one = next(row for row in after["PeopleList"] if row["id"] == wrong.id)
    assert (one["state"], one["withdrawn_by_id"], one["withdrawn_at"] is None) == ("ready", by.id, False)
    one |= {"withdrawn_at": None, "withdrawn_by_id": None}
    assert after == before
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        Record.objects.filter(list=wrong)._raw_delete("default")
    assert Decision.objects.count() == 2


def test_brought_back_everything_is_as_before(office):
    by, wrong = office
    before, rows = answers(by), stored()
    withdraw(by=by, number=wrong.id, why="Wrong side")
    assert answers(by) != before
    bring_back(by=by, number=wrong.id, why="It was the right one")
    assert answers(by) == before
    assert stored() == rows


def test_brought_back_everything_is_as_before_though_the_engine_ran_meanwhile(office, organisation):
    by, wrong = office
    before = answers(by)
    withdraw(by=by, number=wrong.id, why="Wrong side")
    hidden = list(Proposal.objects.filter(right__list=wrong).order_by("id").values())
    assert hidden
    match(organisation)
    assert list(Proposal.objects.filter(right__list=wrong).order_by("id").values()) == hidden
    assert not {one["id"] for one in hidden} & set(
        pair_queries.visible_proposals(by).values_list("id", flat=True)
    )
    bring_back(by=by, number=wrong.id, why="It was the right one")
    match(organisation)
    assert answers(by) == before


def test_the_engine_leaves_the_pairs_of_a_list_withdrawn_while_it_runs(office, organisation, monkeypatch):
    by, wrong = office
    before = list(Proposal.objects.filter(right__list=wrong).order_by("id").values())
    Proposal.objects.filter(right__list=wrong, decisions__isnull=True).delete()
    left = list(Proposal.objects.filter(right__list=wrong).order_by("id").values())
    link = matching._link

    def slowly(*asked):
        found = link(*asked)
        withdraw(by=by, number=wrong.id, why="Wrong side")
        return found

    monkeypatch.setattr(matching, "_link", slowly)
    match(organisation)
    assert list(Proposal.objects.filter(right__list=wrong).order_by("id").values()) == left
    monkeypatch.undo()
    bring_back(by=by, number=wrong.id, why="It was the right one")
    match(organisation)
    assert Proposal.objects.filter(right__list=wrong).count() == len(before)


def test_the_engine_leaves_the_pairs_of_a_list_brought_back_while_it_runs(office, organisation, monkeypatch):
    by, wrong = office
    withdraw(by=by, number=wrong.id, why="Wrong side")
    before = list(Proposal.objects.filter(right__list=wrong).order_by("id").values())
    people = matching._people

    def slowly(organisation, side, *more):
        found = people(organisation, side, *more)
        if side == "located":
            bring_back(by=by, number=wrong.id, why="It was the right one")
        return found

    monkeypatch.setattr(matching, "_people", slowly)
    match(organisation)
    assert list(Proposal.objects.filter(right__list=wrong).order_by("id").values()) == before


def test_both_acts_are_in_the_journal_and_ask_for_the_engine(office):
    by, wrong = office
    Job.objects.filter(work="match").update(state="done")
    withdraw(by=by, number=wrong.id, why=" Wrong side ")
    bring_back(by=by, number=wrong.id, why="It was the right one")
    back, out = list_queries.withdrawals(PeopleList.objects.get(id=wrong.id))
    assert (out.act, out.member, out.why) == ("withdrew list", by, "Wrong side")
    assert (back.act, back.member, back.why) == ("brought back list", by, "It was the right one")
    assert (out.subject_kind, out.subject_id) == ("list", wrong.id)
    assert out.details == back.details == {"people": 2, "decisions": 2}
    assert [one.work for one in Job.objects.filter(state="waiting")] == ["match"]


def refused(error, act, match=None, **said):
    """What is refused leaves every row and the journal as they were."""
    before, told = stored(), Entry.objects.count()
    with pytest.raises(error, match=match):
        act(**({"why": "Because"} | said))
    assert (stored(), Entry.objects.count()) == (before, told)


def test_a_list_of_which_an_open_case_has_a_record_is_not_withdrawn(office, member):
    from kintrace.office.cases import case_actions, step_actions
    from kintrace.office.cases.steps import Kind

    by, wrong = office
    child = Record.objects.get(number="L-9")
    case = case_actions.open_case(by=by, record=child.id, facts=case_actions.Facts())
    refused(ValidationError, withdraw, f"in open cases: {case.number}. Close", by=by, number=wrong.id)
    for outcome in ("duplicate", "not_found"):
        closed = step_actions.Word(Kind.CLOSED, said={"outcome": outcome}, note="Done")
        if outcome == "not_found":
            bring_back(by=by, number=wrong.id, why="It was the right one")
            step_actions.record(by=by, number=case.pk, word=step_actions.Word(Kind.REOPENED, note="Again"))
            refused(ValidationError, withdraw, case.number, by=by, number=wrong.id)
        step_actions.record(by=by, number=case.pk, word=closed)
        withdraw(by=by, number=wrong.id, why="Wrong side")


def test_only_a_list_in_use_is_withdrawn_and_only_a_withdrawn_one_comes_back(office, brought, entered):
    by, wrong = office
    refused(ValidationError, bring_back, "not withdrawn", by=by, number=wrong.id)
    refused(ValidationError, withdraw, "in use", by=by, number=brought(by).id)
    refused(ValidationError, withdraw, "one by one", by=by, number=entered(by).list_id)
    refused(ValidationError, withdraw, "Say why", by=by, number=wrong.id, why="  ")
    withdraw(by=by, number=wrong.id, why="Wrong side")
    refused(ValidationError, withdraw, "in use", by=by, number=wrong.id)
    refused(ValidationError, bring_back, "Say why", by=by, number=wrong.id, why="")


def test_who_brought_a_list_withdraws_it_and_of_the_others_only_a_coordinator(member, imported):
    by, other, coordinator = member("caseworker"), member("caseworker"), member()
    one = imported(by, WRONG, side="located")
    refused(PermissionDenied, withdraw, by=other, number=one.id)
    refused(PermissionDenied, withdraw, by=member("reviewer"), number=one.id)
    refused(PermissionDenied, withdraw, by=member("mediator"), number=one.id)
    withdraw(by=by, number=one.id, why="Wrong side")
    refused(PermissionDenied, bring_back, by=other, number=one.id)
    bring_back(by=by, number=one.id, why="It was the right one")
    withdraw(by=coordinator, number=one.id, why="Wrong side")
    refused(PermissionDenied, bring_back, by=by, number=one.id)
    one.refresh_from_db()
    everybody = (by, other, coordinator)
    assert [list_withdrawal.may_bring_back(who, one) for who in everybody] == [
        False,
        False,
        True,
    ]
    bring_back(by=coordinator, number=one.id, why="It was the right one")
    one.refresh_from_db()
    assert [list_withdrawal.may_withdraw(who, one) for who in everybody] == [True, False, True]


def test_a_list_of_another_organisation_is_not_there(office, another):
    _by, wrong = office
    refused(Http404, withdraw, by=another, number=wrong.id)
    refused(Http404, bring_back, by=another, number=wrong.id)


def test_whom_a_record_of_a_withdrawn_list_was_referred_to_does_not_see_it(office, another):
    by, wrong = office
    child = wrong.records.first()
    until = timezone.now() + timedelta(days=1)
    record_actions.share(by=by, number=child.id, to=another.organisation_id, until=until, why="They know her")
    assert record_queries.record_seen(another, child.id) == child
    found = [one.record for one in search.find(another, child.name).found]
    withdraw(by=by, number=wrong.id, why="Wrong side")
    assert (found, search.find(another, child.name).found) == ([child], [])
    with pytest.raises(Http404):
        record_queries.record_seen(another, child.id)


def test_what_a_withdrawn_list_brought_is_not_taken_out(office):
    by, wrong = office
    withdraw(by=by, number=wrong.id, why="Wrong side")
    before = Entry.objects.count()
    with pytest.raises(ListUnreadable, match="was withdrawn"):
        list_actions.take_file(by=by, number=wrong.id)
    with pytest.raises(Http404):
        exports.take_rejected(by=by, number=wrong.id)
    assert Entry.objects.count() == before


def test_what_was_seen_of_a_list_is_not_new_when_it_comes_back(office, organisation):
    by, _wrong = office
    newest = Proposal.objects.order_by("-id").first()
    pair_actions.look_through(by, Asked(mine=True), 1)
    withdraw(by=by, number=newest.right.list_id, why="Wrong side")
    pair_actions.look_through(by, Asked(mine=True), 1)
    bring_back(by=by, number=newest.right.list_id, why="It was the right one")
    assert pair_news.seen(by).pair == newest.id
    assert list(pair_queries.new_of_mine(by)) == []


def test_the_same_file_in_use_is_named(office, imported):
    by, wrong = office
    assert list_queries.brought_again(by, wrong) is None
    withdraw(by=by, number=wrong.id, why="Wrong columns")
    again = imported(by, WRONG, side="located", name="Again", file_name="wrong.csv")
    assert list_queries.brought_again(by, wrong) == again


def test_whoever_sees_only_their_own_lists_sees_no_pair_of_a_withdrawn_one(member, imported, organisation):
    by = member("caseworker", scope="own")
    imported(by, REQUESTS)
    wrong = imported(by, WRONG, side="located")
    match(organisation)
    before = pair_queries.counts(by)
    withdraw(by=by, number=wrong.id, why="Wrong side")
    assert (before["OPEN"] > 0, pair_queries.counts(by)["OPEN"]) == (True, 0)
