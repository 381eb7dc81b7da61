"""What members fill in becomes what is asked for, or what is said."""

from django.http import QueryDict

from kintrace.office.tracing.pair_actions import Word
from kintrace.office.tracing.pair_forms import Decide, KeepFilter, Queue, Undo
from kintrace.office.tracing.pair_queries import Asked

LISTS = [(3, "requests")]


def test_an_empty_form_asks_for_open_pairs():
    assert Queue(LISTS, QueryDict("")).asked() == Asked()


def test_filters_are_read_with_probabilities_in_per_cent():
    form = Queue(LISTS, QueryDict("standing=unsure&least=5&most=50&list=3&place= Херсон "))
    assert form.asked() == Asked("unsure", 0.05, 0.5, 3, "Херсон")
    assert (
        form.query() == "standing=unsure&least=5&most=50&list=3&place=+%D0%A5%D0%B5%D1%80%D1%81%D0%BE%D0%BD+"
    )


def test_pairs_of_one_s_own_records_are_asked_for():
    form = Queue(LISTS, QueryDict("mine=on"))
    assert (form.asked(), form.query()) == (Asked(mine=True), "mine=on")


def test_a_list_that_is_not_offered_and_what_cannot_be_read_ask_for_nothing():
    assert Queue(LISTS, QueryDict("list=4&standing=same")).asked() == Asked()
    assert Queue(LISTS, QueryDict("least=x&standing=same")).asked() == Asked()


def test_no_upper_limit_is_none_and_nought_is_one():
    assert Queue(LISTS, QueryDict("most=0")).asked() == Asked(most=0.0)


def test_a_decision_is_read():
    form = Decide(QueryDict("verdict=same&reason=photo&note= a scar &seen=7"))
    assert form.is_valid()
    assert form.word() == Word("same", "photo", "a scar", 7)
    assert not Decide(QueryDict("verdict=withdrawn&reason=photo")).is_valid()


def test_notes_and_names_are_not_endless():
    assert not Undo({"note": "x" * 2001}).is_valid()
    assert Undo({}).is_valid()
    assert not KeepFilter({"name": "x" * 101}).is_valid()
    assert not KeepFilter({"name": " "}).is_valid()
