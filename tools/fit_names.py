"""Fit the decision trees that weigh two names, and write them as plain numbers to names/data/weights.json.

Offline only; the engine reads the numbers. Run in a scratch environment outside the repository:

    python -m venv /tmp/fit && /tmp/fit/bin/pip install numpy rapidfuzz lightgbm
    /tmp/fit/bin/python tools/fit_names.py ../shared/cases/names/dev_pairs.csv

The pairs file has the columns left, right, label (1 = same person), stratum, source. Accuracy is reported by
five-fold cross-validation (folds by the surname's first letters, so that a family stays in one fold) beside
the fitted one.
Trees are monotone: more likeness never lowers the score.
"""

import csv
import json
import random
import sys
import zlib
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
import name_alterations as alter  # noqa: E402

from kintrace.names import forms, scores  # noqa: E402

FALL, RISE = -1, 1
DIRECTIONS = {
    RISE: ("level", "likeness", "stem_likeness", "classes", "initial", "genders"),
    FALL: ("edits", "stem_edits", "letter_edits", "sum_edits", "sum_letters", "swapped"),
}
DIRECTION_OF = {column: direction for direction, columns in DIRECTIONS.items() for column in columns}
SETTINGS = {
    "objective": "binary",
    "num_leaves": 8,
    "learning_rate": 0.15,
    "min_data_in_leaf": 12,
    "lambda_l2": 1,
    "feature_fraction": 0.8,
    "monotone_constraints": [DIRECTION_OF.get(name.rpartition(".")[2], 0) for name in scores.COLUMNS],
    "monotone_constraints_method": "advanced",
    "verbose": -1,
    "num_threads": 2,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
}
TREES = 90
WEIGHT_OF_ALTERED = 0.08


def chosen(which: np.ndarray, scored: np.ndarray, pairs: int) -> np.ndarray:
    """Return for each pair the number of its best-scored alignment."""
    order = np.lexsort((-scored, which))
    first = np.searchsorted(which[order], np.arange(pairs))
    return order[first]


def train(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> lightgbm.Booster:
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, labels, weight=weights), TREES)


def altered(rows: list[dict[str, str]], per_kind: int = 1500) -> list[dict[str, str]]:
    """Return further pairs: one side of a true pair against the other side altered by rule."""
    chance = random.Random(2022)
    true = [row for row in rows if row["label"] == "1" and not row["source"].startswith("mech")]
    people = [(row, one) for row in true for side in ("left", "right") if (one := alter.person(row[side]))]
    made = []
    for kind, label, change in alter.alterations(alter.Alterer([one for _, one in people])):
        for row, one in chance.sample(people, len(people)):
            new = change(one, chance)
            against = row[chance.choice(("left", "right"))]
            if new and (kind != "father" or forms.analyse([against])[0].patronymic):
                pair = {"left": against, "right": new, "label": str(label)}
                made.append(pair | {"stratum": f"rule/{kind}", "source": "rule"})
            if sum(other["stratum"] == f"rule/{kind}" for other in made[-per_kind:]) >= per_kind:
                break
    return made


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
    with Path(path).open(encoding="utf-8", newline="") as lines:
        real = list(csv.DictReader(lines))
    rows = real + altered(real)
    made = sorted({row["stratum"] for row in rows[len(real) :]})
    labels = np.array([int(row["label"]) for row in rows])
    weights = np.where(np.arange(len(rows)) < len(real), 1.0, WEIGHT_OF_ALTERED)
    which, table = scores.describe([row["left"] for row in rows], [row["right"] for row in rows])
    against = scores.remaining(table)
    likeness = [scores.COLUMNS.index(f"{part}.likeness") for part in ("surname", "given")]
    pick = chosen(which, table[:, likeness].sum(axis=1), len(rows))
    pick = chosen(which, train(table[pick], labels, weights).predict(table), len(rows))
    folds = np.array([fold(row["left"]) for row in rows])
    apart = np.zeros(len(which))
    for number in range(5):
        inside = folds != number
        model = train(table[pick[inside]], labels[inside], weights[inside])
        outside = ~inside[which]
        apart[outside] = model.predict(table[outside])
    model = train(table[pick], labels, weights)
    for title, scored in (("five-fold", apart), ("fitted", model.predict(table))):
        best = best_of(which, scored * against, len(rows))
        report(title, labels[: len(real)], best[: len(real)])
        kinds = np.array([row["stratum"] for row in rows])
        same = {str(k): round(float((best[kinds == k] >= scores.THRESHOLD).mean()), 3) for k in made}
        print("   taken as same:", same)
    target = ROOT / "src/kintrace/names/data/weights.json"
    target.write_text(json.dumps(numbers(model), separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target.stat().st_size} bytes")


def numbers(model: lightgbm.Booster) -> dict[str, object]:
    """Return the trees as lists: of each split its column, bound and the leaves it rules out if exceeded."""
    trees = [flat(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]
    return {"columns": list(scores.COLUMNS), "trees": trees}


def flat(root: dict[str, Any]) -> dict[str, list[Any]]:
    splits: list[tuple[int, float, int]] = []
    leaves: list[float] = []

    def walk(node: dict[str, Any]) -> int:
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
