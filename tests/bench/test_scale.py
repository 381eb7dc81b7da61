"""The scale generator: repeatable, of the announced size, spoiled at the announced rate."""

import pytest
from bench import scale


def columns(table):
    return {
        name: dict(zip(table["entity_id"].to_pylist(), table[name].to_pylist(), strict=True))
        for name in scale.FIELDS
    }


def test_the_same_seed_makes_the_same_lists(words):
    assert scale.generate(200, words, seed=3)[1].equals(scale.generate(200, words, seed=3)[1])


def test_another_seed_makes_other_lists(words):
    assert not scale.generate(200, words, seed=3)[1].equals(scale.generate(200, words, seed=4)[1])


def test_six_tenths_of_the_right_list_are_people_of_the_left(words):
    left, right = scale.generate(1_000, words)
    shared = set(left["entity_id"].to_pylist()) & set(right["entity_id"].to_pylist())
    assert (len(left), len(right), len(shared)) == (1_000, 1_000, 600)


def test_record_ids_do_not_tell_who_is_who(words):
    left, right = scale.generate(300, words)
    persons = dict(zip(right["rec_id"].to_pylist(), right["entity_id"].to_pylist(), strict=True))
    same = sum(
        persons[f"r{place[1:]}"] == person
        for place, person in zip(left["rec_id"].to_pylist(), left["entity_id"].to_pylist(), strict=True)
    )
    assert same < 10


def test_a_right_record_has_on_average_between_one_and_two_fields_that_differ(words):
    left, right = map(columns, scale.generate(4_000, words))
    persons = left["surname"].keys() & right["surname"].keys()
    different = sum(left[name][who] != right[name][who] for name in scale.FIELDS for who in persons)
    # 1.9 draws, less those that hit one field twice or leave it as it was, and two for an exchange of names.
    assert different / len(persons) == pytest.approx(1.7, abs=0.2)


def test_names_are_spoiled_more_often_than_suburbs(words):
    left, right = map(columns, scale.generate(4_000, words))
    persons = left["surname"].keys() & right["surname"].keys()
    share = {
        name: sum(left[name][who] != right[name][who] for who in persons) / len(persons)
        for name in scale.FIELDS
    }
    assert share["state"] == 0
    assert share["surname"] == pytest.approx(0.38, abs=0.06)
    assert share["suburb"] == pytest.approx(0.14, abs=0.04)
