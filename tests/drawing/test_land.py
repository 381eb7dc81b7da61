import hashlib
import json
from importlib.resources import files

import pytest

from kintrace.drawing.land import country_at, land, vector


@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "country"),
    [
        ("Simferopol", 44.948, 34.104, "UKR"),
        ("Sevastopol", 44.605, 33.522, "UKR"),
        ("Kerch", 45.357, 36.468, "UKR"),
        ("Donetsk", 48.002, 37.805, "UKR"),
        ("Luhansk", 48.574, 39.307, "UKR"),
        ("Mariupol", 47.13, 37.56, "UKR"),
        ("Melitopol", 46.848, 35.367, "UKR"),
        ("Kherson", 46.64, 32.61, "UKR"),
        ("Rostov-on-Don", 47.231, 39.723, "RUS"),
        ("Krasnodar", 45.035, 38.975, "RUS"),
        ("Belgorod", 50.595, 36.587, "RUS"),
        ("Moscow", 55.755, 37.617, "RUS"),
        ("Vladivostok", 43.16, 131.95, "RUS"),
        ("Minsk", 53.9, 27.567, "BLR"),
        ("Tiraspol", 46.84, 29.63, "MDA"),
        ("Warsaw", 52.23, 21.01, "POL"),
        ("North of Nicosia", 35.25, 33.4, "CYP"),
        ("Black Sea", 43.4, 34.0, ""),
        ("Lima", -12.05, -77.04, ""),
    ],
)
def test_a_place_lies_where_the_general_assembly_says_it_lies(name, latitude, longitude, country):
    assert country_at(latitude, longitude) == country


def test_no_border_parts_crimea_from_the_rest_of_ukraine():
    near = {
        code
        for code, rings in land().countries.items()
        for ring in rings
        for number in ring
        for point in land().lines[max(number, ~number)]
        if 45.2 < _latitude(point) < 46.2 and 33.0 < _longitude(point) < 35.0
    }
    assert near == {"UKR"}


def _latitude(point):
    import math

    return math.degrees(math.asin(point[2]))


def _longitude(point):
    import math

    return math.degrees(math.atan2(point[1], point[0]))


def test_the_shipped_file_is_the_one_whose_source_is_told():
    folder = files("kintrace.drawing").joinpath("data")
    written = folder.joinpath("borders.json").read_bytes()
    assert len(written) < 150_000
    assert f"`{hashlib.sha256(written).hexdigest()}`" in folder.joinpath("SOURCES.md").read_text("utf-8")


def test_every_ring_is_closed_by_its_lines():
    ground = land()
    for rings in ground.countries.values():
        for ring in rings:
            lines = [ground.lines[one] if one >= 0 else ground.lines[~one][::-1] for one in ring]
            for one, then in zip(lines, [*lines[1:], lines[0]], strict=True):
                assert one[-1] == pytest.approx(then[0])


def test_lines_between_two_countries_are_borders_and_coasts_are_not():
    read = json.loads(files("kintrace.drawing").joinpath("data/borders.json").read_text("ascii"))
    assert 100 < len(land().borders) < len(read["lines"])


def test_a_place_is_a_point_on_the_globe():
    assert vector(0, 0) == (1, 0, 0)
    assert vector(90, 0) == pytest.approx((0, 0, 1))
