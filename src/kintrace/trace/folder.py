"""Write a result folder: everything or nothing.

Files are made in a folder beside the one that was asked for, which takes its place at the very end. A
full disk, a refused folder or Ctrl-C leaves what was there before.
"""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
    if any(out.iterdir()) and not force:
        raise _not_empty(out)
    _check_foreign(out, out)


def _not_empty(out: Path) -> OutputRefused:
    return OutputRefused(
        f"The folder {out} exists and is not empty; name another with --out, or replace it with --force."
    )


def _check_foreign(held: Path, out: Path) -> None:
    """Raise OutputRefused when `held`, which is or was the folder `out`, holds what we did not write."""
    foreign = sorted(path.name for path in held.iterdir() if path.name not in FILES or path.is_dir())
    if foreign:
        raise OutputRefused(
            f"The folder {out} holds {foreign[0]}, which is no part of a Kintrace result; "
            "name another with --out."
        )


@contextmanager
def whole_folder(out: Path, force: bool = False) -> Iterator[Path]:
    """Give a folder to write in, which becomes `out` if all goes well and is removed if anything fails.

    force: an earlier result may be replaced. The folder and its files are for their owner alone.
    """
    out = out.resolve()
    check(out, force)
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
        for path in staging.iterdir():
            path.chmod(0o600)
        _take_place(staging, out, force)
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


def _take_place(staging: Path, out: Path, force: bool) -> None:
    """Put the new folder where `out` is; what came into `out` meanwhile is never replaced unasked."""
    if not out.exists():
        _settle(staging, out)
        return
    _check_replaceable(out, force)
    old = staging.with_name(f"{staging.name.lstrip('.')}-old")
    out.rename(old)
    try:
        _check_foreign(old, out)  # nobody can put anything into it by its name any more
        _settle(staging, out)
    except BaseException:
        if not out.exists():
            old.rename(out)
        raise
    _clear(old)


def _settle(staging: Path, out: Path) -> None:
    try:
        staging.rename(out)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):  # another run was faster
            raise _not_empty(out) from None
        raise


def _clear(old: Path) -> None:
    """Remove an earlier result; the folder stays when it holds anything else."""
    for name in FILES:
        (old / name).unlink(missing_ok=True)
    with suppress(OSError):
        old.rmdir()
