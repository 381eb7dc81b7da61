"""Prepare what the report page shows: the best pairs with both records and all reasons."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace.linkage import Reason, explain
from kintrace.lists import ReadList
from kintrace.report import Report
from kintrace.report.contents import ListSummary
from kintrace.trace.record import expected_true, few_shared
from kintrace.trace.run import Outcome
from kintrace.trace.sql import connect, stage

MOST_PAIRS = 2_000
"""Pairs on the page; the rest are in pairs.csv."""

_CURVE_POINTS = 200
SHOWN = (
    "name", "surname", "given_name", "patronymic", "other_names", "sex", "birth", "place", "mother", "father",
    "relatives", "facility", "document",
)  # fmt: skip
"""Columns of the people table that are shown side by side, in this order."""


def report(outcome: Outcome, reported: pa.Table, language: str) -> Report:
    """Return the contents of the report page."""
    chosen = outcome.linked.chosen
    left, right = outcome.left, outcome.right or outcome.left
    n = min(MOST_PAIRS, reported.num_rows)
    reasons = explain(outcome.linked, chosen.left[:n], chosen.right[:n])
    figures = reported.slice(0, n).to_pylist()
    ours, theirs = people(left, chosen.left[:n]), people(right, chosen.right[:n])
    pairs = [
        {**row, "left": a, "right": b, "reasons": [as_row(r) for r in why]}
        for row, a, b, why in zip(figures, ours, theirs, reasons, strict=True)
    ]
    return Report(
        title=" / ".join(dict.fromkeys(one.path.name for one in (left, right))),
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        lists=[_list(one) for one in (outcome.left, outcome.right) if one],
        counts={
            "pairs_scored": outcome.linked.found.scored,
            "pairs_reported": reported.num_rows,
            "assigned": int(sum(reported["assigned"].to_numpy())),
            "expected_true": expected_true(reported),
        },
        pairs=pairs,  # type: ignore[arg-type]
        curve=_curve(reported),
        few_shared=few_shared(outcome),
        settings={
            **({} if outcome.request.all_pairs else {"threshold": outcome.request.threshold}),
            "sets": outcome.request.sets,
            "engine": outcome.request.engine,
        },
        language=language,  # type: ignore[arg-type]
    )


def people(one: ReadList, records: npt.NDArray[np.int32]) -> list[dict[str, str]]:
    """Return what the list says of each record, column by column, without blanks."""
    names = [c for c in one.table.column_names if c in SHOWN or c.startswith("other:")]
    rows = one.table.select(names).take(records).to_pylist()
    return [{k: str(v) for k, v in row.items() if v is not None} for row in rows]


def as_row(reason: Reason) -> dict[str, Any]:
    """Return a reason as plain values."""
    return {name: getattr(reason, name) for name in ("field", "kind", "level", "left", "right", "bits")}


def _list(one: ReadList) -> ListSummary:
    columns = [(role, ", ".join(headers)) for role, headers in one.mapping.columns.items()]
    columns += [(f"other:{label}", other.column) for label, other in one.mapping.other.items()]
    return {
        "name": one.path.name,
        "rows": one.rows_read,
        "rejected": one.rejected.num_rows,
        "sha256": one.sha256,
        "columns": columns,
    }


def _curve(reported: pa.Table) -> list[tuple[float, float]]:
    with connect() as db:
        db.register(
            "pairs", reported.select(["probability", "rank"]).rename_columns(["probability", "position"])
        )
        points = db.execute(stage("curve")).fetchnumpy()
    n = len(points["reviewed"])
    keep = np.unique(np.linspace(0, n - 1, min(n, _CURVE_POINTS)).astype(int))
    return [(float(points["reviewed"][k]), float(points["expected_true"][k])) for k in keep]
