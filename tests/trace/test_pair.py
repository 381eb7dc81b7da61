"""One pair, by the lists' own ids, with its reasons."""

import pytest

from kintrace import trace
from kintrace.errors import SettingsInvalid
from kintrace.trace.pair import pair_by_ids


def test_a_pair_is_told_with_both_records_and_reasons_that_add_up(outcome):
    pair = pair_by_ids(outcome, "R-2", "L-3")
    assert pair["left"]["name"] == "Коваль Олексій Петрович"
    assert pair["right"] == {
        "name": "Коваль Алексей", "sex": "m", "birth": "2014-02-01", "place": "Херсонская область",
        "mother": "Коваль Анна Ивановна",
    }  # fmt: skip
    levels = {r["field"]: r["level"] for r in pair["reasons"]}
    assert levels["given_name"] == "same_class"
    assert levels["birth"] == "day_month_swapped"
    assert levels["place"] == "same_oblast"
    assert levels["patronymic"] == "missing"
    bits = {r["field"]: r["bits"] for r in pair["reasons"]}
    assert sum(bits.values()) - bits["prior"] == pytest.approx(pair["weight_bits"])


def test_the_probability_is_that_of_the_run(outcome):
    chosen = outcome.linked.chosen
    at = next(k for k in range(len(chosen.left)) if (chosen.left[k], chosen.right[k]) == (0, 0))
    assert pair_by_ids(outcome, "R-1", "L-9")["probability"] == chosen.probability[at]


def test_what_weight_and_prior_alone_would_give_is_told(outcome):
    pair = pair_by_ids(outcome, "R-1", "L-9")
    odds = 2.0 ** (pair["weight_bits"] + pair["prior_bits"])
    assert pair["probability_alone"] == pytest.approx(odds / (1 + odds))
    assert pair["prior_bits"] == next(r["bits"] for r in pair["reasons"] if r["kind"] == "prior")


def test_a_record_is_no_pair_with_itself(two_lists):
    for both in ((two_lists[0], None), (two_lists[0], two_lists[0])):
        request = trace.Request(*both)
        found = trace.run(request, trace.read_lists(request), lambda stage, done: None)
        with pytest.raises(SettingsInvalid, match=r"R-1 and R-1 are one record of requests\.csv; give two\."):
            pair_by_ids(found, "R-1", "R-1")


def test_a_pair_too_weak_to_be_kept_can_be_explained(outcome):
    pair = pair_by_ids(outcome, "R-1", "L-5")
    assert pair["probability"] < 0.001
    assert pair["weight_bits"] < 0


@pytest.mark.parametrize(
    ("left", "right", "where"), [("R-9", "L-9", "requests.csv"), ("R-1", "R-1", "located.csv")]
)
def test_an_id_that_is_not_in_its_list_is_told(outcome, left, right, where):
    with pytest.raises(SettingsInvalid, match=f"{where} has no record with the id"):
        pair_by_ids(outcome, left, right)


def test_within_one_list_the_order_of_ids_does_not_matter(two_lists):
    request = trace.Request(two_lists[0])
    found = trace.run(request, trace.read_lists(request), lambda stage, done: None)
    one, two = pair_by_ids(found, "R-1", "R-2"), pair_by_ids(found, "R-2", "R-1")
    assert one == two
    assert (one["left_id"], one["left"]["name"]) == ("R-1", "Шевченко Олена Іванівна")
