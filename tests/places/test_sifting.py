from kintrace.names import places
from kintrace.places.sifting import sift
from kintrace.places.textual import look_up, wanted


def sifted(text):
    asked = wanted(text, "")
    kept, agrees, differs = sift(look_up(asked).numbers, asked)
    return [places.code_of(number) for number in kept], agrees, differs


def test_parts_that_fit_are_named():
    assert sifted("с. Зарічне, Дар'ївська громада") == (["UA65100070030042746"], ("hromada", "kind"), ())


def test_a_part_that_nobody_fits_drops_nobody():
    kept, agrees, differs = sifted("Бердянськ, Львівська область")
    assert (kept, agrees, differs) == (["UA23020050010019935"], (), ("oblast",))


def test_a_village_in_the_raion_goes_before_a_big_city_elsewhere():
    kept, *_ = sifted("Zaporizhzhia, Polohivskyi raion")
    assert "UA23060070010069526" not in kept


def test_a_city_has_its_own_districts_and_no_others():
    assert sifted("Маріуполь, Приморський район") == (["UA14140050010029262"], (), ())
    assert sifted("Рівне, Приморський район")[2] == ("raion",)
