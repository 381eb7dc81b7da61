import csv
from importlib.resources import files

from kintrace.names.place_index import gazetteer
from kintrace.names.place_text import take_apart
from kintrace.places.districts import has_district


def rows():
    return list(
        csv.DictReader((files("kintrace.places") / "data/districts.csv").read_text("utf-8").splitlines())
    )


def test_each_city_has_the_districts_of_the_table_and_rivne_has_none():
    index = gazetteer()
    for row in rows():
        (raion,) = take_apart(f"{row['name']} район").raions
        assert has_district(index.codes.index(row["city"]), raion)
        assert not has_district(index.codes.index("UA56060470010041018"), raion)


def test_the_table_is_in_order_and_names_its_sources():
    told = [(row["city"], row["name"]) for row in rows()]
    assert told == sorted(set(told))
    for row in rows():
        area = row["city"][:4] if row["city"].startswith("UA80") else row["city"][:12]
        assert row["source"].startswith(f"KATOTTG {area}")
