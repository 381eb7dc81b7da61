"""What a family writes in a tracing request, in Ukrainian."""

import random

from bench.ukrainian import births, slips
from bench.ukrainian.people import Child, Population
from bench.ukrainian.words import feminine, given_names

_MONTHS = (
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня",
    "вересня", "жовтня", "листопада", "грудня",
)  # fmt: skip


class Inquirer:
    """Writes rows of the list of requests."""

    def __init__(self, dice: random.Random, population: Population) -> None:
        self.dice, self.population, self.rates = dice, population, population.rates

    def happens(self, rate: str) -> bool:
        """Roll the dice for one of the rates."""
        return self.dice.random() < float(getattr(self.rates, rate))

    def record(self, child: Child) -> tuple[dict[str, str], list[str]]:
        """Return a row (without id) and the kinds of alteration, which begin with "left_"."""
        kinds: list[str] = []
        row = {
            "ПІБ": self._name(child, kinds),
            "стать": {"m": "ч", "f": "ж"}[child.sex],
            "дата народження": self._birth(child, kinds),
            "місце походження": child.home.ukrainian(self.dice, self.rates),
            "мати": "" if self._kind("left_mother_missing", kinds) else self._mother(child),
            "батько": self._father(child, kinds),
        }
        return row, kinds

    def _kind(self, kind: str, kinds: list[str]) -> bool:
        if self.happens(kind):
            kinds.append(kind)
            return True
        return False

    def _name(self, child: Child, kinds: list[str]) -> str:
        words = [_form(child.surname, child.sex), child.given.uk]
        if not self._kind("left_patronymic_missing", kinds):
            words.append(child.patronymic_of.patronymic(child.sex, "uk"))
        for kind, spoil in (("left_typo", slips.typo), ("left_homoglyph", slips.homoglyph)):
            at = self.dice.randrange(len(words))
            if self.happens(kind) and (spoilt := spoil(self.dice, words[at])) != words[at]:
                words[at] = spoilt
                kinds.append(kind)
        return " ".join(words)

    def _birth(self, child: Child, kinds: list[str]) -> str:
        if self._kind("left_birth_unreadable", kinds):
            return births.unreadable(self.dice, child.born)
        if self._kind("left_birth_year_only", kinds):
            return str(child.born.year)
        if self.dice.random() < 0.03:
            return f"{child.born.day} {_MONTHS[child.born.month - 1]} {child.born.year} р."
        return births.dotted(child.born)

    def _mother(self, child: Child) -> str:
        mother = child.mother
        return f"{_form(mother.surname, 'f')} {mother.given.uk} {mother.patronymic_of.patronymic('f', 'uk')}"

    def _father(self, child: Child, kinds: list[str]) -> str:
        if not child.father_known:
            return ""
        if self._kind("left_father_missing", kinds):
            return ""
        # The grandfather follows from the family, so that brothers and sisters have the same father.
        grandfather = given_names("m").parent(random.Random(child.family))
        return f"{child.surname} {child.patronymic_of.uk} {grandfather.son_uk}"


def _form(surname: str, sex: str) -> str:
    return feminine(surname) if sex == "f" else surname
