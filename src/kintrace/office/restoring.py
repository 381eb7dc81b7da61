"""Put a backup back: everything is checked before anything that is there is touched."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kintrace.errors import OfficeRefused
from kintrace.office import files, key
from kintrace.office.backup import DATABASE, DUMP, MANIFEST, SMALL, running, told
from kintrace.office.database.opening import KEY
from kintrace.office.home import Home

_NAMES = re.compile("|".join([*map(re.escape, (DATABASE, DUMP, MANIFEST, *SMALL)), "files/[0-9a-f]{64}"]))
_ANEW = b"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


def put_back(path: Path, home: Home, words: Callable[[], str], *, force: bool = False) -> int:
    """Put a backup back and return how many files came; `words` open it, where a server's has to be read."""
    address = os.environ.get("KINTRACE_DATABASE", "")
    if not force and (
        home.database.exists() or any(home.files.iterdir()) or (address and _has_tables(address))
    ):
        raise OfficeRefused("There is an office already. --force replaces it by what is in the backup.")
    staged = home.folder / ".restoring"
    with told(f"The backup {path} could not be put back"):
        shutil.rmtree(staged, ignore_errors=True)
        try:
            count = _take_out(path, staged)
            if (staged / DUMP).exists() != bool(address):
                raise OfficeRefused(
                    f"{path} is of an office {'with a file of its own' if address else 'on PostgreSQL'}; "
                    f"{'leave KINTRACE_DATABASE out' if address else 'name a database in KINTRACE_DATABASE'}."
                )
            if address:
                _fill(address, staged, words)
            _exchange(staged, home)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
    return count


def _take_out(path: Path, staged: Path) -> int:
    """Unpack a backup into a folder, and check each file against the list that comes last."""
    found: dict[str, str] = {}
    (staged / "files").mkdir(mode=0o700, parents=True)
    try:
        with tarfile.open(path, "r:") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is None or not _NAMES.fullmatch(member.name):
                    raise OfficeRefused(f"{path} is no backup of an office: {member.name!r} is in it.")
                target = staged / member.name
                with (
                    content,
                    os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
                ):
                    shutil.copyfileobj(content, file, 1 << 20)
                with target.open("rb") as file:
                    found[member.name] = hashlib.file_digest(file, "sha256").hexdigest()
                    os.fsync(file.fileno())
        listed = json.loads((staged / MANIFEST).read_bytes())["sha256"]
    except (tarfile.TarError, EOFError, FileNotFoundError, ValueError, KeyError, TypeError) as error:
        if not path.exists():
            raise OfficeRefused(f"There is no file {path}.") from error
        raise OfficeRefused(
            f"{path} is damaged, or is no backup of an office. Nothing was changed."
        ) from error
    found.pop(MANIFEST)
    if found != listed:
        raise OfficeRefused(f"{path} is damaged: its SHA-256 sums do not agree. Nothing was changed.")
    (staged / MANIFEST).unlink()
    return len(found)


def _exchange(staged: Path, home: Home) -> None:
    """Move what was unpacked to where the office looks for it, in place of what is there."""
    for left in ("-wal", "-shm"):
        Path(f"{home.database}{left}").unlink(missing_ok=True)
    shutil.rmtree(home.files)
    (staged / "files").rename(home.files)
    (staged / DUMP).unlink(missing_ok=True)
    for name in (DATABASE, *SMALL):
        if (staged / name).exists():
            (staged / name).replace(home.folder / name)
        else:
            (home.folder / name).unlink(missing_ok=True)


def _has_tables(address: str) -> bool:
    question = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    with running(["psql", "-XAtc", question], address, stdout=subprocess.PIPE) as asked:
        assert asked.stdout
        return asked.stdout.read().strip() != b"0"


def _fill(address: str, staged: Path, words: Callable[[], str]) -> None:
    """Replace all tables by those of the dump, in one transaction."""
    if (staged / "key.json").exists():
        os.environ[KEY] = key.unlock(staged / "key.json", words()).hex()
    elif (staged / "demo-key").exists():
        os.environ[KEY] = (staged / "demo-key").read_text("ascii")
    command = ["psql", "-XqAt", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    with running(command, address, stdin=subprocess.PIPE) as filling:
        assert filling.stdin
        try:
            filling.stdin.write(_ANEW)
            filling.stdin.writelines(_unzipped(files.unpack(staged / DUMP)))
            filling.stdin.close()
        except BrokenPipeError:
            pass  # psql says why


def _unzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(wbits=31)
    for piece in pieces:
        yield unpacking.decompress(piece)
    yield unpacking.flush()
