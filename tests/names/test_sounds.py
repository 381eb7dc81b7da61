"""Every spelling of a name is read into the same sounds."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.names import letters, sounds

TABLES = Path(__file__).parents[3] / "shared/reference/romanisation_tables.md"


@pytest.mark.parametrize(
    ("sound", "spellings"),
    [
        ("WEVQENKO", "шевченко shevchenko szewczenko schewtschenko chevtchenko ševčenko sjevtsjenko"),
        ("WQERBAK", "щербак shcherbak scherbak chtcherbak ščerbak schtscherbak szczerbak ŝerbak"),
        ("GAVRILUK", "гаврилюк havryliuk gavryliuk hawryljuk havryljuk"),
        ("HVILOVI", "хвильовий khvylovyi chwylowyj khvyl'ovyy"),
        ("URI", "юрій юрий yurii iurii jurij yuriy iouri juri"),
        ("JUKOV", "жуков zhukov żukow zsukov joukov žukov"),
        ("HRUWQEV", "хрущев хрущёв khrushchev khrouchtchev chruschtschew hruščev"),
        ("ELIZAVETA", "єлизавета елизавета yelyzaveta elizaveta ielyzaveta jelyzaveta"),
        ("NATALA", "наталія наталья nataliia natalya natalija natal'ja"),
        ("SOLOVEV", "соловьев соловьёв soloviev solovyev solov'ev"),
        ("OLEKSANDR", "олександр oleksandr ołeksandr"),
        ("GRUWEVSKI", "грушевський hrushevskyi gruszewski hruševskyj grushevskij"),
        ("ULADIMIR", "уладзімір uladzimir uładzimir"),
    ],
)
def test_one_sound_in_every_orthography(sound, spellings):
    words = spellings.split()
    missed = [word for word, read in zip(words, sounds.readings(words), strict=True) if sound not in read]
    assert missed == []


def test_yana_is_not_anna():
    yana, anna = sounds.readings(["яна", "анна"])
    assert not set(yana) & set(anna)


def test_a_word_has_at_most_four_readings_in_one_small_alphabet():
    read = sounds.readings(["chrząszczyżewoszyce", "đặng", "schtschjouch", "жҳәө"])
    assert all(len(some) <= sounds.MOST_READINGS for some in read)
    assert {letter for some in read for sound in some for letter in sound} <= set("ABCDEFGHIJKLMNOPQRSTUVWZ")


def test_an_alphabet_we_do_not_read_has_no_reading():
    assert sounds.readings(["محمد", "한국", "123", ""]) == [(), (), (), ()]


@given(st.lists(st.text(st.characters(exclude_characters="\n^$"), max_size=12), max_size=6))
def test_reading_many_words_is_reading_each(words):
    words = [letters.tidy(word).lower() for word in words]
    assert sounds.readings(words) == [sounds.readings([word])[0] for word in words]


@pytest.mark.parametrize(
    "endings",
    [
        "шумилин шумилина шумилину шумилином шумилине",
        "барвіненко барвіненка барвіненку барвіненком барвіненкові",
        "дяговець дяговця дяговцю дяговцем",
        "урбанський урбанського урбанському урбанським урбанська урбанської урбанську",
        "федорук федорука федоруку федоруком",
        "ковалёв ковалев ковалева ковалеву ковалевой",
    ],
)
def test_gender_and_case_leave_the_stem(endings):
    assert len({sounds.stem(read[0]) for read in sounds.readings(endings.split())}) == 1


def test_the_skeleton_is_one_for_both_genders_and_neighbouring_languages():
    words = ["петровський", "петровська", "петровского", "pietrowski", "petrovskaya"]
    assert {sounds.skeleton(sounds.stem(read[0])) for read in sounds.readings(words)} == {"PTRVSK"}


@pytest.mark.skipif(not TABLES.exists(), reason="the romanisation tables lie outside the repository")
def test_nineteen_in_twenty_official_romanisations_are_heard_as_meant():
    heard, all_of_them = 0, 0
    for line in TABLES.read_text(encoding="utf-8").splitlines():
        cells = [letters.unmix(letters.tidy(cell)).lower() for cell in line.strip("|").split("|")]
        if cells[0] == "system":
            head = cells[1:]
        elif line.startswith("|") and not re.match(r"\|-", line):
            pairs = zip(sounds.readings(head), sounds.readings(cells[1:]), strict=True)
            found = [bool(set(ours) & set(theirs)) for ours, theirs in pairs]
            heard, all_of_them = heard + sum(found), all_of_them + len(found)
    assert all_of_them == 690
    assert heard / all_of_them > 0.95
