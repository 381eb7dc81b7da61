import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404

from kintrace.office.journal.models import Entry
from kintrace.office.registry import actions
from kintrace.office.registry.models import Child, Place, Programme


def last():
    return Entry.objects.order_by("number").last()


def test_children_are_numbered_within_their_organisation(member, another, child):
    by = member()
    assert [child(by).number, child(by).number, child(another).number] == ["C-000001", "C-000002", "C-000001"]
    assert last().act == "entered child"


def test_a_childs_name_is_kept_as_it_was_written(member, child):
    one = child(member(), "  Вигадана   Олена ")
    assert (one.name_as_written, one.name) == ("  Вигадана   Олена ", "Вигадана Олена")
    with pytest.raises(DatabaseError), transaction.atomic():
        Child.objects.filter(id=one.id).update(name_as_written="x")


def test_a_change_keeps_the_name_as_written_and_says_why(member, child):
    by = member()
    one = child(by)
    said = actions.ChildSaid(name="Вигадана Алена", source="A paper", sex="f")
    changed = actions.change_child(by=by, number=one.id, said=said, why="A paper was found")
    assert (changed.name, changed.name_as_written, changed.sex) == ("Вигадана Алена", "Вигадана Олена", "f")
    assert (last().why, last().details) == ("A paper was found", {"fields": ["name", "sex", "source"]})
    with pytest.raises(ValidationError, match="Nothing was changed"):
        actions.change_child(by=by, number=one.id, said=said, why="again")
    kept = one.versions.get()
    before = {"name": "Вигадана Олена", "sex": one.sex, "source": one.source}
    assert (kept.by, kept.why, kept.before) == (by, "A paper was found", before)
    for act in (lambda: one.versions.update(before={}), kept.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("role", ["reviewer", "mediator", "auditor"])
def test_who_does_not_keep_the_registry_is_refused(member, child, role):
    with pytest.raises(PermissionDenied):
        child(member(role))


def test_nothing_is_entered_without_a_source(member, child, place, programme):
    by = member()
    for enter in (child, place, programme):
        with pytest.raises(ValidationError, match="Say by whom or by what it is known"):
            enter(by, source=" ")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name_uk": ""}, "A place needs a name"),
        ({"latitude": 47.1}, "Give both latitude and longitude"),
        ({"latitude": 47.1, "longitude": 37.5}, "Say how near"),
    ],
)
def test_a_place_that_says_too_little_is_refused(member, place, said, why):
    with pytest.raises(ValidationError, match=why):
        place(member(), **said)


def test_the_journal_keeps_what_was_said_of_a_place_before(member, place):
    by = member()
    one = place(by)
    said = actions.PlaceSaid(kind="hospital", source="A witness", name_uk="Вигадана лікарня")
    actions.change_place(by=by, number=one.id, said=said, why="It is no camp")
    assert last().details == {"before": {"kind": "camp", "name_uk": "Вигаданий табір"}}
    assert Place.objects.get().called == "вигадана лікарня"


def test_a_place_of_another_organisation_is_not_changed(member, another, place):
    one = place(another)
    said = actions.PlaceSaid(kind="hospital", source="s", name_uk="n")
    with pytest.raises(Http404):
        actions.change_place(by=member(), number=one.id, said=said, why="x")


def test_a_programme_ends_after_it_begins_and_has_a_name_of_its_own(member, programme):
    by = member()
    with pytest.raises(ValidationError, match="cannot end before it begins"):
        programme(by, begun_on="2022-05", ended_on="2022-04")
    assert programme(by, begun_on="05.2022").begun_on == "2022-05"
    with pytest.raises(ValidationError, match="There is a programme of this name"):
        programme(by)


def test_the_journal_keeps_what_was_said_of_a_programme_before(member, programme):
    by = member()
    one = programme(by, begun_on="2022", operator="A fund")
    said = actions.ProgrammeSaid(name=one.name, source="s", operator="A ministry", begun_on="03.2022")
    actions.change_programme(by=by, number=one.id, said=said, why="A decree says so")
    assert (last().act, last().why) == ("changed programme", "A decree says so")
    assert last().details == {"before": {"operator": "A fund", "begun_on": "2022"}}
    stored = Programme.objects.get()
    assert (stored.operator, stored.begun_on) == ("A ministry", "2022-03")
    with pytest.raises(ValidationError, match="Nothing was changed"):
        actions.change_programme(by=by, number=one.id, said=said, why="again")


def test_a_programme_is_changed_by_the_rules_by_which_it_is_entered(member, another, programme):
    by = member()
    one, other = programme(by), programme(by, "Інша програма")
    for said, why in (
        ({"name": other.name}, "There is a programme of this name"),
        ({"source": " "}, "Say by whom or by what it is known"),
        ({"begun_on": "2022-05", "ended_on": "2022-04"}, "cannot end before it begins"),
    ):
        with pytest.raises(ValidationError, match=why):
            wanted = actions.ProgrammeSaid(**{"name": one.name, "source": "s"} | said)
            actions.change_programme(by=by, number=one.id, said=wanted, why="x")
    said = actions.ProgrammeSaid(name="n", source="s")
    for who, refused in ((another, Http404), (member("reviewer"), PermissionDenied)):
        with pytest.raises(refused):
            actions.change_programme(by=who, number=one.id, said=said, why="x")


def test_seeing_is_told_in_the_journal(member, child, place, programme):
    by = member()
    actions.see_child(by=by, number=child(by).id)
    assert (last().act, last().subject_kind) == ("saw child", "child")
    actions.see_place(by=by, number=place(by).id)
    assert (last().act, last().subject_kind) == ("saw place", "place")
    actions.see_programme(by=by, number=programme(by).id)
    assert (last().act, last().subject_kind) == ("saw programme", "programme")
    actions.see_children(by=by, shown=2, length=5)
    assert (last().act, last().details) == ("saw children", {"shown": 2, "length": 5})
    actions.see_map(by=by)
    assert last().act == "saw map"
