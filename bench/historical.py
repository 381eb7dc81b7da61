"""Make one list like a biographical index: famous and forgotten people, each copied out one to ten times.

Copies differ a lot: initials, nicknames, a name left out, the year alone, a postcode after a move, another
occupation. Groups of ten with weak copies test whether a program finds chains without gluing people
together. About 3,000 people and 10,000 records. For seeing robustness, not for fitting.
"""

import numpy as np
import pyarrow as pa

from bench.households import NICKNAMES
from bench.noise import Typist
from bench.vocabulary import Vocabulary

FIELDS = ("given_name", "surname", "date_of_birth", "birth_place", "postcode", "occupation")
# How many of twenty people have one, two ... ten copies.
COPIES = [1] * 5 + [2] * 4 + [3] * 3 + [4] * 2 + [5] * 2 + [6, 7, 8, 10]
MISSING = {
    "given_name": 0.05,
    "surname": 0.02,
    "date_of_birth": 0.12,
    "birth_place": 0.12,
    "postcode": 0.12,
    "occupation": 0.25,
}
SPOILED, NICKNAMED, INITIAL, MOVED, NEW_WORK, MISDATED, YEAR_ONLY = 0.12, 0.15, 0.05, 0.15, 0.15, 0.15, 0.10
OCCUPATIONS = (
    "actor", "admiral", "architect", "artist", "astronomer", "banker", "barrister", "bishop",
    "botanist", "brewer", "cartographer", "chemist", "clergyman", "collector", "composer", "dancer",
    "diplomat", "engineer", "engraver", "explorer", "farmer", "gardener", "geologist", "historian",
    "inventor", "judge", "mathematician", "merchant", "miner", "missionary", "musician", "novelist",
    "painter", "physician", "poet", "politician", "printer", "publisher", "sailor", "sculptor",
    "singer", "soldier", "surgeon", "surveyor", "teacher", "translator", "weaver", "zoologist",
)  # fmt: skip


class Copyist:
    """Writes people into the index, worse or better."""

    def __init__(self, words: Vocabulary, seed: int) -> None:
        self.words, self.typist = words, Typist(seed)
        self.chance = self.typist.chance

    def copy(self, person: dict[str, str]) -> dict[str, str | None]:
        """Return one copy of a person."""
        written: dict[str, str | None] = dict(person)
        draw = self.chance.random
        if person["given_name"] in NICKNAMES and draw() < NICKNAMED:
            written["given_name"] = NICKNAMES[person["given_name"]]
        if draw() < MOVED:
            written["postcode"] = str(self.chance.choice(self.words.localities)[1])
        if draw() < NEW_WORK:
            written["occupation"] = self.chance.choice(OCCUPATIONS)
        for field in FIELDS:
            value = written[field]
            if draw() < MISSING[field]:
                written[field] = None
            elif field == "date_of_birth":
                written[field] = self._birth(str(value))
            elif draw() < SPOILED:
                written[field] = self.typist.spoil(str(value), [str(value)]) or None
        if written["given_name"] and draw() < INITIAL:
            written["given_name"] = written["given_name"][0]
        return written

    def _birth(self, born: str) -> str | None:
        kind = self.chance.random()
        if kind < YEAR_ONLY:
            return f"{born[:4]}-01-01"
        return self.typist.misdate(born) if kind < YEAR_ONLY + MISDATED else born


def _people(count: int, words: Vocabulary, rng: np.random.Generator) -> list[dict[str, str]]:
    women = rng.random(count) < 0.3
    born = (np.datetime64("1780-01-01") + rng.integers(0, 43_000, count)).astype(str)
    places = words.localities[rng.integers(0, len(words.localities), count)]
    columns = [
        np.where(women, words.women.draw(count, rng), words.men.draw(count, rng)),
        words.surnames.draw(count, rng),
        born,
        places[:, 0],
        places[:, 1],
        rng.choice(OCCUPATIONS, count),
    ]
    return [dict(zip(FIELDS, map(str, row), strict=True)) for row in zip(*columns, strict=True)]


def dedupe(words: Vocabulary, count: int = 3_000, seed: int = 17) -> tuple[pa.Table, None]:
    """Return the index in shuffled order."""
    copyist = Copyist(words, seed)
    people = _people(count, words, np.random.default_rng(seed))
    rows = []
    for number, person in enumerate(people):
        rows += [(number, copyist.copy(person)) for _ in range(copyist.chance.choice(COPIES))]
    copyist.chance.shuffle(rows)
    written = {name: pa.array([row[name] for _, row in rows], pa.string()) for name in FIELDS}
    ids = pa.array([f"h{place}" for place in range(len(rows))])
    return pa.table({"rec_id": ids, **written, "entity_id": [f"e{number}" for number, _ in rows]}), None
