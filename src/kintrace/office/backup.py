"""Everything an office keeps, in one file: a tar archive whose last member lists what is in it.

office.db     the embedded database, as encrypted as it is, copied in one moment; or
office.dump   what pg_dump wrote, packed as our files are, so encrypted if they are
key.json      the locked key; demo-key, secret, marks-key: what else opens the office, its sessions and marks
files/...     lists and photos
manifest.json name -> SHA-256 of each of these
"""

import hashlib
import io
import json
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kintrace.errors import OfficeRefused
from kintrace.office import files
from kintrace.office.database.opening import DatabaseError, connect
from kintrace.office.home import Home, postgresql

DATABASE, DUMP, MANIFEST = "office.db", "office.dump", "manifest.json"
SMALL = ("key.json", "demo-key", "secret", "marks-key")


def write(path: Path, home: Home) -> tuple[int, int]:
    """Write a backup; returns how many files are in it and its bytes. It appears whole or not at all."""
    if path.exists():
        raise OfficeRefused(f"{path} exists already; name another file.")
    part, snapshot = path.with_name(path.name + ".part"), home.folder / ".snapshot"
    with told(f"The backup could not be written to {path}"):
        try:
            snapshot.unlink(missing_ok=True)
            name = _snapshot(snapshot, home)
            sources = {name: snapshot}
            sources |= {one: home.folder / one for one in SMALL if (home.folder / one).exists()}
            sources |= {f"files/{kept.name}": kept for kept in files.all_kept()}
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                _archive(file, sources)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            snapshot.unlink(missing_ok=True)
            part.unlink(missing_ok=True)
    return len(sources), path.stat().st_size


def _archive(file: io.BufferedWriter, sources: dict[str, Path]) -> None:
    manifest = {}
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, source in sources.items():
            with source.open("rb") as content:
                manifest[name] = hashlib.file_digest(content, "sha256").hexdigest()
            archive.add(source, name)
        listed = json.dumps({"kintrace": 1, "sha256": manifest}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(listed)
        archive.addfile(member, io.BytesIO(listed))


def _snapshot(path: Path, home: Home) -> str:
    address = os.environ.get("KINTRACE_DATABASE", "")
    if address:
        command = ["pg_dump", "--no-owner", "--no-acl", "--compress=1"]
        with running(command, address, stdout=subprocess.PIPE) as dump:
            assert dump.stdout
            files.pack(path, dump.stdout)
        return DUMP
    with closing(connect(home.database, isolation_level=None)) as database:
        database.execute("VACUUM INTO ?", [str(path)])
    return DATABASE


@contextmanager
def running(
    command: list[str], address: str, *, stdin: int | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of PostgreSQL against a database; raises OfficeRefused when it fails."""
    said = postgresql(address)
    named = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    known = {name: str(said[key]) for name, key in named.items() if said[key]}
    try:
        program = subprocess.Popen(
            command, env={**os.environ, **known}, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
        )
    except FileNotFoundError as error:
        raise OfficeRefused(f"{command[0]} is needed; install PostgreSQL's programs for clients.") from error
    with program:
        yield program
        for pipe in (program.stdin, program.stdout):
            if pipe:
                pipe.close()
        assert program.stderr
        lines = program.stderr.read().decode(errors="replace").strip().splitlines()
        if program.wait():
            raise OfficeRefused(f"{command[0]} could not do it: {lines[0] if lines else program.returncode}")


@contextmanager
def told(what: str) -> Iterator[None]:
    """Say in a sentence that files or the database failed us."""
    try:
        yield
    except OSError as error:
        raise OfficeRefused(f"{what}: {error.strerror or error}.") from error
    except DatabaseError as error:
        raise OfficeRefused(f"{what}: {error}.") from error
