"""Run the pair stage on Apache Spark: the same kernel, over one bucket of blocking keys at a time.

The driver encodes, tries rules and learns, as on one machine. Then each record goes out once, as a row of
integers. Workers copy it to every bucket that one of its keys falls in (a bucket holds some of the keys of
one rule, and all records that have them), and compare the records of each bucket, with dictionaries and
weights that were broadcast. Found pairs are put in the order in which one machine finds them, so that
nothing depends on how many workers there are.

Records travel in arrays of many (RDDs), not as rows of a DataFrame: nothing but the kernel handles them
one by one, and a worker needs no pandas, which PySpark's Arrow functions do.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace.linkage import pairs
from kintrace.linkage.bits import Weights
from kintrace.linkage.context import Context, Dictionary
from kintrace.linkage.fields import Field
from kintrace.linkage.kernel import Ints
from kintrace.linkage.link import Linked, Settings, link
from kintrace.linkage.pairs import Found, Tick
from kintrace.linkage.spark_context import spark_context

if TYPE_CHECKING:
    from pyspark import RDD, SparkContext

RECORDS_IN_BUCKET = 100_000
"""Records that a worker holds at once, about; more only where one key is very common."""

RECORDS_SENT = 50_000
"""Records that the driver sends in one piece."""

_SECONDS_BETWEEN_TICKS = 0.5


@dataclass(frozen=True, slots=True)
class Shared:
    """What every worker knows: how to compare and weigh; how many rules, and buckets for each rule."""

    fields: tuple[Field, ...]
    dictionaries: tuple[Dictionary, ...]
    weights: Weights
    one_list: bool
    rules: int
    buckets: int
    floor: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Some records of one list: side (0 left, 1 right), record numbers, and rows of codes, then keys."""

    side: int
    record: Ints
    row: Ints


def link_on_spark(
    left: pa.Table,
    right: pa.Table | None,
    fields: tuple[Field, ...],
    settings: Settings,
    tick: Tick,
) -> Linked:
    """Return what `link` returns, with the pairs found on Spark.

    Lists so small that all their pairs are compared are compared here. Raises EngineUnavailable when Spark
    or Java is missing, or when Spark stops.
    """
    with spark_context() as spark:
        return link(left, right, fields, settings, tick, partial(search, spark))


def search(spark: "SparkContext", context: Context, rules: int, floor: float, tick: Tick) -> Found:
    """Return what `pairs.search` returns, from the workers of `spark`."""
    plan = shared(context, rules, floor)
    known = spark.broadcast(plan)

    def address(piece: Piece) -> Iterator[tuple[int, Piece]]:
        return addressed(known.value, piece)

    def compare(bucket: int, held: Iterable[tuple[int, Piece]]) -> Iterator[tuple[int, Found]]:
        yield bucket // known.value.buckets, compared(known.value, bucket, [piece for _, piece in held])

    sent = list(pieces(context))
    buckets = spark.parallelize(sent, len(sent)).flatMap(address).partitionBy(rules * plan.buckets, int)
    found = _collected(buckets.mapPartitionsWithIndex(compare), tick)
    known.destroy()
    return in_order(found, context, rules)


def shared(context: Context, rules: int, floor: float) -> Shared:
    """Return what workers need of a context: without its lists, its texts and what only rules ask for."""
    nothing = pa.array([], pa.string())
    slim = tuple(replace(d, texts=nothing, group=None, keys={}) for d in context.dictionaries)
    one_list = context.right is context.left
    whole = len(context.left) + (0 if one_list else len(context.right))
    buckets = -(-whole // RECORDS_IN_BUCKET)
    return Shared(context.fields, slim, context.weights, one_list, rules, buckets, floor)


def pieces(context: Context) -> Iterator[Piece]:
    """Return all records, in pieces that can be sent."""
    sides = [(context.left, context.left_keys), (context.right, context.right_keys)]
    for side, (codes, keys) in enumerate(sides[: 1 if context.right is context.left else 2]):
        for at in range(0, len(codes), RECORDS_SENT):
            to = min(at + RECORDS_SENT, len(codes))
            row = np.hstack([codes[at:to], keys[at:to].view(np.int32)])
            yield Piece(side, np.arange(at, to, dtype=np.int32), row)


def addressed(plan: Shared, piece: Piece) -> Iterator[tuple[int, Piece]]:
    """Return the records of a piece once for each rule that gives them a key, with the bucket they go to.

    Of the keys only those up to the rule go along: a later rule cannot have made a pair before.
    """
    for rule in range(plan.rules):
        wide = len(plan.fields) + rule + 1
        key = np.ascontiguousarray(piece.row[:, wide - 1]).view(np.uint32)
        bucket = (key % plan.buckets).astype(np.int32)
        has = np.flatnonzero(key)
        order = has[np.argsort(bucket[has], kind="stable")]
        edges = np.searchsorted(bucket[order], np.arange(plan.buckets + 1))
        for k in np.flatnonzero(np.diff(edges)):
            own = order[edges[k] : edges[k + 1]]
            yield rule * plan.buckets + int(k), Piece(piece.side, piece.record[own], piece.row[own, :wide])


def compared(plan: Shared, bucket: int, held: list[Piece]) -> Found:
    """Return the pairs that the rule of a bucket makes of its records, as record numbers of the lists."""
    rule = bucket // plan.buckets
    wide = len(plan.fields) + rule + 1
    record, codes, keys = [], [], []
    for side in (0, 1):
        own = [p for p in held if p.side == side]
        number = np.concatenate([np.empty(0, np.int32), *(p.record for p in own)])
        row = np.concatenate([np.empty((0, wide), np.int32), *(p.row for p in own)])
        order = np.argsort(number)
        record.append(number[order])
        codes.append(row[order, : len(plan.fields)])
        keys.append(row[order, len(plan.fields) :].view(np.uint32))
    right = None if plan.one_list else (codes[1], keys[1])
    context = Context(plan.fields, plan.dictionaries, plan.weights, (codes[0], keys[0]), right)
    found = pairs.of_rule(context, rule, plan.floor)
    found.left, found.right = record[0][found.left], record[0 if plan.one_list else 1][found.right]
    return found


def in_order(parts: list[tuple[int, Found]], context: Context, rules: int) -> Found:
    """Return the findings of all buckets, each with its rule, as `pairs.search` returns them.

    That is by rule, then by key, then by record number.
    """
    whole = pairs.gathered([found for _, found in parts])
    rule = np.repeat([k for k, _ in parts], [len(found.left) for _, found in parts])
    key = context.left_keys[whole.left, rule]
    order: npt.NDArray[np.int64] = np.lexsort((whole.right, whole.left, key, rule))
    whole.left, whole.right, whole.weight = whole.left[order], whole.right[order], whole.weight[order]
    of_rule = [[found for k, found in parts if k == rule] for rule in range(rules)]
    whole.by_rule = [(sum(f.scored for f in own), sum(len(f.left) for f in own)) for own in of_rule]
    return whole


def _collected(frame: "RDD[tuple[int, Found]]", tick: Tick) -> list[tuple[int, Found]]:
    """Run the job and return what it found, telling how much of it is done."""
    tracker = frame.context.statusTracker()
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(frame.collect)
        while not wait([job], _SECONDS_BETWEEN_TICKS).done:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            tick("pairs", max((s.numCompletedTasks / s.numTasks for s in stages if s), default=0.0))
        return job.result()
