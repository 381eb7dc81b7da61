"""The worker's process does what waits, and ends with whoever started it."""

import os
import subprocess
import sys
import time

import pytest

PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from kintrace.office.accounts.models import Organisation
from kintrace.office.jobs import actions
actions.ask("match", by=None, organisation=Organisation.objects.create(name="Rodyna"))
"""
STATE = """
import django; django.setup()
from kintrace.office.jobs.models import Job
print(Job.objects.get().state)
"""


@pytest.fixture
def office(tmp_path):
    """Run a program in a fresh office of its own."""
    said = {key: value for key, value in os.environ.items() if not key.startswith("KINTRACE_")}
    said |= {"KINTRACE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kintrace.office.settings"}

    def run(code):
        command = [sys.executable, "-c", code]
        return subprocess.run(command, env=said, capture_output=True, text=True, check=True).stdout.strip()

    run.environment = said
    return run


@pytest.mark.slow
def test_a_worker_in_a_process_of_its_own_does_what_waits_and_ends_with_its_input(office):
    office(PREPARE)
    command = [sys.executable, "-m", "kintrace.office.jobs"]
    with subprocess.Popen(command, env=office.environment, stdin=subprocess.PIPE) as worker:
        deadline = time.monotonic() + 60
        while office(STATE) != "done" and time.monotonic() < deadline:
            time.sleep(0.2)
        worker.stdin.close()
        assert worker.wait(20) == 0
    assert office(STATE) == "done"
