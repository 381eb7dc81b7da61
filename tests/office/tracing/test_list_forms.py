import pytest
from django.utils import translation

from kintrace.lists import OtherColumn
from kintrace.office.accounts.models import Team
from kintrace.office.tracing.list_forms import Columns, FurtherColumns, NewList, role_name


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


HEADERS = ["ПІБ", "Очі", "Школа"]


def further(data=None, labels=None):
    return FurtherColumns(HEADERS, {"name": ["ПІБ"]}, labels or {}, data)


def test_only_columns_without_a_role_are_offered_under_their_own_heading():
    form = further()
    assert [(row["header"], row["label"].value(), row["how"].value()) for row in form.rows()] == [
        ("Очі", "Очі", ""),
        ("Школа", "Школа", ""),
    ]
    assert not form.is_open()


def test_a_heading_that_is_a_label_in_use_is_chosen_beforehand():
    form = further(labels={"очі": "exact"})
    assert [row["how"].value() for row in form.rows()] == ["exact", ""]
    assert form.is_open()
    with translation.override("en"):
        assert [(label, str(how)) for label, how in form.offered] == [("очі", "the same or not")]


def test_a_column_is_compared_once_it_is_said_how():
    form = further({"label-1": " колір  очей ", "how-1": "exact", "label-2": "", "how-2": "text"})
    assert form.is_valid()
    assert form.chosen() == {
        "колір очей": OtherColumn("Очі", "exact"),
        "Школа": OtherColumn("Школа", "text"),
    }


def test_a_form_that_says_nothing_of_further_columns_compares_none():
    form = further({"column-0": "name"})
    assert form.is_valid()
    assert form.chosen() == {}


@pytest.mark.parametrize(
    ("said", "field", "why"),
    [
        ({"label-1": "колір"}, "how-1", "Say how this column is compared, or leave the label as it was."),
        (
            {"how-0": "text"},
            "how-0",
            "This column is “full name” already: choose “not used” for it, or “not compared” here.",
        ),
        (
            {"how-1": "text", "label-1": "школа", "how-2": "text"},
            "label-2",
            "Two columns cannot both be “Школа”.",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(said, field, why):
    with translation.override("en"):
        form = further(said)
        assert form.errors == {field: [why]}
        assert form.is_open()


def test_a_list_of_very_many_columns_is_asked_for_no_more_than_a_request_takes():
    headers = [f"c{n}" for n in range(470)]
    assert len(FurtherColumns(headers, {}, {}).fields) == 10
