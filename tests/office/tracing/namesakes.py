"""Two lists with namesakes of one birth year, whom only a column without a role tells apart. All invented."""

from kintrace.lists import Mapping, OtherColumn, mapping_toml

REQUESTS = """№;ПІБ;Рік народження;Очі;Прикмета
R-1;Вигаданчук Іван Олегович;2014;карі;
R-2;Вигаданчук Іван Олегович;2014;блакитні;
R-3;Бондар Микита Сергійович;2016;сірі;
R-4;Ткачук Софія Олегівна;2013;карі;Таємна родимка
R-5;Коваль Олексій Петрович;2012;зелені;
"""
LOCATED = """№;ФИО;Год рождения;Колір очей
L-1;Выгаданчук Иван Олегович;2014;блакитні
L-2;Выгаданчук Иван Олегович;2014;карі
L-3;Бондарь Никита Сергеевич;2016;сірі
L-4;Иванов Пётр Николаевич;2011;зелені
L-5;Коваль Алексей Петрович;2012;зелені
"""
_SURNAMES = (
    "Мельник",
    "Кравчук",
    "Лисенко",
    "Гончар",
    "Савчук",
    "Руденко",
    "Мороз",
    "Поліщук",
    "Зінчук",
    "Яременко",
)
REQUESTS += "".join(f"R-{at};{name} Іван;200{at % 10};руді {at};\n" for at, name in enumerate(_SURNAMES, 10))
LOCATED += "".join(f"L-{at};{name} Петро;201{at % 10};чорні {at}\n" for at, name in enumerate(_SURNAMES, 10))
COLUMNS = {
    "requests": {"id": ["№"], "name": ["ПІБ"], "birth": ["Рік народження"]},
    "located": {"id": ["№"], "name": ["ФИО"], "birth": ["Год рождения"]},
}
EYES = {
    "requests": {"очі": OtherColumn("Очі", "exact")},
    "located": {"очі": OtherColumn("Колір очей", "exact")},
}
TEXTS = {"requests": REQUESTS, "located": LOCATED}


def both(imported, by, others=EYES):
    """Import both lists, by default with their eyes compared: request, located."""
    return [
        imported(by, TEXTS[side], COLUMNS[side], others.get(side), side=side, file_name=f"{side}.csv")
        for side in TEXTS
    ]


def mapping_of(side):
    """What the command line is told of a list."""
    return mapping_toml(Mapping(COLUMNS[side], EYES[side]))
