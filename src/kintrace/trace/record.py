"""The record of a run (run.json): inputs with their hashes, versions, settings, what was learned, timings."""

import json
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa

from kintrace.linkage import Linked
from kintrace.lists import ReadList
from kintrace.trace.run import Outcome

_FEW = 0.01
"""Share of the shorter list below which hardly anybody seems to be in both."""


def record(outcome: Outcome, reported: pa.Table, rejected: int, seconds: dict[str, float]) -> dict[str, Any]:
    """Return the record as plain values."""
    request, linked = outcome.request, outcome.linked
    return {
        "kintrace": version("kintrace"),
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {
            "python": platform.python_version(),
            **{p: version(p) for p in ("duckdb", "pyarrow", "numpy")},
        },
        "lists": [_list(one) for one in (outcome.left, outcome.right) if one],
        "settings": {
            "threshold": request.threshold,
            "all": request.all_pairs,
            "sets": request.sets,
            "engine": request.engine,
            "east_slavic_names": outcome.east_slavic,
        },
        "counts": {
            "pairs_scored": linked.found.scored,
            "pairs_left_out_in_large_blocks": linked.found.too_large,
            "pairs_kept": len(linked.chosen.left),
            "pairs_reported": reported.num_rows,
            "assigned": int(sum(reported["assigned"].to_numpy())),
            "expected_true_in_reported": round(expected_true(reported), 4),
            "expected_true_in_all": round(linked.learned.expected_true, 1),
            "rejected": rejected,
        },
        "few_shared": few_shared(outcome),
        "learned": _learned(linked),
        "seconds": {**seconds, **linked.seconds},
    }


def expected_true(reported: pa.Table) -> float:
    """Return how many of the reported pairs are true, by their own probabilities."""
    return float(reported["probability"].to_numpy().sum())


def few_shared(outcome: Outcome) -> bool:
    """Return whether two lists seem to share hardly anybody, so that each proposal is doubtful."""
    if outcome.right is None:
        return False
    shorter = min(outcome.left.table.num_rows, outcome.right.table.num_rows)
    return bool(outcome.linked.learned.expected_true < _FEW * shorter)


def _list(one: ReadList) -> dict[str, Any]:
    return {
        "file": one.path.name,
        "sha256": one.sha256,
        "rows": one.rows_read,
        "people": one.table.num_rows,
        "rejected": one.rejected.num_rows,
        "columns": one.mapping.columns,
        "other": {label: [column.column, column.compare] for label, column in one.mapping.other.items()},
        "notes": one.notes,
    }


def _learned(linked: Linked) -> dict[str, Any]:
    learned = linked.learned
    fields = {}
    for i, f in enumerate(linked.encoded.fields):
        figures = zip(f.levels, learned.m[i], learned.u[i], learned.table[i], strict=False)
        fields[f.name] = {
            "kind": f.kind.name.lower(),
            "levels": {
                word: {"m": _short(m), "u": _short(u), "bits": round(float(b), 3)}
                for word, m, u, b in figures
            },
        }
    names = [f.name for f in linked.encoded.fields]
    return {
        "prior_bits": round(learned.prior_bits, 4),
        "steps": learned.steps,
        "fields": fields,
        "joint_terms": [
            {"name": t.name, "fields": [names[i] for i, _ in t.where], "bits": round(t.bits, 3)}
            for t in linked.context.weights.joints
        ],
        "blocking_rules": [
            {"rule": str(rule), "scored": scored, "kept": kept}
            for rule, (scored, kept) in zip(linked.rules, linked.found.by_rule, strict=False)
        ],
    }


def _short(share: float) -> float:
    return float(f"{share:.4g}")


def write(path: Path, values: dict[str, Any]) -> None:
    """Write the record as JSON that a person can read."""
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", "utf-8")
