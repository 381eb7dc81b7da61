"""`kintrace evaluate`: compare a result with known true pairs."""

import argparse
import json
from pathlib import Path
from typing import Any

EPILOG = """truth.csv has the columns left_id and right_id, one true pair a line.

examples:
  kintrace evaluate result/ truth.csv
  kintrace evaluate result/ truth.csv --threshold 0.9 --json
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    p = commands.add_parser(
        "evaluate",
        help="compare a result with known true pairs",
        description="Precision, recall, F1, recall at 1, 5 and 10 per request, and calibration.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("result", type=Path, metavar="FOLDER", help="what kintrace trace --out wrote")
    p.add_argument("truth", type=Path, metavar="TRUTH.csv", help="the true pairs")
    p.add_argument(
        "--threshold", type=float, default=0.5, metavar="P", help="least probability counted (default 0.5)"
    )
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the figures."""
    from kintrace.trace import evaluate

    figures = evaluate(args.result, args.truth, args.threshold)
    print(json.dumps(figures, indent=2) if args.json else _text(figures, args.threshold))
    return 0


def _text(f: dict[str, Any], threshold: float) -> str:
    lines = [
        f"{f['found']:,} of {f['true_pairs']:,} true pairs are among {f['proposed']:,} "
        f"proposed at probability {threshold} or more.",
        "                     precision  recall  F1",
        _line("all proposed pairs", f, ""),
        _line("one-to-one", f, "_assigned"),
        f"The true record is the first of its request's proposals in {f['recall_at_1']:.2%}, "
        f"among five in {f['recall_at_5']:.2%}, among ten in {f['recall_at_10']:.2%}.",
        "Calibration: probability said, share that is true, pairs",
    ]
    if not f["requests_seen"]:
        lines.insert(
            0, "No left_id of the true pairs occurs in the result. Do both use the same ids, left and right?"
        )
    lines += [f"  {t['said']:.3f}  {t['observed']:.3f}  {t['pairs']:,}" for t in f["calibration"]]
    return "\n".join(lines)


def _line(title: str, f: dict[str, Any], of: str) -> str:
    return f"{title:<20} {f[f'precision{of}']:9.4f}  {f[f'recall{of}']:.4f}  {f[f'f1{of}']:.4f}"
