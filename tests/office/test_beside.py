"""Processes beside: with real ones, that write their numbers into a file."""

import os
import signal
import subprocess
import sys
import time

import pytest

from kintrace.office import beside

WRITES = """
import os, signal, sys, time
from pathlib import Path
from kintrace.office import beside
signal.signal(signal.SIGTERM, signal.default_int_handler)
beside.end_with_input()
with Path(sys.argv[1]).open("a") as file:
    file.write(f"{os.getpid()}\\n")
try:
    time.sleep(600)
except KeyboardInterrupt:
    Path(sys.argv[1] + ".end").touch()
"""


@pytest.fixture
def one(tmp_path, monkeypatch):
    (tmp_path / "writes.py").write_text(WRITES)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    return beside.Beside(["writes", str(tmp_path / "numbers")])


def numbers(tmp_path):
    path = tmp_path / "numbers"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def until(happened):
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_one_that_is_killed_is_started_again_and_ends_with_the_block(tmp_path, one):
    with beside.kept([one]):
        until(lambda: len(numbers(tmp_path)) == 1)
        os.kill(numbers(tmp_path)[0], signal.SIGKILL)
        until(lambda: len(numbers(tmp_path)) == 2)
    assert (tmp_path / "numbers.end").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(numbers(tmp_path)[1], 0)


def test_one_whose_keeper_is_killed_ends(tmp_path, one):
    keeper = f"""
import time
from kintrace.office import beside
with beside.kept([beside.Beside({list(one.words)!r})]):
    time.sleep(600)
"""
    process = subprocess.Popen([sys.executable, "-c", keeper])
    until(lambda: numbers(tmp_path))
    process.kill()
    process.wait()
    until((tmp_path / "numbers.end").exists)
