import csv
import re
from pathlib import Path

from kintrace.names.place_index import gazetteer
from kintrace.places import place
from kintrace.places.place import numbered

# Written by hand: the seats of oblasts and raions, and cities whose Ukrainian name looks Russian.
RUSSIAN_NAMES = Path(__file__).parent / "russian_names.csv"


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


def test_the_seats_of_oblasts_and_raions_have_the_russian_name_that_russian_has_for_them():
    rows = list(csv.DictReader(RUSSIAN_NAMES.read_text("utf-8").splitlines()))
    assert len(rows) >= 140
    wrong = [
        (row["uk"], place(row["code"]).names.ru) for row in rows if place(row["code"]).names.ru != row["ru"]
    ]
    assert wrong == []


def test_no_city_is_given_a_russian_name_that_only_ukrainian_could_spell():
    cities = [number for number, kind in enumerate(gazetteer().categories) if kind in ("K", "M")]
    russian = [numbered(number).names.ru for number in cities]
    assert [name for name in russian if not name or set("іїєґ’'") & set(name.lower())] == []
    assert [name for name in russian if re.search("[сзц]ьк|ць$|ця$|ивка$|ське$", name)] == []
