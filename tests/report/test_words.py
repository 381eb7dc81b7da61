"""Everything the page says is there in three languages, and written in the letters of its language."""

import csv
import re
from itertools import pairwise
from pathlib import Path

import pytest

from kintrace.report import page, words
from kintrace.report.contents import LANGUAGES

TABLE = Path(words.__file__).with_name("words.csv")
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines(), strict=True))
PLACES = re.compile(r"\{.*?\}")

CONTRACT = {
    (
        "surname",
        "name",
    ): "same same_class same_sound same_skeleton one_letter two_letters initial swapped different",
    (
        "birth",
        "birth",
    ): "same day_month_swapped one_digit near year_off_by_one same_month same_year first_january "
    "compatible near_year different",
    ("sex", "sex"): "same different",
    ("place", "place"): "same same_name same_raion same_oblast similar_text different",
    ("other:x", "text"): "same one_letter two_letters similar different",
    ("document", "code"): "same one_letter different",
    ("other:y", "exact"): "same different",
    ("relatives", "relatives"): "same similar different",
    ("prior", "prior"): "any",
    ("surname", "dependence"): "any",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_untranslated(language):
    assert [row["key"] for row in ROWS if not row[language].strip()] == []


def test_rows_are_sorted_and_unique():
    keys = [row["key"] for row in ROWS]
    assert [two for one, two in pairwise(keys) if two <= one] == []


def test_a_translation_has_the_same_places_for_values_as_the_others():
    different = [
        row["key"]
        for row in ROWS
        if len({tuple(sorted(PLACES.findall(row[language]))) for language in LANGUAGES}) > 1
    ]
    assert different == []


def test_no_word_mixes_cyrillic_and_latin_letters():
    mixed = re.compile(r"[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff]")
    assert [
        row for row in ROWS if any(mixed.search(PLACES.sub("", row[language])) for language in LANGUAGES)
    ] == []


def test_each_language_is_written_in_its_own_letters():
    assert [row["uk"] for row in ROWS if re.search("[ыэёъ]", row["uk"].lower())] == []
    assert [row["ru"] for row in ROWS if re.search("[іїєґ’ʼ]", row["ru"].lower())] == []
    assert [row["en"] for row in ROWS if re.search(r"[\u0400-\u04ff]", row["en"])] == []


def test_the_inquirer_and_the_search_are_never_those_of_the_police():
    text = TABLE.read_text("utf-8").lower()
    assert [word for word in ("слідч", "следоват", "відстеж", "отслеж", "отпечат") if word in text] == []


def test_nothing_is_called_a_match():
    said = " ".join(row["en"].lower() for row in ROWS)
    assert re.findall(r"\bmatch\w*", said) == []


@pytest.mark.parametrize(
    ("field", "kind", "level"),
    [(*about, level) for about, levels in CONTRACT.items() for level in levels.split()],
)
def test_every_level_has_a_sentence(field, kind, level):
    assert words.sentence_key(field, kind, level) != "unknown.level"


def test_every_level_of_the_engine_has_a_sentence():
    from kintrace.linkage.fields import LEVELS

    unsaid = [
        (kind.name, level)
        for kind, levels in LEVELS.items()
        for level in levels
        if words.sentence_key("other:x", kind.name.lower(), level) == "unknown.level"
    ]
    assert unsaid == []


def test_a_mothers_patronymic_is_not_said_to_be_the_childs_fathers_name():
    assert words.sentence_key("patronymic", "name", "different") == "patronymic.different"
    assert words.sentence_key("mother.patronymic", "name", "different") == "name.different"


def test_no_text_is_kept_that_nothing_says():
    template = Path(page.__file__).with_name("page.html").read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in Path(page.__file__).parent.glob("*.py"))
    families = {
        "alteration",
        "birth",
        "code",
        "exact",
        "field",
        "given_name",
        "missing",
        "name",
        "patronymic",
    }
    families |= {"place", "relatives", "setting", "sex", "step", "surname", "text"}
    said = {row["key"] for row in ROWS if row["key"].partition(".")[0] not in families}
    assert sorted(key for key in said if f'"{key}"' not in template + code) == []
