"""Synthetic families: who the children are, before anybody writes them down.

Brothers and sisters share surname, patronymic, parents and home, twins also the day of birth: they are what
a linkage must not mistake for one another. Namesakes come from the frequencies of names by themselves.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench.ukrainian.homes import Home, Homes
from bench.ukrainian.rates import CHILDREN, Rates
from bench.ukrainian.words import Given, Surnames, given_names

FIRST_BIRTH, LAST_BIRTH = date(2005, 1, 1), date(2022, 6, 30)


@dataclass(frozen=True)
class Parent:
    """A mother or father: given name, whose child they are, and the man's form of their surname."""

    given: Given
    patronymic_of: Given
    surname: str


@dataclass(frozen=True)
class Child:
    """One child. `surname` is the man's form in Ukrainian; `father_known` says whether he is ever written."""

    number: int
    family: int
    given: Given
    patronymic_of: Given
    surname: str
    born: date
    home: Home
    mother: Parent
    father_known: bool

    @property
    def sex(self) -> str:
        """Return "m" or "f"."""
        return self.given.sex


class Population:
    """Families, made one after the other from one seed."""

    def __init__(self, dice: random.Random, rates: Rates) -> None:
        self.dice, self.rates = dice, rates
        self.homes, self.surnames = Homes(rates), Surnames()
        self.families = self.children = 0

    def family(self) -> list[Child]:
        """Return the children of a new family, oldest first."""
        dice = self.dice
        self.families += 1
        surname, home = self.surnames.draw(dice), self.homes.draw(dice)
        father = given_names("m").parent(dice)
        own = self.surnames.draw(dice) if dice.random() < self.rates.mother_keeps_name else surname
        mother = Parent(given_names("f").parent(dice), given_names("m").parent(dice), own)
        known = dice.random() >= self.rates.single_mother
        children: list[Child] = []
        for born in self._births(dice.choices(list(CHILDREN), list(CHILDREN.values()))[0]):
            self.children += 1
            given = self._new_name({child.given.uk for child in children})
            child = Child(self.children, self.families, given, father, surname, born, home, mother, known)
            children.append(child)
        return children

    def namesake(self, of: Child) -> Child:
        """Return a stranger with the surname and given name of another child."""
        (stranger, *_) = self.family()
        return replace(stranger, given=of.given, surname=of.surname)

    def _births(self, number: int) -> list[date]:
        days = (LAST_BIRTH - FIRST_BIRTH).days
        born = [FIRST_BIRTH + timedelta(self.dice.randrange(days))]
        while len(born) < number:
            if self.dice.random() < self.rates.twins:
                born.append(born[-1])
                continue
            following = born[-1] + timedelta(self.dice.randrange(330, 2_200))
            if following > LAST_BIRTH:
                break
            born.append(following)
        return born

    def _new_name(self, taken: set[str]) -> Given:
        """Draw a given name that no brother or sister has."""
        while True:
            name = given_names(self.dice.choice("mf")).child(self.dice)
            if name.uk not in taken:
                return name
