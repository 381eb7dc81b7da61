"""The room's door."""

import subprocess
import sys

import pytest

from kintrace import names


def test_everything_promised_is_there():
    assert [name for name in names.__all__ if not hasattr(names, name)] == []


def test_what_is_not_there_says_so():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        names.nothing  # noqa: B018


def test_opening_the_door_loads_nothing():
    code = "import sys, kintrace.names; print('numpy' in sys.modules, 'rapidfuzz' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
