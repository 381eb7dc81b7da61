import datetime as dt

import pytest
from django.utils import timezone, translation

from kintrace.office.accounts.models import Organisation
from kintrace.office.tracing.record_forms import Child, Correction, Request, Search, Share

NOTHING = frozenset()


def test_a_search_needs_two_letters():
    assert not Search({"q": "Є"}).is_valid()
    assert not Search({"q": "7 - 8"}).is_valid()
    assert Search({"q": "Ян"}).is_valid()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Tracing request", "Located child"]),
        ("uk", ["Запит на розшук", "Знайдена дитина"]),
        ("ru", ["Запрос на розыск", "Найденный ребёнок"]),
    ],
)
def test_one_record_is_a_request_or_a_child_not_many(language, said):
    with translation.override(language):
        choices = Request().fields["side"].choices
        assert [str(name) for _side, name in choices] == said
    assert [side for side, _name in choices] == ["requests", "located"]


def test_a_child_needs_a_name_and_a_birth_that_can_be_read():
    form = Child({"name": " . ", "birth": "31.02.2014"})
    assert not form.is_valid()
    assert set(form.errors) == {"name", "birth"}


def test_what_was_typed_is_kept_with_its_spaces():
    form = Child({"name": " Олена ", "birth": "2015", "birth_kind": "partial"})
    assert form.is_valid()
    assert form.typed() == {"name": " Олена ", "birth": "2015", "birth_kind": "partial"}


def test_a_correction_asks_for_the_parts_of_a_name_where_the_list_has_parts():
    form = Correction({"surname": "Коваль", "given_name": "Іван"}, NOTHING)
    assert form.asked[:3] == ["surname", "given_name", "patronymic"]
    assert Correction({"name": "Коваль Іван"}, NOTHING).asked[:2] == ["name", "other_names"]


def test_a_birth_that_is_left_alone_is_not_read_again():
    people = {"name": "Коваль", "birth": "2014-01-01/2016-12-31"}
    form = Correction(people, NOTHING, people | {"sex": "m", "why": "Seen"})
    assert form.is_valid()
    assert form.corrected()["birth"] == "2014-01-01/2016-12-31"


def test_a_birth_that_is_changed_is_read():
    form = Correction(
        {"name": "Коваль"}, NOTHING, {"name": "Коваль", "birth": "07.03.2015", "why": "A paper"}
    )
    assert form.is_valid()
    assert form.corrected()["birth"] == "2015-03-07"


def test_a_correction_does_not_ask_for_what_is_hidden():
    form = Correction({"name": "Коваль", "facility": "Лікарня"}, frozenset({"facility"}))
    assert "facility" not in form.fields


def test_a_correction_keeps_a_name_and_says_why():
    form = Correction({"name": "Коваль"}, NOTHING, {"name": ""})
    assert not form.is_valid()
    assert set(form.errors) == {"__all__", "why"}


def test_a_record_is_shared_until_the_end_of_a_day_within_a_year(member, another):
    today = timezone.localdate()

    def until(days):
        day = (today + dt.timedelta(days=days)).isoformat()
        return Share(member(), {"to": another.organisation_id, "until": day, "why": "Family"})

    assert until(1).is_valid()
    assert not until(0).is_valid()
    assert not until(367).is_valid()


def test_further_columns_are_corrected_under_their_labels_and_dates_are_read():
    further, people = {"щеплення": "date", "очі": "exact"}, {"name": "Коваль", "other:очі": "карі"}
    form = Correction(people, NOTHING, further=further)
    assert [form[field].label for field in form.further] == ["щеплення", "очі"]
    assert form["further-1"].value() == "карі"
    said = people | {"further-0": "01.03.2021", "further-1": "сірі", "why": "Seen"}
    form = Correction(people, NOTHING, said, further=further)
    assert form.is_valid()
    assert form.corrected()["other:щеплення"] == "2021-03-01"
    assert form.corrected()["other:очі"] == "сірі"
    wrong = Correction(people, NOTHING, said | {"further-0": "31.02.2021"}, further=further)
    with translation.override("en"):
        assert wrong.errors["further-0"] == ["This date cannot be read: 31.02.2021 does not exist."]


def test_where_no_other_organisation_works_the_form_says_so(member):
    by = member()
    assert Share(by).fields["to"].help_text == "No other organisation works in this office."
    Organisation.objects.create(name="Poruch")
    assert Share(by).fields["to"].help_text == ""


TYPED = {
    "name": "Коваль Іван",
    "birth": "2015",
    "birth_kind": "exact",
    "consent": "oral",
    "inquirer": "Коваль",
}


def test_of_a_record_entered_by_hand_also_what_is_not_compared_is_corrected():
    people = {"name": "Коваль Іван", "birth": "2015"}
    form = Correction(people, frozenset({"inquirer"}), typed=TYPED)
    assert form.asked_typed == [
        *("name_from", "name_2_from", "name_3_from", "birth_kind", "birth_from"),
        *("inquirer_relation", "inquirer_contact", "consent"),
    ]
    assert (form["consent"].value(), form["birth_kind"].value()) == ("oral", "exact")
    assert Correction(people, NOTHING).asked_typed == []
    wrong = Correction(people, NOTHING, people | {"consent": "", "why": "Seen"}, typed=TYPED)
    assert set(wrong.errors) == {"consent"}


@pytest.mark.parametrize(
    ("before", "birth", "kind", "read"),
    [
        ("2015", "2015", "exact", "2015"),
        ("2015", "2015", "estimated", "2014-01-01/2016-12-31"),
        ("2015", "2014", "estimated", "2013-01-01/2015-12-31"),
        ("2013", "2013", "estimated", "2012-01-01/2014-12-31"),
    ],
)
def test_a_birth_that_is_no_longer_as_sure_is_read_again(before, birth, kind, read):
    said = {"name": "Коваль", "birth": birth, "birth_kind": kind, "consent": "oral", "why": "Seen"}
    form = Correction({"name": "Коваль", "birth": before}, NOTHING, said, typed=TYPED)
    assert form.is_valid()
    assert (form.corrected()["birth"], form.corrected_typed()["birth_kind"]) == (read, kind)
