"""A pair's table says what was compared, with what result, in each language."""

import pytest

from kintrace.report.rows import view


def test_each_reason_is_a_row_with_both_texts_its_bits_and_a_sentence(pair, lines):
    assert [tuple(line) for line in lines(pair)] == [
        (
            "prior",
            "До порівняння",
            "",
            "",
            "−10,0",
            "Випадкова пара з цих списків рідко буває про одну дитину",
        ),
        ("same", "Прізвище", "Шевченко", "Шевченко", "+9,2", "Однакове прізвище: «Шевченко»"),
        ("same", "Ім’я", "Олексій", "Алексей", "+5,1", "«Олексій» і «Алексей» — форми одного імені"),
        ("apart", "По батькові", "Петрович", "Иванович", "−2,0", "Інше ім’я батька: «Петрович» і «Иванович»"),
        (
            *("near", "Дата народження", "2014-03-07", "2014-07-03", "+4,3"),
            "День і місяць переставлено: «2014-03-07» і «2014-07-03»",
        ),
        ("none", "Місце походження", "Маріуполь", "", "0,0", "Немає в другому списку"),
        ("same", "Стать", "чоловіча", "чоловіча", "+0,9", "Однакова стать"),
        ("rest", "Прикмети", "родимка", "", "", "Не порівнювалося"),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "bits"),
    [
        ("uk", "«Олексій» і «Алексей» — форми одного імені", "+5,1"),
        ("ru", "«Олексій» и «Алексей» — формы одного имени", "+5,1"),
        ("en", "“Олексій” and “Алексей” are forms of one name", "+5.1"),
    ],
)
def test_a_reason_is_said_in_the_language_of_the_page(pair, lines, language, sentence, bits):
    line = lines(pair, language)[2]
    assert (line.in_words, line.bits) == (sentence, bits)


def test_what_the_list_wrote_stands_beside_what_was_read_from_it(pair, lines):
    pair["left"]["birth"] = "7 березня 2014 р."
    line = lines(pair)[4]
    assert line.left == "7 березня 2014 р."
    assert line.in_words == "День і місяць переставлено: «7 березня 2014 р.» і «2014-07-03»"


def test_two_spellings_that_read_the_same_are_both_named(pair, lines):
    pair["reasons"][1] |= {"left": "Лук’яненко", "right": "Лукьяненко"}
    pair["reasons"][6] |= {"left": "m", "right": "M"}
    said = [line.in_words for line in lines(pair, "en")]
    assert said[1] == "“Лук’яненко” and “Лукьяненко” read the same"
    assert said[6] == "The same sex"


def test_a_mother_is_shown_as_written_once_before_the_parts_of_her_name(pair, lines):
    pair["left"]["mother"], pair["right"]["mother"] = "Шевченко Ірина", "Ирина"
    texts = {"left": "Ірина", "right": "Ирина"}
    pair["reasons"] = [
        {"field": "mother.given_name", "kind": "name", "level": "same_sound", "bits": 2.0, **texts},
        {
            "field": "mother.patronymic",
            "kind": "name",
            "level": "missing",
            "bits": 0.0,
            "left": "",
            "right": "",
        },
    ]
    assert [tuple(line)[:4] for line in lines(pair)][:3] == [
        ("rest", "Мати", "Шевченко Ірина", "Ирина"),
        ("near", "Мати: ім’я", "Ірина", "Ирина"),
        ("none", "Мати: по батькові", "", ""),
    ]


def step(field, kind, level, bits):
    return {"field": field, "kind": kind, "level": level, "left": "", "right": "", "bits": bits}


def test_what_is_about_several_fields_names_them_and_says_what_is_assumed(pair, lines):
    pair["reasons"] = [
        *pair["reasons"],
        step("surname + patronymic", "alteration", "adoption", 3.0),
        step("surname + birth + given_name", "alteration", "another_child", -6.0),
        step("sex", "alteration", "never heard of", 1.0),
        step("place + other:Прикмети", "dependence", "repeated", -1.5),
    ]
    assert [(line.field, line.in_words) for line in lines(pair, "en") if not line.left + line.right][1:] == [
        (
            "Assumed alteration: Surname + Patronymic",
            "Surname and patronymic were replaced together, as happens after adoption or guardianship",
        ),
        (
            "Perhaps another child: Surname + Birth date + Given name",
            "What agrees here, brothers and sisters share as well: these may be two children of one family",
        ),
        ("Assumed alteration: Sex", "It is assumed that these fields were altered on purpose"),
        (
            "Correction for repetition: Place of origin + Прикмети",
            "These fields partly repeat each other; what was counted twice is taken off",
        ),
    ]


def test_the_rows_are_summed_and_the_sum_says_when_the_weight_leaves_the_prior_out(pair):
    pair["weight_bits"] = 17.5
    seen = view(pair, "en", in_words=True)
    assert (seen.weight, seen.total) == ("+17.5", "+7.5")
    assert "The evidence, +17.5, together with the row “Before comparing”." in seen.total_in_words
    pair["weight_bits"] = 7.5
    assert view(pair, "en", in_words=True).total_in_words == ""


def test_the_sum_says_when_the_probability_is_not_the_one_that_it_gives(pair):
    changed = "and the calibration of these lists change the probability from 99.5\xa0% to 60.0\xa0%."
    pair["probability"] = 1 / (1 + 2**-7.5)
    assert view(pair, "en", in_words=True).total_in_words == ""
    pair["probability"] = 0.6
    assert changed in view(pair, "en", in_words=True).total_in_words


@pytest.mark.parametrize(("bits", "shown"), [(-0.49, False), (-0.5, True)])
def test_that_relatives_explain_a_pair_as_well_is_shown_from_half_a_bit_on(pair, lines, bits, shown):
    pair["reasons"] = [*pair["reasons"], step("relatives", "alteration", "another_child", bits)]
    said = [line.field for line in lines(pair, "en")]
    assert ("Perhaps another child: Relatives" in said) is shown


def test_a_column_of_the_list_itself_keeps_its_own_name(pair, lines):
    pair["reasons"] = [
        {
            "field": "other:birth",
            "kind": "text",
            "level": "different",
            "left": "а",
            "right": "б",
            "bits": -1.0,
        }
    ]
    line = lines(pair, "en")[0]
    assert (line.field, line.in_words) == ("birth", "The texts differ: “а” and “б”")
