"""What a run costs is measured over the whole process tree."""

import os
import sys

from bench import measure

# A child of the program works for half a second and holds 60 MB.
CHILD = """
import time
kept, end = bytearray(60_000_000), time.process_time() + 0.5
while time.process_time() < end:
    pass
"""
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_work_and_memory_of_a_child_process_count(tmp_path):
    cost = measure.run([sys.executable, "-c", PARENT], tmp_path / "log", os.environ)
    assert cost.exit_code == 0
    assert 0.5 <= cost.cpu_s < 3
    assert 60 < cost.peak_mb < 200


def test_sleeping_costs_time_but_no_work(tmp_path):
    cost = measure.run([sys.executable, "-c", "import time; time.sleep(0.5)"], tmp_path / "log", os.environ)
    assert cost.wall_s >= 0.5
    assert cost.cpu_s < 0.4


def test_a_program_that_takes_too_long_is_ended(tmp_path):
    cost = measure.run(
        [sys.executable, "-c", "import time; time.sleep(30)"], tmp_path / "log", os.environ, 0.3
    )
    assert cost.timed_out
    assert cost.wall_s < 5


def test_what_a_program_says_is_kept(tmp_path):
    cost = measure.run(
        [sys.executable, "-c", "import sys; sys.exit('no list')"], tmp_path / "log", os.environ
    )
    assert cost.exit_code == 1
    assert (tmp_path / "log").read_text().strip() == "no list"
