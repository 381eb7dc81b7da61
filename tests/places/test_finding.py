import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import places as bench

from kintrace.names.place_index import SETTLED, gazetteer
from kintrace.places import find

HERE = Path(__file__).parent


def code(text, **known):
    answer = find(text, **known)
    return answer.place.code if answer.place else answer.verdict


@pytest.mark.parametrize("table", ["places_300.csv", "development.csv"])
def test_at_least_95_of_100_texts_are_answered_as_a_person_would(table):
    rows = bench.rows(HERE / table)
    verdicts = [bench.verdict(find(row["text"]), row["expected"]) for row in rows]
    assert verdicts.count("right") >= 0.95 * len(rows)


def test_no_namesake_of_the_table_is_certain_of_another_place():
    rows = bench.rows(HERE / "places_300.csv")
    assert [row["text"] for row in rows if bench.verdict(find(row["text"]), row["expected"]) == "wrong"] == []


def test_the_table_names_at_least_300_different_places_and_each_text_is_another():
    rows = bench.rows(HERE / "places_300.csv")
    known = {*gazetteer().codes, *map(gazetteer().code, gazetteer().russian)}
    named = {row["expected"] for row in rows} - {"ambiguous", "unknown"}
    assert (len({row["text"] for row in rows}), len(named)) == (len(rows), 350)
    assert named - known == set()


def test_no_official_address_with_kind_oblast_or_raion_gives_another_place():
    asked = [row for row in bench.addresses(29) if row[0] != "name"]
    wrong = [text for _, text, meant in asked if (found := find(text).place) and found.code != meant]
    assert wrong == []


def test_a_bare_name_with_namesakes_is_ambiguous_unless_one_is_a_hundred_times_larger():
    assert find("Іванівка").verdict == "ambiguous"
    assert find("Миколаїв").verdict == "ambiguous"
    assert find("Рівне").verdict == "ambiguous"
    assert find("Київ").place.kind == "city"
    assert [place.kind for place in find("Київ").places] == ["city", "village"]


def test_the_word_for_its_kind_chooses_the_city():
    assert find("м. Рівне").place.oblast == "Рівненська"
    assert find("с. Рівне").verdict == "ambiguous"


@pytest.mark.parametrize(
    "text",
    [
        "с. Іванівка, Херсонська обл., Генічеський р-н",
        "Генічеський р-н, Херсонська обл., с. Іванівка",
        "Ивановка, Генический район Херсонской области",
        "Ivanivka, Henichesk district, Kherson region",
    ],
)
def test_the_parts_of_an_address_stand_in_any_order_and_language(text):
    assert code(text) == "UA65040030010022975"


def test_a_contradicted_oblast_makes_nothing_certain_and_says_what_differs():
    answer = find("м. Маріуполь, Херсонська обл.")
    assert answer.verdict == "ambiguous"
    assert answer.candidates[0].differs == ("oblast",)


def test_a_misspelt_name_is_never_certain():
    for text in ("Мариупль", "Мелітопіль", "Херсонн", "Мариупуль"):
        assert find(text).verdict == "ambiguous"
        assert find(text).candidates[0].fit == "near spelling"


def test_a_name_nobody_bears_is_unknown():
    assert (find("хтозна-де").verdict, find("").verdict, find("12345").verdict) == ("unknown",) * 3


def test_a_mention_that_nothing_reads_leaves_the_choice_to_a_person():
    assert find("с. Ххххххх, Київ").verdict == "ambiguous"


def test_the_area_known_besides_chooses_in_words_or_as_a_code():
    assert code("Слобожанське", within="Кегичівська громада") == "UA63060030020049570"
    assert code("Слобожанське", within="UA63060030000000000") == "UA63060030020049570"
    assert find("Маріуполь", within="Херсонська область").candidates[0].differs == ("within",)


def test_the_seat_of_an_oblast_may_stand_for_it():
    assert code("Mariupol, Donetsk, Ukraine") == "UA14140050010029262"


