"""Make two lists of any size, of which a known part are the same people, for measuring speed.

Left: `size` distinct people. Right: `overlap * size` of them and others to make `size` again, every right
record spoiled. Of each right record k fields are spoiled, k = 0, 1, 2, 3, 4 with shares .1 .3 .3 .2 .1
(1.9 on average). Names follow US-census frequencies, addresses those of FEBRL 4, births are uniform over
1920 to 2019. One million by one million take about half a minute.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from bench.noise import Typist
from bench.vocabulary import Vocabulary

FIELDS = (
    "given_name", "surname", "date_of_birth", "street_number", "address_1", "suburb", "postcode", "state",
)  # fmt: skip
GIVEN, SURNAME, BIRTH = 0, 1, 2
EXCHANGED = len(FIELDS)  # given name and surname written in each other's place
# A hundred tickets: how often each field is the one that is spoiled.
SPOILED = (
    [GIVEN] * 22 + [SURNAME] * 22 + [BIRTH] * 18 + [3] * 8 + [4] * 10 + [5] * 8 + [6] * 10 + [EXCHANGED] * 2
)
HOW_MANY = [0] * 1 + [1] * 3 + [2] * 3 + [3] * 2 + [4] * 1
FIRST_BIRTH, BIRTH_DAYS = np.datetime64("1920-01-01"), 36_524


def population(size: int, words: Vocabulary, rng: np.random.Generator) -> list[list[str]]:
    """Return `size` people, each a list of the values of `FIELDS`."""
    women = rng.random(size) < 0.5
    given = np.where(women, words.women.draw(size, rng), words.men.draw(size, rng))
    birth = (FIRST_BIRTH + rng.integers(0, BIRTH_DAYS, size)).astype(str).astype(object)
    place = words.localities[rng.integers(0, len(words.localities), size)]
    columns = [
        given,
        words.surnames.draw(size, rng),
        birth,
        words.numbers[rng.integers(0, len(words.numbers), size)],
        words.streets[rng.integers(0, len(words.streets), size)],
        *place.T,
    ]
    return np.column_stack(columns).tolist()


def spoil(person: list[str | None], typist: Typist, others: Sequence[Sequence[str]]) -> list[str | None]:
    """Return a spoiled copy of one person; `others` has, per field, the values it may be replaced with."""
    copy, chance = list(person), typist.chance
    for _ in range(chance.choice(HOW_MANY)):
        field = chance.choice(SPOILED)
        if field == EXCHANGED:
            copy[GIVEN], copy[SURNAME] = copy[SURNAME], copy[GIVEN]
            continue
        value = copy[field]
        if not value:
            continue
        if field != BIRTH:
            copy[field] = typist.spoil(value, others[field]) or None
        elif len(value) == 10:
            copy[field] = typist.misdate(value)
    return copy


def _table(people: list[list[str | None]], ids: Sequence[str], persons: Sequence[int]) -> pa.Table:
    columns = [list(column) for column in zip(*people, strict=True)]
    arrays = [pa.array(ids), *(pa.array(column, pa.string()) for column in columns)]
    arrays.append(pa.array([f"e{number}" for number in persons]))
    return pa.table(arrays, names=["rec_id", *FIELDS, "entity_id"])


def generate(size: int, words: Vocabulary, overlap: float = 0.6, seed: int = 7) -> tuple[pa.Table, pa.Table]:
    """Return the left and the right list; the same `entity_id` in both means the same person."""
    rng, typist = np.random.default_rng(seed), Typist(seed)
    shared = int(size * overlap)
    people = population(2 * size - shared, words, rng)
    others = [
        np.concatenate([words.women.words, words.men.words]),
        words.surnames.words,
        (),
        words.numbers,
        words.streets,
        *words.localities.T,
    ]
    left_order = rng.permutation(size)
    again = rng.choice(size, shared, replace=False)
    right_order = rng.permutation(np.concatenate([again, np.arange(size, len(people))]))
    left = [people[number] for number in left_order]
    right = [spoil(people[number], typist, others) for number in right_order]
    return (
        _table(left, [f"l{number}" for number in left_order], left_order.tolist()),
        _table(right, [f"r{place}" for place in range(size)], right_order.tolist()),
    )
