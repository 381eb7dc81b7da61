import pytest

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.cases.fields_of import TELLING, fields_of_said, fields_of_step
from kintrace.office.cases.steps import Kind


@pytest.mark.parametrize(
    ("kind", "name", "fields"),
    [
        (Kind.OPENED, "", {"steps"}),
        (Kind.VIEW_RECORDED, "child_says", {"steps", "wishes"}),
        (Kind.REUNIFIED, "with_whom", {"steps", "facility", "relatives"}),
        (Kind.RETURN_AGREED, "weighed", {"steps", "wishes"}),
        (Kind.TAKEN_BACK, "", {"steps"}),
    ],
)
def test_what_a_step_says_falls_under_the_fields_of_its_kind_and_its_own(kind, name, fields):
    assert fields_of_said(kind, name) == fields


def test_every_field_is_one_that_consent_may_withhold():
    every = TELLING.union(*(fields_of_step(kind) for kind in Kind))
    assert every <= set(FIELDS)
