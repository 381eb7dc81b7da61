from itertools import pairwise

import pytest
from django.http import Http404

from kintrace.office import sounds
from kintrace.office.registry import queries, transfer_actions
from kintrace.office.registry.queries import Asked


def names(by, **asked):
    return [one.name for one in queries.children(by, Asked(**asked)).shown]


def test_children_are_listed_the_last_entered_first_page_by_page(member, child, monkeypatch):
    by = member()
    for name in ("Вигаданий Іван", "Вигадана Олена", "Вигадана Ганна"):
        child(by, name)
    monkeypatch.setattr(queries, "PAGE", 2)
    page = queries.children(by, Asked())
    assert [one.name for one in page.shown] == ["Вигадана Ганна", "Вигадана Олена"]
    page = queries.children(by, Asked(before=page.then))
    assert ([one.name for one in page.shown], page.then) == (["Вигаданий Іван"], None)


def test_it_is_said_when_not_all_children_with_such_a_name_were_compared(member, child, monkeypatch):
    by = member()
    for name in ("Вигадана Олена", "Вигадана Ганна"):
        child(by, name)
    assert queries.children(by, Asked(name="Вигадана")).cut is False
    monkeypatch.setattr(sounds, "WEIGHED_FIRST", 1)
    assert queries.children(by, Asked(name="Вигадана")).cut is True


def test_children_are_filtered_by_what_is_known_of_them(member, child, place, programme, moved):
    by = member()
    one = child(by, "Вигадана Олена", sex="f", birth="2015-03-07")
    child(by, "Вигаданий Іван", sex="m", birth="2014")
    camp, took = place(by), programme(by)
    moved(by, one, None, camp, programme=took.id)
    for asked in ({"sex": "f"}, {"born": "2015"}, {"place": camp.id}, {"programme": took.id}):
        assert names(by, **asked) == ["Вигадана Олена"]
    assert names(by, sex="m", place=camp.id) == []


@pytest.mark.parametrize(
    "query", ["Шевченко Олена", "Shevchenko Alena", "ШЕВЧЕНКО ЕЛЕНА", "Szewczenko", "Дорошенко"]
)
def test_a_child_is_found_by_any_spelling_script_or_other_name(member, child, query):
    by = member()
    child(by, "Шевченко Олена", other_names="Дорошенко Алёна")
    child(by, "Коваль Олексій")
    assert names(by, name=query) == ["Шевченко Олена"]


@pytest.mark.parametrize("query", ["Ш", "12", "%%", "' OR 1=1 --"])
def test_what_is_no_name_finds_nobody(member, child, query):
    by = member()
    child(by)
    assert names(by, name=query) == []


def test_nobody_finds_the_children_of_another_organisation(member, another, child):
    one = child(another, "Шевченко Олена")
    assert names(member(), name="Шевченко") == []
    with pytest.raises(Http404):
        queries.child_seen(member(), one.id)


def test_a_life_has_stays_contradictions_and_what_was_replaced(member, child, place, moved):
    by = member()
    one, home, camp = child(by), place(by, "Вигаданий дім"), place(by)
    first = moved(by, one, home, camp, arrived_on="2022-03")
    moved(by, one, home, None, left_on="2023")
    said = transfer_actions.TransferSaid(
        source="A document", from_place=home.id, to_place=camp.id, left_on="2022"
    )
    transfer_actions.correct_transfer(by=by, number=first.id, said=said, why="Misread")
    life = queries.life(by, one)
    assert [(s.from_on, s.until_on) for s in life.stays] == [("2022", "2023"), ("2023", "")]
    assert len(life.contradictions) == 1
    assert life.replaced == [first]
    assert queries.last_place(by, one) is None


def test_a_life_is_empty_to_who_does_not_see_where_a_child_is(member, child, place, moved):
    by = member()
    one = child(by)
    moved(by, one, None, place(by))
    assert queries.life(member("mediator"), one) == queries.Life()


def test_a_childs_page_asks_the_same_number_of_questions_however_long_the_chain(
    member, child, place, moved, django_assert_max_num_queries
):
    by = member()
    one, places = child(by), [place(by, f"Вигадане місце {n}") for n in range(8)]
    for begins, leads in pairwise(places):
        moved(by, one, begins, leads)
    with django_assert_max_num_queries(3):
        for stay in queries.life(by, one).stays:
            str(stay.transfer.to_place), list(stay.transfer.indicators.all())


def test_what_is_not_chosen_is_none_and_what_is_not_there_is_missed(member, another, place, programme):
    by = member()
    assert queries.place_chosen(by, None) is None
    assert queries.programme_chosen(by, programme(by).id).name == "Вигадана програма"
    assert queries.places_offered(by) == queries.Offered([])
    for missed in (lambda: queries.place_chosen(by, place(another).id), lambda: queries.transfer_seen(by, 1)):
        with pytest.raises(Http404):
            missed()
