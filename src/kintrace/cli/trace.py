"""`kintrace trace`: propose who in one list may be whom in the other, or who is twice in one list."""

import argparse
import json
import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

EPILOG = """Writes into the folder OUT: pairs.csv and pairs.parquet (left_id, right_id, weight_bits,
probability, rank, assigned), report.html (to look at), rejected.csv (what could not be read) and
run.json (inputs, settings, what was learned). Nothing leaves this machine.

examples:
  kintrace trace requests.csv located.csv --out result/
  kintrace trace requests.xlsx located.csv --mapping columns.toml --out result/ --lang en
  kintrace trace list.csv --out twice/
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    p = commands.add_parser(
        "trace",
        help="propose who may be whom",
        description="Propose which records of two lists, or of one, may be one person.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_lists(p)
    p.add_argument(
        "--out", type=Path, metavar="FOLDER", help="where the result goes (needed, unless --show-sql)"
    )
    p.add_argument("--force", action="store_true", help="replace an earlier result in FOLDER")
    p.add_argument(
        "--threshold", type=float, metavar="P", help="least probability reported (0.001 to 1, default 0.5)"
    )
    p.add_argument(
        "--all",
        action="store_true",
        help="report every pair worth keeping, however unlikely (--threshold is then not used)",
    )
    p.add_argument("--thorough", action="store_true", help="look at more pairs: slower, finds a few more")
    p.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="spark: run on a cluster")
    p.add_argument(
        "--lang", choices=("uk", "en", "ru"), default="uk", help="language the report opens in (default uk)"
    )
    p.add_argument("--no-report", action="store_true", help="do not write report.html")
    p.add_argument("--json", action="store_true", help="print the run's record as JSON instead of text")
    p.add_argument("--show-sql", action="store_true", help="print the SQL stages and stop")
    p.set_defaults(run=run)


def add_lists(p: argparse.ArgumentParser) -> None:
    """Add what every command on lists takes."""
    p.add_argument("left", type=Path, metavar="LIST", help="CSV, XLSX, JSON lines, Parquet or PFIF")
    p.add_argument(
        "right", type=Path, nargs="?", metavar="OTHER_LIST", help="the second list; without it, duplicates"
    )
    p.add_argument(
        "--mapping", type=Path, metavar="FILE.toml", help="which column means what (see kintrace columns)"
    )
    p.add_argument("--mapping-left", type=Path, metavar="FILE.toml", help="the same for the first list alone")
    p.add_argument(
        "--mapping-right", type=Path, metavar="FILE.toml", help="the same for the second list alone"
    )
    p.add_argument("--many", action="store_true", help="a list may hold one person several times")


def run(args: argparse.Namespace) -> int:
    """Trace, and say where the result is."""
    if args.show_sql:
        from kintrace.trace.sql import STAGES, stage

        print("\n".join(stage(name) for name in STAGES))
        return 0
    from kintrace import trace
    from kintrace.cli import memory
    from kintrace.cli.progress import Progress
    from kintrace.errors import SettingsInvalid
    from kintrace.trace import folder

    if args.out is None:
        raise SettingsInvalid("Say where the result goes with --out FOLDER.")
    folder.check(args.out, args.force)
    request = request_of(args)
    Thread(target=_load, args=(not args.no_report,)).start()  # ready when the pairs are
    both = trace.read_lists(request)
    memory.give_back()
    if not args.json:
        print("\n".join(_understood(args, both)), file=sys.stderr)
    with Progress() as tick:
        outcome = trace.run(request, both, tick)
    del both
    if args.no_report:
        outcome = outcome.without_values()
    memory.give_back()
    written = trace.write(outcome, args.out, language=args.lang, page=not args.no_report, force=args.force)
    print(json.dumps(written.record, ensure_ascii=False) if args.json else _said(args, written.record))
    return 0


def _load(page: bool) -> None:
    for name in ("trace.writing", *(("trace.summary", "report.page") if page else ())):
        import_module(f"kintrace.{name}")


def request_of(args: argparse.Namespace) -> Any:
    """Return the trace request that the arguments make."""
    from kintrace.trace import Request

    return Request(
        left=args.left,
        right=args.right,
        mapping=args.mapping,
        mapping_left=args.mapping_left,
        mapping_right=args.mapping_right,
        threshold=0.5 if args.threshold is None else args.threshold,
        all_pairs=getattr(args, "all", False),
        sets=not args.many,
        engine=getattr(args, "engine", "duckdb"),
        thorough=getattr(args, "thorough", False),
    )


def _understood(args: argparse.Namespace, both: Iterable[Any]) -> list[str]:
    """Return what the lists were taken for, and what may not have been meant."""
    lists = [one for one in both if one]
    lines = [line for one in lists for line in one.describe()]
    if len(lists) == 2 and lists[0].sha256 == lists[1].sha256:
        lines.append(
            "Both lists are the same file, so everybody is found. To look for people who are in it twice, "
            "name it once."
        )
    if args.all and args.threshold is not None:
        lines.append("--all reports every pair worth keeping; --threshold is not used.")
    return lines


def _said(args: argparse.Namespace, record: dict[str, Any]) -> str:
    counts = record["counts"]
    reported, assigned = counts["pairs_reported"], counts["assigned"]
    lines = [
        f"{reported:,} proposed pairs, {assigned:,} of them after one-to-one assignment.",
        f"Proposals: {args.out / 'pairs.csv'}",
    ]
    if counts["rejected"]:
        where = args.out / "rejected.csv"
        lines.append(f"Cells or rows that could not be read: {counts['rejected']:,}, listed in {where}")
    if counts["pairs_left_out_in_large_blocks"]:
        left_out = counts["pairs_left_out_in_large_blocks"]
        lines.append(f"{left_out:,} pairs were not looked at, because too many records hold the same values.")
    if record["few_shared"]:
        lines.append("These lists seem to share few people or nobody; take every proposal with doubt.")
    if not args.no_report:
        lines.append(f"Report: {args.out / 'report.html'}")
    return "\n".join(lines)
