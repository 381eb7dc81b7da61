"""Words get their roles in any order."""

import pytest

from kintrace import names
from kintrace.names import parts, words
from kintrace.names.pieces import split


def roles(written):
    read = parts.assign(split(written))
    return tuple(some[0].text if some else "" for some in (read.surname, read.given, read.patronymic))


@pytest.mark.parametrize(
    "written",
    [
        "Шевченко Олена Миколаївна",
        "Олена Миколаївна Шевченко",
        "Шевченко, Олена Миколаївна",
        "Олена Миколаївна ШЕВЧЕНКО",
        "ШЕВЧЕНКО Олена Миколаївна",
    ],
)
def test_three_parts_in_any_order(written):
    assert roles(written) == ("шевченко", "олена", "миколаївна")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Янушкевич Валерий Иванович", ("янушкевич", "валерий", "иванович")),
        ("Валерий Иванович Янушкевич", ("янушкевич", "валерий", "иванович")),
        ("Игорь Викторович КУРИЛОВИЧ", ("курилович", "игорь", "викторович")),
        ("Марданов Р.Р.", ("марданов", "р", "р")),
        ("О.М. Шевченко", ("шевченко", "о", "м")),
        ("Ірина В. Коваль", ("коваль", "ірина", "в")),
        ("Хор Глеб Яковлевич", ("хор", "глеб", "яковлевич")),
        ("Klimpush-Tsintsadze Ivanna", ("klimpush-tsintsadze", "ivanna", "")),
        ("Андрійко Парубий", ("парубий", "андрійко", "")),
        ("Мороза Сергея", ("мороза", "сергея", "")),
        ("Олена Петрівна", ("", "олена", "петрівна")),
        ("Анна Ивановна", ("", "анна", "ивановна")),
        ("Іван Петрович", ("петрович", "іван", "")),
        ("Farit Mubarakshevicb Mukhametshin", ("mukhametshin", "farit", "mubarakshevicb")),
    ],
)
def test_roles(written, expected):
    assert roles(written) == expected


def test_a_compound_can_match_by_its_words():
    read = parts.assign(split("Топор-Гилка Сергій"))
    assert [word.text for word in read.surname] == ["топор-гилка", "топор", "гилка"]


def test_a_maiden_name_is_another_surname():
    assert [word.text for word in parts.assign(split("Коваль (Бондар) Олена")).surname] == [
        "коваль",
        "бондар",
    ]


def test_weak_evidence_leaves_the_order_open():
    assert not parts.assign(split("Айк Гаспар")).certain
    assert parts.assign(split("Petrenko Oleksandr")).certain


@pytest.mark.parametrize(
    ("written", "gender"),
    [
        ("Шевченко Саша Петрівна", "f"),
        ("Коваль Олена", "f"),
        ("Коваль Саша", ""),
        ("Айк Петров", "m"),
        ("Коваль І.П.", ""),
    ],
)
def test_gender_from_the_surest_part(written, gender):
    assert parts.assign(split(written)).gender == gender


def test_endings_show_gender():
    assert [parts.surname_gender(words.word(text)) for text in ("петрова", "зеленський", "сірко")] == [
        "f",
        "m",
        "",
    ]


@pytest.mark.parametrize("name", ["Белая Анна", "Анна Белая", "Малая Ганна"])
def test_an_adjective_is_a_surname_though_a_given_name_sounds_so(name):
    (form,) = names.analyse([name])
    assert form.surname[0].text.endswith("ая")
    assert form.given[0].text.endswith("анна")
    assert form.order_certain
