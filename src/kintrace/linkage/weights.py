"""Weights of evidence in bits: log2(m / u) per level, and what the rarity of a value adds.

m: how often two records of one person agree at a level; u: how often two people's records do
(Fellegi and Sunter 1969). u is counted from the lists, m is learned (see learn.py); both lean on the
shipped defaults while the lists are small.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from kintrace.linkage.bits import Joint, Rarity, Relatives, nothing
from kintrace.linkage.context import Context, no_keys
from kintrace.linkage.encode import Encoded
from kintrace.linkage.fields import APART, WIDTH, Field, Kind
from kintrace.linkage.kernel import Floats

SAMPLE = 100_000
"""Random pairs looked at to count u."""

_LEAST_SHARE = 0.25
"""Of the shipped share of true pairs that differ in a field, what learning leaves at least."""

_CHAINS: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("same", "one_letter", "two_letters", "similar", "different"),
    Kind.CODE: ("same", "one_letter", "different"),
    Kind.NAME: ("same", "same_sound", "one_letter", "two_letters", "similar", "different"),
    Kind.EXACT: ("same", "different"),
    Kind.PLACE: ("same", "same_name", "similar", "different"),
    Kind.BIRTH: ("same", "near", "same_year", "different"),
}
"""Levels that can only weigh less from left to right: more alike is never weaker evidence."""


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed before the lists are seen: m and u tables (fields, WIDTH) and how firmly.

    most: per field, the largest share of true pairs that may differ altogether, whatever is learned;
    most_another: that may hold another known name.
    overlap: share of the shorter list that is in the other. kin: relatives of a record in the other list.
    """

    m: Floats
    u: Floats
    most: Floats
    most_another: Floats
    firmness_m: float
    firmness_u: float
    firmness_rarity: float
    overlap: float
    kin: float

    def bounded(self, m: Floats, fields: tuple[Field, ...]) -> Floats:
        """Return m with the share of pairs that differ held between a quarter of the belief and `most`.

        Relatives explain pairs that differ so well that none would be left; lists that share nobody teach
        that everything differs.
        """
        out = m.copy()
        for i, f in enumerate(fields):
            apart = [f.levels.index(word) for word in APART[f.kind]]
            rest = [k for k in range(len(f.levels)) if k not in apart]
            share = float(out[i, apart].sum())
            if share > self.most[i]:
                out[i, apart] *= self.most[i] / share
                out[i, rest] *= (1 - self.most[i]) / max(1 - share, 1e-9)
            for k in apart:
                out[i, k] = max(out[i, k], _LEAST_SHARE * self.m[i, k])
            if "another" in f.levels:
                k = f.levels.index("another")
                out[i, k] = min(out[i, k], self.most_another[i])
        return out


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(files("kintrace.linkage").joinpath("defaults.toml").read_text("utf-8"))


def belief(fields: tuple[Field, ...], east_slavic: bool = False) -> Belief:
    """Return what is shipped for each field; given names that are read have shares of their own."""
    tables = _shipped()
    m, u, most = np.zeros((len(fields), WIDTH)), np.zeros((len(fields), WIDTH)), np.ones(len(fields))
    another = np.ones(len(fields))
    for i, f in enumerate(fields):
        read = f"{f.name}_read" if east_slavic else ""
        names = [name for name in (read, f.name, f.kind.name.lower()) if name]
        known = next(tables[name] for name in names if name in tables)
        most[i] = next(tables["most"][name] for name in names if name in tables["most"])
        another[i] = next(
            (tables["most_another"][name] for name in names if name in tables["most_another"]), most[i]
        )
        for k, word in enumerate(f.levels):
            m[i, k], u[i, k] = known["m"][word], known["u"][word]
    firm, others = tables["belief"], (tables["prior"]["overlap"], tables["relatives"]["per_record"])
    return Belief(m, u, most, another, firm["m"], firm["u"], firm["rarity"], *others)


def alterations(fields: tuple[Field, ...], believed: Belief, east_slavic: bool = False) -> tuple[Joint, ...]:
    """Return the joint terms for what happens to children on purpose, or within families (defaults.toml).

    A term with `together` states how often true pairs show these levels at once; its bits are what that adds
    to the levels one by one. A term with `bits` states them.
    """
    place = {f.name: i for i, f in enumerate(fields)}
    out = []
    for term in _shipped()["alteration"]:
        if not set(term["levels"]) <= set(place) or (term.get("read") and not east_slavic):
            continue
        where = tuple(
            (place[n], sum(1 << fields[place[n]].levels.index(w) for w in words))
            for n, words in term["levels"].items()
        )
        apart = np.prod(
            [sum(believed.m[i, k] for k in range(WIDTH) if levels >> k & 1) for i, levels in where]
        )
        bits = term["bits"] if "bits" in term else float(np.log2(term["together"] / apart))
        out.append(Joint(term["name"], where, bits))
    return tuple(out)


