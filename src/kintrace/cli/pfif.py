"""`kintrace pfif`: check a file of the People Finder Interchange Format."""

import argparse
import json
from pathlib import Path

EPILOG = """Errors break PFIF; warnings do not, but something may be lost. Each has its line. The exit code is
1 when there are errors.

examples:
  kintrace pfif check records.xml
  kintrace pfif check records.xml --json
"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    family = commands.add_parser(
        "pfif",
        help="check a PFIF file",
        description="PFIF (People Finder Interchange Format), versions 1.1 to 1.4.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = family.add_subparsers(dest="pfif_command", metavar="WHAT", required=True)
    p = kinds.add_parser("check", help="say what is wrong in a PFIF file, line by line")
    p.add_argument("file", type=Path, metavar="FILE", help="a PFIF file, or a feed with PFIF records")
    p.add_argument("--json", action="store_true", help="print JSON")
    p.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong; return 1 when an error is among it."""
    from kintrace import pfif

    document = pfif.read(args.file)
    found = pfif.check(document)
    errors = sum(one.is_error for one in found)
    persons, notes = len(document.persons), sum(1 for _ in document.notes())
    if args.json:
        told = {
            "version": document.version,
            "persons": persons,
            "notes": notes,
            "findings": [
                {"line": one.line, "kind": "error" if one.is_error else "warning", "text": one.text}
                for one in found
            ],
        }
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(f"{args.file.name}, {one}")
        print(
            f"{args.file.name}: PFIF {document.version}, persons: {persons:,}, notes: {notes:,}, "
            f"errors: {errors:,}, warnings: {len(found) - errors:,}."
        )
    return 1 if errors else 0
