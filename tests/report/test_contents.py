"""What a report holds is plain: it can be kept as JSON, and nobody changes it by accident."""

import json
from dataclasses import FrozenInstanceError, asdict

import pytest

from kintrace.report import Report


def test_a_report_goes_to_json_and_comes_back(report):
    kept = json.loads(json.dumps(asdict(report), ensure_ascii=False))
    assert kept["pairs"] == report.pairs
    assert kept["lists"][0]["columns"] == [["name", "ПІБ"]]


def test_a_report_does_not_change_once_made(report):
    with pytest.raises(FrozenInstanceError):
        report.title = "another"


def test_curve_and_settings_may_be_left_out(report):
    bare = Report(report.title, report.created_at, report.lists, report.counts, report.pairs)
    assert (bare.curve, bare.settings, bare.language) == ([], {}, "uk")
