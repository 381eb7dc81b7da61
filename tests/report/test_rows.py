"""A pair's table says what was compared, with what result, in each language."""

import pytest


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


def test_an_alteration_says_what_is_assumed_and_of_what(pair, lines):
    pair["reasons"] = [
        *pair["reasons"],
        {
            "field": "surname",
            "kind": "alteration",
            "level": "surname",
            "left": "Коваль",
            "right": "Орлов",
            "bits": 3.0,
        },
        {
            "field": "sex",
            "kind": "alteration",
            "level": "never heard of",
            "left": "",
            "right": "",
            "bits": 1.0,
        },
    ]
    alterations = [line for line in lines(pair, "en") if line.mark == "alteration"]
    assert [line.field for line in alterations] == ["Assumed alteration", "Assumed alteration"]
    assert [line.in_words for line in alterations] == [
        "It is assumed that the surname was replaced, as happens after guardianship or adoption: "
        "“Коваль” → “Орлов”",
        "It is assumed that this field was altered on purpose",
    ]


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
