"""Spark finds the pairs that one machine finds, with the same weights, in the same order."""

import itertools
import random

import numpy as np
import pyarrow as pa
import pytest

from kintrace.linkage import Field, Kind, Linked, Settings, link, pairs, rules, spark
from kintrace.linkage.pairs import Found

FIELDS = (
    Field("surname", Kind.NAME, "name", "surname", swap_with="given_name"),
    Field("given_name", Kind.NAME, "name", "given", swap_with="surname"),
    Field("birth", Kind.BIRTH, "birth"),
    Field("sex", Kind.EXACT, "sex"),
    Field("other:camp", Kind.TEXT, "other:camp"),
)
SETTINGS = Settings(east_slavic=False)
SOUNDS = ["".join(s) for s in itertools.product("bdgklmnrstvz", "aeiou")]


def person(chance: random.Random) -> dict[str, str]:
    """Somebody with a common name: squaring makes the first sounds frequent."""

    def word(parts: int, of: int) -> str:
        return "".join(SOUNDS[int(chance.random() ** 2 * of)] for _ in range(parts)).capitalize()

    birth = f"{chance.randint(2008, 2019)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    names = {"surname": word(3, 20) + "ko", "given_name": word(2, 12)}
    return {**names, "birth": birth, "sex": chance.choice("mf"), "other:camp": word(2, 9)}


def spoiled(one: dict[str, str], chance: random.Random) -> dict[str, str | None]:
    """The same person, written by somebody else."""
    said: dict[str, str | None] = dict(one)
    for column in chance.sample(list(one), chance.choice([0, 0, 1, 1, 2])):
        text = one[column]
        at = chance.randrange(len(text))
        said[column] = {"birth": text[:7], "sex": None}.get(column, text[:at] + text[at + 1 :])
    return said


def two_lists(size: int) -> tuple[pa.Table, pa.Table]:
    """Two lists of `size` people, half of them in both."""
    chance = random.Random(20251103)
    people = [person(chance) for _ in range(size + size // 2)]
    left, right = people[:size], [spoiled(p, chance) for p in people[size // 2 :]]
    chance.shuffle(right)
    return pa.Table.from_pylist(left), pa.Table.from_pylist(right)


def one_list(size: int) -> pa.Table:
    return pa.concat_tables(two_lists(size // 2))


def same(one: Found, other: Found) -> None:
    assert np.array_equal(one.left, other.left)
    assert np.array_equal(one.right, other.right)
    assert np.abs(one.weight - other.weight).max() <= 1e-6
    assert (one.scored, one.too_large, one.by_rule) == (other.scored, other.too_large, other.by_rule)


def without_spark(linked: Linked, floor: float) -> Found:
    """What the workers would find, one after the other, the last bucket first."""
    plan = spark.shared(linked.context, len(linked.rules), floor)
    held: dict[int, list[spark.Piece]] = {}
    for piece in spark.pieces(linked.context):
        for bucket, part in spark.addressed(plan, piece):
            held.setdefault(bucket, []).insert(0, part)
    parts = [(b // plan.buckets, spark.compared(plan, b, held[b])) for b in sorted(held, reverse=True)]
    return spark.in_order(parts, linked.context, len(linked.rules))


@pytest.mark.parametrize("lists", [two_lists(2_500), (one_list(2_500), None)], ids=["two lists", "one list"])
@pytest.mark.parametrize("largest", [rules.LARGEST_BLOCK, 40])
def test_buckets_hold_together_what_one_machine_finds(monkeypatch, lists, largest):
    monkeypatch.setattr(spark, "RECORDS_SENT", 700)
    monkeypatch.setattr(spark, "RECORDS_IN_BUCKET", 900)
    monkeypatch.setattr(rules, "LARGEST_BLOCK", largest)
    linked = link(*lists, FIELDS, SETTINGS)
    floor = linked.found.weight.min() - 3
    here = pairs.search(linked.context, len(linked.rules), floor, lambda stage, done: None)
    assert len(here.left) > 500
    assert (linked.found.too_large > 0) == (largest == 40)
    same(here, without_spark(linked, floor))


def test_a_record_goes_once_to_the_bucket_of_each_of_its_keys():
    linked = link(*two_lists(2_500), FIELDS, SETTINGS)
    plan = spark.shared(linked.context, len(linked.rules), 0.0)
    sent = [part for p in spark.pieces(linked.context) for part in spark.addressed(plan, p)]
    keys = [linked.context.left_keys, linked.context.right_keys]
    assert sum(len(part.record) for _, part in sent) == sum(int((k != 0).sum()) for k in keys)
    for bucket, part in sent:
        assert (
            part.row[:, len(FIELDS) :].view(np.uint32) == keys[part.side][part.record, : bucket + 1]
        ).all()


def test_workers_are_told_no_texts():
    linked = link(*two_lists(2_500), FIELDS, SETTINGS)
    plan = spark.shared(linked.context, len(linked.rules), 0.0)
    assert [len(d.texts) for d in plan.dictionaries] == [0] * len(FIELDS)


@pytest.fixture
def on_two_cores(monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell")


def both(lists: tuple[pa.Table, pa.Table | None], tick: pairs.Tick) -> tuple[Linked, Linked]:
    return link(*lists, FIELDS, SETTINGS), spark.link_on_spark(*lists, FIELDS, SETTINGS, tick)


@pytest.mark.slow
@pytest.mark.parametrize("size", [20_000, 1_000])
def test_two_lists_give_the_same_pairs_on_spark(on_two_cores, size):
    told: list[tuple[str, float]] = []
    here, there = both(two_lists(size), lambda stage, done: told.append((stage, done)))
    assert len(here.found.left) > size / 3
    same(here.found, there.found)
    assert np.array_equal(here.chosen.probability, there.chosen.probability)
    assert np.array_equal(here.chosen.assigned, there.chosen.assigned)
    assert told[-1] == ("choose", 1.0)


@pytest.mark.slow
def test_duplicates_in_one_list_are_the_same_on_spark_in_many_small_buckets(on_two_cores, monkeypatch):
    monkeypatch.setattr(spark, "RECORDS_IN_BUCKET", 6_000)
    here, there = both((one_list(20_000), None), lambda stage, done: None)
    assert len(here.found.left) > 1_000
    same(here.found, there.found)
