"""The trace room's door: reading can begin before what writes is loaded, and every name leads somewhere."""

import subprocess
import sys

import pytest

from kintrace import trace


def test_every_name_at_the_door_leads_to_something():
    assert {name: callable(getattr(trace, name)) for name in trace.__all__} == dict.fromkeys(
        trace.__all__, True
    )


def test_a_name_that_is_not_there_is_said_so():
    with pytest.raises(AttributeError, match=r"module 'kintrace\.trace' has no attribute 'guess'"):
        _ = trace.guess


def test_reading_does_not_wait_for_what_writes():
    code = "import sys; from kintrace.trace import read_lists, run; print('duckdb' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
