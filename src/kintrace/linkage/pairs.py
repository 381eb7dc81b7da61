"""Run the pair stage: every blocking rule in turn, in parallel, within bounded memory.

Pairs come back as three arrays. What was too large to look at is counted, never hidden.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import numpy as np

from kintrace.linkage.context import Context, Progress, Room
from kintrace.linkage.kernel import Floats, Ints
from kintrace.linkage.keys import Ordered, order_by_key

CROSS_LIMIT = 4_000_000
"""Up to this many pairs in all (2,000 x 2,000), every pair is scored and nothing hangs on blocking."""

_ROOM = 1 << 16
_CHUNKS = 32
_RECORDS_IN_CHUNK = 30_000

Tick = Callable[[str, float], None]
"""Told the stage's name and the share of it that is done, 0 to 1."""


@dataclass(slots=True)
class Found:
    """Pairs kept: record numbers and weight in bits, and what was done to find them."""

    left: Ints
    right: Ints
    weight: Floats
    scored: int = 0
    too_large: int = 0
    by_rule: list[tuple[int, int]] = field(default_factory=list)


Search = Callable[[Context, int, float, Tick], Found]
"""Finds the pairs that blocking rules make, given how many rules there are and the least weight to keep."""


def search(context: Context, rules: int, floor: float, tick: Tick) -> Found:
    """Return the pairs that some rule makes and that weigh at least `floor`, each once."""
    parts: list[Found] = []
    for rule in range(rules):
        orders = _orders(context, rule)
        edges = np.linspace(0, len(context.left), _chunks(len(context.left)) + 1).astype(int)
        spans = list(pairwise(edges.tolist()))
        found: list[Found] = []
        for k, part in enumerate(_parallel(partial(_block, context, rule, orders, floor=floor), spans)):
            found.append(part)
            tick("pairs", (rule + (k + 1) / len(spans)) / rules)
        parts.append(gathered(found))
    whole = gathered(parts)
    whole.by_rule = [(p.scored, len(p.left)) for p in parts]
    return whole


def _chunks(records: int) -> int:
    """Return into how many parts a rule's work is cut: enough to share and to show progress, no more."""
    return min(_CHUNKS, 2 * (os.cpu_count() or 1) + records // _RECORDS_IN_CHUNK)


def of_rule(context: Context, rule: int, floor: float) -> Found:
    """Return the pairs that one rule makes and no earlier one does, found in one thread."""
    return _block(context, rule, _orders(context, rule), (0, len(context.left)), floor)


def cross(context: Context, floor: float, tick: Tick) -> Found:
    """Return the pairs, out of all there are, that weigh at least `floor`."""
    edges = np.linspace(0, len(context.left), min(_CHUNKS, max(1, len(context.left))) + 1).astype(int)
    spans = list(pairwise(edges.tolist()))
    parts = []
    for k, part in enumerate(_parallel(partial(_cross, context, floor=floor), spans)):
        parts.append(part)
        tick("pairs", (k + 1) / len(spans))
    return gathered(parts)


def none(context: Context) -> Found:
    """Return no pair at all, with all pairs counted as left out: no rule tells the records apart."""
    whole = gathered([])
    n = len(context.left)
    whole.too_large = n * (n - 1) // 2 if context.right is context.left else n * len(context.right)
    return whole


def _orders(context: Context, rule: int) -> tuple[Ordered, Ordered]:
    right = order_by_key(context.right_keys, rule)
    return (right if context.right is context.left else order_by_key(context.left_keys, rule)), right


def _parallel(work: Callable[[tuple[int, int]], Found], spans: list[tuple[int, int]]) -> Iterator[Found]:
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        try:
            yield from pool.map(work, spans)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _block(
    context: Context, rule: int, orders: tuple[Ordered, Ordered], span: tuple[int, int], floor: float
) -> Found:
    room, parts, progress = Room(_ROOM, floor), [], Progress(position=span[0])
    while progress.position < span[1]:
        progress.kept = 0
        context.block(rule, orders, span[1], room, progress)
        parts.append(_taken(room, progress))
    return _summed(parts, progress)


def _cross(context: Context, span: tuple[int, int], floor: float) -> Found:
    room, parts, progress = Room(_ROOM, floor), [], Progress(position=span[0])
    while progress.position < span[1]:
        progress.kept = 0
        context.cross(span[1], room, progress)
        parts.append(_taken(room, progress))
    return _summed(parts, progress)


def _taken(room: Room, progress: Progress) -> Found:
    n = progress.kept
    return Found(room.left[:n].copy(), room.right[:n].copy(), room.weight[:n].copy())


def _summed(parts: list[Found], progress: Progress) -> Found:
    whole = gathered(parts)
    whole.scored = progress.scored
    return whole


def gathered(parts: list[Found]) -> Found:
    """Return several findings as one."""
    if not parts:
        return Found(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    return Found(
        np.concatenate([p.left for p in parts]),
        np.concatenate([p.right for p in parts]),
        np.concatenate([p.weight for p in parts]),
        sum(p.scored for p in parts),
        sum(p.too_large for p in parts),
    )
