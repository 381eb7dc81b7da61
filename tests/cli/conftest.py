"""Run commands in this process, and the installed command in one of its own."""

import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apart
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

        cost = apart.run([str(kintrace), *map(str, words)], bound)
        return Cost(Said(cost.code, cost.out, cost.err), cost.seconds, cost.peak_mb)

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
