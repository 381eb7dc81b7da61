"""How good a result is, where the truth is known: figures worked by hand."""

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kintrace.errors import ListUnreadable, SettingsInvalid
from kintrace.trace import evaluate


@pytest.fixture
def result(tmp_path):
    """Four proposals; r1-l1 and r2-l3 are true, as is r3-l9, which was not proposed."""
    rows = [
        ("r1", "l1", 20.0, 0.99, 1, True),
        ("r2", "l2", 9.0, 0.75, 2, True),
        ("r2", "l3", 8.0, 0.65, 3, False),
        ("r4", "l4", 1.0, 0.25, 4, True),
    ]
    names = ("left_id", "right_id", "weight_bits", "probability", "rank", "assigned")
    columns = [pa.array(c) for c in zip(*rows, strict=True)]
    (tmp_path / "result").mkdir()
    pq.write_table(pa.table(columns, names=names), tmp_path / "result" / "pairs.parquet")
    return tmp_path / "result"


def truth(result, text):
    path = result.parent / "truth.csv"
    path.write_text(text, "utf-8")
    return path


TRUE = "left_id,right_id\nr1,l1\nr2,l3\nr3,l9\n"


def test_figures_are_those_worked_by_hand(result):
    figures = evaluate(result, truth(result, TRUE))
    calibration = figures.pop("calibration")
    assert figures == {
        "true_pairs": 3,
        "proposed": 3,
        "found": 2,
        "proposed_assigned": 2,
        "found_assigned": 1,
        "requests": 3,
        "requests_seen": 2,
        "at_1": 1,
        "at_5": 2,
        "at_10": 2,
        "precision": 2 / 3,
        "recall": 2 / 3,
        "f1": 2 / 3,
        "precision_assigned": 1 / 2,
        "recall_assigned": 1 / 3,
        "f1_assigned": 2 / 5,
        "recall_at_1": 1 / 3,
        "recall_at_5": 2 / 3,
        "recall_at_10": 2 / 3,
    }
    assert calibration == [
        {"tenth": 2, "pairs": 1, "said": 0.25, "observed": 0.0},
        {"tenth": 6, "pairs": 1, "said": 0.65, "observed": 1.0},
        {"tenth": 7, "pairs": 1, "said": 0.75, "observed": 0.0},
        {"tenth": 9, "pairs": 1, "said": 0.99, "observed": 1.0},
    ]


def test_a_higher_threshold_counts_fewer_proposals(result):
    figures = evaluate(result, truth(result, TRUE), 0.7)
    assert (figures["proposed"], figures["found"], figures["precision"], figures["recall"]) == (
        2,
        1,
        1 / 2,
        1 / 3,
    )


def test_repeated_and_empty_lines_of_the_truth_count_once_and_not_at_all(result):
    again = evaluate(result, truth(result, TRUE + "r1,l1\n,\nr9,\n"))
    assert (again["true_pairs"], again["found"]) == (3, 2)


def test_further_columns_and_their_order_do_not_matter(result):
    text = "note;right_id;left_id\nyes;l1;r1\nno;l3;r2\n"
    assert evaluate(result, truth(result, text))["recall"] == 1.0


def test_ids_that_meet_nothing_give_no_division_by_zero(result):
    figures = evaluate(result, truth(result, "left_id,right_id\nx,y\n"), 0.999)
    assert [figures[k] for k in ("true_pairs", "requests_seen", "recall", "precision", "f1")] == [
        1,
        0,
        0,
        0,
        0,
    ]
    assert figures["recall_at_10"] == 0.0


@pytest.mark.parametrize("text", ["left_id,right_id\n", "left_id,right_id\n,\n", "left_id,right_id\nr1,\n"])
def test_a_truth_without_a_pair_is_refused(result, text):
    with pytest.raises(ListUnreadable, match=r"truth\.csv holds no true pair"):
        evaluate(result, truth(result, text))


@pytest.mark.parametrize("threshold", [0.0, 1.0, 7.0, -1.0, float("nan")])
def test_a_threshold_is_a_probability(result, threshold):
    with pytest.raises(SettingsInvalid, match="not a probability between 0 and 1"):
        evaluate(result, truth(result, TRUE), threshold)


def test_within_one_list_a_true_pair_has_no_order(result):
    (result / "run.json").write_text(json.dumps({"lists": [{}]}), "utf-8")
    figures = evaluate(result, truth(result, "left_id,right_id\nl1,r1\nr2,l3\nl3,r2\n"))
    assert (figures["true_pairs"], figures["found"]) == (2, 2)


def test_between_two_lists_it_has(result):
    (result / "run.json").write_text(json.dumps({"lists": [{}, {}]}), "utf-8")
    figures = evaluate(result, truth(result, "left_id,right_id\nl1,r1\nr2,l3\n"))
    assert (figures["true_pairs"], figures["found"]) == (2, 1)


def test_an_id_that_looks_like_a_formula_is_met_by_the_id_of_the_truth(tmp_path):
    (tmp_path / "result").mkdir()
    table = pa.table({"left_id": ["=5"], "right_id": ["7"], "weight_bits": [9.0], "probability": [0.9],
                      "rank": [1], "assigned": [True]})  # fmt: skip
    pq.write_table(table, tmp_path / "result" / "pairs.parquet")
    assert evaluate(tmp_path / "result", truth(tmp_path / "result", "left_id,right_id\n=5,7\n"))["found"] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("left,right\na,b\n", "lacks a column left_id or right_id; its header is left, right"),
        (None, "cannot be read"),
    ],
)
def test_a_truth_that_cannot_be_read_is_told(result, text, said):
    path = result.parent / "gone.csv" if text is None else truth(result, text)
    with pytest.raises(ListUnreadable, match=said):
        evaluate(result, path)


@pytest.mark.parametrize("damage", ["absent", "damaged"])
def test_a_folder_that_is_no_result_is_told(result, damage):
    pairs = result / "pairs.parquet"
    pairs.unlink() if damage == "absent" else pairs.write_bytes(b"PAR1 no")
    with pytest.raises(ListUnreadable, match="missing or damaged"):
        evaluate(result, truth(result, TRUE))
