"""`kintrace explain`: the reasons for and against one pair."""

import argparse
import json
from typing import Any

EPILOG = """examples:
  kintrace explain requests.csv located.csv R-17 L-204
  kintrace explain list.csv 12 98 --json
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    p = commands.add_parser(
        "explain",
        help="why one pair weighs what it weighs",
        description="Give the reasons for and against one pair. The lists are traced anew; it takes as long.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument(
        "lists_and_ids", nargs="+", metavar="LIST [OTHER_LIST] LEFT_ID RIGHT_ID", help="lists, then two ids"
    )
    p.add_argument("--mapping", metavar="FILE.toml", help="which column means what (see kintrace columns)")
    p.add_argument("--mapping-left", metavar="FILE.toml", help="the same for the first list alone")
    p.add_argument("--mapping-right", metavar="FILE.toml", help="the same for the second list alone")
    p.add_argument("--many", action="store_true", help="a list may hold one person several times")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the reasons."""
    from pathlib import Path

    from kintrace import trace
    from kintrace.cli.progress import Progress
    from kintrace.errors import SettingsInvalid
    from kintrace.trace.pair import pair_by_ids

    words = args.lists_and_ids
    if len(words) not in (3, 4):
        raise SettingsInvalid(
            "Give one or two lists and then the two ids: kintrace explain LIST OTHER_LIST LEFT_ID RIGHT_ID."
        )
    *files, left_id, right_id = words
    if len(words) == 3 and Path(left_id).is_file():
        raise SettingsInvalid(
            f"After the lists {files[0]} and {left_id} two ids are needed, one of each; "
            f"there is only {right_id}."
        )
    mapping, left, right = (
        Path(m) if m else None for m in (args.mapping, args.mapping_left, args.mapping_right)
    )
    request = trace.Request(
        Path(files[0]),
        Path(files[1]) if files[1:] else None,
        mapping,
        mapping_left=left,
        mapping_right=right,
        sets=not args.many,
    )
    with Progress() as tick:
        outcome = trace.run(request, trace.read_lists(request), tick)
    pair = pair_by_ids(outcome, left_id, right_id)
    print(json.dumps(pair, ensure_ascii=False, indent=2) if args.json else _table(pair))
    return 0


def _table(pair: dict[str, Any]) -> str:
    from kintrace.report.contents import worth_saying

    reasons = [r for r in pair["reasons"] if worth_saying(r)]
    rows = [
        (str(r["field"]), str(r["level"]), f"{r['bits']:+.1f}", str(r["left"]), str(r["right"]))
        for r in reasons
    ]
    rows.insert(0, ("field", "level", "bits", str(pair["left_id"]), str(pair["right_id"])))
    widths = [max(len(row[k]) for row in rows) for k in range(5)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    weight, prior = pair["weight_bits"], pair["prior_bits"]
    alone, final = f"{pair['probability_alone']:.4f}", f"{pair['probability']:.4f}"
    lines.append(
        f"weight of the evidence {weight:+.1f} bits, {weight + prior:+.1f} with the prior; "
        f"probability {final}"
    )
    if alone != final:
        lines.append(
            "The other candidates of the same records and the calibration of these lists change it "
            f"from {alone} to {final}."
        )
    return "\n".join(lines)
