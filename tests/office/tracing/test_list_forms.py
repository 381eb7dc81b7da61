from kintrace.office.accounts.models import Team
from kintrace.office.tracing.list_forms import Columns, NewList, role_name


def test_columns_that_were_guessed_together_keep_their_order():
    guessed = {"place": ["Місто", "Область"], "name": ["ПІБ"]}
    form = Columns(
        ["Область", "ПІБ", "Місто"], guessed, {"column-0": "place", "column-1": "name", "column-2": "place"}
    )
    assert form.is_valid()
    assert form.chosen() == guessed


def test_columns_that_somebody_joined_stand_as_in_the_file():
    form = Columns(["Область", "ПІБ", "Село"], {"name": ["ПІБ"]}, {"column-0": "place", "column-2": "place"})
    assert form.is_valid()
    assert form.chosen() == {"place": ["Область", "Село"]}


def test_what_was_guessed_is_chosen_beforehand():
    form = Columns(["Область", "ПІБ"], {"name": ["ПІБ"]})
    assert [field.initial for field in form] == ["", "name"]


def test_a_member_of_a_team_brings_lists_for_it_alone(member, organisation):
    mine = Team.objects.create(organisation=organisation, name="East")
    Team.objects.create(organisation=organisation, name="West")
    within = NewList(member("caseworker", scope="team", team=mine)).fields["team"].choices
    assert within == [(mine.id, "East")]
    assert len(NewList(member("caseworker", team=mine)).fields["team"].choices) == 3


def test_a_role_that_is_not_known_is_called_by_its_label():
    assert (role_name("height"), role_name("other:height")) == ("height", "height")
