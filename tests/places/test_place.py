from kintrace.places import place


def test_a_place_has_names_areas_coordinates_and_former_names():
    bakhmut = place("UA14020010010059145")
    assert (bakhmut.names.uk, bakhmut.names.ru, bakhmut.names.en) == ("Бахмут", "Бахмут", "Bakhmut")
    assert (bakhmut.oblast, bakhmut.raion, bakhmut.hromada) == ("Донецька", "Бахмутський", "Бахмутська")
    assert [(one.uk, one.until) for one in bakhmut.names.older] == [("Артемівськ", "2016-02-04")]
    assert (round(bakhmut.latitude, 1), round(bakhmut.longitude, 1), bakhmut.precision) == (
        48.6,
        38.0,
        "exact",
    )


def test_a_special_city_lies_in_no_oblast():
    kyiv = place("UA80000000000093317")
    assert (kyiv.oblast, kyiv.raion, kyiv.kind, kyiv.names.en) == ("", "", "city", "Kyiv")


def test_an_unknown_code_is_no_place():
    assert place("UA99000000000000000") is None
    assert place("") is None
