"""The order of the Ukrainian alphabet for names that people read down a list: А Б В Г Ґ Д Е Є ... И І Ї Й.

By itself SQLite orders letters by their numbers, Є, І and Ї before А and Ґ last, and PostgreSQL by its
locale. Sorting asks this order; what a page of a million rows begins after keeps the order of its index.
"""

from functools import cache, lru_cache
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

NAME, ICU = "ukrainian", "uk-x-icu"
_CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_PRIVATE = 0xE000  # code points that no text uses, above all others that names are written with
_TABLE = {ord(letter): _PRIVATE + place for place, letter in enumerate(_CYRILLIC + _LATIN)}
_TABLE[ord("ё")] = _TABLE[ord("е")]


def by_alphabet(field: str) -> Collate | F:
    """Return a field to order by, or to compare with, in the order of the alphabet."""
    if connection.vendor == "sqlite":
        return Collate(field, NAME)
    return Collate(field, ICU) if knows_alphabet() else F(field)


@cache
def knows_alphabet() -> bool:
    """Tell whether this PostgreSQL was built with ICU, which brings the order of every language."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_collation WHERE collname = %s", [ICU])
        return cursor.fetchone() is not None


def register(opened: Any) -> None:
    """Teach an opened SQLite file the order."""
    opened.create_collation(NAME, _compared)


def _compared(one: str, other: str) -> int:
    """Return -1, 0 or 1; only the same text is equal, so that an order is never in doubt."""
    mine, yours = (_rank(one), one), (_rank(other), other)
    return (mine > yours) - (mine < yours)


@lru_cache(maxsize=1 << 14)
def _rank(text: str) -> str:
    """Return what orders by code point as `text` does by the alphabet; digits first, Latin letters last.

    >>> sorted(["Ґава", "Є", "Дім", "Їжак", "Гай", "Z", "Іван", "Й", "7"], key=_rank)
    ['7', 'Гай', 'Ґава', 'Дім', 'Є', 'Іван', 'Їжак', 'Й', 'Z']
    """
    return text.casefold().translate(_TABLE)
