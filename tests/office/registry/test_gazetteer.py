"""What the gazetteer proposes fills in the form of a place."""

from django.utils import translation

from kintrace.office.registry import gazetteer


def test_a_place_is_proposed_by_any_of_its_names_with_where_it_lies():
    found = gazetteer.candidates("Артемовск, Донецкая обл.")[0]
    assert (found.code, found.name_uk, found.name_en) == ("UA14020010010059145", "Бахмут", "Bakhmut")
    assert "Артемівськ" in found.other_names.split("; ")
    assert "Донецька" in found.where
    assert (round(found.latitude, 1), round(found.longitude, 1)) == (48.6, 38.0)
    assert found.precision == "exact"
    assert (found.name_ru, found.recognised_as) == ("Бахмут", "Ukraine")


def test_namesakes_are_proposed_together_and_not_more_than_fit_a_page():
    found = gazetteer.candidates("с. Іванівка")
    assert len(found) == gazetteer.MOST
    assert {one.name_uk for one in found} == {"Іванівка"}
    assert len({one.where for one in found}) == gazetteer.MOST


def test_nothing_is_proposed_for_what_nobody_knows():
    assert gazetteer.candidates("Вигадане місто, якого немає") == []


def test_the_state_whose_territory_it_is_is_said_in_the_language_of_the_reader():
    with translation.override("uk"):
        simferopol, taganrog = (gazetteer.candidates(text)[0] for text in ("Сімферополь", "г. Таганрог"))
    assert (simferopol.recognised_as, taganrog.recognised_as) == ("Україна", "Російська Федерація")
