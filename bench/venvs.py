"""Build the peers' environments under `bench/.venvs`, from locks with hashes, and fetch the source lists.

nomenklatura needs ICU, which is compiled from source; where that cannot be done the reason is kept and
printed in the tables instead of its figures.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.contenders import PEERS, VENVS
from bench.sets import BENCH, SOURCES

NAMES = ("splink", "recordlinkage", "nomenklatura")
OPTIONAL = {"nomenklatura"}
# Peers that are compiled here rather than downloaded ready-made.
COMPILED = {"nomenklatura": "pyicu"}


def _uv() -> str:
    """Return the installer: the repository's own, or the one on the path."""
    own = BENCH.parent / ".tools" / "bin" / "uv"
    found = str(own) if own.exists() else shutil.which("uv")
    if not found:
        raise SystemExit("uv is missing: run `make` once, it puts uv into .tools, or install uv.")
    return found


def _build(name: str, lock: Path, folder: Path) -> None:
    uv, env = _uv(), {**os.environ, "VIRTUAL_ENV": str(folder)}
    subprocess.run(
        [uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(folder)], check=True, env=env
    )
    command = [uv, "pip", "sync", "--quiet", "--compile-bytecode", "--require-hashes", str(lock)]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr.strip())


def _why(name: str, problem: str) -> str:
    if name in COMPILED and COMPILED[name] in problem.lower():
        return f"{COMPILED[name]} could not be compiled (needs libicu-dev, pkg-config and a C++ compiler)"
    return f"could not be installed: {problem.splitlines()[-1][:200] if problem else 'no reason given'}"


def ensure(name: str) -> str:
    """Build one environment unless it is there already from the same lock; return why not, or ''."""
    lock, folder, why = PEERS / f"requirements-{name}.lock", VENVS / name, VENVS / f"{name}.why"
    mark, digest = folder / "lock.sha256", hashlib.sha256(lock.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == digest:
        return ""
    VENVS.mkdir(parents=True, exist_ok=True)
    why.unlink(missing_ok=True)
    try:
        _build(name, lock, folder)
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        why.write_text(_why(name, str(problem)))
        (VENVS / f"{name}.log").write_text(str(problem))
        return why.read_text()
    mark.write_text(digest)
    return ""


def setup() -> None:
    """Build all environments and write FEBRL and the name frequencies; stop when a needed peer is missing."""
    for name in NAMES:
        why = ensure(name)
        print(f"{name}: {why or 'ready'}", flush=True)
        if why and name not in OPTIONAL:
            raise SystemExit(f"{name}: {why}. The full message is in {VENVS / name}.log")
    if not (SOURCES / "surnames.parquet").exists():
        python = VENVS / "recordlinkage" / "bin" / "python"
        subprocess.run([str(python), str(PEERS / "export_sources.py"), str(SOURCES)], check=True)
    print(f"source lists: {SOURCES}", flush=True)
