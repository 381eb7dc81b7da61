"""Write Ukrainian names, dates and places as a Russian clerk does.

The rules are those of Russian renderings of Ukrainian words in general use (і -> и, є -> е, ґ -> г, -ський
-> -ский, -івка -> -овка ...); what no rule gives stands in the tables of given names and of places.
"""

import csv
import re
from functools import cache
from pathlib import Path

_LETTERS = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")
# и is ы after most consonants in adjectives and short roots, but stays in -енко, -ик, -ич, -ишин.
_ADAPTED = {
    "Олійник": "Олейник", "Бондар": "Бондарь", "Заєць": "Заяц", "Кутовий": "Кутовой", "Лозовий": "Лозовой",
    "Гончар": "Гончарь", "Скрипник": "Скрипник", "Швець": "Швец", "Кравець": "Кравец", "Білоус": "Белоус",
    "Білий": "Белый", "Чорний": "Чёрный", "Бережний": "Бережной", "Вовк": "Волк",
    "Коломієць": "Коломиец", "Дяченко": "Дьяченко", "Палатний": "Палатный", "Андрієнко": "Андриенко",
}  # fmt: skip
_RULES = (
    (re.compile("(?<=[сц])ьк(?=(ий|а|е)$)"), "к"),  # Ковальський -> Ковальский, here still with и
    (re.compile("(?<=[бвдзлмнпрст])йо"), "ьё"),
    (re.compile("[йь]о"), "ё"),
    (re.compile("[’'](?=[яюєї])"), "ь"),
    (re.compile("ець$"), "ец"),
    (re.compile("ський$"), "ский"),
    (re.compile("цький$"), "цкий"),
    (re.compile("^Біл"), "Бел"),
    (re.compile("^Є"), "Е"),
    (re.compile("(?<=[бвдзлмнпрст])ий$"), "ый"),
    (re.compile("(?<=[бвдзлмнпрст])ів$"), "ов"),
    (re.compile("єв$"), "ев"),
)
_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
    "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_PLACE_RULES = (
    (re.compile("’"), "ъ"),
    (re.compile("ъ(?=[яюєї])"), "ь"),
    (re.compile("іївка$"), "еевка"),
    (re.compile("ївка$"), "евка"),
    (re.compile("івка$"), "овка"),
    (re.compile("(?<=[жчшщц])овка$"), "евка"),
    (re.compile("ське$"), "ское"),
    (re.compile("цьке$"), "цкое"),
    (re.compile("ська$"), "ская"),
    (re.compile("гірськ$"), "горск"),
    (re.compile("ськ$"), "ск"),
    (re.compile("цьк$"), "цк"),
    (re.compile("ілля$"), "олье"),
    (re.compile("лля$"), "лье"),
    (re.compile("нння$"), "нье"),
    (re.compile("^Висок"), "Высок"),
    (re.compile("^Чорно"), "Черно"),
    (re.compile("^Слов(?=[ъь]я)"), "Слав"),
    (re.compile("(?<=Слав)[ъь]"), ""),
    (re.compile("ове$"), "ово"),
    (re.compile("еве$"), "ево"),
    (re.compile("(?<!и)не$"), "ное"),
    (re.compile("(?<=[рлдт])е$"), "ое"),
    (re.compile("ець$"), "ец"),
    (re.compile("ине$"), "ино"),
    (re.compile("Дніпр"), "Днепр"),
    (re.compile("^Півден"), "Южн"),
    (re.compile("ий$"), "ый"),
    (re.compile("(?<=[гкх])ый$"), "ий"),
    (re.compile("ів$"), "ов"),
    (re.compile("^Новоо"), "Новоа"),
    (re.compile("^Олекс"), "Алекс"),
    (re.compile("Миколаї"), "Николаи"),
    (re.compile("^Микол"), "Никол"),
    (re.compile("^Біл"), "Бел"),
    (re.compile("^Віль"), "Воль"),
    (re.compile("^Кам[ъь]я"), "Каме"),
    (re.compile("ьк(?=[аие]$)"), "к"),
)


def surname(name: str) -> str:
    """Return the Russian form of a Ukrainian surname (the man's form).

    >>> [surname(name) for name in ("Ковальський", "Лук’яненко", "Олійник", "Федорів", "Андрієнко")]
    ['Ковальский', 'Лукьяненко', 'Олейник', 'Федоров', 'Андриенко']
    """
    if name in _ADAPTED:
        return _ADAPTED[name]
    for rule, form in _RULES:
        name = rule.sub(form, name)
    return name.translate(_LETTERS)


def into_ukrainian(name: str) -> str:
    """Return a Russian surname in Ukrainian letters.

    >>> into_ukrainian("Воробьёв"), into_ukrainian("Крылов")
    ('Воробйов', 'Крилов')
    """
    return name.replace("ьё", "йо").replace("ё", "ьо").replace("и", "і").replace("ы", "и").replace("ъ", "’")


def place(name: str) -> str:
    """Return the Russian form of a Ukrainian place name, by the table or by rule.

    >>> [place(name) for name in ("Іванівка", "Вільне", "Новотроїцьке", "Скадовськ", "Велика Лепетиха")]
    ['Ивановка', 'Вольное', 'Новотроицкое', 'Скадовск', 'Великая Лепетиха']
    """
    if name in _usual_places():
        return _usual_places()[name]
    return " ".join(_place_word(word, last) for word, last in _words(name))


@cache
def _usual_places() -> dict[str, str]:
    with (Path(__file__).parent / "russian_places.csv").open(encoding="utf-8") as table:
        return {row["uk"]: row["ru"] for row in csv.DictReader(table)}


def _words(name: str) -> list[tuple[str, bool]]:
    words = name.split()
    return [(word, at == len(words) - 1) for at, word in enumerate(words)]


def _place_word(word: str, last: bool) -> str:
    for rule, form in _PLACE_RULES:
        word = rule.sub(form, word)
    if not last and re.search("(?<!ов)(?<!ев)(?<!ин)а$", word):  # Велика, Нова, Мала before a noun
        word += "я"
    return word.translate(_LETTERS)


def long_date(iso: str) -> str:
    """Return a date in words.

    >>> long_date("2015-03-07")
    '7 марта 2015 г.'
    """
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year} г."
