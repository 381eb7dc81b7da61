import pytest
from django.utils.translation import override

from kintrace.office.registry import forms
from kintrace.office.registry.queries import Asked

CHILD = {"name": "Вигадана Олена", "source": "A list"}


def test_a_childs_birth_is_read_and_other_names_are_joined():
    form = forms.ChildForm(CHILD | {"birth": "07.03.2015", "other_names": "Олена ;; Алёна"})
    assert form.is_valid()
    assert (form.said().birth, form.said().other_names) == ("2015-03-07", "Олена; Алёна")


@pytest.mark.parametrize(
    ("field", "typed"), [("name", "Ш"), ("birth", "31.02.2015"), ("source", ""), ("sex", "x")]
)
def test_what_cannot_be_read_of_a_child_is_refused(field, typed):
    assert list(forms.ChildForm(CHILD | {field: typed}).errors) == [field]


def test_why_a_birth_cannot_be_read_is_said_in_the_readers_language():
    with override("uk"):
        errors = forms.ChildForm(CHILD | {"birth": "31.02.2015"}).errors["birth"]
    assert errors == ["Цю дату народження не вдається прочитати: дати 31.02.2015 не існує."]


def test_a_birth_that_is_stored_is_taken_as_it_is():
    stored = "2014-01-01/2016-12-31"
    assert forms.ChildForm(CHILD | {"birth": stored}, initial={"birth": stored}).is_valid()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name_uk": ""}, ["__all__"]),
        ({"latitude": "47"}, ["__all__"]),
        ({"latitude": "91", "longitude": "37"}, ["latitude", "__all__"]),
        ({"latitude": "47", "longitude": "37"}, ["precision"]),
        ({"latitude": "nan", "longitude": "37"}, ["latitude", "__all__"]),
        ({"latitude": "47.1", "longitude": "37.5", "precision": "exact"}, []),
    ],
)
def test_a_place_is_whole(typed, wrong):
    form = forms.PlaceForm({"kind": "camp", "name_uk": "Табір", "source": "s"} | typed)
    assert list(form.errors) == wrong


def test_a_transfer_offers_the_places_of_ones_own_organisation(member, another, place):
    by, own = member(), place(member())
    place(another, "Чуже місце")
    form = forms.TransferForm(by, {"to_place": str(own.id), "source": "s", "left_on": "about 2022"})
    assert form.is_valid()
    assert (form.said().to_place, form.said().left_on) == (own.id, "2022~")
    assert "Чуже місце" not in str(form)


def test_what_cannot_be_asked_asks_for_nothing(member):
    form = forms.Children(member(), {"q": "Олена", "born": "x", "place": "9", "before": "-1", "sex": "f"})
    assert form.asked() == Asked(name="Олена", sex="f")


def test_who_does_not_see_where_a_child_is_is_not_asked_where(member):
    assert list(forms.Children(member("mediator")).fields) == ["q", "sex", "born", "before"]
