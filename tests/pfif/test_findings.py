"""A finding is a sentence with its line."""

from kintrace.pfif import Finding
from kintrace.pfif.findings import shown


def test_a_finding_says_its_line_its_kind_and_what_is_wrong():
    assert str(Finding(3, "It is empty.")) == "line 3: error: It is empty."
    assert str(Finding(3, "It is odd.", is_error=False)) == "line 3: warning: It is odd."


def test_a_value_cannot_steer_a_terminal():
    assert shown("\x9b31mred\u202e\n") == "31mred"
    assert shown("я" * 61) == "я" * 60 + "..."


def test_findings_stand_in_the_order_of_the_file():
    assert sorted([Finding(10, "a"), Finding(9, "b")])[0].line == 9
