import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404

from kintrace.office.journal.models import Entry
from kintrace.office.registry import transfer_actions
from kintrace.office.registry.models import Transfer


@pytest.fixture
def story(member, child, place, moved):
    """A member, a child, two places, and the transfer of the child between them."""
    by = member()
    one, home, camp = child(by), place(by, "Вигаданий дім"), place(by)
    return by, one, home, camp, moved(by, one, home, camp, left_on="14.03.2022", arrived_on="2022-03")


def noted(by, transfer):
    said = transfer_actions.IndicatorSaid(kind="name_changed", source="A document", on="04.2022")
    return transfer_actions.add_indicator(by=by, transfer=transfer.id, said=said)


def test_a_transfer_is_stored_with_its_dates_as_they_are_known(story):
    _by, one, home, camp, made = story
    assert (made.left_on, made.arrived_on, made.from_place, made.to_place) == (
        "2022-03-14",
        "2022-03",
        home,
        camp,
    )
    entry = Entry.objects.order_by("number").last()
    assert (entry.act, entry.subject_id, entry.details) == ("entered transfer", one.id, {"transfer": made.id})


def test_what_was_said_of_a_transfer_is_never_rewritten(story):
    made = story[4]
    for change in ({"left_on": "2021"}, {"source": "x"}, {"to_place": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Transfer.objects.filter(id=made.id).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Transfer.objects.filter(id=made.id).delete()


def test_a_correction_replaces_and_takes_indicators_along(story):
    by, _child, home, _camp, made = story
    mark = noted(by, made)
    said = transfer_actions.TransferSaid(source="A document", to_place=home.id, arrived_on="2022")
    new = transfer_actions.correct_transfer(by=by, number=made.id, said=said, why="Misread")
    made.refresh_from_db()
    mark.refresh_from_db()
    assert (made.current, new.current, new.replaces, new.why) == (False, True, made, "Misread")
    assert (mark.transfer, made.to_place_id) == (new, story[3].id)
    with pytest.raises(ValidationError, match="meanwhile"):
        transfer_actions.correct_transfer(by=by, number=made.id, said=said, why="again")
    with pytest.raises(ValidationError, match="Nothing was changed"):
        transfer_actions.correct_transfer(by=by, number=new.id, said=said, why="again")


def test_what_did_not_happen_is_withdrawn_and_stays(story):
    by, made = story[0], story[4]
    transfer_actions.withdraw_transfer(by=by, number=made.id, why="Another child")
    made.refresh_from_db()
    assert (made.current, made.withdrawn_by, made.withdrawn_why) == (False, by, "Another child")
    with pytest.raises(ValidationError, match="meanwhile"):
        transfer_actions.withdraw_transfer(by=by, number=made.id, why="again")


def test_an_indicator_is_withdrawn_once_and_stays(story):
    by, made = story[0], story[4]
    mark = noted(by, made)
    assert (mark.on, mark.kind) == ("2022-04", "name_changed")
    transfer_actions.withdraw_indicator(by=by, number=mark.id, why="Another child")
    mark.refresh_from_db()
    assert (mark.withdrawn_by, mark.withdrawn_why) == (by, "Another child")
    with pytest.raises(ValidationError, match="already"):
        transfer_actions.withdraw_indicator(by=by, number=mark.id, why="again")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Say from where or to where"),
        ({"from_place": 1, "to_place": 1}, "leads to another place"),
        ({"from_place": 1, "source": ""}, "by what it is known"),
        ({"from_place": 1, "left_on": "2022-02-30"}, "in no calendar"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused(story, said, why):
    by, one, home = story[:3]
    said = {name: home.id if value == 1 else value for name, value in said.items()}
    with pytest.raises(ValidationError, match=why):
        transfer_actions.add_transfer(
            by=by, child=one.id, said=transfer_actions.TransferSaid(**{"source": "s"} | said)
        )


def test_places_of_another_organisation_are_not_reached(story, another, place):
    by, one = story[:2]
    said = transfer_actions.TransferSaid(source="s", to_place=place(another).id)
    with pytest.raises(Http404):
        transfer_actions.add_transfer(by=by, child=one.id, said=said)


@pytest.mark.parametrize("role", ["reviewer", "mediator", "auditor", "administrator"])
def test_who_does_not_keep_the_registry_is_refused(story, member, role):
    with pytest.raises(PermissionDenied):
        noted(member(role), story[4])
