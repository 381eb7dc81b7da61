"""`kintrace names`: how a name is read, and how two names compare."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from kintrace.errors import SettingsInvalid

if TYPE_CHECKING:
    from kintrace.names.explain import NameComparison
    from kintrace.names.forms import NameForm

EPILOG = """examples:
  kintrace names compare "Шевченко Олена Іванівна" "Elena Ivanovna Shevchenko"
  kintrace names compare "Itdxtyrj Jktyf" "Шевченко О.І." --json
  kintrace names read "Szewczenko, Ołena Iwaniwna"
"""
PARTS = (("surname", "surname"), ("given", "given name"), ("patronymic", "patronymic"))
GENDERS = {"m": "male", "f": "female", "": "not shown"}
REPAIRS = {
    "homoglyph": "letters of another alphabet that look alike were put right",
    "layout": "it was typed with the keyboard on the wrong layout",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands and their options."""
    family = commands.add_parser(
        "names",
        help="how a name is read, how two names compare",
        description="Names in Ukrainian, Russian, Belarusian and any romanisation, their parts in any order.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = family.add_subparsers(dest="names_command", metavar="WHAT", required=True)
    two = kinds.add_parser("compare", help="compare two names part by part")
    two.add_argument("left", metavar="NAME", help="a name, its parts in any order, any alphabet")
    two.add_argument("right", metavar="NAME", help="another name")
    two.add_argument("--json", action="store_true", help="print JSON")
    two.set_defaults(run=run)
    one = kinds.add_parser("read", help="show how a name is read")
    one.add_argument("name", metavar="NAME", help="a name, its parts in any order, any alphabet")
    one.add_argument("--json", action="store_true", help="print JSON")
    one.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a reading or a comparison."""
    from kintrace import names

    if args.names_command == "read":
        _refuse_unreadable(args.name)
        form = names.analyse([args.name])[0]
        print(_json(_form(form)) if args.json else _read(form))
    else:
        _refuse_unreadable(args.left, args.right)
        found = names.compare(args.left, args.right)
        print(_json(_comparison(found)) if args.json else _compared(found))
    return 0


def _refuse_unreadable(*written: str) -> None:
    from kintrace.names.scores import readable

    for name in written:
        if not readable(name):
            raise SettingsInvalid(
                f"There is no name to read in {name!r}; give one with at least one whole word."
            )


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _form(form: "NameForm") -> dict[str, Any]:
    parts = {
        part: [{"text": token.text, "readings": token.readings} for token in getattr(form, part)]
        for part, _ in PARTS
    }
    return {
        "as_written": form.as_written,
        **parts,
        "gender": form.gender,
        "order_certain": form.order_certain,
        "repairs": form.repairs,
    }


def _read(form: "NameForm") -> str:
    lines = []
    for part, title in PARTS:
        for token in getattr(form, part):
            sounds = " or ".join(token.readings) or "an alphabet we do not read"
            sounded = "father's name sounds" if part == "patronymic" else "sounds"
            lines.append(f"{title:<11} {token.text}   {sounded} {sounds}")
    lines.append(f"{'gender':<11} {GENDERS[form.gender]}")
    if not form.order_certain:
        lines.append("The surname and the given name may be the other way round; both orders are tried.")
    lines += [f"Repaired: {REPAIRS[code]}." for code in form.repairs]
    return "\n".join(lines)


def _comparison(found: "NameComparison") -> dict[str, Any]:
    return {
        "left": found.left,
        "right": found.right,
        "score": round(found.score, 4),
        "same": found.same,
        "swapped": found.swapped,
        "parts": [{key: getattr(part, key) for key in part.__slots__} for part in found.parts],
    }


def _compared(found: "NameComparison") -> str:
    rows = [("", "left", "right", "", "verdict")]
    for part in found.parts:
        like = "" if part.likeness is None else f"{part.likeness:.2f}"
        rows.append((part.part, part.left or "-", part.right or "-", like, part.verdict))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]).rstrip()
        for row in rows
    ]
    verdict = "one person's name" if found.same else "not one person's name"
    because = f"; against it: {', '.join(found.conflicts)}" if found.conflicts else ""
    lines.append(f"score {found.score:.3f}: {verdict}{because}")
    if found.swapped:
        lines.append("Surname and given name were taken the other way round in one of them.")
    return "\n".join(lines)
