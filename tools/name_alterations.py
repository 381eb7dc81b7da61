"""Alter real names by rule, to show the fit more of what lists do: slips, scans, pet names, siblings.

Used by tools/fit_names.py only. Every alteration takes a name split into parts and a random source and
returns a new full name, or None where it does not apply.
"""

import csv
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from rapidfuzz.distance import OSA

from kintrace.names import forms, words

TABLE = Path(__file__).resolve().parent.parent / "src/kintrace/names/data/given_names.csv"
KEYS = dict(zip("йцукенгшщзхъфывапролджэячсмитьбюёіїє", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`s]'", strict=True))
MISREAD = "и>н н>и п>л л>п ш>щ щ>ш т>г г>т ы>ьі в>б е>с о>а l>i h>b rn>m m>rn e>c n>u i>l u>n a>o v>y"
SCANS = [tuple(pair.split(">")) for pair in MISREAD.split()]
CYRILLIC_TAILS = "ов ев ин ий ко енко ук як ський ский цев ик ич ак ан"
LATIN_TAILS = "ov ev in ko enko uk iak sky skyi tsev yk ich ak an"
TAILS = {"cyrillic": CYRILLIC_TAILS.split(), "latin": LATIN_TAILS.split()}


@dataclass(frozen=True)
class Person:
    """A real name whose parts were recognised, as texts in lower case."""

    surname: str
    given: str
    patronymic: str
    gender: str
    script: str

    def full(self) -> str:
        return " ".join(part.title() for part in (self.surname, self.given, self.patronymic) if part)


def person(name: str) -> Person | None:
    """Return the name's parts when it has a surname and a known given name."""
    form = forms.analyse([name])[0]
    if not (form.surname and form.given and form.given[0].classes):
        return None
    father = form.patronymic[0].text if form.patronymic else ""
    script = "cyrillic" if "а" <= form.surname[0].text[0] <= "ґ" else "latin"
    return Person(form.surname[0].text, form.given[0].text, father, form.gender, script)


def slip(one: Person, chance: random.Random) -> str:
    """Make one slip of the fingers somewhere in the name."""
    text = list(one.full())
    places = [p for p in range(1, len(text) - 1) if text[p].isalpha() and text[p + 1].isalpha()]
    place, kind = chance.choice(places), chance.randrange(4)
    letters = "абвгдезийклмнопрстухцчшя" if one.script == "cyrillic" else "abcdefghijklmnoprstuvyz"
    if kind == 0:
        text[place], text[place + 1] = text[place + 1], text[place]
    elif kind == 1:
        del text[place]
    else:
        text[place : place + (kind == 2)] = chance.choice(letters)
    return "".join(text)


def scan(one: Person, chance: random.Random) -> str | None:
    """Misread two letters as a scanner would."""
    text, made = one.full(), 0
    for before, after in chance.sample(SCANS, len(SCANS)):
        places = [p for p in range(1, len(text)) if text.startswith(before, p)]
        if places and made < 2:
            place = chance.choice(places)
            text, made = text[:place] + after + text[place + len(before) :], made + 1
    return text if made == 2 else None


def wrong_keys(one: Person, chance: random.Random) -> str | None:
    """Type the name with the keyboard left on Latin."""
    if one.script != "cyrillic":
        return None
    shown = one if chance.random() < 0.7 else Person(one.surname, one.given, "", one.gender, one.script)
    return " ".join(
        word.capitalize() for word in "".join(KEYS.get(x, x) for x in shown.full().lower()).split()
    )


def pet_forms() -> dict[int, list[str]]:
    """Return the short forms of each class of our table, with the usual endings."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {number: row["short"].lower().split() for number, row in enumerate(csv.DictReader(lines))}


class Alterer:
    """Holds what the alterations draw from: given names and patronymics seen, by script and gender."""

    def __init__(self, people: list[Person]) -> None:
        self.pets = pet_forms()
        self.firsts: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.fathers: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in dict.fromkeys(people):
            self.firsts[one.script, one.gender].append(one.given)
            if one.patronymic and words.word(one.patronymic).father_classes:
                self.fathers[one.script, one.gender].append(one.patronymic)
        with TABLE.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                self.firsts["cyrillic", row["gender"]] += f"{row['uk']} {row['ru']}".lower().split()

    def pet(self, one: Person, chance: random.Random) -> str | None:
        """Call the person by a short form, without a patronymic."""
        short = [form for number in words.word(one.given).full for form in self.pets[number]]
        if not short:
            return None
        return f"{chance.choice(short)} {one.surname}".title()

    def sibling(self, one: Person, chance: random.Random) -> str | None:
        """Keep surname and patronymic, give another given name: half the time one that looks alike."""
        return self._other(one, chance, "given", self.firsts[one.script, one.gender])

    def other_father(self, one: Person, chance: random.Random) -> str | None:
        """Keep surname and given name, name another father."""
        if not one.patronymic:
            return None
        return self._other(one, chance, "patronymic", self.fathers[one.script, one.gender])

    def _other(self, one: Person, chance: random.Random, part: str, pool: list[str]) -> str | None:
        own = words.word(getattr(one, part))
        of = attrgetter("father_classes" if part == "patronymic" else "full")
        avoid = set(of(own) or own.loose)
        known = [text for text in pool if of(words.word(text))]
        found = [text for text in known if not avoid.intersection(of(words.word(text)))]
        if not found:
            return None
        picked = chance.sample(found, min(len(found), 1 if chance.random() < 0.5 else 25))
        new = max(picked, key=lambda text: OSA.normalized_similarity(text, own.text))
        parts = {"given": one.given, "patronymic": one.patronymic} | {part: new}
        if part == "given" and chance.random() < 0.5:
            parts["patronymic"] = ""
        return Person(one.surname, parts["given"], parts["patronymic"], one.gender, one.script).full()

    def near_surname(self, one: Person, chance: random.Random) -> str | None:
        """Put another ending on the surname's root."""
        root = one.surname[: max(3, len(one.surname) - chance.choice((2, 3, 4)))]
        feminine = "а" if one.script == "cyrillic" else "a"
        new = root + chance.choice(TAILS[one.script])
        if one.gender == "f" and new.endswith(("ов", "ев", "ин", "ov", "ev", "in")):
            new += feminine
        if OSA.distance(new, one.surname) < 2 or words.word(new).stems == words.word(one.surname).stems:
            return None
        return Person(new, one.given, one.patronymic, one.gender, one.script).full()


def alterations(alterer: Alterer) -> list[tuple[str, int, Callable[[Person, random.Random], str | None]]]:
    """Return kind, label (1 where the name is still the same person's) and alteration."""
    return [
        ("slip", 1, slip),
        ("scan", 1, scan),
        ("keys", 1, wrong_keys),
        ("pet", 1, alterer.pet),
        ("sibling", 0, alterer.sibling),
        ("father", 0, alterer.other_father),
        ("near", 0, alterer.near_surname),
    ]
