"""The benchmark's command line: `python -m bench setup | lists | accuracy | speed | all | places`."""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import contenders, curves, places, run, sets, table, venvs

SPEED_SETS = ("scale_100k", "scale_1m")
SPEED_CONTENDERS = ("kintrace", "splink tight", "splink wide", "splink full")
ACCURACY_SETS = tuple(name for name in sets.ALL if name not in ("scale_1k", "scale_1m"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("setup", help="build the peers' environments and fetch the source lists")
    commands.add_parser("lists", help="name the sets and the contenders")
    commands.add_parser("places", help="how well places are recognised", add_help=False)
    for name, text in (
        ("accuracy", "accuracy and cost of every contender on every set"),
        ("speed", "F1 against CPU seconds, and growth, on the large sets"),
        ("all", "both"),
    ):
        one = commands.add_parser(name, help=text)
        one.add_argument("--out", type=Path, help="write the tables to this Markdown file too")
        one.add_argument("--sets", help="only these sets, separated by commas")
        one.add_argument("--contenders", help="only these contenders, separated by commas")
        one.add_argument("--repeat", type=int, default=1, help="runs of each; the median is shown")
        one.add_argument("--timeout", type=float, default=1800, help="seconds after which a run is stopped")
    return parser


def _chosen(wanted: str | None, known: dict, default: Sequence[str]) -> list:
    names = [name.strip() for name in wanted.split(",")] if wanted else default
    for name in names:
        if name not in known:
            raise SystemExit(f"There is no {name!r}; there are: {', '.join(known)}.")
    return [known[name] for name in names]


def _outcomes(options: argparse.Namespace, default_sets: Sequence[str], default_who: Sequence[str]) -> list:
    chosen = _chosen(options.sets, sets.ALL, default_sets)
    who = _chosen(options.contenders, contenders.ALL, default_who)
    outcomes = []
    for outcome in run.run_all(who, chosen, options.repeat, options.timeout):
        outcomes.append(outcome)
        print(
            f"{outcome.set_name}: {' '.join(table.row(outcome))} {outcome.why_not}",
            file=sys.stderr,
            flush=True,
        )
    return outcomes


def _tables(options: argparse.Namespace) -> str:
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    parts = ["# Benchmarks", f"{table.machine()} Run {when}, median of {options.repeat}."]
    if options.command != "speed":
        parts.append(table.accuracy(_outcomes(options, ACCURACY_SETS, tuple(contenders.ALL))))
    if options.command != "accuracy":
        parts.append(curves.speed(_outcomes(options, SPEED_SETS, SPEED_CONTENDERS)))
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["places"]:
        return places.main(arguments[1:])
    options = _parser().parse_args(arguments)
    if options.command == "setup":
        venvs.setup()
        return 0
    if options.command == "lists":
        print("\n".join(f"{one.name:20} {one.about}" for one in sets.ALL.values()))
        print("\n".join(f"{one.name}" for one in contenders.ALL.values()))
        return 0
    if not sets.SOURCES.exists():
        raise SystemExit("The source lists are missing. Run `python -m bench setup` first.")
    text = _tables(options)
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
