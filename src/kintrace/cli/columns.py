"""`kintrace columns`: say which column of a list means what, as a file to edit."""

import argparse
import sys
import tomllib

EPILOG = """Prints a mapping: for each role (name, birth, place ...) the columns that fill it, and the
columns that are not used. It names headers only, never what stands in the cells.

examples:
  kintrace columns located.xlsx > located.toml
  kintrace trace requests.csv located.xlsx --mapping-right located.toml --out result/
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    p = commands.add_parser(
        "columns",
        help="say which column means what",
        description="Write a mapping file for a list: which column means what.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    p.add_argument("list", metavar="LIST", help="CSV, XLSX, JSON lines, Parquet or PFIF")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the mapping; say on stderr when it lacks what a trace needs."""
    from kintrace import lists

    drafted = lists.draft_mapping(args.list)
    print(drafted, end="")
    if not tomllib.loads(drafted)["columns"].keys() & {"name", "surname", "given_name"}:
        print(
            f"No column of {args.list} is known to hold names. Fill in `name` before you use the mapping.",
            file=sys.stderr,
        )
    return 0
