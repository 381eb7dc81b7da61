import pytest
from django.utils import translation

from kintrace.office.cases.forms import CareForm, Change, Queue, StepForm
from kintrace.office.cases.steps import Kind
from kintrace.office.registry import queries
from kintrace.office.registry.actions import PlaceSaid, add_place


def test_a_date_is_kept_as_far_as_it_is_known(db):
    form = StepForm(Kind.LOCATED, {"on": "3.2024", "note": ""})
    assert form.is_valid()
    assert form.word().on == "2024-03"
    assert StepForm(Kind.LOCATED, {"on": "32.1.2024"}).errors["on"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This date cannot be read. Write a day, a month or a year: 07.03.2024, 03.2024, 2024."),
        ("uk", "Цю дату не вдається прочитати. Напишіть день, місяць або рік: 07.03.2024, 03.2024, 2024."),
        ("ru", "Эту дату не удаётся прочитать. Напишите день, месяц или год: 07.03.2024, 03.2024, 2024."),
    ],
)
def test_a_date_that_cannot_be_read_is_asked_for_in_the_form_that_the_help_shows(db, language, said):
    with translation.override(language):
        form = StepForm(Kind.LOCATED, {"on": "soon"})
        assert form.errors["on"] == [said]
        assert "07.03.2024" in str(form.fields["on"].help_text)


def test_evidence_is_a_piece_to_a_line():
    said = {"outcome": "verified", "evidence": "a paper\r\n\r\n a photo "}
    form = StepForm(Kind.RELATIONSHIP_CHECKED, said)
    assert form.is_valid()
    assert form.word().said == {"outcome": "verified", "evidence": ["a paper", "a photo"]}


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
