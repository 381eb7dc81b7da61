"""What the journal is searched by."""

import pytest
from django.utils import translation

from kintrace.office.journal.actions import write
from kintrace.office.journal.forms import Search, in_order
from kintrace.office.journal.queries import Asked


def test_nothing_said_asks_for_everything(member):
    assert Search(member("auditor"), {}).asked() == Asked(None, "", None)
    assert Asked().told() == {}


def test_what_is_said_is_asked_for(member):
    by = member("auditor")
    assert Search(by, {"member": str(by.pk), "before": "7"}).asked() == Asked(by.pk, "", 7)


@pytest.mark.parametrize(
    ("language", "acts"),
    [
        ("en", ["decided", "entered child", "saw pair", "took back a decision"]),
        ("uk", ["entered child", "saw pair", "took back a decision", "decided"]),
        ("ru", ["entered child", "took back a decision", "decided", "saw pair"]),
    ],
)
def test_acts_are_offered_in_the_order_of_the_readers_language(member, language, acts):
    by = member("auditor")
    for act in ("saw pair", "decided", "took back a decision", "entered child"):
        write(act, by=by)
    with translation.override(language):
        offered = [one for one, _name in Search(by, {}).fields["act"].choices]
    assert [one for one in offered if one in acts] == acts


def test_letters_stand_where_their_alphabets_have_them():
    assert sorted(["ящик", "їжак", "Єва", "ґанок", "гай", "дім", "ёж", "ель", "жук"], key=in_order) == [
        *("гай", "ґанок", "дім", "ель", "Єва", "ёж", "жук", "їжак", "ящик"),
    ]
