import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404

from kintrace.office.cases import case_queries, family_actions, move_actions
from kintrace.office.cases.models import Move
from kintrace.office.cases.move_actions import Sending


def sent(by, case, to, kind="refer", basis="vital interest"):
    sending = Sending(kind, to.organisation_id, "the family lives there", basis)
    return move_actions.send(by=by, number=case.pk, sending=sending)


def test_a_case_is_assigned_to_who_keeps_cases(member, opened):
    by, who = member(), member("caseworker")
    case = opened(by)
    move_actions.assign(by=by, number=case.pk, to=who.pk, why="nearer")
    case.refresh_from_db()
    assert (case.keeper, Move.objects.get().state) == (who, "done")
    with pytest.raises(ValidationError):
        move_actions.assign(by=by, number=case.pk, to=member("auditor").pk, why="x")


def test_a_caseworker_moves_no_case(member, opened, another):
    by = member("caseworker")
    case = opened(by)
    with pytest.raises(PermissionDenied):
        sent(by, case, another)


def test_without_consent_it_has_to_be_said_by_what_right(member, opened, another):
    by = member()
    case = opened(by)
    with pytest.raises(ValidationError, match="Nobody consented"):
        sent(by, case, another, basis=" ")
    said = {"purpose": "sharing", "answer": "given", "said_by": "mother", "recipient": "Another"}
    family_actions.note_consent(by=by, number=case.pk, **said)
    assert sent(by, case, another, basis="").consent_basis == ""


def test_a_referred_case_is_seen_and_not_kept(member, opened, another, step):
    by = member()
    case = opened(by)
    move = sent(by, case, another)
    assert case_queries.case_seen(another, case.pk) == case
    with pytest.raises(Http404):
        step(another, case, "tracing_began")
    move_actions.answer(by=another, number=move.pk, accepted=True)
    assert case_queries.case_seen(another, case.pk) == case
    move_actions.revoke(by=by, number=move.pk)
    with pytest.raises(Http404):
        case_queries.case_seen(another, case.pk)


def test_a_rejected_case_is_seen_no_more(member, opened, another):
    by = member()
    case = opened(by)
    move_actions.answer(by=another, number=sent(by, case, another).pk, accepted=False, said="not here")
    with pytest.raises(Http404):
        case_queries.case_seen(another, case.pk)


def test_who_accepts_a_transfer_keeps_the_case_and_the_first_still_sees_it(member, opened, another, step):
    by = member()
    case = opened(by)
    move = sent(by, case, another, "transfer")
    with pytest.raises(ValidationError):
        sent(by, case, another, "transfer")
    move_actions.answer(by=another, number=move.pk, accepted=True)
    case.refresh_from_db()
    assert (case.held_by, case.keeper) == (another.organisation, another)
    step(another, case, "tracing_began")
    assert case_queries.case_seen(by, case.pk) == case
    with pytest.raises(Http404):
        step(by, case, "located")
    with pytest.raises(Http404), transaction.atomic():
        move_actions.revoke(by=by, number=move.pk)


def test_only_those_to_whom_it_was_sent_answer(member, opened, another):
    by = member()
    move = sent(by, opened(by), another)
    with pytest.raises(Http404), transaction.atomic():
        move_actions.answer(by=by, number=move.pk, accepted=True)
