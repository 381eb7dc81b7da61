"""What a PostgreSQL must know before an office may live in it."""

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from kintrace.errors import OfficeRefused
from kintrace.office.database.alphabet import ICU, knows_alphabet

NO_LETTERS = """The PostgreSQL database does not know Cyrillic letters: its encoding is {}, its locale {}.
Searching it would miss names. Make it anew, with C.UTF-8 or another locale of UTF-8, never C or POSIX:
  createdb --template template0 --encoding UTF8 --locale C.UTF-8 NAME
If there is an office in it already, write it out with pg_dump and read it into the new one."""
NO_ORDER = f"""This PostgreSQL was built without ICU and has no collation {ICU}.
Names are listed in the order of its own locale, not of the Ukrainian alphabet."""

_MADE_WITH = (
    "SELECT pg_encoding_to_char(encoding), datctype FROM pg_database WHERE datname = current_database()"
)
_KNOWS_CAPITALS = "SELECT upper('ґєії') = 'ҐЄІЇ' AND lower('ҐЄІЇ') = 'ґєії'"


def refuse_unfit(asked: BaseDatabaseWrapper | None = None) -> str:
    """Raise OfficeRefused for a database in which names would not be found; return what else to know of it.

    The embedded database is always fit.
    """
    database = asked or connection
    if database.vendor != "postgresql":
        return ""
    with database.cursor() as cursor:
        cursor.execute(_MADE_WITH)
        encoding, locale = cursor.fetchone()
        fit = encoding == "UTF8"
        if fit:
            cursor.execute(_KNOWS_CAPITALS)
            (fit,) = cursor.fetchone()
    if not fit:
        raise OfficeRefused(NO_LETTERS.format(encoding, locale))
    return "" if knows_alphabet() else NO_ORDER