def relatives(fields: tuple[Field, ...], table: Floats, u: Floats, bits: float) -> Relatives:
    """Return what speaks for two relatives against two strangers.

    Relatives share what fields that are not personal say as often as one person's records do (`table`). In
    personal fields they are like strangers, except for twins (defaults.toml). bits: log2 odds of kinship.
    """
    shared = tuple(not f.personal for f in fields)
    out = np.where(np.array(shared)[:, None], table, 0.0)
    twins = _shipped()["relatives"]["same_birth"]
    for i, f in enumerate(fields):
        if f.name == "birth":
            out[i, 0] = max(float(np.log2(twins / u[i, 0])), 0.0)
    return Relatives(out, shared, bits)


def log_ratio(m: Floats, u: Floats, fields: tuple[Field, ...]) -> Floats:
    """Return log2(m / u), made monotone along each kind's chain; unused columns are 0.

    Chains are mended by pooling neighbours that are out of order (weighted by m).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        table: Floats = np.where(u > 0, np.log2(np.maximum(m, 1e-9) / np.maximum(u, 1e-12)), 0.0)
    for i, f in enumerate(fields):
        chain = [f.levels.index(w) for w in _CHAINS[f.kind]]
        table[i, chain] = falling(table[i, chain], np.maximum(m[i, chain], 1e-9))
    return table


def falling(values: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the closest never-rising sequence (pool adjacent violators).

    >>> falling(np.array([3.0, 1.0, 2.0]), np.ones(3)).tolist()
    [3.0, 1.5, 1.5]
    """
    pools: list[list[float]] = []
    for value, size in zip(values, sizes, strict=True):
        pools.append([float(value), float(size), 1])
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            v, s, n = pools.pop()
            last = pools[-1]
            last[0] = (last[0] * last[1] + v * s) / (last[1] + s)
            last[1], last[2] = last[1] + s, last[2] + n
    return np.concatenate([np.full(int(n), v) for v, _, n in pools])


def count_levels(context: Context, pairs: int) -> Floats:
    """Return counts[field, level] over random pairs of the two lists (each pair once when they are few)."""
    nl, nr = len(context.left), len(context.right)
    if nl * nr <= pairs:
        left, right = (a.ravel() for a in np.meshgrid(np.arange(nl), np.arange(nr), indexing="ij"))
    else:
        random = np.random.default_rng(20251101)
        left, right = random.integers(0, nl, pairs), random.integers(0, nr, pairs)
    apart = left != right if context.right is context.left else np.ones(len(left), bool)
    level, _ = context.levels(left[apart].astype(np.int32), right[apart].astype(np.int32))
    counts = np.zeros((level.shape[1], WIDTH))
    for i in range(level.shape[1]):
        found = np.bincount(level[:, i], minlength=256)[:WIDTH]
        counts[i, : len(found)] = found
    return counts


def count_u(encoded: Encoded, believed: Belief) -> Floats:
    """Return u: the share of random pairs at each level, with exact agreement counted from frequencies."""
    none = nothing((None,) * len(encoded.fields), WIDTH)
    left, right = (encoded.left, no_keys(encoded.left)), (encoded.right, no_keys(encoded.right))
    context = Context(encoded.fields, encoded.dictionaries, none, left, None if encoded.one_list else right)
    counts = count_levels(context, SAMPLE)
    total = counts.sum(axis=1, keepdims=True)
    counts = counts + believed.firmness_u * believed.u
    u: Floats = counts / (total + believed.firmness_u)
    return u


def rarity(encoded: Encoded, believed: Belief) -> Rarity:
    """Return, per field, the bits that agreeing on a value adds or takes: log2(usual share / its share)."""
    out: list[npt.NDArray[np.float32] | None] = []
    for i, d in enumerate(encoded.dictionaries):
        if d.group is None:
            out.append(None)
            continue
        size = int(d.group.max()) + 1 if len(d.group) else 1
        codes = (
            encoded.left[:, i]
            if encoded.one_list
            else np.concatenate([encoded.left[:, i], encoded.right[:, i]])
        )
        count = np.bincount(d.group[codes[codes >= 0]], minlength=size).astype(np.float64)
        records = max(1.0, count.sum())
        usual = float(((count / records) ** 2).sum())
        firm = believed.firmness_rarity
        believed_usual = float(believed.u[i, 0])
        usual = (usual * records + believed_usual * firm) / (records + firm)
        share = (count + firm * usual) / (records + firm)
        out.append(np.log2(usual / share).astype(np.float32)[d.group])
    return tuple(out)
