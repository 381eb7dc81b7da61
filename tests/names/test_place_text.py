"""An address is taken apart into settlement words, areas and a country."""

import pytest

from kintrace.names.place_index import gazetteer
from kintrace.names.place_text import Mention, take_apart


def address(text):
    return take_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "м. Маріуполь, Донецька обл.",
        "м.Маріуполь Донецької області",
        "Донецька область, місто Маріуполь",
        "Маріуполь місто, область Донецька",
        "Україна, Донецька обл., м. Маріуполь, вул. Миру, буд. 5, кв. 12",
    ],
)
def test_the_order_and_the_case_of_the_parts_do_not_matter(text):
    parts = address(text)
    assert parts.mentions == [Mention(("маріуполь",), "city")]
    assert [gazetteer().name(oblast) for oblast in parts.oblasts] == ["Донецька"]


def test_a_raion_is_the_beginning_of_the_codes_in_it():
    assert address("Сватівський р-н").raions == [("UA4410",)]
    assert address("Volnovakha raion").raions == [("UA1404",)]


def test_a_raion_of_before_2020_is_the_raions_it_went_to():
    assert address("Цюрупинский район").raions == [("UA6510",)]
    assert address("Чаплинський р-н").raions == [("UA6506", "UA6508")]


def test_a_city_district_is_used_up_without_being_taken_for_a_village():
    parts = address("Калинівський район, м. Горлівка")
    assert (parts.mentions, parts.raions) == ([Mention(("горлівка",), "city")], [])


def test_a_type_word_may_be_the_name():
    assert address("с. Слобода").mentions == [Mention(("слобода",), "village")]
    assert address("Нове Село").mentions == [Mention(("нове", "село"), "")]


def test_a_preposition_says_that_the_name_is_inflected():
    assert address("из Мариуполя").inflected
    assert not address("Мариуполь").inflected


def test_the_names_of_occupation_are_the_ukrainian_oblast():
    for text in ("ДНР", "Донецкая Народная Республика", "Донецкой Народной Республики"):
        assert [gazetteer().name(oblast) for oblast in address(text).oblasts] == ["Донецька"]


def test_the_country_is_remembered():
    assert [address(text).country for text in ("РФ", "Україна", "Польша", "Одеса")] == [
        "russia",
        "ukraine",
        "abroad",
        "",
    ]
