"""`kintrace office`: open the office, look after it. Django is loaded only when one of these runs."""

import argparse
import os
from pathlib import Path
from typing import TypeAlias

EPILOG = """The office keeps everything in one folder (KINTRACE_HOME, else ~/.local/share/kintrace), encrypted
under a passphrase that is asked for. On a server, KINTRACE_DATABASE names a PostgreSQL database.

examples:
  kintrace office start --demo                 look around, with invented people
  kintrace office start                        open your office
  kintrace office backup /media/stick/office.kintrace
  kintrace office restore /media/stick/office.kintrace
  kintrace office journal verify               has anybody changed what was done?
  kintrace office key change                   a new passphrase
"""

_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: _Commands) -> None:
    """Add the commands and their options."""
    p = commands.add_parser(
        "office",
        help="open the office: lists, proposed pairs, decisions",
        description="Open the office in the browser, and look after what it keeps.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    below = p.add_subparsers(dest="what", metavar="COMMAND", required=True)
    _add_start(below)
    p = _add(below, "backup", "write everything into one file", "backup")
    p.add_argument("file", type=Path, metavar="FILE", help="the file to write; it must not exist yet")
    p = _add(below, "restore", "put a backup back", "restore")
    p.add_argument("file", type=Path, metavar="FILE", help="what kintrace office backup wrote")
    p.add_argument("--force", action="store_true", help="replace the office that is there")
    journal = below.add_parser("journal", help="check the journal").add_subparsers(required=True)
    checked = "check that nobody changed the journal, nor where cases and pairs stand"
    p = _add(journal, "verify", checked, "journal_verify")
    p.add_argument(
        "--expect", metavar="SEAL", help="fail when no entry has this seal, noted earlier, any more"
    )
    key = below.add_parser("key", help="change the passphrase").add_subparsers(required=True)
    p = _add(key, "change", "change the passphrase and the recovery key", "key_change")
    p.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="read the new one from a file")


def _add(commands: _Commands, name: str, what: str, act: str) -> argparse.ArgumentParser:
    p = commands.add_parser(name, help=what, description=what[0].upper() + what[1:] + ".")
    p.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help="read the passphrase from a file, do not ask"
    )
    p.set_defaults(run=run, act=act)
    return p


def _add_start(commands: _Commands) -> None:
    p = _add(commands, "start", "open the office", "start")
    p.add_argument("--demo", action="store_true", help="an office of invented people, to look around")
    p.add_argument("--no-browser", action="store_true", help="do not open the browser")
    p.add_argument("--port", type=int, metavar="PORT", help="where it listens (KINTRACE_PORT, else 8000)")


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    from kintrace.office import commands

    words = commands.Words(_passphrase_of(args))
    match args.act:
        case "start":
            return commands.open_office(words, demo=args.demo, browser=not args.no_browser, at=args.port)
        case "backup":
            return commands.back_up(words, args.file)
        case "restore":
            return commands.restore(words, args.file, force=args.force)
        case "key_change":
            return commands.change_key(words, _read(args.new_passphrase_file))
    return commands.verify_journal(words, args.expect)


def _passphrase_of(args: argparse.Namespace) -> str | None:
    return _read(args.passphrase_file) or os.environ.pop("KINTRACE_PASSPHRASE", None)


def _read(path: Path | None) -> str | None:
    from kintrace.errors import OfficeRefused

    if path is None:
        return None
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise OfficeRefused(f"The passphrase cannot be read from {path}.") from error
