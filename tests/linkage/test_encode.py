"""Lists become integers, each distinct value once."""

import numpy as np
import pyarrow as pa

from kintrace.linkage.encode import encode, through
from kintrace.linkage.fields import choose_fields


def test_equal_values_have_equal_codes_across_both_lists_and_missing_is_minus_one(people):
    left = people(birth=["2015-03-07", None, "2014"], sex=["m", "f", None])
    right = people(birth=["2014", "2015-03-07"], sex=["f", "f"])
    found = encode(left, right, choose_fields(left, right, {}), True)
    assert found.left.tolist() == [[0, 0], [-1, 1], [1, -1]]
    assert found.right.tolist() == [[1, 1], [0, 1]]
    assert [d.texts.to_pylist() for d in found.dictionaries] == [["2015-03-07", "2014"], ["m", "f"]]
    assert not found.one_list


def test_spellings_that_fold_to_one_text_have_one_code(people):
    left = people(other_x=["O'Neil", "o neil"])
    found = encode(left, None, choose_fields(left, left, {"x": "text"}), True)
    assert found.left.tolist() == [[0], [0]]
    assert found.one_list
    assert found.right is found.left or (found.right == found.left).all()


def test_a_column_of_nothing_is_missing_everywhere(people):
    left, right = people(birth=[None, None], sex=["m", "f"]), people(birth=["2015"], sex=[None])
    found = encode(left, right, choose_fields(left, right, {}), True)
    assert found.left[:, 0].tolist() == [-1, -1]
    assert found.right.tolist() == [[0, -1]]


def test_lists_in_several_chunks_are_numbered_as_one(people):
    one, two = people(sex=["m", "f"]), people(sex=["f", None])
    chunked = pa.concat_tables([one, two])
    found = encode(chunked, None, choose_fields(chunked, chunked, {}), True)
    assert found.left[:, 0].tolist() == [0, 1, 1, -1]


def test_codes_pass_through_a_mapping_and_missing_stays_missing():
    assert through(np.array([5, 6, -1], np.int32), np.array([1, -1, 2, 0])).tolist() == [6, -1, -1, 5]


def test_a_number_that_hardly_two_people_share_is_a_persons_own_and_a_street_is_a_familys(people):
    # Four records a side: each number agrees with one record (4 pairs, 1 a record), the street with all (16).
    one = people(name=["A B"] * 4, other_number=["11", "22", "33", "44"], other_street=["Main"] * 4)
    found = encode(one, one, choose_fields(one, one, {"number": "code", "street": "text"}), False)
    assert {f.name: f.personal for f in found.fields if f.name.startswith("other:")} == {
        "other:number": True,
        "other:street": False,
    }


def test_within_one_list_a_number_seen_twice_is_still_a_persons_own(people):
    # Pairs that agree: one in number (4 records, limit 6), six in street.
    one = people(
        name=["A B"] * 4, other_number=["11", "11", "33", "44"], other_street=["Main", "Main", "Main", "Main"]
    )
    found = encode(one, None, choose_fields(one, one, {"number": "code", "street": "text"}), False)
    assert [f.near_unique for f in found.fields if f.name == "other:number"] == [True]
