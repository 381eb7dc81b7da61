"""What the journal is searched by."""

from kintrace.office.journal.forms import Search
from kintrace.office.journal.queries import Asked


def test_nothing_said_asks_for_everything(member):
    assert Search(member("auditor"), {}).asked() == Asked(None, "", None)
    assert Asked().told() == {}


def test_what_is_said_is_asked_for(member):
    by = member("auditor")
    assert Search(by, {"member": str(by.pk), "before": "7"}).asked() == Asked(by.pk, "", 7)
