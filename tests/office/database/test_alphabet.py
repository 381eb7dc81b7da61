"""Lists of names stand in the order of the Ukrainian alphabet, on either database."""

import random

import pytest
from django.conf import settings
from django.db import connection
from django.db.models import F

from kintrace.office.accounts.models import Team
from kintrace.office.database import alphabet
from kintrace.office.database.alphabet import by_alphabet

pytestmark = pytest.mark.django_db
LETTERS = list("АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ")


def ordered(organisation, names):
    mixed = random.Random(7).sample(names, len(names))
    Team.objects.bulk_create(Team(organisation=organisation, name=name) for name in mixed)
    return list(Team.objects.order_by(by_alphabet("name")).values_list("name", flat=True))


def test_every_letter_has_the_place_that_the_alphabet_gives_it(organisation):
    words = [f"{letter}{rest}" for letter in LETTERS for rest in ("ба", "ка")]
    assert ordered(organisation, words) == words


def test_digits_come_first_and_latin_letters_last(organisation):
    names = ["7 школа", "Ганна", "Ґанна", "Євген", "Іва Я", "Іван", "Їжак", "Яна", "Anna"]
    assert ordered(organisation, names) == names


def test_capitals_part_no_names(organisation):
    assert ordered(organisation, ["гай", "Ганна", "ґава", "Дім"]) == ["гай", "Ганна", "ґава", "Дім"]


@pytest.mark.skipif("postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="only PostgreSQL")
def test_a_postgresql_without_icu_lists_names_in_its_own_order(organisation, monkeypatch):
    monkeypatch.setattr(alphabet, "knows_alphabet", lambda: False)
    assert by_alphabet("name") == F("name")
    assert connection.vendor == "postgresql"
    assert len(ordered(organisation, LETTERS)) == len(LETTERS)
