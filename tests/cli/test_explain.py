"""`kintrace explain`: why one pair."""

import json
import re

import pytest

from kintrace.cli import explain


def test_reasons_are_a_table_that_adds_up(run, two_lists):
    said = run("explain", *two_lists, "R-2", "L-3")
    assert (said.code, said.err) == (0, "")
    header, *reasons, last = [line for line in said.out.splitlines() if not line.startswith("The other")]
    assert header.split() == ["field", "level", "bits", "R-2", "L-3"]
    words = [line.split()[:2] for line in reasons]
    assert ["given_name", "same_class"] in words
    assert ["birth", "day_month_swapped"] in words
    assert ["patronymic", "missing"] in words
    assert re.fullmatch(
        r"weight of the evidence \+\d+\.\d bits, \+\d+\.\d with the prior; probability [01]\.\d{4}", last
    )


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


@pytest.mark.parametrize(("bits", "shown"), [(-0.4, False), (-0.5, True)])
def test_that_relatives_explain_a_pair_as_well_is_shown_from_half_a_bit_on(bits, shown):
    kinship = {"field": "relatives", "level": "another_child", "bits": bits, "left": "", "right": ""}
    pair = {"left_id": "a", "right_id": "b", "reasons": [kinship], "weight_bits": 9.0, "prior_bits": -4.0}
    said = explain._table(pair | {"probability_alone": 0.9697, "probability": 0.9697})
    assert ("another_child" in said) is shown
    assert said.endswith("weight of the evidence +9.0 bits, +5.0 with the prior; probability 0.9697")


def test_what_rivals_and_calibration_change_is_told(run):
    pair = {"left_id": "a", "right_id": "b", "reasons": [], "weight_bits": 9.0, "prior_bits": -4.0}
    said = explain._table(pair | {"probability_alone": 0.9697, "probability": 0.5})
    assert said.splitlines()[-1] == (
        "The other candidates of the same records and the calibration of these lists change it "
        "from 0.9697 to 0.5000."
    )


def test_two_lists_and_one_id_are_told(run, two_lists):
    said = run("explain", *two_lists, "R-1")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"kintrace: After the lists {two_lists[0]} and {two_lists[1]} two ids are needed, one of each; "
        "there is only R-1.\n"
    )


def test_a_record_is_no_pair_with_itself(run, two_lists):
    said = run("explain", two_lists[0], two_lists[0], "R-1", "R-1")
    assert (said.code, said.err) == (2, "kintrace: R-1 and R-1 are one record of requests.csv; give two.\n")


def test_an_id_that_does_not_exist_is_told(run, two_lists):
    said = run("explain", *two_lists, "R-1", "L-77")
    assert (said.code, said.out) == (2, "")
    assert said.err == "kintrace: located.csv has no record with the id L-77.\n"
