import datetime as dt

import pytest
from django.utils import timezone

from kintrace.office.cases import case_actions, family_actions, move_actions
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.consent import EVERYTHING, is_given, withheld
from kintrace.office.cases.move_actions import Sending


@pytest.fixture
def said(member, opened):
    by = member()
    case = opened(by)

    def say(answer="given", recipient="", purpose="sharing", **more):
        return family_actions.note_consent(
            by=by,
            number=case.pk,
            answer=answer,
            recipient=recipient,
            purpose=purpose,
            said_by="mother",
            **more,
        )

    say.by, say.case = by, case
    return say


def test_without_a_consent_everything_is_withheld(said):
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING


def test_what_a_consent_names_is_withheld_and_the_rest_is_not(said):
    said(withheld=["facility"])
    assert withheld(said.case, "Rodyna", "sharing") == {"facility"}
    assert withheld(said.case, "Rodyna", "publication") == EVERYTHING


def test_a_word_about_one_recipient_goes_before_that_about_all_and_both_withhold(said):
    said(withheld=["facility"])
    said(recipient="Army", answer="refused")
    said(recipient="Rodyna", withheld=["photo"])
    assert withheld(said.case, "ARMY", "sharing") == EVERYTHING
    assert withheld(said.case, "rodyna", "sharing") == {"facility", "photo"}
    assert withheld(said.case, "Somebody", "sharing") == {"facility"}


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_the_last_word_counts(said, answer):
    said()
    assert is_given(said.case, "Rodyna", "sharing")
    said(answer=answer)
    assert not is_given(said.case, "Rodyna", "sharing")
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING


def test_a_consent_ends_by_itself(said):
    today = timezone.localdate()
    said(until_on=today)
    assert withheld(said.case, "Rodyna", "sharing") == set()
    said(recipient="Later", until_on=today - dt.timedelta(days=1))
    assert withheld(said.case, "Later", "sharing") == set()
    said(purpose="return", until_on=today - dt.timedelta(days=1))
    assert withheld(said.case, "Later", "return") == EVERYTHING


def test_another_legal_basis_shares_all_but_what_somebody_wanted_withheld(said, another):
    said(answer="refused", withheld=["photo"])
    sending = Sending("refer", another.organisation_id, "danger", "vital interest of the child")
    move_actions.send(by=said.by, number=said.case.pk, sending=sending)
    assert withheld(said.case, "Another", "sharing") == {"photo"}
    assert withheld(said.case, "Another", "publication") == EVERYTHING
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING


def test_a_narrower_consent_that_ended_does_not_bring_back_the_wider_one_before_it(said):
    today = timezone.localdate()
    said()
    said(withheld=["facility"], until_on=today - dt.timedelta(days=1))
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING
    said(recipient="Rodyna", withheld=["photo"])
    said(recipient="Rodyna", withheld=["facility"], until_on=today - dt.timedelta(days=1))
    said(withheld=["birth"])
    assert withheld(said.case, "Rodyna", "sharing") == {"birth", "facility"}


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_a_refusal_has_no_end(said, answer):
    said()
    said(answer=answer, until_on=timezone.localdate() - dt.timedelta(days=1))
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING
    said()
    said(recipient="Rodyna", answer=answer, until_on=timezone.localdate() - dt.timedelta(days=1))
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING


@pytest.mark.parametrize("written", ["Служба  розшуку", "СЛУЖБА\u00a0РОЗШУКУ й", "служба розшуку и\u0306"])
def test_another_way_to_write_a_recipient_is_no_way_round_a_refusal(said, written):
    said()
    said(
        recipient="Служба розшуку й" if written.endswith(("й", "\u0306")) else "Служба розшуку",
        answer="refused",
    )
    assert withheld(said.case, written, "sharing") == EVERYTHING
    assert withheld(said.case, "Somebody", "sharing") == set()


def test_what_was_said_later_in_another_case_of_the_child_counts_where_it_is_narrower(said, step):
    said()
    step(said.by, said.case, "closed", outcome="not_found")
    again = case_actions.open_case(by=said.by, record=said.case.records.get().record_id, facts=Facts())
    assert again.child == said.case.child
    assert withheld(again, "Rodyna", "sharing") == EVERYTHING  # no consent is taken over
    assert withheld(said.case, "Rodyna", "sharing") == set()
    later = {"by": said.by, "number": again.pk, "purpose": "sharing", "said_by": "mother"}
    family_actions.note_consent(**later, answer="given", withheld=["facility"])
    assert withheld(said.case, "Rodyna", "sharing") == {"facility"}
    family_actions.note_consent(**later, answer="withdrawn")
    assert withheld(said.case, "Rodyna", "sharing") == EVERYTHING
    assert not is_given(said.case, "Rodyna", "sharing")