def test_two_places_in_one_text_are_ambiguous():
    assert find("Херсон, Мелітополь").verdict == "ambiguous"


def test_a_text_that_names_only_an_area_gives_the_area():
    oblast, raion = find("Херсонська область").place, find("Генічеський район").place
    assert (oblast.kind, oblast.precision) == ("oblast", "oblast")
    assert (raion.kind, raion.names.uk, raion.precision) == ("raion", "Генічеський", "raion")


def test_an_address_of_the_occupier_gives_the_ukrainian_code():
    assert code("г. Первомайск ЛНР") == "UA44020050060040462"
    assert code("Россия, ДНР, г. Мариуполь") == "UA14140050010029262"


def test_on_a_day_the_name_in_use_then_comes_first():
    now, then = find("Артемівськ", on="2024-05-01"), find("Артемівськ", on="2010")
    assert now.verdict == then.verdict == "ambiguous"
    assert find("Донецьк, Донецька обл.", on="1950").candidates[0].fit == "official name"


def test_a_place_of_russia_is_found_by_its_region():
    place = find("г. Таганрог, Ростовская область").place
    assert (place.country, place.oblast, place.precision) == ("RU", "Ростовская область", "exact")


def test_importing_is_cheap_and_the_first_answer_takes_less_than_half_a_second():
    program = (
        "import time, sys; start = time.process_time(); from kintrace.places import find; "
        "assert 'rapidfuzz' not in sys.modules; find('Харків'); print(time.process_time() - start)"
    )
    times = [float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(3)]
    assert min(times) < 0.7  # 0.4 s on a quiet core


def test_two_thousand_texts_are_answered_in_a_second():
    index = gazetteer()
    settled = [n for n in range(1, len(index.codes), 9) if index.categories[n] in SETTLED]
    texts = [f"с. {index.names[n]}, {index.name(index.oblast(n))} область" for n in settled]
    start = time.process_time()
    for text in texts:
        find(text)
    assert len(texts) / (time.process_time() - start) > 2_000  # 7,000 on a quiet core


def test_an_area_that_does_not_lie_where_it_must_is_not_certain():
    outside = find("Вінницька", within="Запорізька")
    assert (outside.verdict, outside.candidates[0].differs) == ("ambiguous", ("within",))
    assert find("Вінницька область", within="Вінницька область").verdict == "certain"


@pytest.mark.parametrize(
    "text",
    [
        "Рівне, Донецький район",
        "с. Рівне, Донецький район",
        "Маріуполь, Полтавський район",
        "Київ, Бучанський район",
        "г. Харьков, Мариупольский район",
        "Mariupol, Poltavskyi raion",
    ],
)
def test_a_place_that_does_not_lie_in_the_raion_that_is_named_is_not_certain(text):
    answer = find(text)
    assert answer.verdict == "ambiguous"
    assert {candidate.differs for candidate in answer.candidates} == {("raion",)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("м. Київ, Подільський район", "UA80000000000093317"),
        ("Харьков, Шевченковский р-н", "UA63120270010096107"),
        ("Кривий Ріг, Покровський район", "UA12060170010065850"),
        ("Одеса, Приморський р-н", "UA51100270010076757"),
    ],
)
def test_a_city_is_certain_beside_a_district_of_its_own(text, code):
    answer = find(text)
    assert (answer.verdict, answer.place.code) == ("certain", code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Хмільницький район", "UA05120000000017020"),
        ("у Хмільницькому районі", "UA05120000000017020"),
        ("Хмельницький район", "UA68040000000086061"),
        ("Хмельницкий район", "UA68040000000086061"),
    ],
)
def test_a_raion_is_read_by_its_own_name_first(text, code):
    answer = find(text)
    assert (answer.verdict, answer.place.code) == ("certain", code)


def test_in_latin_letters_both_raions_of_one_sound_are_meant():
    assert [place.code[:6] for place in find("Khmilnytskyi raion").places] == ["UA0512", "UA6804"]
