"""Write a result folder: everything or nothing.

Files are made in a folder beside the one that was asked for, which takes its place at the very end. A
full disk, a refused folder or Ctrl-C leaves what was there before.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kintrace.errors import OutputRefused

FILES = ("pairs.csv", "pairs.parquet", "rejected.csv", "report.html", "run.json")
"""What a result folder may hold."""


def check(out: Path, force: bool) -> None:
    """Raise OutputRefused when a result cannot go to `out`: before any work is done."""
    out = out.resolve()
    home = next(folder for folder in out.parents if folder.exists())
    if not home.is_dir():
        raise OutputRefused(f"{home} is a file and can hold no folder; name another with --out.")
    try:
        Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=home)).rmdir()
    except OSError:
        raise OutputRefused(f"The folder {home} cannot be written to; name another with --out.") from None
    if out.exists():
        _check_replaceable(out, force)


def _check_replaceable(out: Path, force: bool) -> None:
    if not out.is_dir():
        raise OutputRefused(f"{out} is a file; name a folder with --out.")
    if not os.access(out, os.R_OK | os.W_OK) or out.is_mount():
        raise OutputRefused(f"The folder {out} cannot be replaced; name another with --out.")
    held = sorted(path.name for path in out.iterdir())
    if held and not force:
        raise OutputRefused(
            f"The folder {out} exists and is not empty; name another with --out, or replace it with --force."
        )
    foreign = [name for name in held if name not in FILES]
    if foreign:
        raise OutputRefused(
            f"The folder {out} holds {foreign[0]}, which is no part of a Kintrace result; "
            "name another with --out."
        )


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """Give a folder to write in, which becomes `out` if all goes well and is removed if anything fails."""
    out = out.resolve()
    made = [p for p in (out.parent, *out.parent.parents) if not p.exists()]
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise OutputRefused(
            f"The folder {out} cannot be made: {error.strerror}; name another with --out."
        ) from None
    try:
        yield staging
        _take_place(staging, out)
    except OSError as error:
        raise OutputRefused(
            f"The result could not be written to {out}: {error.strerror}. Nothing was changed."
        ) from None
    except OutputRefused as error:
        raise OutputRefused(str(error).replace(str(staging), str(out))) from None
    finally:
        if staging.exists():
            shutil.rmtree(staging, ignore_errors=True)
            for folder in made:
                if folder.exists() and not any(folder.iterdir()):
                    folder.rmdir()


def _take_place(staging: Path, out: Path) -> None:
    old = staging.with_name(f"{staging.name}-old")
    try:
        if out.exists():
            out.rename(old)
        staging.rename(out)
    except BaseException:
        if old.exists() and not out.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
