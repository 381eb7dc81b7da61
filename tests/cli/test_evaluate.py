"""`kintrace evaluate`: figures worked by hand."""

import json

import pytest


def test_figures_are_told_in_a_table(run, two_lists, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("left_id,right_id\nR-1,L-9\nR-2,L-3\nR-3,L-7\nR-4,L-99\n", "utf-8")
    run("trace", *two_lists, "--out", tmp_path / "result")
    said = run("evaluate", tmp_path / "result", truth)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:5] == [
        "3 of 4 true pairs are among 3 proposed at probability 0.5 or more.",
        "                     precision  recall  F1",
        "all proposed pairs      1.0000  0.7500  0.8571",
        "one-to-one              1.0000  0.7500  0.8571",
        "The true record is the first of its request's proposals in 75.00%, "
        "among five in 75.00%, among ten in 75.00%.",
    ]
    assert lines[5] == "Calibration: probability said, share that is true, pairs"


def test_a_script_gets_numbers(run, two_lists, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("left_id,right_id\nR-1,L-9\n", "utf-8")
    run("trace", *two_lists, "--out", tmp_path / "result")
    figures = json.loads(run("evaluate", tmp_path / "result", truth, "--json").out)
    assert (figures["precision"], figures["recall"], figures["f1"]) == (1 / 3, 1.0, 0.5)
    assert figures["recall_at_1"] == 1.0
    assert sum(tenth["pairs"] for tenth in figures["calibration"]) == 3


def test_a_folder_without_a_result_is_told(run, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("left_id,right_id\nR-1,L-9\n", "utf-8")
    said = run("evaluate", tmp_path, truth)
    assert said.code == 2
    assert said.err.startswith(f"kintrace: {tmp_path / 'pairs.parquet'} is missing or damaged")


@pytest.mark.parametrize("threshold", ["7", "nan", "0"])
def test_a_threshold_that_is_no_probability_is_refused(run, tmp_path, threshold):
    said = run("evaluate", tmp_path, tmp_path / "truth.csv", "--threshold", threshold)
    assert said.code == 2
    assert "is not a probability between 0 and 1" in said.err


def test_ids_that_meet_nothing_are_hinted_at(run, two_lists, tmp_path):
    truth = tmp_path / "truth.csv"
    truth.write_text("left_id,right_id\n1,2\n", "utf-8")
    run("trace", *two_lists, "--out", tmp_path / "result")
    said = run("evaluate", tmp_path / "result", truth)
    assert said.code == 0
    assert said.out.startswith("No left_id of the true pairs occurs in the result. Do both use the same ids")
