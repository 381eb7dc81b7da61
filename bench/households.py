"""Make census-like households: families that share a surname and an address, seen twice some years apart.

For seeing how a program bears up where records resemble each other for honest reasons, not for fitting it:
twins, sons named after their fathers, wives who take a new surname, families who move, nicknames, births
written with slips or known by the year only. Three sets come from one population: `link` (full births, one
record per person and list), `dedupe` (both lists in one, and some people a third time) and `census`
(ten years apart, year of birth only). About 3,000 households, 9,000 to 20,000 records.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from bench.noise import Typist
from bench.vocabulary import Vocabulary

FIELDS = ("given_name", "surname", "sex", "date_of_birth", "street_number", "address_1", "suburb")
CENSUS_FIELDS = ("given_name", "surname", "sex", "birth_year", "birth_place", "address_1", "suburb")
FIRST_YEAR = 2010
# How often each thing happens, per person or per family.
SPOUSE, WIFE_KEEPS_NAME, GRANDPARENT, TWINS, NAMESAKE = 0.75, 0.15, 0.08, 0.03, 0.07
MOVED, MARRIED, LEFT_HOME, GONE = 0.15, 0.20, 0.10, 0.15
NICKNAMED, MISSING, SPOILED, MISDATED = 0.10, 0.03, 0.12, 0.12

NICKNAMES = {
    "james": "jim", "robert": "bob", "william": "bill", "michael": "mike", "richard": "dick",
    "charles": "charlie", "joseph": "joe", "thomas": "tom", "daniel": "dan", "edward": "ted", "john": "jack",
    "david": "dave",
    "kenneth": "ken", "anthony": "tony", "mary": "molly", "patricia": "pat", "elizabeth": "betty",
    "barbara": "barb", "susan": "sue", "margaret": "peggy", "dorothy": "dot", "catherine": "kate",
    "kathleen": "kathy", "deborah": "debbie", "virginia": "ginny", "rebecca": "becky", "frances": "fran",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One person as they are, before anybody writes them down. `home` is street number, street, suburb."""

    number: int
    given: str
    surname: str
    sex: str
    born: str
    birth_place: str
    home: tuple[str, str, str]

    @property
    def age(self) -> int:
        """Return the age in the year of the first list."""
        return FIRST_YEAR - int(self.born[:4])


