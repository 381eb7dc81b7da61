"""What contradicts one person is found once, and the score and the words agree on it."""

import numpy as np
import pytest

from kintrace import names
from kintrace.names import conflicts, scores


def found(left, right):
    _, rows = scores.describe([left], [right])
    best = int(np.argmax(scores.weigh(rows)))
    against = conflicts.find(rows[best : best + 1], scores.COLUMNS)[0]
    return {part for part, conflict in zip(conflicts.PARTS, against.tolist(), strict=True) if conflict}


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        ("Коваль Аня", "Коваль Таня", {"given"}),
        ("Коваль Діана", "Коваль Дана", {"given"}),
        ("Koval Diana", "Коваль Дана", {"given"}),
        ("Коваль Ірина", "Коваль Ярина", {"given"}),
        ("Коваль Віра", "Коваль Вероніка", {"given"}),
        ("Коваль Заїра", "Коваль Анна", {"given"}),
        ("Коваль О.", "Коваль Петро", {"given"}),
        ("Коваль Іван Петрович", "Коваль Іван Степанович", {"patronymic"}),
        ("Коваль Іван Іванович", "Коваль Іван Іванівна", {"gender"}),
        ("Зеленська Вікторія", "Зеленський Віктор", {"given", "gender"}),
        ("Петрова Саша", "Петров Саша", {"gender"}),
        ("Бондар Іван Петрович", "Ткачук Іван Петрович", {"surname"}),
        ("Коваль Олександр", "Koval Alexander", set()),
        ("Коваль Олександр", "Коваль Сашко", set()),
        ("Бабенка Валерія", "Валерій Бабенко", set()),
        ("Ивана Солодовникова", "Солодовников Иван", set()),
        ("Коваль Дмитро", "Коваль Дмирто", set()),
        ("Басова Л.О.", "Lidiia Aleksandrovna Basova", set()),
    ],
)
def test_what_contradicts_one_person(left, right, against):
    assert found(left, right) == against


KNOWN = (
    *(
        "Анна",
        "Аня",
        "Таня",
        "Слава",
        "Ярослав",
        "Саша",
        "Віктор",
        "Вікторія",
        "Петро",
        "О.",
        "Заїра",
        "Павла",
    ),
    *("Іванна", "Яна", "Васька", "Василь"),
)


@pytest.mark.parametrize("left", KNOWN)
@pytest.mark.parametrize("surname", ["Коваль", "Петрова", ""])
def test_what_is_said_never_contradicts_the_score(left, surname):
    for right in KNOWN:
        compared = names.compare(f"{surname} {left}", f"Koval {right}" if surname else right)
        assert not (compared.same and compared.conflicts)
