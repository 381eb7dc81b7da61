"""Which of GeoNames' alternates is the Russian name: a letter that Russian cannot have there tells."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "russian_spelling.py"
loaded = importlib.util.spec_from_file_location("russian_spelling", SCRIPT)
russian_spelling = importlib.util.module_from_spec(loaded)
loaded.loader.exec_module(russian_spelling)


@pytest.mark.parametrize(
    ("official", "russian", "others"),
    [
        ("Суми", "Сумы", {"Суми"}),
        ("Чорнобиль", "Чернобыль", {"Чорнобиль", "Чернобил", "Чернобыл"}),
        ("Енергодар", "Энергодар", {"Енергодар"}),
        ("Горішні Плавні", "Горишние Плавни", {"Горишни Плавни"}),
        ("Житомир", "Житомир", {"Житомиръ", "Жытомир"}),
        ("Стара Синява", "Старая Синява", {"Стара Синява"}),
        ("Дебальцеве", "Дебальцево", {"Дебальцеве"}),
        ("Васильків", "Васильков", {"Василькив"}),
    ],
)
def test_the_russian_name_comes_before_ukrainian_ones_and_transcriptions(official, russian, others):
    assert russian_spelling.in_order({russian, *others}, official)[0] == russian


@pytest.mark.parametrize(
    "name", ["Шахтарськ", "Марганець", "Лохвиця", "Хрустальний", "Засулля", "Бэрэстын", "Жытомир", "Тернове"]
)
def test_what_russian_does_not_write_is_no_russian_name(name):
    assert not russian_spelling.is_russian(name)


@pytest.mark.parametrize("name", ["Ровеньки", "Верхний Рогачик", "Великие Мосты", "Коцюбинское", "Городня"])
def test_what_russian_writes_may_be_a_russian_name(name):
    assert russian_spelling.is_russian(name)
