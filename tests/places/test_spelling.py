from kintrace.names import places
from kintrace.places.spelling import misspelt

MARIUPOL = places.read("м. Маріуполь, Донецька обл.").settlement


def test_the_ukrainian_and_the_russian_name_are_no_misspellings():
    assert not misspelt(MARIUPOL, ["маріуполь"])
    assert not misspelt(MARIUPOL, ["мариуполь"])


def test_a_wrong_vowel_is_a_misspelling():
    assert misspelt(MARIUPOL, ["мариупиль"])


def test_latin_letters_are_not_judged():
    assert not misspelt(MARIUPOL, ["mariupil"])
