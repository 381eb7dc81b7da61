"""What a command costs is measured apart from what the tests hold."""

import os
import sys

import apart


def test_memory_that_the_tests_hold_is_not_the_commands():
    held = bytearray(os.urandom(1_000_000)) * 300
    cost = apart.run([sys.executable, "-c", "print('так')"])
    assert len(held) == 300_000_000
    assert (cost.code, cost.out, cost.err) == (0, "так\n", "")
    assert 3 < cost.peak_mb < 60


def test_memory_of_the_command_counts_and_so_does_how_it_ended():
    cost = apart.run([sys.executable, "-c", "import os; held = b'x' * 100_000_000; os.kill(os.getpid(), 9)"])
    assert cost.code == -9
    assert 100 < cost.peak_mb < 160
