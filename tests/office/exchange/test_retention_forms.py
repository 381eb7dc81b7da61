"""The forms of retention."""

from kintrace.office.exchange.retention_forms import Confirm, KeepLonger, SetPeriod


def test_months_may_be_left_out_and_are_within_reason():
    assert SetPeriod({"kind": "record", "months": ""}).is_valid()
    assert SetPeriod({"kind": "child", "months": "36"}).is_valid()
    for months in ("0", "-1", "1201", "many"):
        assert not SetPeriod({"kind": "record", "months": months}).is_valid()
    assert not SetPeriod({"kind": "case", "months": "12"}).is_valid()


def test_keeping_longer_needs_a_day_and_a_reason():
    assert KeepLonger({"until": "2031-01-31", "why": "A court"}).is_valid()
    assert set(KeepLonger({"until": "", "why": ""}).errors) == {"until", "why"}


def test_nothing_is_confirmed_without_a_reason_and_the_box():
    assert set(Confirm({}).errors) == {"why", "sure"}
    form = Confirm({"why": "Over", "sure": "on"})
    assert form.is_valid()
    chosen = form.chosen([1], [2], "1-0")
    assert (chosen.lists, chosen.children, chosen.told, chosen.why) == ([1], [2], "1-0", "Over")
