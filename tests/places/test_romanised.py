import pytest

from kintrace.places import romanised


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Харків", "Kharkiv"),
        ("Запоріжжя", "Zaporizhzhia"),
        ("Слов’янськ", "Sloviansk"),
        ("Їздецьке", "Yizdetske"),
        ("Згурівка", "Zghurivka"),
        ("Юр’ївка", "Yurivka"),
        ("Рогань", "Rohan"),
        ("Щастя", "Shchastia"),
    ],
)
def test_ukrainian_names_follow_the_national_table(name, latin):
    assert romanised.ukrainian(name) == latin


def test_russian_names_follow_the_passports():
    assert romanised.russian("Набережные Челны") == "Naberezhnye Chelny"
