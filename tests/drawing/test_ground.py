from drawing.readable import outside, read

from kintrace.drawing.ground import ground
from kintrace.drawing.land import vector
from kintrace.drawing.projection import view
from kintrace.drawing.svg import picture

WINDOW = (10.0, 10.0, 410.0, 310.0)


def kinds(latitude, longitude):
    drawn = ground(view([vector(latitude, longitude)], WINDOW, 900))
    root = read(picture((420, 320), "map", ("t", "d"), drawn))
    assert outside(root) == []
    return [one.get("class") for one in root[2:]]


def test_ukraine_has_a_tone_of_its_own_upon_the_land_and_below_the_borders():
    assert kinds(48.5, 35.0) == ["water", "land", "ukraine", "border"]


def test_the_open_sea_is_water_alone():
    assert kinds(40.0, -40.0) == ["water"]
