import pytest
from django.http import Http404

from kintrace.office.registry import place_queries, transfer_actions


def test_places_stand_by_name_and_are_found_by_any_of_theirs(member, place):
    by = member()
    place(by, "Табір", name_ru="Лагерь", kind="camp")
    place(by, "Лікарня", kind="hospital")
    assert [str(one) for one in place_queries.places(by)[0]] == ["Лікарня", "Табір"]
    for asked in (("camp",), ("", "лагерь"), ("", "ТАБІР"), ("", "абі")):
        assert [str(one) for one in place_queries.places(by, *asked)[0]] == ["Табір"]


def test_places_and_programmes_come_page_by_page(member, place, programme, monkeypatch):
    monkeypatch.setattr(place_queries, "PAGE", 1)
    by = member()
    for name in ("Є", "Б"):  # by their numbers Є stands before Б
        place(by, name), programme(by, name)
    for ask in (
        lambda after: place_queries.places(by, after=after),
        lambda after: place_queries.programmes(by, after),
    ):
        first, then = ask(None)
        second, last = ask(place_queries.named(str(then)))
        assert ([str(one) for one in (*first, *second)], last) == (["Б", "Є"], None)


def test_a_place_knows_who_was_there_when_and_what_was_noted(member, child, place, moved):
    by = member()
    one, home, camp = child(by), place(by, "Вигаданий дім"), place(by)
    brought = moved(by, one, home, camp, arrived_on="2022-03")
    moved(by, one, camp, home, left_on="2022-06", arrived_on="2022-07")
    said = transfer_actions.IndicatorSaid(kind="name_changed", source="A document")
    mark = transfer_actions.add_indicator(by=by, transfer=brought.id, said=said)
    stays = place_queries.arrivals(by, camp).stays
    assert [(s.transfer.child, s.from_on, s.until_on, s.last) for s in stays] == [
        (one, "2022-03", "2022-06", False)
    ]
    assert [(t.child, t.left_on) for t in place_queries.departures(by, camp).transfers] == [(one, "2022-06")]
    assert place_queries.indicators_of(place_queries.arrivals(by, camp).stays) == [mark]
    assert place_queries.indicators_of(place_queries.arrivals(by, home).stays) == []
    transfer_actions.withdraw_indicator(by=by, number=mark.id, why="x")
    assert place_queries.indicators_of(place_queries.arrivals(by, camp).stays) == []


def test_arrivals_come_the_last_first_page_by_page(member, child, place, moved, monkeypatch):
    monkeypatch.setattr(place_queries, "PAGE", 2)
    by = member()
    camp = place(by)
    for day in ("2022-03", "", "2022-05", "2022-03"):
        moved(by, child(by), None, camp, arrived_on=day)
    found, then = [], None
    for _page in range(2):
        page = place_queries.arrivals(by, camp, then)
        found += [s.from_on for s in page.stays]
        then = place_queries.named(str(page.then))
    assert (found, then) == (["2022-05", "2022-03", "2022-03", ""], None)


def test_arrivals_ask_the_same_number_of_questions_however_many_came(
    member, child, place, moved, django_assert_num_queries
):
    by = member()
    camp = place(by)
    for _child in range(5):
        moved(by, child(by), None, camp)
    with django_assert_num_queries(2):
        [str(s.transfer.child) for s in place_queries.arrivals(by, camp).stays]


def test_a_programme_knows_whom_it_took_and_where(member, child, place, programme, moved):
    by = member()
    camp, took = place(by), programme(by)
    made = moved(by, child(by), None, camp, programme=took.id)
    assert place_queries.taken_by(by, took).transfers == [made]
    assert place_queries.places_of(by, took) == [(camp, 1)]
    assert place_queries.places_of(member("mediator"), took) == []


@pytest.mark.parametrize("said", ["", "x_2022", "12", "-1_2022", "²_x", f"{'9' * 20}_x", "1_\0"])
def test_an_address_that_was_tampered_with_begins_nowhere(said):
    assert place_queries.named(said) is None


def test_places_and_programmes_of_another_organisation_are_not_there(member, another, place, programme):
    by = member()
    with pytest.raises(Http404):
        place_queries.place_seen(by, place(another).id)
    with pytest.raises(Http404):
        place_queries.programme_seen(by, programme(another).id)
