"""Fit the decision trees that weigh two names, and write them as plain numbers to names/data/weights.json.

Offline only; the engine reads the numbers. Run in a scratch environment outside the repository:

    python -m venv /tmp/fit && /tmp/fit/bin/pip install numpy rapidfuzz lightgbm
    /tmp/fit/bin/python tools/fit_names.py ../shared/cases/names/dev_pairs.csv

The pairs file has the columns left, right, label (1 = same person), stratum. Accuracy is reported by five-fold
cross-validation (folds by the surname's first letters, so that a family stays in one fold) beside the fitted one.
Trees are monotone: more likeness never lowers the score.
"""

import csv
import json
import sys
import zlib
from pathlib import Path

import lightgbm
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
from kintrace.names import scores  # noqa: E402

RISES = {"level": 1, "edits": -1, "likeness": 1, "stem_edits": -1, "stem_likeness": 1, "letter_edits": -1,
         "classes": 1, "initial": 1, "genders": 1, "sum_edits": -1, "sum_letters": -1, "swapped": -1}  # fmt: skip
SETTINGS = {"objective": "binary", "num_leaves": 8, "learning_rate": 0.15, "min_data_in_leaf": 12, "lambda_l2": 1,
            "monotone_constraints": [RISES.get(name.rpartition(".")[2], 0) for name in scores.COLUMNS],
            "monotone_constraints_method": "advanced", "feature_fraction": 0.8, "verbose": -1, "num_threads": 2,
            "deterministic": True, "force_row_wise": True, "seed": 1}  # fmt: skip
TREES = 60


def chosen(which: np.ndarray, scored: np.ndarray, pairs: int) -> np.ndarray:
    """Return for each pair the number of its best-scored alignment."""
    order = np.lexsort((-scored, which))
    first = np.searchsorted(which[order], np.arange(pairs))
    return order[first]


def train(rows: np.ndarray, labels: np.ndarray) -> lightgbm.Booster:
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, labels), TREES)


def best_of(which: np.ndarray, scored: np.ndarray, pairs: int) -> np.ndarray:
    best = np.full(pairs, -1.0)
    np.maximum.at(best, which, scored)
    return best


def report(title: str, labels: np.ndarray, scored: np.ndarray) -> None:
    taken = scored >= scores.THRESHOLD
    true = (taken & (labels == 1)).sum()
    f1 = 2 * true / (taken.sum() + (labels == 1).sum())
    negatives = np.sort(scored[labels == 0])[::-1]
    recall = (scored[labels == 1] > negatives[len(negatives) // 100]).mean()
    print(f"{title}: F1 {f1:.4f} at {scores.THRESHOLD}, recall at 1 % false positives {recall:.4f}")


def fold(name: str) -> int:
    words = [word for word in name.replace(",", " ").split() if len(word) > 2]
    loud = [word for word in words if word.isupper()]
    return zlib.crc32((loud or words or [name])[-1][:4].lower().encode()) % 5


def main(path: str) -> None:
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    labels = np.array([int(row["label"]) for row in rows])
    which, table = scores.describe([row["left"] for row in rows], [row["right"] for row in rows])
    guess = (
        table[:, scores.COLUMNS.index("surname.likeness")] + table[:, scores.COLUMNS.index("given.likeness")]
    )
    pick = chosen(which, guess, len(rows))
    pick = chosen(which, train(table[pick], labels).predict(table), len(rows))
    folds = np.array([fold(row["left"]) for row in rows])
    apart = np.zeros(len(which))
    for number in range(5):
        inside = folds != number
        model = train(table[pick[inside]], labels[inside])
        outside = ~inside[which]
        apart[outside] = model.predict(table[outside])
    apart[scores.conflicts(table)] *= 0.3
    report("five-fold", labels, best_of(which, apart, len(rows)))
    model = train(table[pick], labels)
    together = model.predict(table) * np.where(scores.conflicts(table), 0.3, 1)
    report("fitted", labels, best_of(which, together, len(rows)))
    target = ROOT / "src/kintrace/names/data/weights.json"
    target.write_text(json.dumps(numbers(model), indent=None, separators=(",", ":")) + "\n")
    print(f"{target.stat().st_size} bytes")


def numbers(model: lightgbm.Booster) -> dict[str, object]:
    """Return the trees as lists: for each split its column, bound and the leaves it rules out when exceeded."""
    trees = [flat(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    return {"columns": list(scores.COLUMNS), "trees": trees}


def flat(root: dict) -> dict[str, list]:
    splits: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def walk(node: dict) -> int:
        """Number leaves from the left; return the set of leaves below as bits."""
        if "split_feature" not in node:
            leaves.append(round(node["leaf_value"], 6))
            return 1 << (len(leaves) - 1)
        left = walk(node["left_child"])
        right = walk(node["right_child"])
        splits.append((node["split_feature"], round(node["threshold"], 6), left))
        return left | right

    walk(root)
    return {"splits": [list(split) for split in splits], "leaves": leaves}


if __name__ == "__main__":
    main(sys.argv[1])
