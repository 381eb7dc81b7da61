from kintrace.places.wording import ordered


def test_a_region_that_stands_by_itself_is_set_apart():
    assert ordered("Джанкой Крым") == "Джанкой , Крым, "


def test_a_region_that_ends_a_name_stays_in_it():
    assert ordered("смт Старий Крим") == "смт Старий Крим"


def test_words_about_who_lived_there_are_left_out():
    assert ordered("жила в Херсоне") == "в Херсоне"


def test_the_land_is_its_oblast():
    assert ordered("Ізюм, Харківщина") == "Ізюм, , харківська область, "


def test_other_texts_stay_as_they_are():
    assert ordered("с. Іванівка, Херсонська обл.") == "с. Іванівка, Херсонська обл."
