"""Accuracy and speed of reading names: `python -m bench.names --pairs FILE [--public FILE]`.

--pairs    labelled pairs: left, right, label (1 = same person), stratum `scripts/phenomenon`
--public   nomenklatura's name bench: name1, name2, is_match, schema; its Person rows are counted
Speeds are for one core, in CPU time: names read for the first time, then pairs of names already read.
"""

import argparse
import csv
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from kintrace import names


def f1_of(true: np.ndarray, taken: np.ndarray) -> float:
    return float(2 * (true & taken).sum() / max(true.sum() + taken.sum(), 1))


def recall_at(true: np.ndarray, scored: np.ndarray, share: float = 0.01) -> float:
    """Return the recall at the threshold that lets through this share of the negatives."""
    negatives = np.sort(scored[~true])[::-1]
    return float((scored[true] > negatives[int(share * len(negatives))]).mean())


def by_phenomenon(rows: Sequence[dict[str, str]], taken: np.ndarray) -> list[str]:
    """Return a Markdown table: of each phenomenon, how many pairs and which share is taken as one person."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for row, same in zip(rows, taken.tolist(), strict=True):
        found[row["label"], row["stratum"].partition("/")[2]].append(same)
    lines = ["| pairs | phenomenon | number | taken as one person |", "|---|---|---|---|"]
    for (label, kind), answers in sorted(found.items(), reverse=True):
        title = "same" if label == "1" else "other"
        lines.append(f"| {title} | {kind} | {len(answers)} | {np.mean(answers):.3f} |")
    return lines


def timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def speeds(lefts: Sequence[str], rights: Sequence[str], pairs: int = 100_000) -> list[str]:
    """Return lines about the speed of reading and of scoring random pairs of names that have been read."""
    distinct = list(dict.fromkeys([*lefts, *rights]))
    names.analyse(distinct[:1])  # the tables are loaded once
    reading = timed(lambda: names.analyse(distinct))
    chance = random.Random(1)
    some, others = (chance.choices(distinct, k=pairs) for _ in range(2))
    names.score(some[:1000], others[:1000])
    scoring = timed(lambda: names.score(some, others))
    return [
        f"{len(distinct) / reading:,.0f} distinct names/s read",
        f"{pairs / scoring:,.0f} pairs/s scored (random pairs, names already read)",
    ]


def report(pairs: Path, public: Path | None) -> list[str]:
    """Return the lines to print."""
    with pairs.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lefts, rights = ([row[side] for row in rows] for side in ("left", "right"))
    shown = speeds(lefts, rights)
    scored = names.score(lefts, rights)
    true = np.array([row["label"] == "1" for row in rows])
    taken = scored >= names.THRESHOLD
    shown.append(
        f"F1 {f1_of(true, taken):.4f} at {names.THRESHOLD}, "
        f"recall at 1 % false positives {recall_at(true, scored):.4f}"
    )
    shown += by_phenomenon(rows, taken)
    if public:
        with public.open(encoding="utf-8", newline="") as lines:
            people = [row for row in csv.DictReader(lines) if row["schema"] == "Person"]
        scored = names.score([row["name1"] for row in people], [row["name2"] for row in people])
        true = np.array([row["is_match"] == "true" for row in people])
        shown.append(f"public name bench, people: F1 {f1_of(true, scored >= names.THRESHOLD):.4f}")
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, required=True, metavar="FILE")
    parser.add_argument("--public", type=Path, metavar="FILE")
    options = parser.parse_args()
    print("\n".join(report(options.pairs, options.public)))


if __name__ == "__main__":
    main()
