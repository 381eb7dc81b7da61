"""Link two lists, or find duplicates in one: encode, block, learn, score, choose.

`link` is the whole engine in one call; each stage is a function of its own module, and each is timed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from kintrace.errors import ListUnreadable
from kintrace.linkage import pairs
from kintrace.linkage.bits import Weights, nothing
from kintrace.linkage.choose import Chosen, choose
from kintrace.linkage.context import Context, no_keys
from kintrace.linkage.dependence import dependences
from kintrace.linkage.encode import Encoded, encode
from kintrace.linkage.fields import WIDTH, Field
from kintrace.linkage.kernel import Keys
from kintrace.linkage.learn import Learned, learn
from kintrace.linkage.pairs import Found
from kintrace.linkage.rules import Rule, close_large, keys_of
from kintrace.linkage.trial import FEW_PAIRS, Trial, cover, trial
from kintrace.linkage.weights import alterations, belief, count_u, rarity

WORTH_KEEPING = 0.001
"""Pairs below this probability are not kept. It is one for all runs: what is kept calibrates what is said."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to link.

    east_slavic: read names with the East Slavic reading model. sets: each list names a person once, so
    that candidates compete and pairs are assigned one to one. thorough: use every blocking rule that was
    tried, not only those needed to find nearly all.
    """

    east_slavic: bool = True
    sets: bool = True
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Linked:
    """The result: pairs as chosen, and everything needed to explain or repeat them."""

    chosen: Chosen
    encoded: Encoded
    context: Context
    learned: Learned
    rules: tuple[Rule, ...]
    found: Found
    seconds: dict[str, float] = field(default_factory=dict)

    def without_values(self) -> "Linked":
        """Return the result without what the records say, which only `explain` asks for and fills memory."""
        encoded = self.encoded.without_values()
        none = no_keys(encoded.left), no_keys(encoded.right)
        return replace(self, encoded=encoded, context=_context(encoded, none, self.context.weights))


def _silent(stage: str, done: float) -> None:
    """Tell nobody."""


def link(
    left: pa.Table,
    right: pa.Table | None,
    fields: tuple[Field, ...],
    settings: Settings | None = None,
    tick: pairs.Tick = _silent,
    search: pairs.Search = pairs.search,
) -> Linked:
    """Return the pairs of records that may be one person, weighed and explained.

    left, right: people tables; right=None looks for duplicates within left. Raises ListUnreadable when empty.
    search: runs the blocking rules, here or elsewhere; small lists need none.
    """
    settings = settings or Settings()
    _somebody(left, right)
    watch = _Watch(tick)
    with watch("read values"):
        encoded = encode(left, right, fields, settings.east_slavic)
    with watch("blocking keys"):
        tried = trial(encoded)
    with watch("count"):
        believed = belief(encoded.fields, settings.east_slavic)
        u, rare = count_u(encoded, believed), rarity(encoded, believed)
        none = (no_keys(encoded.left), no_keys(encoded.right))
        known = alterations(encoded.fields, believed, settings.east_slavic)
        terms = known + dependences(_context(encoded, none, nothing(rare, WIDTH)), encoded, u)
    with watch("learn"):
        learned = learn(_context(encoded, none, nothing(rare, WIDTH, terms)), tried, believed, u)
        used = _rules(tried, learned, settings.thorough)
        keys = _keys(encoded, used)
        left_out = close_large(*keys)
    competing, sizes = settings.sets and not encoded.one_list, (len(encoded.left), len(encoded.right))
    prior = learned.prior_bits + (learned.open_bits(sizes[1]) if competing else 0.0)
    floor = float(np.log2(WORTH_KEEPING / (1 - WORTH_KEEPING))) - prior
    with watch("pairs"):
        context = _context(encoded, keys, Weights(learned.table, rare, terms, learned.relatives))
        if sizes[0] * sizes[1] <= pairs.CROSS_LIMIT:
            found = pairs.cross(context, floor, tick)
        else:
            found = search(context, len(used), floor, tick) if used else pairs.none(context)
            found.too_large += left_out
    with watch("choose"):
        kinship = context.kinship(found.left, found.right) if competing else None
        chosen = choose(found, prior, sizes, kinship, encoded.one_list)
    return Linked(chosen, encoded, context, learned, used, found, watch.seconds)


def _somebody(left: pa.Table, right: pa.Table | None) -> None:
    if not left.num_rows or (right is not None and not right.num_rows):
        raise ListUnreadable("A list of nobody cannot be linked; give lists with at least one person each.")


def _keys(encoded: Encoded, used: tuple[Rule, ...]) -> tuple[Keys, Keys]:
    left = keys_of(encoded, encoded.left, used)
    return left, left if encoded.one_list else keys_of(encoded, encoded.right, used)


def _context(encoded: Encoded, keys: tuple[Keys, Keys], weights: Weights) -> Context:
    right = None if encoded.one_list else (encoded.right, keys[1])
    return Context(encoded.fields, encoded.dictionaries, weights, (encoded.left, keys[0]), right)


def _rules(tried: Trial, learned: Learned, thorough: bool) -> tuple[Rule, ...]:
    """Return the rules worth using on the whole lists: all of them while they make few pairs."""
    if thorough or tried.also or sum(r.pairs for r in tried.rules) <= FEW_PAIRS:
        return tried.rules + tried.also
    likely = learned.probability > 0.05
    needed = cover(tried.rules, tried.made[likely], learned.probability[likely])
    return tuple(tried.rules[k] for k in needed) or tried.rules


class _Watch:
    """Times the stages and tells which one runs."""

    def __init__(self, tick: pairs.Tick) -> None:
        self.seconds: dict[str, float] = {}
        self._tick = tick

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        self._tick(stage, 0.0)
        start = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - start, 4)
        self._tick(stage, 1.0)
