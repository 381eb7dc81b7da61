"""The office starts, answers, keeps a worker, and closes without leaving a process behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from fresh_office import fresh_office

pytestmark = pytest.mark.slow


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.fixture
def started(tmp_path, port):
    """Start an office and return its process, once it says where it is."""
    processes = []

    with fresh_office(tmp_path / "office") as office:

        def start(*words):
            process = subprocess.Popen(
                [sys.executable, "-m", "kintrace", "office", "start", "--port", str(port), *words],
                env=office.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            processes.append(process)
            for line in process.stdout:
                if found := re.search(r"http://\S+", line):
                    process.address = found[0]
                    return process
            raise AssertionError(process.stderr.read())

        start.office = office
        yield start
        for process in processes:
            process.kill()
            process.communicate()


def answer(address):
    try:
        with urllib.request.urlopen(address) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code


def workers(process):
    """The processes that a process started (Linux tells); a thread of it may end while it is asked."""
    found = []
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):
            found += map(int, (task / "children").read_text().split())
    return found


def until(happened, seconds=15):
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_closes_with_its_worker(started, port, number):
    start = time.monotonic()
    process = started()
    assert answer(f"http://127.0.0.1:{port}/") == 200
    took = time.monotonic() - start
    print(f"from the command to the first page: {took:.1f} s")
    assert took < 15  # 5 on a machine that does nothing else
    until(lambda: workers(process))
    (worker,) = workers(process)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("The office is closed.\n")
    assert not is_there(worker)


def is_there(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_is_replaced_and_one_whose_office_dies_ends(started):
    process = started()
    until(lambda: workers(process))
    first = workers(process)
    os.kill(first[0], signal.SIGKILL)
    until(lambda: workers(process) not in ([], first))
    (second,) = workers(process)
    time.sleep(3)  # so that it has begun to listen
    process.kill()
    process.wait()
    until(lambda: not is_there(second))


def test_several_answer_at_one_door_and_all_end_with_the_office(started, port):
    started.office.more["KINTRACE_PROCESSES"] = "2"
    process = started()
    until(lambda: len(workers(process)) == 2)
    beside = workers(process)
    os.kill(process.pid, signal.SIGSTOP)
    assert answer(f"http://127.0.0.1:{port}/sign-in/") == 200  # so another one did
    os.kill(process.pid, signal.SIGCONT)
    process.send_signal(signal.SIGTERM)
    _out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert [is_there(one) for one in beside] == [False, False]


def test_work_is_done_while_it_is_open(started):
    process = started()
    done = started.office.python(
        """
family = Organisation.objects.create(name="Вигадана")
job = actions.ask("match", by=None, organisation=family)
import time
for _ in range(200):
    job.refresh_from_db()
    if job.state == State.DONE:
        break
    time.sleep(0.1)
print(json.dumps(job.state))
"""
    )
    assert done == "done"
    assert process.poll() is None


def test_while_nobody_is_a_member_the_address_makes_the_first_administrator(started, port):
    process = started()
    assert re.fullmatch(rf"http://127\.0\.0\.1:{port}/first/[\w-]{{43}}/", process.address)
    assert answer(process.address) == 200
    assert answer(process.address[:-5] + "/") == 404


def test_an_office_is_open_only_once(started, port):
    started()
    done = started.office.command("start", "--port", port + 1)
    assert (done.returncode, done.stderr) == (
        2,
        f"kintrace: The office in {started.office.folder} is open; close it first.\n",
    )


def test_a_port_that_is_taken_is_a_sentence(tmp_path, port):
    with fresh_office(tmp_path / "office") as office, socket.create_server(("127.0.0.1", port)):
        done = office.command("start", "--port", port)
    assert done.returncode == 2
    assert done.stderr == (
        f"kintrace: Port {port} cannot be had (Address already in use); perhaps an office is open "
        "there already. Name another one with --port or KINTRACE_PORT.\n"
    )
