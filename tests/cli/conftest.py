"""Run commands in this process, and the installed command in one of its own."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kintrace.cli import main


@dataclass(frozen=True)
class Said:
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Cost:
    """What an installed command said, and what it took."""

    said: Said
    seconds: float
    peak_mb: float


@pytest.fixture
def run(capsys) -> Callable[..., Said]:
    """Run a command in this process."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return command


@pytest.fixture(scope="session")
def kintrace() -> Path:
    """The installed command."""
    return Path(sys.executable).with_name("kintrace")


@pytest.fixture
def installed(kintrace) -> Callable[..., Cost]:
    """Run the installed command in a process of its own, perhaps with limits (`resource` number -> bytes)."""

    def command(*words: object, limits: dict[int, int] | None = None) -> Cost:
        def bound() -> None:
            for what, most in (limits or {}).items():
                resource.setrlimit(what, (most, most))

        start = time.perf_counter()
        child = subprocess.Popen(
            [kintrace, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=bound
        )
        assert child.stdout
        assert child.stderr
        with child.stdout as out, child.stderr as err:
            told = out.read().decode(), err.read().decode()  # both are short: no pipe fills
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return Cost(Said(child.returncode, *told), time.perf_counter() - start, usage.ru_maxrss / 1024)

    return command


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """Everything under a folder: name -> content (folders end in a slash)."""

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            str(p.relative_to(folder)) + "/" * p.is_dir(): b"" if p.is_dir() else p.read_bytes()
            for p in sorted(folder.rglob("*"))
        }

    return contents
