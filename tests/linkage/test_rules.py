"""Blocking rules follow from the fields at hand."""

import numpy as np
import pytest

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
