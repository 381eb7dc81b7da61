"""What the report page is given: the best pairs, both records, all reasons, the curve."""

import numpy as np
import pytest

from kintrace.report import Report
from kintrace.trace import summary
from kintrace.trace.output import write_pairs


@pytest.fixture
def shown(outcome, tmp_path) -> Report:
    return summary.report(outcome, write_pairs(outcome, tmp_path), "en")


def test_lists_and_counts_are_told(shown):
    assert shown.title == "requests.csv / located.csv"
    assert [(one["name"], one["rows"], one["rejected"]) for one in shown.lists] == [
        ("requests.csv", 4, 0), ("located.csv", 4, 1),
    ]  # fmt: skip
    assert ("name", "ПІБ дитини") in shown.lists[0]["columns"]
    assert (shown.counts["pairs_scored"], shown.counts["pairs_reported"], shown.counts["assigned"]) == (
        16,
        3,
        3,
    )
    assert shown.counts["expected_true"] == pytest.approx(sum(p["probability"] for p in shown.pairs))
    assert shown.language == "en"


def test_a_pair_comes_with_both_records_and_reasons_that_add_up(shown):
    pair = next(p for p in shown.pairs if p["left_id"] == "R-3")
    assert pair["right_id"] == "L-7"
    assert pair["left"]["name"] == "Бондар Микита Сергійович"
    assert pair["right"]["birth"] == "2016-11-11"
    assert "mother" not in pair["left"]  # blanks are left out
    prior = next(r["bits"] for r in pair["reasons"] if r["kind"] == "prior")
    assert sum(r["bits"] for r in pair["reasons"]) - prior == pytest.approx(pair["weight_bits"], abs=0.005)


def test_the_curve_rises_by_each_reported_pairs_probability(shown):
    reviewed, expected = zip(*shown.curve, strict=True)
    assert list(reviewed) == [1, 2, 3]
    assert list(expected) == pytest.approx(np.cumsum([p["probability"] for p in shown.pairs]).tolist())
    assert expected[-1] == pytest.approx(shown.counts["expected_true"])


def test_no_more_pairs_are_shown_than_a_page_can_hold(outcome, tmp_path, monkeypatch):
    monkeypatch.setattr(summary, "MOST_PAIRS", 2)
    shown = summary.report(outcome, write_pairs(outcome, tmp_path), "uk")
    assert len(shown.pairs) == 2
    assert shown.counts["pairs_reported"] == 3


def test_a_long_curve_is_thinned_and_keeps_both_ends(outcome, tmp_path, monkeypatch):
    monkeypatch.setattr(summary, "_CURVE_POINTS", 2)
    shown = summary.report(outcome, write_pairs(outcome, tmp_path), "uk")
    assert [int(reviewed) for reviewed, _ in shown.curve] == [1, 3]


def test_no_proposals_make_an_empty_page(outcome, tmp_path):
    nothing = write_pairs(outcome, tmp_path).slice(0, 0)
    shown = summary.report(outcome, nothing, "uk")
    assert (shown.pairs, shown.counts["pairs_reported"], shown.counts["assigned"]) == ([], 0, 0)
