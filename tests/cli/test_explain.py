"""`kintrace explain`: why one pair."""

import json

import pytest


def test_reasons_are_a_table_that_adds_up(run, two_lists):
    said = run("explain", *two_lists, "R-2", "L-3")
    assert (said.code, said.err) == (0, "")
    header, *reasons, last = said.out.splitlines()
    assert header.split() == ["field", "level", "bits", "R-2", "L-3"]
    words = [line.split()[:2] for line in reasons]
    assert ["given_name", "same_class"] in words
    assert ["birth", "day_month_swapped"] in words
    assert ["patronymic", "missing"] in words
    assert last.startswith("weight of the evidence +")


def test_a_script_gets_numbers(run, two_lists):
    pair = json.loads(run("explain", *two_lists, "R-2", "L-3", "--json").out)
    assert (pair["left_id"], pair["right_id"]) == ("R-2", "L-3")
    bits = sum(r["bits"] for r in pair["reasons"] if r["kind"] != "prior")
    assert bits == pytest.approx(pair["weight_bits"])


def test_weight_and_probability_are_those_of_the_trace(run, two_lists, tmp_path):
    run("trace", *two_lists, "--out", tmp_path / "result")
    first = (tmp_path / "result" / "pairs.csv").read_text("utf-8").splitlines()[1].split(",")
    pair = json.loads(run("explain", *two_lists, *first[:2], "--json").out)
    assert pair["weight_bits"] == pytest.approx(float(first[2]), abs=0.005)
    assert pair["probability"] == pytest.approx(float(first[3]))


def test_two_records_of_one_list_are_explained(run, two_lists):
    said = run("explain", two_lists[0], "R-1", "R-2")
    assert said.code == 0
    assert "surname" in said.out


@pytest.mark.parametrize("words", [["R-1"], ["R-1", "L-1", "x", "y"]])
def test_too_few_or_too_many_words_are_told(run, two_lists, words):
    said = run("explain", two_lists[0], *words)
    assert said.code == 2
    assert "Give one or two lists and then the two ids" in said.err


def test_an_id_that_does_not_exist_is_told(run, two_lists):
    said = run("explain", *two_lists, "R-1", "L-77")
    assert (said.code, said.out) == (2, "")
    assert said.err == "kintrace: located.csv has no record with the id L-77.\n"
