"""Make a pair of lists as families and occupying administrations write them, with a known truth.

The left list holds tracing requests in Ukrainian, the right one children recorded in institutions, in
Russian or in Latin letters. Nobody in them is real: people are composed from frequencies of names, places
are places of the gazetteer, ids begin with SYN-. `rates` says how often everything happens; the same seed
gives the same lists.

    python -m bench.ukrainian --left 20000 --right 12000 --seed 1 --out bench/data/ua
    python -m bench.ukrainian --demo
"""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from bench.ukrainian.clerk import Clerk
from bench.ukrainian.people import Child, Population
from bench.ukrainian.rates import RATES, Rates
from bench.ukrainian.requests import Inquirer

Row = dict[str, str]
TRUTH = ("left_id", "right_id", "kinds")


@dataclass(frozen=True)
class Lists:
    """Requests, located children, and the pairs that are the same child (with kinds of alteration)."""

    requests: list[Row]
    located: list[Row]
    truth: list[Row]

    def rearranged(self, *, split_left: bool = False, joined_right: bool = False) -> "Lists":
        """Return the lists with the requests' names in three columns, or the located names in one."""
        return Lists(
            [_split(row) for row in self.requests] if split_left else self.requests,
            [_joined(row) for row in self.located] if joined_right else self.located,
            self.truth,
        )

    def write(self, folder: Path, names: tuple[str, str] = ("left.csv", "right.csv")) -> None:
        """Write both lists and truth.csv into a folder, which is made when it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in zip((*names, "truth.csv"), (self.requests, self.located, self.truth), strict=True):
            with (folder / name).open("w", encoding="utf-8", newline="") as table:
                writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)


def make(left: int, right: int, seed: int = 1, rates: Rates = RATES) -> Lists:
    """Return two lists of `left` and `right` rows. Needs left >= right * overlap."""
    dice = random.Random(seed)
    population = Population(dice, rates)
    sought, unsought = _sought(population, left)
    found = dice.sample(sought, round(right * rates.overlap))
    others = _others(population, sought, unsought, right - len(found))
    everyone = [*found, *others]
    dice.shuffle(sought)
    dice.shuffle(everyone)
    inquirer, clerk = Inquirer(dice, population), Clerk(dice, population)
    requests = {child.number: inquirer.record(child) for child in sought}
    located = {child.number: clerk.record(child) for child in everyone}
    left_id = {number: f"SYN-L-{at:06d}" for at, number in enumerate(requests, 1)}
    right_id = {number: f"SYN-R-{at:06d}" for at, number in enumerate(located, 1)}
    truth = [
        dict(zip(TRUTH, (left_id[n], right_id[n], ";".join([*located[n][1], *requests[n][1]])), strict=True))
        for n in requests
        if n in located
    ]
    return Lists(
        [{"id": left_id[number], **row} for number, (row, _) in requests.items()],
        [{"id": right_id[number], **row} for number, (row, _) in located.items()],
        truth,
    )


def _split(row: Row) -> Row:
    """Return a request with the name in three columns."""
    names = [*row["ПІБ"].split(), ""][:3]
    parts = dict(zip(("прізвище", "ім'я", "по батькові"), names, strict=True))
    return {"id": row["id"], **parts, **{key: row[key] for key in row if key not in ("id", "ПІБ")}}


def _joined(row: Row) -> Row:
    """Return a located child with the name in one column."""
    columns = ("фамилия", "имя", "отчество")
    name = " ".join(filter(None, (row[column] for column in columns)))
    return {"id": row["id"], "ФИО": name, **{key: row[key] for key in row if key not in ("id", *columns)}}


def _sought(population: Population, number: int) -> tuple[list[Child], list[Child]]:
    """Return the children that families ask for, and their brothers and sisters whom nobody asks for."""
    sought: list[Child] = []
    unsought: list[Child] = []
    while len(sought) < number:
        family = population.family()
        if population.dice.random() >= population.rates.all_siblings_sought:
            population.dice.shuffle(family)
            unsought += family[1:]
            family = family[:1]
        sought += family
    return sought[:number], unsought


def _others(population: Population, sought: list[Child], unsought: list[Child], number: int) -> list[Child]:
    """Return located children whom nobody in the left list asks for, the misleading ones among them first."""
    dice, rates = population.dice, population.rates
    siblings = min(round(number * rates.sibling), len(unsought))
    others = dice.sample(unsought, siblings)
    others += [population.namesake(dice.choice(sought)) for _ in range(round(number * rates.namesake))]
    while len(others) < number:
        others.append(population.family()[0])
    return others
