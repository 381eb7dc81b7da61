"""Choose the Russian name of a Ukrainian place among alternates that nobody marked with a language.

GeoNames mixes Russian names with Ukrainian ones that happen to have no і, ї, є or ґ (Суми, Бровари) and with
letter-by-letter transcriptions (Бэрэстын). What Russian spelling does not allow comes last; of the rest, that
is nearest which a schoolbook makes of the Ukrainian name.
"""

import re

from rapidfuzz.distance import Levenshtein

# What no Russian place name is written with.
NOT_RUSSIAN = re.compile(
    r"[бвгджзклмнпрстфхцчшщ]э"  # Бэрэстын
    r"|[гжкхчшщ]ы|шч"  # Жытомир, Гошча
    r"|[сзц]ьк(?!и\b|о)|[бвднпрт]ьск"  # Шахтарськ, Словяньск
    r"|(?:ць|че|ъ)\b|ця|[жшчщ]я|[а-я]ьо|йи"  # Марганець, Лохвиця, Золотарьово
    r"|([дзлнст])\1я\b|стя\b"  # Засулля, Берестя
    r"|(?:ив|[^гжкхчшщ]ий)\b(?<!ерхний)(?<!ижний)(?<!олишний)|ивк[аи]\b"  # Фастив, Кропивницький
    r"|[вкнт]е(?![\w-])"  # Тернове
    r"|\b(?:(?:нов|стар|велик|мал|красн|бил)[аеи]|(?:нижн|верхн|середн)я|золоте) "
)
_SCHOOLBOOK = tuple(
    (re.compile(ours), theirs)
    for ours, theirs in (
        (r"чорн", "черн"), (r"жовт", "желт"), (r"шовк", "шелк"),
        (r"(?<=[жшчщцєї])івк", "евк"), (r"івк", "овк"),
        (r"(?<=[жшчщц])ів\b", "ев"), (r"ів\b", "ов"), (r"їв\b", "ев"),
        (r"([сзц])ь?ка\b", r"\1кая"), (r"([сзц])ьке\b", r"\1кое"), (r"([сзц])ьк", r"\1к"),
        (r"(?<=[влнрк])а\b(?=[ -])", "ая"), (r"ня\b(?=[ -])", "няя"), (r"(?<=[влнр])і\b(?=[ -])", "ые"),
        (r"кі\b(?=[ -])", "кие"), (r"(?<=[вн])е\b(?=[ -])", "ое"), (r"([еио])([вн])е\b", r"\1\2о"),
        (r"не\b", "ное"), (r"ці\b", "цы"), (r"ця\b", "ца"), (r"ць\b", "ц"), (r"([жлнтсд])\1я\b", r"\1ье"),
        (r"(?<=[гжкхчшщ])ий\b", "ий"), (r"ий\b", "ый"), (r"\bе", "э"), (r"(?<=[^гжкхчшщ\W])и(?!й\b)", "ы"),
        (r"[ії]", "и"), (r"є", "е"), (r"[’']", "ь"),
    )
)  # fmt: skip


def in_order(names: set[str], official: str) -> list[str]:
    """Return alternates of an official Ukrainian name, the likeliest Russian one first.

    >>> in_order({"Суми", "Сумы"}, "Суми"), in_order({"Нижин", "Нежин", "Нежын"}, "Ніжин")[2]
    (['Сумы', 'Суми'], 'Нежын')
    """
    wanted = _schoolbook(official)
    return sorted(
        names, key=lambda name: (not is_russian(name), _unlike(name, wanted), "ё" not in name, name)
    )


def is_russian(name: str) -> bool:
    """Tell whether Russian spelling allows a name in Cyrillic letters.

    >>> is_russian("Марганец"), is_russian("Марганець")
    (True, False)
    """
    return not NOT_RUSSIAN.search(name.lower())


def _schoolbook(official: str) -> str:
    name = official.lower()
    for ours, theirs in _SCHOOLBOOK:
        name = ours.sub(theirs, name)
    return name


def _unlike(name: str, wanted: str) -> int:
    return int(Levenshtein.distance(name.lower().replace("ё", "е"), wanted))
