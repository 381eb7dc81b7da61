"""The command line: one door, one module per command family, rooms loaded only when called."""

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from kintrace.cli import memory
from kintrace.cli.stopping import Stopped, stoppable
from kintrace.errors import KintraceError

COMMANDS = ("trace", "explain", "evaluate", "columns", "names", "pfif", "places", "office")
"""Each is a module here with `add(subparsers)` and `run(args) -> int`."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

EXAMPLES = """examples:
  kintrace trace requests.csv located.xlsx --out result/    propose who may be whom
  kintrace trace list.csv --out twice/                      find people who are in one list twice
  kintrace columns located.xlsx > located.toml              say which column means what
  kintrace explain requests.csv located.xlsx R-17 L-204     why this pair
  kintrace evaluate result/ truth.csv                       how good, where the truth is known
  kintrace names compare "Шевченко Олена" "Elena Shevchenko"
  kintrace pfif check records.xml                           what is wrong in a PFIF file
  kintrace office start --demo                              decide pairs in the browser, with invented people
"""


class _Version(argparse.Action):
    """Look the version up when it is asked for: the look-up takes longer than all else at the door."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"kintrace {version('kintrace')}")
        parser.exit()


def parser() -> argparse.ArgumentParser:
    """Return the parser with all commands."""
    door = argparse.ArgumentParser(
        prog="kintrace",
        description="Find children whom a war has parted from their families. A person decides every pair.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    door.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = door.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        import_module(f"kintrace.cli.{name}").add(commands)
    return door


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code.

    0 done, 1 what was checked is wrong, 2 refused with one sentence, 129 and more stopped.
    """
    memory.save()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # an old terminal cannot show every letter
    with stoppable():
        return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = parser().parse_args(argv)
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except KintraceError as error:
        print(f"kintrace: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as stop:
        print("kintrace: Stopped. Nothing was written.", file=sys.stderr)
        return stop.code if isinstance(stop, Stopped) else 130
    except BrokenPipeError:
        _print_no_more()
        return 0
    except MemoryError:
        print("kintrace: There is not enough memory for these lists on this machine.", file=sys.stderr)
        return 2
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            _print_no_more()
            print(f"kintrace: The output could not be written: {error.strerror}.", file=sys.stderr)
            return 2
        if os.environ.get("KINTRACE_DEBUG"):
            raise
        print(
            f"kintrace: This is a fault in Kintrace, not in your list ({type(error).__name__}: {error}). "
            "Please report it; KINTRACE_DEBUG=1 shows where it happened.",
            file=sys.stderr,
        )
        return 70


def _print_no_more() -> None:
    """Send what is still to be printed nowhere: Python would try again at the end, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
