"""The gazetteer in memory: units, regions, and what belongs to what."""

import pytest

from kintrace.names.place_index import FIRST_GEONAME, adjective_stem, gazetteer


@pytest.fixture(scope="module")
def index():
    return gazetteer()


def number(index, name, oblast):
    found = [n for n, known in enumerate(index.names) if known == name and index.codes[n].startswith(oblast)]
    return next(n for n in found if index.categories[n] in "KMXC")


def test_it_holds_every_settlement_of_ukraine(index):
    assert sum(category in ("K", "M", "X", "C") for category in index.categories) == 29_703


def test_codes_are_sorted_so_numbers_are_stable_within_an_edition(index):
    assert index.codes == sorted(index.codes)


def test_a_city_lies_in_its_raion_and_oblast(index):
    mariupol = number(index, "Маріуполь", "UA14")
    assert index.name(index.raion(mariupol)) == "Маріупольський"
    assert index.name(index.oblast(mariupol)) == "Донецька"


def test_kyiv_counts_for_the_oblast_around_it(index):
    kyiv, oblast = number(index, "Київ", "UA80"), index.number_of["UA32"]
    assert index.oblast(kyiv) == kyiv
    assert index.reach([oblast]) == {oblast, kyiv}


def test_a_russian_city_has_its_region_and_no_raion(index):
    (rostov,) = [n for n in index.by_key["restevnadenu"] if n >= FIRST_GEONAME]
    assert (index.name(rostov), index.raion(rostov)) == ("Ростов-на-Дону", 0)
    assert index.code(index.oblast(rostov)) == "RU.61"


def test_zero_is_the_unknown_place(index):
    assert (index.code(0), index.name(0)) == ("", "")


@pytest.mark.parametrize("word", ["херсонська", "херсонської", "херсонской", "khersonska", "khersonskaya"])
def test_an_adjective_has_one_stem_in_every_case(word):
    assert adjective_stem(word) == "hersensk"


def test_an_alternate_name_does_not_compete_with_an_official_one(index):
    assert [index.name(n) for n in index.by_key["slevansk"]] == ["Слов’янськ"]
