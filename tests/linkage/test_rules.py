"""Blocking rules follow from the fields at hand."""

import numpy as np
import pytest

from kintrace.linkage import rules
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import choose_fields
from kintrace.linkage.rules import Rule, keys_of, propose


def encoded(left, right=None, compare=None, slavic=True):
    return encode(left, right, choose_fields(left, right or left, compare or {}), slavic)


def test_a_rule_is_told_in_words():
    assert str(Rule((("surname", "sound"), ("birth", "year")))) == "surname/sound + birth/year"
    assert str(Rule((("place", "same"),))) == "place"


def test_each_field_alone_and_with_each_other_is_proposed(people):
    rules = {str(r) for r in propose(encoded(people(birth=["2015"], place=["Херсон"], sex=["m"])))}
    assert rules >= {"birth", "place", "birth + place", "place + birth/year", "place + birth/month_day"}
    assert not any("sex" in rule for rule in rules)  # half of all people are of one sex


def test_names_are_proposed_by_sound_by_skeleton_and_by_first_letter(people):
    rules = {str(r): r for r in propose(encoded(people(name=["Коваль Іван Петрович"], birth=["2015"])))}
    assert rules["surname/sound + given_name/sound"].unordered
    assert not rules["surname/sound + birth"].unordered
    assert {"surname/skeleton + birth", "given_name/sound + surname/first"} <= set(rules)


def test_a_single_generic_column_makes_one_rule(people):
    assert [str(r) for r in propose(encoded(people(other_x=["a"]), compare={"x": "text"}))] == ["other:x"]


def test_nothing_to_block_on_makes_no_rule(people):
    assert propose(encoded(people(sex=["m"]))) == []


def test_records_that_agree_on_all_facets_have_one_key_and_missing_has_none(people):
    found = encoded(
        people(
            name=["Коваль Олексій", "Коваль Алексей", "Лис Алексей", "Коваль О."],
            birth=["2015-03-07"] * 3 + [None],
        )
    )
    rules = (
        Rule((("surname", "sound"), ("given_name", "sound"))),
        Rule((("given_name", "sound"), ("birth", "year"))),
    )
    keys = keys_of(found, found.left, rules)
    assert keys[0, 0] == keys[1, 0] != keys[2, 0] != 0
    assert keys[0, 1] == keys[1, 1] == keys[2, 1] != 0
    assert keys[3].tolist() == [0, 0]


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_there_is_a_key_for_each_record_and_rule(people, rows):
    found = encoded(people(other_x=["a"] * 5), compare={"x": "text"})
    keys = keys_of(found, found.left[:rows], (Rule((("other:x", "same"),)),) * 2)
    assert keys.shape == (rows, 2)
    assert keys.dtype == np.uint32
    assert (keys > 0).all()


def keys(*columns):
    return np.array(columns, np.uint32).T.copy()


def test_a_block_that_is_too_large_is_left_out_by_its_rule_and_by_no_other(monkeypatch):
    monkeypatch.setattr(rules, "LARGEST_BLOCK", 11)
    # Three left and four right records share key 9 of the first rule: 12 pairs. Most have another key too.
    left, right = keys([9, 9, 9, 5], [1, 2, 3, 4]), keys([9, 9, 9, 9, 5], [1, 2, 3, 0, 4])
    assert rules.close_large(left, right) == 12
    assert left.tolist() == [[0, 1], [0, 2], [0, 3], [5, 4]]
    assert right.tolist() == [[0, 1], [0, 2], [0, 3], [0, 0], [5, 4]]


def test_within_one_list_each_pair_that_is_left_out_is_counted_once(monkeypatch):
    monkeypatch.setattr(rules, "LARGEST_BLOCK", 15)
    one = keys([7, 7, 7, 7, 8, 8, 8])
    assert rules.close_large(one, one) == 6  # four records with one key make six pairs
    assert one[:, 0].tolist() == [0, 0, 0, 0, 8, 8, 8]


def test_keys_that_only_begin_alike_are_no_block(monkeypatch):
    monkeypatch.setattr(rules, "LARGEST_BLOCK", 3)
    one, other = keys([4097, 4098]), keys([4099, 4100])
    assert rules.close_large(one, other) == 0
    assert one[:, 0].tolist() == [4097, 4098]
