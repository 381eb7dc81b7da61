from kintrace.drawing.spots import Flow, Place, crowds, gathered


def test_places_with_the_same_coordinates_are_one_spot_the_busiest_first():
    places = [
        Place("a", "Camp A", 45.0, 34.0, True),
        Place("b", "Camp B", 45.0001, 34.0, False),
        Place("c", "Home", 46.0, 32.0, True),
    ]
    found = gathered(places, [Flow("c", "b", 4, "x"), Flow("c", "a", 1, "x"), Flow("c", "?", 2, "x")])
    assert [(one.names, one.number, one.approximate) for one in found.spots] == [
        (("Home",), 7, True),
        (("Camp B", "Camp A"), 5, False),
    ]
    assert found.of_place == {"c": 0, "a": 1, "b": 1}


def test_crowds_are_found_the_largest_first():
    points = [(0, 0), (1, 0), (2, 0), (50, 0), (51, 0), (52, 0), (53, 0), (99, 0)]
    assert crowds(points, 1.5, 3) == [[3, 4, 5, 6], [0, 1, 2]]
    assert crowds([], 1.5, 3) == []
