"""`kintrace columns`: say which column of a list means what, as a file to edit."""

import argparse

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
    p.add_argument("list", metavar="LIST", help="CSV, XLSX, JSON lines or Parquet")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the mapping."""
    from kintrace import lists

    print(lists.draft_mapping(args.list), end="")
    return 0
