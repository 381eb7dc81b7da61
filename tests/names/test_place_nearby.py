"""Inflected and misspelt names give candidates near them."""

from kintrace.names.place_index import gazetteer
from kintrace.names.place_nearby import inflected, misspelt, stem


def names(numbers):
    return {gazetteer().name(number) for number in numbers}


def test_endings_do_not_count():
    assert names(inflected(["маріуполя"])) == {"Маріуполь"}
    assert names(inflected(["новой", "каховки"])) == {"Нова Каховка"}


def test_a_stem_that_changes_before_the_ending_is_known():
    assert names(inflected(["горлівці"])) == {"Горлівка"}


def test_one_wrong_letter_is_forgiven_in_a_short_name_and_two_in_a_long_one():
    assert "Мелітополь" in names(misspelt(["мелитопаль"]))
    assert "Сіверськодонецьк" in names(misspelt(["северадонеск"]))


def test_a_very_short_name_has_no_neighbours():
    assert misspelt(["бар"]) == []


def test_a_stem_is_the_key_without_endings():
    assert stem("Нова Каховка") == stem("Новой Каховки") == "nevkahevk"