class Town:
    """Families, made one after the other from one seed."""

    def __init__(self, words: Vocabulary, seed: int) -> None:
        self.words, self.seed = words, seed
        self.chance, self.typist = random.Random(seed), Typist(seed)
        self.people: list[Person] = []
        rng = np.random.default_rng(seed)
        self._given = {"m": words.men.draw(50_000, rng).tolist(), "f": words.women.draw(50_000, rng).tolist()}
        self._surnames = words.surnames.draw(50_000, rng).tolist()

    def often(self, share: float) -> bool:
        """Return True with the given probability."""
        return self.chance.random() < share

    def given(self, sex: str) -> str:
        """Draw a given name, frequent ones more often."""
        return self.chance.choice(self._given[sex])

    def surname(self) -> str:
        """Draw a surname, frequent ones more often."""
        return self.chance.choice(self._surnames)

    def place(self) -> str:
        """Draw a suburb."""
        return str(self.chance.choice(self.words.localities)[0])

    def home(self) -> tuple[str, str, str]:
        """Draw an address."""
        number, street = self.chance.choice(self.words.numbers), self.chance.choice(self.words.streets)
        return str(number), str(street), self.place()

    def birth(self, year: int) -> str:
        """Draw a day of the year."""
        return f"{year}-{self.chance.randint(1, 12):02d}-{self.chance.randint(1, 28):02d}"

    def settle(self, families: int) -> None:
        """Make the families."""
        for _ in range(families):
            self._family(self.surname(), self.home())

    def _add(self, given: str, surname: str, sex: str, born: str, home: tuple[str, str, str]) -> Person:
        person = Person(len(self.people), given, surname, sex, born, self.place(), home)
        self.people.append(person)
        return person

    def _family(self, surname: str, home: tuple[str, str, str]) -> None:
        year = FIRST_YEAR - self.chance.randint(24, 60)
        parents = [self._add(self.given("m"), surname, "m", self.birth(year), home)]
        if self.often(SPOUSE):
            own = self.surname() if self.often(WIFE_KEEPS_NAME) else surname
            parents.append(
                self._add(self.given("f"), own, "f", self.birth(year + self.chance.randint(-6, 6)), home)
            )
        if self.often(GRANDPARENT):
            self._add(self.given("f"), surname, "f", self.birth(year - self.chance.randint(20, 35)), home)
        year += self.chance.randint(19, 28)
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 2, 3, 4, 5))):
            if year > FIRST_YEAR:
                break
            born = self.birth(year)
            for _ in range(2 if self.often(TWINS) else 1):
                self._child(parents, surname, born, home)
            year += self.chance.randint(1, 4)

    def _child(self, parents: Sequence[Person], surname: str, born: str, home: tuple[str, str, str]) -> None:
        sex = self.chance.choice("mf")
        elder = next((parent for parent in parents if parent.sex == sex), None)
        given = elder.given if elder and self.often(NAMESAKE) else self.given(sex)
        self._add(given, surname, sex, born, home)

    def later(self, years: int) -> list[Person]:
        """Return the people who are still there after some years, moved and married, and as many new ones."""
        moved: dict[tuple[str, str, str], tuple[str, str, str]] = {}
        there = []
        for person in self.people:
            if person.home not in moved:
                moved[person.home] = self.home() if self.often(MOVED) else person.home
            now = replace(person, home=moved[person.home])
            grown = now.age + years >= 18 and now.age < 30
            if grown and now.sex == "f" and self.often(MARRIED):
                now = replace(now, surname=self.surname(), home=self.home())
            elif grown and self.often(LEFT_HOME):
                now = replace(now, home=self.home())
            if not self.often(GONE):
                there.append(now)
        arrivals = Town(self.words, self.seed + 1)
        arrivals.settle(len(self.people) // 20)
        first = len(self.people)
        return there + [replace(person, number=first + person.number) for person in arrivals.people]

    def write_down(self, person: Person, careless: float = 1.0) -> list[str | None]:
        """Return `FIELDS` of one person as a hurried clerk writes them, and then the birth place."""
        given = person.given
        if given in NICKNAMES and self.often(NICKNAMED * careless):
            given = NICKNAMES[given]
        number, street, suburb = person.home
        texts = [given, person.surname, number, street, suburb, person.birth_place]
        for field, text in enumerate(texts):
            if self.often(MISSING * careless):
                texts[field] = None
            elif self.often(SPOILED * careless):
                texts[field] = self.typist.spoil(text, [text]) or None
        born = self.typist.misdate(person.born) if self.often(MISDATED * careless) else person.born
        return [texts[0], texts[1], person.sex, born, *texts[2:]]


def _table(
    town: Town, people: Sequence[Person], careless: float, prefix: str, census: bool = False
) -> pa.Table:
    order = list(people)
    town.chance.shuffle(order)
    rows = [town.write_down(person, careless) for person in order]
    columns = dict(zip([*FIELDS, "birth_place"], zip(*rows, strict=True), strict=True))
    if census:
        columns["birth_year"] = [_year(town.chance, born) for born in columns["date_of_birth"]]
    written = {name: pa.array(columns[name], pa.string()) for name in (CENSUS_FIELDS if census else FIELDS)}
    ids = pa.array([f"{prefix}{place}" for place in range(len(order))])
    return pa.table({"rec_id": ids, **written, "entity_id": [f"e{person.number}" for person in order]})


def _year(chance: random.Random, born: str | None) -> str | None:
    """Return the year as an age told at the door gives it: often one off, sometimes rounded to five."""
    if born is None or not born[:4].isdigit():
        return None
    kind, year = chance.random(), int(born[:4])
    if kind < 0.6:
        return str(year)
    return (
        str(year + chance.choice((-1, 1)))
        if kind < 0.9
        else str(FIRST_YEAR - 5 * round((FIRST_YEAR - year) / 5))
    )


def link(words: Vocabulary, families: int = 3_000, seed: int = 11) -> tuple[pa.Table, pa.Table]:
    """Return two lists three years apart, with full births."""
    town = Town(words, seed)
    town.settle(families)
    return _table(town, town.people, 0.5, "l"), _table(town, town.later(3), 1.5, "r")


def census(words: Vocabulary, families: int = 3_000, seed: int = 12) -> tuple[pa.Table, pa.Table]:
    """Return two lists ten years apart, with the year of birth and the birth place."""
    town = Town(words, seed)
    town.settle(families)
    return _table(town, town.people, 1.0, "l", census=True), _table(
        town, town.later(10), 1.0, "r", census=True
    )


def dedupe(words: Vocabulary, families: int = 2_000, seed: int = 13) -> tuple[pa.Table, None]:
    """Return one list in which most people stand twice and some three times."""
    town = Town(words, seed)
    town.settle(families)
    again = town.later(3)
    third = [person for person in again if town.often(0.2)]
    return _table(town, [*town.people, *again, *third], 1.0, "p"), None
