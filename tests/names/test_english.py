"""English short forms stand for their full names, and for no other."""

from kintrace.names.english import MOST, classes


def test_a_short_form_and_its_full_name_share_a_class():
    known = classes()
    for short, full in (("bill", "william"), ("peggy", "margaret"), ("kit", "christopher"), ("jack", "john")):
        assert set(known[short]) & set(known[full]), (short, full)


def test_two_full_names_stay_two():
    known = classes()
    for one, other in (("william", "robert"), ("john", "james"), ("jane", "margaret")):
        assert not set(known[one]) & set(known[other]), (one, other)


def test_a_form_that_may_stand_for_several_names_says_all_of_them():
    known = classes()
    assert set(known["sandy"]) == {known["alexander"][0], known["alexandra"][0]}


def test_no_form_stands_for_more_names_than_are_compared():
    assert max(map(len, classes().values())) <= MOST
