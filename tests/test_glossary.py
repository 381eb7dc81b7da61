"""The glossary has every word in three languages, and the report calls fields what the glossary does."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = (ROOT / "docs" / "glossary.md").read_text("utf-8").split("\n## ")[1:]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for section in SECTIONS
    for line in section.splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]


def test_every_word_has_three_languages_a_meaning_and_a_source():
    assert len(ROWS) > 80
    assert [row for row in ROWS if len(row) != 5 or not all(row)] == []


def test_words_stand_in_order_and_once():
    words = [row[0] for row in ROWS]
    assert len(set(words)) == len(words)
    for section in SECTIONS:
        here = [line.split("|")[1].strip().lower() for line in section.splitlines() if line.startswith("| ")][
            1:
        ]
        assert [two for one, two in pairwise(here) if two <= one] == []


def test_each_language_is_written_in_its_own_letters():
    mixed = re.compile(r"[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff]")
    assert [row for row in ROWS if any(map(mixed.search, row))] == []
    assert [row[1] for row in ROWS if re.search("[ыэёъ]", row[1].lower())] == []
    assert [row[2] for row in ROWS if re.search("[іїєґ’ʼ]", row[2].lower())] == []


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_report_calls_fields_what_the_glossary_calls_them(language):
    table = ROOT / "src" / "kintrace" / "report" / "words.csv"
    steps = {"alteration", "dependence", "prior", "total"}
    said = {
        row[language].lower()
        for row in csv.DictReader(table.read_text("utf-8").splitlines())
        if (key := row["key"].split("."))[0] == "field" and len(key) == 2 and key[1] not in steps
    }
    known = {row[("en", "uk", "ru").index(language)].lower() for row in ROWS}
    assert said - known == set()
