import pytest
from django.utils import translation

from kintrace.office.statistics import figures
from kintrace.office.tracing.models import PeopleList


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def said(**counted):
    empty = {"cases": {}, "keepers": {}, "tasks": {}, "lists": [], "weeks": {}, "open_pairs": {}}
    return empty | counted


def shown(by, key, **counted):
    return {one.key: one for one in figures.sections(by, said(**counted))}.get(key)


CASES = {"closed": [0, 0, 0, 0, 2], "open": [9, 6, 0, 0, 0], "located": [30, 7, 8, 0, 0]}


def test_who_sees_cases_sees_every_count_in_the_order_of_the_way_home(member):
    section = shown(member("caseworker"), "cases", cases=CASES)
    assert section.rows == [
        ["open", "9", "6", "0", "0", "0", "15"],
        ["located", "30", "7", "8", "0", "0", "45"],
        ["closed", "0", "0", "0", "0", "2", "2"],
    ]
    assert section.total == ["All", "39", "13", "8", "0", "2", "62"]
    assert section.hides is False
    assert section.picture.said == "Cases: 62. Most: located (45)."


def test_who_does_not_see_cases_is_told_no_small_count_by_table_picture_or_words(member):
    section = shown(member("auditor"), "cases", cases=CASES)
    assert section.rows[2][:6] == ["closed", "0", "0", "0", "0", "<5"]
    assert section.rows[2][6] == "hidden"
    assert section.hides is True
    assert "closed: hidden" in section.picture.svg
    assert ">2<" not in section.picture.svg


def test_who_keeps_how_many_is_for_those_who_assign_cases(member):
    coordinator, worker = member(), member("caseworker", name="Olha")
    keepers = {str(worker.pk): [3, 4, 1], "": [7, 0, 0]}
    section = shown(coordinator, "keepers", keepers=keepers)
    assert section.rows == [["nobody", "7", "0", "0"], ["Olha", "3", "4", "1"]]
    assert section.total == ["All", "10", "4", "1"]
    assert shown(worker, "keepers", keepers=keepers) is None


def test_tasks_are_drawn_by_what_is_overdue(member):
    section = shown(member(), "tasks", tasks={"other": [2, 1, 0]})
    assert section.rows[0][1:] == ["2", "1", "0", "3"]
    assert section.picture.said.startswith("Tasks overdue: 2.")


def test_pairs_are_told_by_week_with_what_was_still_open(member):
    weeks = {"2026-11-16": [5, 9, 0], "2026-11-23": [1, 0, 0]}
    section = shown(member(), "pairs", weeks=weeks, open_pairs={"2026-11-23": 3})
    assert section.rows == [["2026-11-16", "5", "9", "0", "14", "–"], ["2026-11-23", "1", "0", "0", "1", "3"]]
    assert section.picture.said == "Pairs decided in these weeks: 15. Pairs open now: 3."
    few = shown(member("auditor"), "pairs", weeks=weeks, open_pairs={"2026-11-23": 3})
    assert few.rows[1][1] == few.rows[1][5] == "<5"
    assert few.picture.said.endswith("Pairs open now: <5.")


def test_lists_are_named_to_those_who_see_them_and_added_up_for_others(member):
    by = member()
    kept = {"organisation": by.organisation, "brought_by": by, "side": "located"}
    one, two = (PeopleList.objects.create(name=name, **kept) for name in ("Табір <1>", "Лікарня"))
    lists = [
        {"list": one.pk, "people": 200, "cells": 1000, "rejected": 25, "without_birth": 50},
        {"list": two.pk, "people": 10, "cells": 0, "rejected": 0, "without_birth": 0},
    ]
    section = shown(by, "lists", lists=lists)
    assert section.rows == [
        ["Табір <1>", "200", "25", "2.5 %", "50", "25.0 %"],
        ["Лікарня", "10", "0", "–", "0", "0.0 %"],
    ]
    assert "Табір &lt;1&gt;: 25.0 %" in section.picture.svg
    others = shown(member("auditor"), "lists", lists=lists)
    assert others.rows == [["all lists", "210", "25", "2.5 %", "50", "23.8 %"]]
    lists[0]["without_birth"] = 3
    assert shown(member("auditor"), "lists", lists=lists).rows == [
        ["all lists", "hidden", "hidden", "hidden", "<5", "hidden"]
    ]


def test_what_nothing_is_known_of_is_left_out(member):
    assert figures.sections(member(), said()) == []


def test_a_share_is_rounded_and_has_the_readers_decimal_mark(member):
    by = member()
    kept = {"organisation": by.organisation, "brought_by": by, "side": "located"}
    one = PeopleList.objects.create(name="Табір", **kept)
    counted = {"list": one.pk, "people": 3, "cells": 300, "rejected": 2, "without_birth": 2}
    with translation.override("uk"):
        assert shown(by, "lists", lists=[counted]).rows == [["Табір", "3", "2", "0,7 %", "2", "66,7 %"]]
