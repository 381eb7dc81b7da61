"""Names for synthetic people: how often each occurs, and how a Russian clerk writes it.

Given names come from `given_names.csv` with one weight for children born 2005-2022 and one for their
parents. Surnames come from `surnames.toml`: the common ones keep their rank, more than 20,000 others are
composed from stems and suffixes; frequencies fall as in Zipf's law. Nothing comes from lists of persons.
"""

import csv
import random
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate
from pathlib import Path

HERE = Path(__file__).parent
TAIL = 25_000  # surnames behind the common ones
ZIPF_SHIFT, ZIPF_POWER = 14.0, 0.90  # the most common surname is then borne by 0.6 % of people


@dataclass(frozen=True)
class Given:
    """A given name in Ukrainian and in Russian, with the patronymics of a father who bears it."""

    sex: str
    uk: str
    ru: str
    short_ru: tuple[str, ...]
    son_uk: str
    daughter_uk: str
    son_ru: str
    daughter_ru: str

    def patronymic(self, sex: str, language: str) -> str:
        """Return what this father's child is called after him."""
        return str(getattr(self, ("son_" if sex == "m" else "daughter_") + language))


@dataclass(frozen=True)
class GivenNames:
    """All given names of one sex, and cumulated weights for children and for parents."""

    names: tuple[Given, ...]
    of_children: tuple[float, ...]
    of_parents: tuple[float, ...]

    def child(self, dice: random.Random) -> Given:
        """Draw a child's name."""
        return dice.choices(self.names, cum_weights=self.of_children)[0]

    def parent(self, dice: random.Random) -> Given:
        """Draw a parent's name."""
        return dice.choices(self.names, cum_weights=self.of_parents)[0]


@cache
def given_names(sex: str) -> GivenNames:
    """Return the given names of "m" or "f"."""
    with (HERE / "given_names.csv").open(encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["sex"] == sex]
    return GivenNames(
        tuple(_given(row) for row in rows),
        tuple(accumulate(float(row["child_weight"]) for row in rows)),
        tuple(accumulate(float(row["parent_weight"]) for row in rows)),
    )


def _given(row: dict[str, str]) -> Given:
    made = (
        [*_ukrainian_patronymics(row["uk"]), *_russian_patronymics(row["ru"])]
        if row["sex"] == "m"
        else [""] * 4
    )
    written = [row[column] for column in ("son_uk", "daughter_uk", "son_ru", "daughter_ru")]
    patronymics = [exception or rule for exception, rule in zip(written, made, strict=True)]
    return Given(row["sex"], row["uk"], row["ru"], tuple(row["short_ru"].split()), *patronymics)


def _ukrainian_patronymics(name: str) -> tuple[str, str]:
    """Return son and daughter by the rule: Андрій -> Андрійович, Андріївна; Петро -> Петрович, Петрівна."""
    if name.endswith("й"):
        return name[:-1] + "йович", name[:-1] + "ївна"
    stem = name.rstrip("оьая")
    return stem + "ович", stem + "івна"


def _russian_patronymics(name: str) -> tuple[str, str]:
    """Return son and daughter by the rule: Юрий -> Юрьевич, Сергей -> Сергеевич, Иван -> Иванович."""
    if name.endswith("ий"):
        return name[:-2] + "ьевич", name[:-2] + "ьевна"
    if name.endswith("й"):
        return name[:-1] + "евич", name[:-1] + "евна"
    stem = name.rstrip("ьая")
    return stem + "ович", stem + "овна"


class Surnames:
    """Ukrainian surnames in order of frequency; draw with `draw`."""

    @cached_property
    def words(self) -> dict[str, str]:
        return tomllib.loads((HERE / "surnames.toml").read_text("utf-8"))

    @cached_property
    def names(self) -> list[str]:
        """Return distinct surnames (the man's form), common first; always in the same order."""
        names = dict.fromkeys(self.words["frequent"].split())
        frequent = len(names)
        for kind in (self._of_stems(), self._of_two_parts(), self._of_syllables()):
            order = sorted(kind)
            random.Random(len(order)).shuffle(order)
            names.update(dict.fromkeys(order))
        return list(names)[: frequent + TAIL]

    @cached_property
    def weights(self) -> list[float]:
        """Return cumulated weights by Zipf's law with a shift, as surname counts of large countries have."""
        return list(accumulate((rank + ZIPF_SHIFT) ** -ZIPF_POWER for rank in range(len(self.names))))

    def draw(self, dice: random.Random) -> str:
        """Draw a surname by its frequency."""
        return dice.choices(self.names, cum_weights=self.weights)[0]

    def russian(self, dice: random.Random) -> str:
        """Draw a surname of adopters, in Russian."""
        return dice.choice(self.words["russian"].split())

    def _of_stems(self) -> set[str]:
        suffixes = set(self.words["suffixes"].split())
        return {_join(stem, suffix) for stem in self.words["stems"].split() for suffix in suffixes}

    def _of_two_parts(self) -> set[str]:
        pairs = (a + b for a in self.words["firsts"].split() for b in self.words["seconds"].split())
        return {_join(pair, suffix) for pair in pairs for suffix in ("", "енко", "ий", "ський", "юк", "ко")}

    def _of_syllables(self) -> set[str]:
        onsets, vowels, codas, suffixes = (
            self.words[part].split() for part in ("onsets", "vowels", "codas", "suffixes")
        )
        dice = random.Random(20_140_220)
        return {
            _join(dice.choice(onsets) + dice.choice(vowels) + dice.choice(codas), dice.choice(suffixes))
            for _ in range(3 * TAIL)
        }


def _join(stem: str, suffix: str) -> str:
    """Put a suffix on a stem so that a Ukrainian could read it: Андріє + енко is Андрієнко."""
    if suffix[:1] in "аеиіоуюя" and stem[-1] in "аеєиіїоуюяьй":
        stem = stem[:-1] if stem[-1] != "і" else stem
        suffix = "є" + suffix[1:] if stem[-1] == "і" and suffix.startswith("е") else suffix
    if stem[-1] in "кгхцч" and suffix in ("ак", "ик", "ко", "ець", "чук", "юк", "ченко"):
        suffix = "енко" if stem[-1] in "цч" else "овський"  # Бокко, Вовкик: nobody is called so
    if stem[-1] == "к" and suffix in ("ук", "енко"):
        stem = stem[:-1] + "ч"
    if suffix == "ський" and stem[-1] in "кчц":
        return stem[:-1] + "цький"
    if suffix == "ий" and stem[-1] in "аеиіоу":
        stem = stem[:-1]
    return stem + suffix


def feminine(surname: str, language: str = "uk") -> str:
    """Return the form a woman bears.

    >>> feminine("Ковальський"), feminine("Іванов"), feminine("Білий"), feminine("Шевченко")
    ('Ковальська', 'Іванова', 'Біла', 'Шевченко')
    """
    if surname.endswith("ий"):
        return surname[:-2] + ("а" if language == "uk" else "ая")
    if surname.endswith(("ый", "ой")):
        return surname[:-2] + "ая"
    if re.search("(ов|ев|єв|ьов|йов|ёв|ин|ін|їн|ын)$", surname) and len(surname) > 4:
        return surname + "а"
    return surname
