"""The names benchmark counts what it says it counts."""

import csv

import numpy as np
import pytest
from bench import names


def test_f1_and_recall_by_hand():
    true = np.array([True, True, True, False, False])
    scored = np.array([0.9, 0.8, 0.2, 0.6, 0.1])
    assert names.f1_of(true, scored >= 0.5) == pytest.approx(2 * 2 / (3 + 3))
    assert names.recall_at(true, scored) == pytest.approx(2 / 3)  # above the best negative, 0.6


def test_a_report_names_every_phenomenon(tmp_path):
    pairs = tmp_path / "pairs.csv"
    with pairs.open("w", encoding="utf-8", newline="") as lines:
        sheet = csv.writer(lines)
        sheet.writerow(["left", "right", "label", "stratum"])
        sheet.writerow(["Шевченко Олена", "Olena Shevchenko", "1", "uk-lat/reorder"])
        sheet.writerow(["Шевченко Олена", "Olha Shevchenko", "0", "uk-lat/sibling"])
    shown = names.report(pairs, None)
    assert "F1 1.0000 at 0.5, recall at 1 % false positives 1.0000" in shown
    assert "| same | reorder | 1 | 1.000 |" in shown
    assert "| other | sibling | 1 | 0.000 |" in shown
