"""Blocking rules: which pairs of records are looked at.

A rule joins facets of fields into one 32-bit key; two records meet when their keys are equal. Rules are
proposed from the fields at hand (here); what each costs and finds is measured on a sample (trial.py).
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from kintrace.linkage.encode import Encoded
from kintrace.linkage.fields import Kind
from kintrace.linkage.kernel import Floats, Ints, Keys
from kintrace.linkage.keys import KeyRecipe

LARGEST_BLOCK = 20_000_000
"""Pairs in one block (records that share a key) above which the block is left out and reported."""

_SHORT = 20


@dataclass(frozen=True, slots=True)
class Rule:
    """A blocking rule: facets (field name, facet) that must agree; `unordered`: two facets in either order.

    pairs: about how many pairs it makes, once measured.
    """

    facets: tuple[tuple[str, str], ...]
    unordered: bool = False
    pairs: int = 0

    def __str__(self) -> str:
        """Return the rule in words: "surname/sound + birth/year"."""
        return " + ".join(f if k == "same" else f"{f}/{k}" for f, k in self.facets)


def propose(encoded: Encoded) -> list[Rule]:
    """Return the rules worth trying for these fields.

    Single fields, pairs of fields, births by year and by day, and broad facets narrowed by a first letter.
    """
    place = {f.name: i for i, f in enumerate(encoded.fields)}
    parts: tuple[str, ...] = ("surname", "given_name")
    named = [n for n in parts if n in place]
    singles = [(n, "sound") for n in named]
    singles += [(f.name, "same") for f in encoded.fields if f.kind is not Kind.EXACT and f.name not in named]
    rules = [Rule((s,)) for s in singles]
    rules += [Rule((a, b), unordered=[a[0], b[0]] == named) for a, b in combinations(singles, 2)]
    rules += [Rule((s, (n, "first"))) for s in singles for n in named if s[0] != n]
    if len(named) == 2:
        rules.append(Rule(tuple((n, "first") for n in named)))
    if "birth" in place:
        partial = [("birth", "year"), ("birth", "month_day")]
        rules += [Rule((p,)) for p in partial]
        rules += [Rule((s, p)) for s in singles if s[0] != "birth" for p in partial]
        rules += [Rule((p, *((n, "first") for n in named))) for p in partial]
    for n in named:
        if "skeleton" in encoded.dictionaries[place[n]].keys:
            rules += [Rule(((n, "skeleton"), s)) for s in singles if s[0] != n]
    return rules


def close_large(left: Keys, right: Keys) -> int:
    """Take the keys from records in blocks too large to look at; return how many pairs that leaves out.

    The records keep their other keys, so that other rules still find them. `right` is `left` within one list.
    """
    left_out = 0
    for rule in range(left.shape[1]):
        ours, theirs = left[:, rule], right[:, rule]
        near = _sizes(ours) * _sizes(theirs) > LARGEST_BLOCK
        if not near.any():
            continue
        own, many = np.unique(ours[near[ours >> _SHORT] & (ours != 0)], return_counts=True)
        other, partners = np.unique(theirs[near[theirs >> _SHORT] & (theirs != 0)], return_counts=True)
        both, at, there = np.intersect1d(own, other, assume_unique=True, return_indices=True)
        large = many[at].astype(np.float64) * partners[there] > LARGEST_BLOCK
        n, m = many[at][large].astype(np.int64), partners[there][large].astype(np.int64)
        left_out += int((n * (n - 1) // 2 if left is right else n * m).sum())
        for keys in (left,) if left is right else (left, right):
            keys[np.isin(keys[:, rule], both[large]), rule] = 0
    return left_out


def _sizes(keys: Keys) -> Floats:
    """Return how many keys begin with each upper part, the missing left out."""
    return np.bincount(keys[keys != 0] >> _SHORT, minlength=1 << (32 - _SHORT)).astype(np.float64)


def recipe(encoded: Encoded, rule: Rule) -> KeyRecipe:
    """Return how the keys of a rule are made from codes."""
    place = {f.name: i for i, f in enumerate(encoded.fields)}
    columns = tuple(place[name] for name, _ in rule.facets)
    facets = tuple(
        encoded.dictionaries[i].keys[facet] for i, (_, facet) in zip(columns, rule.facets, strict=True)
    )
    return KeyRecipe(columns, facets, rule.unordered)


def keys_of(encoded: Encoded, codes: Ints, rules: tuple[Rule, ...]) -> Keys:
    """Return the (records, rules) keys of one list, 0 = no key."""
    out = np.zeros((len(codes), len(rules)), np.uint32)
    edges = np.linspace(0, len(codes), (os.cpu_count() or 1) + 1).astype(int)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        work = []
        for k, rule in enumerate(rules):
            for span in pairwise(edges.tolist()):
                work.append(pool.submit(recipe(encoded, rule).fill, codes, span, out, k))
        for done in work:
            done.result()
    return out
