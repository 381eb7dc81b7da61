"""Judge scored pairs against the truth: one evaluator, the same for every contender.

A pair is true when both records carry the same `entity_id`. Reported are the best F1 over all thresholds
(what a perfect choice of threshold would give), F1 at the contender's own default threshold (what a user
gets), both again after one-to-one assignment (link sets), and F1 after grouping (lists with repeats).
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

# A fixed shuffle settles equal scores, so that nobody gains by the order of a file.
TIE_SEED = 20_220_224
# Where groups are tried: so many pairs taken, as a share of the true ones.
GROUPED_SHARES = np.concatenate([np.linspace(0.3, 1.2, 31), np.linspace(1.3, 2.0, 8)])


@dataclass(frozen=True)
class Truth:
    """Who is who: record ids and the number of the person behind each. `right_*` is `left_*` to dedupe."""

    left_ids: pa.Array
    right_ids: pa.Array
    left_person: np.ndarray
    right_person: np.ndarray
    link: bool

    @property
    def pairs(self) -> int:
        """Return how many true pairs there are."""
        size = int(max(self.left_person.max(), self.right_person.max())) + 1
        left = np.bincount(self.left_person, minlength=size).astype(np.int64)
        if not self.link:
            return int((left * (left - 1) // 2).sum())
        return int((left * np.bincount(self.right_person, minlength=size)).sum())


@dataclass(frozen=True)
class Scored:
    """Pairs by record position, best score first; each pair once."""

    left: np.ndarray
    right: np.ndarray
    score: np.ndarray
    true: np.ndarray
    proposed: np.ndarray | None = None

    def only(self, keep: np.ndarray) -> "Scored":
        """Return the pairs for which `keep` (one bool or position per pair) is true."""
        proposed = None if self.proposed is None else self.proposed[keep]
        return Scored(self.left[keep], self.right[keep], self.score[keep], self.true[keep], proposed)


@dataclass(frozen=True)
class Quality:
    """How good one set of pairs is."""

    f1: float
    precision: float
    recall: float
    threshold: float = float("nan")


@dataclass(frozen=True)
class Figures:
    """All figures of one contender on one set. `settled` is one-to-one, or grouped if there is one list."""

    best: Quality
    default: Quality
    settled_best: Quality
    settled_default: Quality
    delivered: Quality | None
    kept_recall: float
    pairs_kept: int
    true_pairs: int


def read_truth(left: Path, right: Path | None = None) -> Truth:
    """Read `rec_id` and `entity_id` of one list, or of two that are to be linked."""
    tables = [pq.read_table(path, columns=["rec_id", "entity_id"]) for path in (left, right or left)]
    names = pa.concat_arrays([table["entity_id"].combine_chunks() for table in tables])
    codes = pc.dictionary_encode(names).indices.to_numpy()
    rows = len(tables[0])
    ids = [table["rec_id"].combine_chunks() for table in tables]
    return Truth(ids[0], ids[1], codes[:rows], codes[rows:], right is not None)


def _positions(ids: pa.ChunkedArray, known: pa.Array) -> np.ndarray:
    found = pc.index_in(ids.cast(known.type), value_set=known)
    if found.null_count:
        raise ValueError(f"{found.null_count} record ids in the scored pairs are in neither list.")
    return found.to_numpy().astype(np.int64)


def score_pairs(pairs: pa.Table, truth: Truth) -> Scored:
    """Turn a table left_id, right_id, score (and optionally `proposed`, bool) into sorted, distinct pairs."""
    left = _positions(pairs["left_id"], truth.left_ids)
    right = _positions(pairs["right_id"], truth.right_ids)
    if not truth.link:
        left, right = np.minimum(left, right), np.maximum(left, right)
    score = pairs["score"].to_numpy().astype(np.float64)
    luck = np.random.default_rng(TIE_SEED).permutation(len(score))
    order = np.lexsort((luck, -score))
    left, right, score = left[order], right[order], score[order]
    _, first = np.unique(left * len(truth.right_ids) + right, return_index=True)
    if not truth.link:
        first = first[left[first] != right[first]]
    first.sort()
    true = truth.left_person[left] == truth.right_person[right]
    proposed = (
        pairs["proposed"].to_numpy(zero_copy_only=False)[order] if "proposed" in pairs.column_names else None
    )
    return Scored(left, right, score, true, proposed).only(first)


def quality(true_found: float, found: float, true_pairs: int, threshold: float = float("nan")) -> Quality:
    """Return precision, recall and F1 of `found` pairs of which `true_found` are true."""
    precision = true_found / found if found else 0.0
    recall = true_found / true_pairs if true_pairs else 0.0
    both = precision + recall
    return Quality(2 * precision * recall / both if both else 0.0, precision, recall, threshold)


def best_quality(scored: Scored, true_pairs: int) -> Quality:
    """Return the quality at the threshold where F1 is highest; pairs of equal score stay together."""
    if not len(scored.score):
        return quality(0, 0, true_pairs)
    last = np.flatnonzero(np.append(scored.score[1:] != scored.score[:-1], True))
    hits = np.cumsum(scored.true)[last]
    place = int(np.argmax(2 * hits / (last + 1 + true_pairs)))
    return quality(int(hits[place]), int(last[place]) + 1, true_pairs, float(scored.score[last[place]]))


def quality_of(scored: Scored, true_pairs: int, threshold: float) -> Quality:
    """Return the quality of the pairs that score at least `threshold`."""
    taken = scored.score >= threshold
    return quality(int(scored.true[taken].sum()), int(taken.sum()), true_pairs, threshold)


def one_to_one(scored: Scored) -> Scored:
    """Keep greedily the best pair of records that are both still free.

    Done in rounds instead of pair by pair: a pair that is first for both its records is always taken.
    """
    alive, taken = np.arange(len(scored.score)), []
    while len(alive):
        left, right = scored.left[alive], scored.right[alive]
        first = _first_of(left, alive) & _first_of(right, alive)
        chosen = alive[first]
        taken.append(chosen)
        busy = np.isin(left, scored.left[chosen]) | np.isin(right, scored.right[chosen])
        alive = alive[~busy]
    return scored.only(np.sort(np.concatenate(taken)) if taken else alive)


def _first_of(records: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Say for each pair whether it is the best-ranked (lowest) one of its record."""
    best = np.full(int(records.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(best, records, ranks)
    return best[records] == ranks


def grouped_quality(scored: Scored, truth: Truth, threshold: float) -> Quality:
    """Return the quality of all pairs inside the groups that pairs scoring >= `threshold` tie together."""
    taken = scored.score >= threshold
    left, right = scored.left[taken], scored.right[taken]
    group = np.arange(len(truth.left_person))
    while True:
        before = group.copy()
        np.minimum.at(group, right, group[left])
        np.minimum.at(group, left, group[right])
        group = group[group]
        if np.array_equal(before, group):
            break
    found = _pairs_within(group)
    both = _pairs_within(group * (int(truth.left_person.max()) + 1) + truth.left_person)
    return quality(both, found, truth.pairs, threshold)


def best_grouped(scored: Scored, truth: Truth) -> Quality:
    """Return the best grouped quality over thresholds that take from a third to twice the true pairs."""
    ranks = np.minimum((truth.pairs * GROUPED_SHARES).astype(int), len(scored.score) - 1)
    tried = [grouped_quality(scored, truth, at) for at in np.unique(scored.score[ranks[ranks >= 0]]).tolist()]
    return max(tried, key=lambda one: one.f1, default=quality(0, 0, truth.pairs))


def _pairs_within(labels: np.ndarray) -> int:
    counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def recall_by_kind(
    scored: Scored, truth: Truth, threshold: float, kinds: pa.Table
) -> tuple[tuple[str, int, float], ...]:
    """Return (kind, true pairs of that kind, recall at `threshold`), worst first.

    kinds: a table left_id, right_id, kind; a pair may be of many kinds.
    """
    width = len(truth.right_ids)
    taken = scored.score >= threshold
    found = scored.left[taken] * width + scored.right[taken]
    pairs = _positions(kinds["left_id"], truth.left_ids) * width + _positions(
        kinds["right_id"], truth.right_ids
    )
    hit = np.isin(pairs, found)
    names = np.array(kinds["kind"].to_pylist())
    recalls = [
        (str(name), int((names == name).sum()), float(hit[names == name].mean())) for name in np.unique(names)
    ]
    return tuple(sorted(recalls, key=lambda kind: kind[2]))


def evaluate(scored: Scored, truth: Truth, threshold: float) -> Figures:
    """Return all figures of one contender whose own default threshold is `threshold`."""
    total = truth.pairs
    best = best_quality(scored, total)
    if truth.link:
        assigned = one_to_one(scored)
        settled = best_quality(assigned, total), quality_of(assigned, total, threshold)
    else:
        settled = best_grouped(scored, truth), grouped_quality(scored, truth, threshold)
    delivered = None
    if scored.proposed is not None:
        delivered = quality(int(scored.true[scored.proposed].sum()), int(scored.proposed.sum()), total)
    return Figures(
        best=best,
        default=quality_of(scored, total, threshold),
        settled_best=settled[0],
        settled_default=settled[1],
        delivered=delivered,
        kept_recall=float(scored.true.sum() / total) if total else 0.0,
        pairs_kept=len(scored.score),
        true_pairs=total,
    )
