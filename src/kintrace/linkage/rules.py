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
from kintrace.linkage.kernel import Ints, Keys
from kintrace.linkage.keys import KeyRecipe


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
    with ThreadPoolExecutor() as pool:
        for k, rule in enumerate(rules):
            for span in pairwise(edges.tolist()):
                pool.submit(recipe(encoded, rule).fill, codes, span, out, k)
    return out
