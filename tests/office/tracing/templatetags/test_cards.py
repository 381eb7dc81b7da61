import pytest

from kintrace.office.tracing.templatetags.cards import differs_from


@pytest.mark.parametrize(
    ("mine", "theirs", "differs"),
    [("f", "m", True), ("Олена", "ОЛЕНА", False), ("", "m", False), ("m", "", False)],
)
def test_fields_differ_when_both_say_something_else(mine, theirs, differs):
    facing = {"fields": [{"role": "sex", "read": theirs}]}
    assert differs_from({"role": "sex", "read": mine}, facing) is differs


def test_a_card_that_stands_alone_differs_from_nothing():
    assert differs_from({"role": "sex", "read": "m"}, "") is False
    assert differs_from({"role": "sex", "read": "m"}, {"fields": []}) is False
