"""An office does not begin in a database that does not know its letters."""

import os

import pytest
from django.conf import settings
from django.db import connection

from kintrace.errors import OfficeRefused
from kintrace.office.database import server

on_postgresql = "postgresql" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture
def foreign(django_db_blocker):
    """Make a database of a locale, and connect to it."""
    made = []
    with django_db_blocker.unblock():
        maker = connection.copy("maker")

        def make(locale, encoding):
            name = f"foreign_{os.getpid()}_{len(made)}"
            with maker.cursor() as cursor:
                cursor.execute(
                    f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LOCALE '{locale}'"
                )
            other = connection.copy(name)
            other.settings_dict["NAME"] = name
            made.append(other)
            return other

        yield make
        for other in made:
            other.close()
            with maker.cursor() as cursor:
                cursor.execute(f"DROP DATABASE {other.settings_dict['NAME']}")
        maker.close()


@pytest.mark.django_db
def test_the_database_under_test_is_fit():
    assert server.refuse_unfit() == ""


@pytest.mark.skipif(not on_postgresql, reason="only PostgreSQL has a locale")
@pytest.mark.parametrize(("locale", "encoding"), [("C", "UTF8"), ("POSIX", "UTF8"), ("C", "SQL_ASCII")])
def test_a_locale_without_cyrillic_letters_is_refused_with_what_to_do(foreign, locale, encoding):
    with pytest.raises(OfficeRefused) as refused:
        server.refuse_unfit(foreign(locale, encoding))
    assert f"its encoding is {encoding}, its locale C." in str(refused.value)
    assert "createdb --template template0 --encoding UTF8 --locale C.UTF-8 NAME" in str(refused.value)


@pytest.mark.skipif(not on_postgresql, reason="only PostgreSQL may lack it")
@pytest.mark.django_db
def test_a_server_without_the_order_of_the_alphabet_says_so(monkeypatch):
    monkeypatch.setattr(server, "knows_alphabet", lambda: False)
    assert "no collation uk-x-icu" in server.refuse_unfit()
