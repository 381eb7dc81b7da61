import pytest
from django.utils import translation

from kintrace.office.cases.case_queries import Named
from kintrace.office.cases.step_forms import NAMING, StepForm
from kintrace.office.cases.steps import Kind


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


def test_people_whom_the_case_knows_are_offered_and_any_other_may_be_written(db):
    form = StepForm(Kind.RELATIONSHIP_CHECKED, None, Named(["Марія <Вигадана>"]))
    assert '<option value="Марія &lt;Вигадана&gt;"></option>' in str(form)
    assert 'list="whom-known"' in str(form)
    said = {"outcome": "verified", "evidence": "a paper", "whom": "Вигадана Ганна"}
    assert StepForm(Kind.RELATIONSHIP_CHECKED, said, Named(["Марія"])).is_valid()


def test_what_one_form_offers_no_other_shows(db):
    StepForm(Kind.REUNIFIED, None, Named(["Марія"], "Марія"))
    assert "Марія" not in str(StepForm(Kind.REUNIFIED))


def test_a_reunification_begins_with_who_was_verified(db):
    named = Named(["Марія", "Ганна"], "Марія")
    assert 'value="Марія"' in str(StepForm(Kind.REUNIFIED, None, named)["with_whom"]).split("<datalist")[0]
    assert 'value="Марія"' not in str(StepForm(Kind.RETURN_AGREED, None, named)["with_whom"]).split("<")[1]


def test_these_steps_name_people():
    assert NAMING == (Kind.RELATIONSHIP_CHECKED, Kind.RETURN_AGREED, Kind.REUNIFIED)
