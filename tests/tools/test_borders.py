"""What the shipped borders are made from, on a small piece of invented land."""

import importlib.util
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "borders.py"
loaded = importlib.util.spec_from_file_location("borders", SCRIPT)
borders = importlib.util.module_from_spec(loaded)
loaded.loader.exec_module(borders)

SQUARE = [(30.0, 50.0), (31.0, 50.0), (31.0, 50.5), (31.0, 51.0), (30.0, 51.0), (30.0, 50.0)]


def test_a_corner_that_says_nothing_is_left_out_and_ends_stay():
    assert borders.thinned(SQUARE) == [one for one in SQUARE if one != (31.0, 50.5)]


def test_a_line_is_kept_as_where_it_begins_and_its_steps():
    assert borders.whole([(30.0, 50.0), (30.0001, 50.0), (30.5, 49.5)]) == [6000, 10000, 100, -100]


def test_land_beyond_the_line_of_the_date_is_of_the_region_and_the_south_is_not():
    assert borders.wanted([(-179.0, 65.0), (-170.0, 66.0)])
    assert not borders.wanted([(-77.0, -12.0), (-76.0, -11.0)])
    assert not borders.wanted([(20.0, 10.0), (21.0, 11.0)])


def test_what_is_no_state_to_the_general_assembly_is_of_the_member_whose_it_is():
    line = [[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]
    country = {"type": "Polygon", "arcs": [[0]], "properties": {"a3": "CYN"}}
    source = {
        "transform": {"scale": [0.01, 0.01], "translate": [33.0, 45.0]},
        "arcs": [line],
        "objects": {"countries": {"geometries": [country]}},
    }
    assert borders.region(source) == {
        "per_degree": 200,
        "countries": {"CYP": [[0]]},
        "lines": [[6600, 9000, 200, 0, 0, 200, -200, 0, 0, -200]],
    }
