from kintrace.office.cases.forms import CareForm, Change, Queue
from kintrace.office.registry import queries
from kintrace.office.registry.actions import PlaceSaid, add_place


def test_what_cannot_be_read_asks_for_all():
    assert Queue({"tracing_status": "nonsense"}).asked().tracing_status == ""


def test_new_care_offers_the_place_that_is_chosen_and_says_that_not_all_are_offered(member, monkeypatch):
    by = member()
    said = {"kind": "camp", "source": "A witness"}
    made = [add_place(by=by, said=PlaceSaid(name_uk=f"Вигаданий {one}", **said)) for one in "АБВ"]
    assert "only the first" not in str(CareForm(by))
    monkeypatch.setattr(queries, "MOST_OFFERED", 1)
    form = CareForm(by, {"kind": "foster_care", "place": str(made[2].id)})
    assert form.is_valid()
    assert form.cleaned_data["place"] == made[2].id
    assert "There are too many to offer all: only the first by name, 1." in str(form)
    assert [made.index(one) for one in made if str(one) in str(form)] == [0, 2]


def test_no_place_is_offered_to_who_may_not_see_where_a_child_is(member):
    by = member()
    add_place(by=by, said=PlaceSaid(name_uk="Вигаданий", kind="camp", source="A witness"))
    assert "Вигаданий" not in str(CareForm(member("mediator")))


def test_an_empty_workflow_is_that_of_a_new_case():
    form = Change({})
    assert form.is_valid()
    assert form.facts().workflow == "new"
