import csv
import gzip
from importlib.resources import files

from kintrace.names.place_index import SETTLED, gazetteer
from kintrace.places.position import position, russian_name, russian_names


def test_every_settlement_of_ukraine_has_a_point_inside_the_country():
    index = gazetteer()
    for number, code in enumerate(index.codes):
        if index.categories[number] in SETTLED:
            found = position(code)
            assert 44 < found.latitude < 52.5 and 22 < found.longitude < 40.3, code


def test_a_village_without_a_point_takes_that_of_its_hromada_and_says_so():
    own, inherited = position("UA65100150010064384"), position("UA65100150060065417")
    assert (own.precision, inherited.precision) == ("exact", "hromada")
    assert (own.latitude, own.longitude) == (inherited.latitude, inherited.longitude)


def test_the_usual_russian_name_comes_first():
    assert russian_names("UA80000000000093317")[0] == russian_name("UA80000000000093317") == "Киев"
    assert russian_names("UA99") == []


def test_a_ukrainian_name_that_has_only_letters_that_russian_has_too_is_not_called_russian():
    assert russian_names("UA14060170010074240") == ["Шахтарськ"]
    assert russian_name("UA14060170010074240") == ""


def test_every_code_of_the_table_is_in_the_gazetteer():
    text = gzip.decompress((files("kintrace.places") / "data" / "coordinates.csv.gz").read_bytes()).decode()
    index = gazetteer()
    known = {*index.codes, *map(index.code, index.russian)}
    assert [row["code"] for row in csv.DictReader(text.splitlines()) if row["code"] not in known] == []
