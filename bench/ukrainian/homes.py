"""Where synthetic families live, and how either list writes the place.

Cities are drawn by population, villages evenly, both within the oblasts of `rates.OBLASTS`. Names, former
names and numbers of people are those of the gazetteer of `kintrace.names`.
"""

import csv
import random
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from bench.ukrainian import latin, russian
from bench.ukrainian.rates import OBLASTS, Rates
from kintrace.names.place_index import SETTLED, Gazetteer, gazetteer

_KIND_UK = {"K": "м.", "M": "м.", "X": "смт", "C": "с."}
_KIND_RU = {"K": "г.", "M": "г.", "X": "пгт", "C": "с."}
_OCCUPIERS = {"UA14": "ДНР", "UA44": "ЛНР"}
_SMALLEST_CITY = 1_000


@dataclass(frozen=True)
class Home:
    """One settlement: its KATOTTG code, category, names, and its raion and oblast."""

    code: str
    kind: str
    uk: str
    ru: str
    old_uk: str
    old_ru: str
    raion_uk: str
    oblast_uk: str
    oblast_ru: str

    def ukrainian(self, dice: random.Random, rates: Rates) -> str:
        """Write the place as a family does."""
        name, kind = self.uk, _KIND_UK[self.kind]
        oblast = (
            "" if self.kind == "K" else dice.choice([f"{self.oblast_uk} обл.", f"{self.oblast_uk} область"])
        )
        if dice.random() < rates.left_place_bare:
            return dice.choice([name, f"{kind} {name}"])
        if self.kind in "XC" and dice.random() < 0.6:
            return f"{kind} {name}, {self.raion_uk} р-н, {oblast}"
        shapes = [f"{kind} {name}, {oblast}", f"{oblast}, {kind} {name}", f"{name}, {oblast}"]
        return dice.choice(shapes) if oblast else f"{kind} {name}"

    def russian(self, dice: random.Random, rates: Rates, *, old: bool, oblast_only: bool) -> str:
        """Write the place as a clerk of the occupying administration does."""
        oblast = f"{self.oblast_ru} обл." if self.kind != "K" else ""
        if self.code[:4] == "UA01":
            oblast = "Республика Крым"
        if (claimed := _OCCUPIERS.get(self.code[:4])) and dice.random() < rates.by_occupier:
            oblast = claimed
        if oblast_only and oblast:
            return oblast.replace("обл.", "область")
        name, kind = (self.old_ru if old else self.ru), _KIND_RU[self.kind]
        if dice.random() < rates.place_bare or not oblast:
            return dice.choice([name, f"{kind} {name}"])
        return dice.choice(
            [f"{oblast}, {kind} {name}", f"{kind} {name}, {oblast}", f"Украина, {oblast}, {kind} {name}"]
        )

    def latin(
        self, dice: random.Random, rates: Rates, scheme: latin.Scheme, *, old: bool, oblast_only: bool
    ) -> str:
        """Write the place in Latin letters, from the spelling that the scheme starts from."""
        ukrainian = scheme.language == "uk"
        oblast = scheme.write(self.oblast_uk if ukrainian else self.oblast_ru) + " oblast"
        if self.code[:4] == "UA01":
            oblast = "Krym"
        if oblast_only and self.kind != "K":
            return oblast
        name = (
            {True: self.old_uk, False: self.uk}[old]
            if ukrainian
            else {True: self.old_ru, False: self.ru}[old]
        )
        bare = dice.random() < rates.place_bare or self.kind == "K"
        return scheme.write(name) + ("" if bare else f", {oblast}")


class Homes:
    """All settlements that families may come from."""

    def __init__(self, rates: Rates) -> None:
        self.rates, index = rates, gazetteer()
        former, usual = _hand_written_names()
        towns: list[tuple[Home, float]] = []
        villages: list[tuple[Home, float]] = []
        for number, code in enumerate(index.codes):
            if code[:4] in OBLASTS and index.categories[number] in SETTLED:
                home = _home(index, number, former, usual)
                people = index.population.get(number, 0)
                if home.kind in "KM" and people >= _SMALLEST_CITY:
                    towns.append((home, people))
                elif home.kind in "XC":
                    villages.append((home, 4.0 if home.kind == "X" else 1.0))
        self.towns, self.town_weights = _by_oblast(towns)
        self.villages, self.village_weights = _by_oblast(villages)

    def draw(self, dice: random.Random) -> Home:
        """Draw a home, in town or in a village."""
        if dice.random() < self.rates.in_town:
            return dice.choices(self.towns, cum_weights=self.town_weights)[0]
        return dice.choices(self.villages, cum_weights=self.village_weights)[0]


def _by_oblast(places: list[tuple[Home, float]]) -> tuple[list[Home], list[float]]:
    """Return the homes and cumulated weights, so that each oblast has the share that `OBLASTS` gives it."""
    total = dict.fromkeys(OBLASTS, 0.0)
    for home, weight in places:
        total[home.code[:4]] += weight
    shares = [weight / total[home.code[:4]] * OBLASTS[home.code[:4]] for home, weight in places]
    return [home for home, _ in places], list(accumulate(shares))


def _home(index: Gazetteer, number: int, former: dict[str, tuple[str, str]], usual: dict[str, str]) -> Home:
    code, name = index.codes[number], index.names[number]
    oblast_uk = index.name(index.oblast(number))
    ru = usual.get(code) or russian.place(name)
    return Home(
        code,
        index.categories[number],
        name,
        ru,
        *former.get(code, ("", "")),
        index.name(index.raion(number)),
        oblast_uk,
        _russian_oblasts()[code[:4]],
    )


@cache
def _russian_oblasts() -> dict[str, str]:
    with (files("kintrace.names") / "data/place_regions.csv").open(encoding="utf-8") as table:
        return {row["code"][:4]: row["ru"] for row in csv.DictReader(table)}


def _hand_written_names() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    """Return former names (Ukrainian, Russian) of places renamed since 2016, and usual Russian names."""
    former, usual = {}, {}
    with (files("kintrace.names") / "data/place_names.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            if row["kind"] == "other" and row["ru"]:
                usual[row["katottg"]] = row["ru"]
            elif row["kind"] == "old" and row["source"].startswith("Verkhovna Rada") and row["uk"]:
                former[row["katottg"]] = (row["uk"], row["ru"])
    return former, usual
