from xml.etree import ElementTree

import pytest
from django.utils import translation

from kintrace.office.registry import chain, pictures
from kintrace.office.registry.flows import Flow
from kintrace.office.registry.models import Place, Transfer

HOME = Place(pk=1, name_uk="Вигадане", name_en="Vyhadane", latitude=46.6, longitude=32.6, precision="exact")
CAMP = Place(pk=2, name_uk="Табір <Хвиля>", latitude=45.1, longitude=34.0, precision="oblast")
UNPLACED = Place(pk=3, name_uk="Невідомо де")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def stays(*transfers):
    return chain.stays(chain.ordered(transfers))


def texts(picture):
    return [one.text for one in ElementTree.fromstring(picture.svg).iter() if one.tag.endswith("}text")]


def test_there_is_no_picture_of_nothing():
    assert (pictures.timeline([]), pictures.flow_map([])) == (None, None)


def test_a_timeline_names_places_in_the_readers_language_and_says_what_has_no_date():
    moved = [Transfer(id=1, to_place=HOME, arrived_on="2022-03-14"), Transfer(id=2, to_place=CAMP)]
    picture = pictures.timeline(stays(*moved))
    assert picture.said == (
        "2 stays along time. Stays without a date: 1. Where a date is known only in part, the bar is pale."
    )
    assert {"Vyhadane", "Табір <Хвиля> (no date known)", "surely there"} <= set(texts(picture))
    assert "Vyhadane: 14.03.2022 – –" in picture.svg


def test_a_map_says_how_many_where_most_went_and_what_only_the_table_has():
    flows = [Flow(HOME, CAMP, 40), Flow(CAMP, HOME, 2), Flow(None, CAMP, 9), Flow(HOME, UNPLACED, 1)]
    picture = pictures.flow_map(flows)
    assert picture.said == (
        "Transfers shown: 42, between 2 places. "
        "Most went: Vyhadane → Табір <Хвиля>: 40; Табір <Хвиля> → Vyhadane: 2. "
        "Flows that only the table has, for a place is not known or not on the map: 2. "
        "Borders are those that the UN General Assembly recognises."
    )
    assert {"Vyhadane", "Табір <Хвиля>", "the point lies somewhere near the place"} <= set(texts(picture))


def test_a_map_draws_the_largest_flows_alone():
    places = [
        Place(pk=number, name_uk=f"Вигадане {number}", latitude=40 + number / 20, longitude=34)
        for number in range(80, 160)
    ]
    picture = pictures.flow_map([Flow(HOME, one, 170 - one.pk) for one in places])
    drawn = picture.svg.count('class="head"')
    assert drawn == pictures.MOST_DRAWN
    assert "Smaller flows that only the table has: 20." in picture.said


def test_flows_without_any_place_on_the_map_make_no_map():
    assert pictures.flow_map([Flow(None, CAMP, 9), Flow(HOME, UNPLACED, 1)]) is None


def test_the_pages_of_a_child_a_programme_and_the_map_have_their_pictures(
    member, place, child, programme, moved, page
):
    by = member()
    home = place(by, "Вигадане", kind="settlement", latitude=46.6, longitude=32.6, precision="exact")
    camp = place(by, "<b>Табір</b>", latitude=45.1, longitude=34.0, precision="exact")
    one, summer = child(by), programme(by)
    moved(by, one, home, camp, arrived_on="2022-03", programme=summer.id)
    for address, kind in (
        (f"/children/{one.id}/", "timeline"),
        ("/map/", "map"),
        (f"/programmes/{summer.id}/", "map"),
    ):
        shown = page(by, address).content.decode()
        assert f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing {kind}"' in shown
        assert "&lt;b&gt;Табір&lt;/b&gt;" in shown
        assert "<b>Табір" not in shown
        assert "style=" not in shown


def test_who_may_not_see_where_a_child_is_has_no_pictures(member, place, child, programme, moved, page):
    by = member()
    where = {"latitude": 46.6, "longitude": 32.6, "precision": "exact"}
    one, summer = child(by), programme(by)
    moved(by, one, place(by, "Вигадане", **where), place(by), arrived_on="2022-03", programme=summer.id)
    mediator = member("mediator")
    for address in (f"/children/{one.id}/", f"/programmes/{summer.id}/"):
        assert "<svg" not in page(mediator, address).content.decode()
